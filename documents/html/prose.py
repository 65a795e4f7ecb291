"""What a person wrote as HTML: its words are text, its links lead only where a link may."""

import re
from html import escape

from documents.document import Bullets, Indented, Names, Printed, Prose, ProseBlock, Run, Sentences, Words
from documents.html.pieces import Address, names_to_html, printed_to_html

MAY_BE_LINKED = re.compile(r"(?:https?://|mailto:)[^\s\\]+|(?:/(?![/\\])|[#?.]|[\w-]+/)[^\s\\]*", re.IGNORECASE)
"""The web, mail, and pages of the same site: no other scheme, and no site named without one."""


def prose_to_html(prose: Prose, address: Address) -> str:
    return f'<div class="prose">{_blocks(prose.blocks, address)}</div>'


def _blocks(blocks: tuple[ProseBlock, ...], address: Address) -> str:
    return "".join(_block(block, address) for block in blocks)


def _block(block: ProseBlock, address: Address) -> str:
    match block:
        case Sentences():
            tag = f"h{block.level}" if block.level else "p"
            return f"<{tag}>{_runs(block.runs, address)}</{tag}>"
        case Bullets():
            return _list(block, address)
        case Indented():
            return f"<blockquote>{_blocks(block.blocks, address)}</blockquote>"


def _list(bullets: Bullets, address: Address) -> str:
    items = "".join(f"<li>{_item(item, address)}</li>" for item in bullets.items)
    if not bullets.is_numbered:
        return f"<ul>{items}</ul>"
    start = "" if bullets.start == 1 else f' start="{bullets.start}"'
    return f"<ol{start}>{items}</ol>"


def _item(blocks: tuple[ProseBlock, ...], address: Address) -> str:
    """An item of one paragraph is its words alone, whether or not a list stands below it."""
    match blocks:
        case (Sentences(runs=runs, level=0), *others) if all(isinstance(other, Bullets) for other in others):
            return _runs(runs, address) + _blocks(tuple(others), address)
        case _:
            return _blocks(blocks, address)


def _runs(runs: tuple[Run, ...], address: Address) -> str:
    return "".join(_run(run, address) for run in runs)


def _run(run: Run, address: Address) -> str:
    match run:
        case Words():
            return _words(run)
        case Printed():
            return printed_to_html(run, address, is_running=True)
        case Names():
            return names_to_html(run, address)


def _words(words: Words) -> str:
    text = escape(words.text).replace("\n", "<br>")
    if words.is_emphasised:
        text = f"<em>{text}</em>"
    if words.is_strong:
        text = f"<strong>{text}</strong>"
    return f'<a href="{escape(words.url)}">{text}</a>' if MAY_BE_LINKED.fullmatch(words.url) else text
