"""Small documents for the tests of formats."""

from documents.document import Cell, Document, Heading, Line, Printed, Section, Sentences, Table, Words
from tests.documents.reading_pdf import pages_of


def report(*sections, **more):
    return Document(**{"title": "Report", "sections": sections, "sender": "Riverside", **more})


def section(*blocks, title="Only"):
    return Section(title.lower(), title, blocks)


def said(*words, level=0):
    return Sentences(tuple(each if isinstance(each, Words | Printed) else Words(each) for each in words), level)


def table(lines, *headings, **more):
    return Table(**{"caption": "Counts", "corner": "School", "headings": headings, "lines": tuple(lines), **more})


def counted_table(number):
    lines = (Line(f"School {each}", (Cell.of(str(1_000 + each)),)) for each in range(1, number + 1))
    return table(lines, Heading("Members", is_number=True))


def body_of(pdf):
    """The lines of the sections: without title page, contents, running heads and feet."""
    return [line for page in pages_of(pdf)[2:] for line in page[1:-1]]
