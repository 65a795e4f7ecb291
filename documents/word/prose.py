"""Words as Word's XML: runs, paragraphs, lists and quotations. Everything that comes from records is escaped here."""

import re
from html import escape

from documents.document import (
    Bullets,
    Indented,
    Names,
    Paragraph,
    Piece,
    Printed,
    Prose,
    ProseBlock,
    Quotation,
    Run,
    Sentences,
    Words,
)
from documents.letters import fit_for_xml
from documents.word.file import WordFile

DEEPEST = 5
"""Levels of lists that Word has styles for; what lies deeper stands at the last."""
CONTENTS_TO = 2
BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def paragraph(style: str, inside: str, more: str = "") -> str:
    """`more` are properties of this one, such as its place in a list."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def run(text: str, look: str = "", more: str = "") -> str:
    """`look` names a style of letters; `more` are properties of this run."""
    if not text:
        return ""
    parts = re.split("([\n\t])", fit_for_xml(text))
    inside = "".join(BREAKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts if part)
    style = f'<w:rStyle w:val="{look}"/>' if look else ""
    return f"<w:r><w:rPr>{style}{more}</w:rPr>{inside}</w:r>" if style or more else f"<w:r>{inside}</w:r>"


def field(instruction: str, shown: str, look: str = "") -> str:
    """What Word works out anew; `shown` until it does."""
    return f'<w:fldSimple w:instr="{escape(instruction)}">{run(shown, look)}</w:fldSimple>'


def pieces(parts: tuple[Piece, ...]) -> str:
    return "".join(run(part) if isinstance(part, str) else _counted(part) for part in parts)


def _counted(part: Printed | Names) -> str:
    """A figure has a style of its own without a look, by which Word finds all of them."""
    return run(part.text, "LiveFigure" if isinstance(part, Printed) else "")


def heading(level: int, text: str, inside: str, file: WordFile, more: str = "") -> str:
    """Of a section, 1, or within it. The contents go down to `CONTENTS_TO`."""
    marked = file.listed(level, text, inside) if level <= CONTENTS_TO else inside
    return paragraph(f"Heading{level}", marked, more)


def plain(block: Paragraph) -> str:
    return paragraph("Normal", pieces(block.pieces))


def prose(block: Prose, file: WordFile) -> str:
    return "".join(_block(each, file) for each in block.blocks)


def _block(block: ProseBlock, file: WordFile, style: str = "Normal", depth: int = 0) -> str:
    match block:
        case Sentences(runs, 0):
            return paragraph(style, _runs(runs, file))
        case Sentences(runs, level):
            return heading(level - 1, "".join(each.text for each in runs), _runs(runs, file), file)
        case Bullets():
            return _list(block, file, depth)
        case Indented(blocks):
            return "".join(_block(each, file, "BlockText", depth) for each in blocks)


def _runs(parts: tuple[Run, ...], file: WordFile) -> str:
    return "".join(_run(part, file) for part in parts)


def _run(part: Run, file: WordFile) -> str:
    if not isinstance(part, Words):
        return _counted(part)
    if address := file.link(part.url):
        weight = f"{'<w:b/>' if part.is_strong else ''}{'<w:i/>' if part.is_emphasised else ''}"
        return f'<w:hyperlink r:id="{address}">{run(part.text, "Hyperlink", weight)}</w:hyperlink>'
    looks = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "IntenseEmphasis"}
    return run(part.text, looks.get((part.is_strong, part.is_emphasised), ""))


def _list(block: Bullets, file: WordFile, depth: int) -> str:
    """The first paragraph of an item bears its mark; what follows it in the item stands below, as far in."""
    level = min(depth, DEEPEST - 1)
    number = file.numbered_list(level, block.start) if block.is_numbered else 1
    which = "" if level == 0 else str(level + 1)
    style = f"{'ListNumber' if block.is_numbered else 'ListBullet'}{which}"
    mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if block.is_numbered else ""
    return "".join(_item(item, file, style, mark, which, depth) for item in block.items)


def _item(item: tuple[ProseBlock, ...], file: WordFile, style: str, mark: str, which: str, depth: int) -> str:
    first = item[0] if item and isinstance(item[0], Sentences) and not item[0].level else Sentences(())
    opening = paragraph(style, _runs(first.runs, file), mark)
    rest = item[1:] if item and first is item[0] else item
    return opening + "".join(_block(each, file, f"ListContinue{which}", depth + 1) for each in rest)


def quotation(block: Quotation) -> str:
    who = ", ".join(filter(None, (block.who, block.source)))
    said = [paragraph("Quote", run(text), "<w:keepNext/>") for text in block.paragraphs[:-1]]
    said += [paragraph("Quote", run(text), "<w:keepNext/>" if who else "") for text in block.paragraphs[-1:]]
    return "".join(said) + (paragraph("QuoteAttribution", run(who)) if who else "")
