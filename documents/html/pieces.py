"""Words, figures and names as HTML. Everything that comes from records is escaped here.

By the standard library: Django's `escape` writes the same, and takes nine times as long over thousands of words.
"""

from collections.abc import Callable
from html import escape

from documents.display import NOTHING, counted
from documents.document import Names, Piece, Printed

Address = Callable[[str], str]
"""From a figure's key to its page."""


def pieces_to_html(pieces: tuple[Piece, ...], address: Address) -> str:
    return "".join(piece_to_html(piece, address) for piece in pieces)


def piece_to_html(piece: Piece, address: Address) -> str:
    match piece:
        case str():
            return escape(piece)
        case Printed():
            return printed_to_html(piece, address)
        case Names():
            return names_to_html(piece, address)


def printed_to_html(printed: Printed, address: Address, *, is_running: bool = False) -> str:
    """The number leads to its rows; what is not known leads nowhere.

    Among running words a share is worded as words alone word it; elsewhere it is marked, to stand in line with others.
    """
    figure = printed.figure
    words = printed.percentage if printed.is_percentage else figure.text
    if words == NOTHING:
        return f'<span class="nothing">{NOTHING}</span>{escape(printed.after)}'
    number = (
        f'<a class="figure" data-figure="{escape(figure.key)}" data-value="{figure.raw}" '
        f'href="{escape(address(figure.key))}">{escape(words)}</a>'
    )
    return f"{number}{_share(printed, is_running)}{escape(printed.after)}"


def _share(printed: Printed, is_running: bool) -> str:
    if not printed.share or printed.is_percentage:
        return ""
    if is_running:
        return f" of {printed.figure.of:,} ({printed.percentage})"
    return f'<span class="of"> of {printed.figure.of:,}</span><span class="share"> {printed.percentage}</span>'


def names_to_html(names: Names, address: Address) -> str:
    links = ", ".join(
        f'<a class="name" href="{escape(name.url)}">{escape(name.text)}</a>' if name.url else escape(name.text)
        for name in names.names
    )
    if not names.more:
        return links
    more = f'<a href="{escape(address(names.figure.key))}">{counted(names.more, "more", "more")}</a>'
    return f"{links} and {more}"


def classed(**flags: bool) -> str:
    names = " ".join(name for name, flag in flags.items() if flag)
    return f' class="{names}"' if names else ""
