"""What stands before the sections of a report: its title page and its contents."""

from documents.document import Document
from documents.word.drawing import LOGO
from documents.word.file import Entry, WordFile
from documents.word.prose import CONTENTS_TO, field, paragraph, run

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{which}"/></w:r>' for which in ("begin", "separate", "end"))


def title_page(report: Document, file: WordFile) -> str:
    logo = report.brand.logo
    picture = paragraph("Picture", file.picture(logo, LOGO, title="Logo", described=report.sender)) if logo else ""
    sender = paragraph("Subtitle", run(report.sender)) if report.sender else ""
    facts = "".join(paragraph("Facts", run(what, "Strong") + run(f"\t{which}")) for what, which in report.facts)
    return f"{picture}{paragraph('Title', run(report.title))}{sender}{facts}"


def contents(file: WordFile) -> str:
    """A field of Word's, filled with the headings there are.

    Their pages are unknown until Word has set them. It works them out when it prints, and when told to update; to
    have it do so on opening would mean that it asks about "fields that may refer to other files" each time.
    """
    if not file.contents:
        return ""
    told = f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_TO}" \\h \\z \\u </w:instrText></w:r>'
    lines = [_line(entry, f"{BEGIN}{told}{SEPARATE}" if not place else "") for place, entry in enumerate(file.contents)]
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('TOCHeading', run('Contents'))}"
        f"{''.join(lines)}{paragraph('Normal', END)}</w:sdtContent></w:sdt>"
    )


def _line(entry: Entry, opening: str) -> str:
    page = field(f"PAGEREF {entry.bookmark} \\h", "")
    inside = f"{run(entry.text)}<w:r><w:tab/></w:r>{page}"
    return paragraph(f"TOC{entry.level}", f'{opening}<w:hyperlink w:anchor="{entry.bookmark}">{inside}</w:hyperlink>')
