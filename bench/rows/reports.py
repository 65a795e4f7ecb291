"""The report of the last year as it is written, and a first edition of it: the document, and one figure's rows."""

import datetime

from accounts.models import User
from accounts.permissions import Role
from bench.copying import copy
from bench.sizes import LAST_YEAR
from documents.stored import figures_of, to_json
from reports.models import (
    Acceptance,
    Edition,
    EditionFigure,
    EditionFile,
    Format,
    Quote,
    Report,
    ReportSection,
    RowNote,
    SectionReader,
)
from reports.publishing.page import page_of
from reports.sections import TITLES
from reports.writing.document import Writing
from schools.models import Phase

TITLE = f"End-of-year report {LAST_YEAR}"
WRITTEN_AT = datetime.datetime(2018, 7, 2, 9, 0, tzinfo=datetime.UTC)
WORDS = "Schools **worked together** more than ever: {members} of them, and their heads say so."
SAID = "The network is the best hour of my month; I go home with one thing to try."
QUOTES_OF_A_SECTION = 4
FIGURE = f"visits.{LAST_YEAR.slug}.all.schools"


def fill_report() -> None:
    """Every section has words; those of figures have quotes as well, half of them without consent yet."""
    years = (LAST_YEAR.start, LAST_YEAR.start + 1, LAST_YEAR.report_day)
    copy(Report, "id report_year membership_year as_at title begun_at", [(1, *years, TITLE, WRITTEN_AT)])
    sections = [("", "Foreword"), *TITLES.items()]
    copy(
        ReportSection,
        "id report position title text figures is_shown",
        ((n, 1, n, title, WORDS, anchor, True) for n, (anchor, title) in enumerate(sections, 1)),
    )
    copy(
        Quote,
        "section position words role phase source has_consent consent_note",
        (
            (section, n, SAID, "Headteacher", Phase.PRIMARY, "survey of May 2018", n % 2 == 0, "")
            for section in range(2, len(sections) + 1)
            for n in range(QUOTES_OF_A_SECTION)
        ),
    )
    copy(RowNote, "report line text", [(1, f"membership.1.{phase}", "Two schools merged.") for phase in Phase])
    admin = User.objects.filter(role=Role.ADMIN).earliest("pk")
    copy(SectionReader, "section person seen_at", [(1, admin.pk, WRITTEN_AT)])
    accepted = (1, "0" * 64, "Numbers that no figure has, in “Foreword”", "The accounts say so.", admin.pk, WRITTEN_AT)
    copy(Acceptance, "report finding title reason accepted_by accepted_at", [accepted])
    _publish(admin)


def _publish(admin: User) -> None:
    """Past the checks, the other formats and figures, which would take longer than all that is filled."""
    writing = Writing(Report.objects.get(), live=True)
    written = writing.document()
    document, rows = to_json(written), list(writing.counted.book.find(FIGURE).stream())
    edition = Edition.objects.create(
        report_year=LAST_YEAR,
        membership_year=LAST_YEAR + 1,
        as_at=LAST_YEAR.report_day,
        number=1,
        title=TITLE,
        published_at=WRITTEN_AT,
        published_by=admin,
        document=document,
        page=page_of(written, figures_of(written)),
        as_of_event=1,
    )
    EditionFile.objects.create(edition=edition, format=Format.JSON, content=document.encode())
    EditionFigure.objects.create(
        edition=edition,
        key=FIGURE,
        title="Schools visited",
        definition="Schools with at least one visit made.",
        columns=[{"heading": "School", "kind": "text"}],
        rows=[[row.name] for row in rows],
        subjects=[["schools.school", row.subject.pk] for row in rows],
    )
