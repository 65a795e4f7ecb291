"""A picture within a line, as Word's XML."""

from html import escape

from docx.shared import Cm, Length

from documents.letters import fit_for_xml

LOGO = Cm(9), Cm(2.6)
CHART = Cm(16), Cm(19)
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(number: int, part: str, size: tuple[Length, Length], *, title: str, described: str) -> str:
    """`part` is where the file keeps it; `described` is what is read to who cannot see it."""
    name = f'id="{number}" name="Picture {number}"'
    alternative = f'title="{escape(fit_for_xml(title))}" descr="{escape(fit_for_xml(described))}"'
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWN}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{part}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{shape}</pic:spPr></pic:pic>"
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWN}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr {name} {alternative}/><a:graphic xmlns:a="{_DRAWN}/main">'
        f'<a:graphicData uri="{_DRAWN}/picture">{picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
