"""Markdown as prose: paragraphs, headings, lists, quotations, strong and emphasised words, links.

Nothing else is markup. HTML, images and code stand in the report as they were typed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from documents.document import Bullets, Indented, Prose, ProseBlock, Run, Sentences, Words
from reports.writing.live import WRITTEN, NotLive, Problem

RULES = ("paragraph", "heading", "lheading", "list", "blockquote")
INLINE = ("text", "newline", "escape", "emphasis", "link", "autolink", "entity", "live_figure")
TOP, BELOW = 3, 4
UNCLOSED = "A live figure stands between {{ and }}, on one line."
SAFE = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Written:
    """`problems` are live figures that are none; in the prose they stand as they were typed."""

    prose: Prose
    problems: tuple[Problem, ...] = ()


Live = Callable[[str], Run]
"""From what stands between two pairs of braces to what is printed; it may raise `NotLive`."""


def read(text: str, live: Live) -> Written:
    reading = _Reading(live)
    blocks = tuple(reading.blocks(iter(_parser().parse(text)), ""))
    return Written(Prose(blocks), tuple(reading.problems))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20})
    parser.inline.ruler.before("escape", "live_figure", _live_figure)
    parser.inline.ruler2.enable(["balance_pairs", "emphasis", "fragments_join"])
    parser.enable([*RULES, *INLINE])
    return parser


def _live_figure(state: StateInline, silent: bool) -> bool:
    found = WRITTEN.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("live_figure", "", 0).content = found[1]
    state.pos = found.end()
    return True


@dataclass
class _Reading:
    live: Live
    problems: list[Problem] = field(default_factory=list)
    has_heading: bool = False

    def blocks(self, tokens: Iterator[Token], until: str) -> Iterator[ProseBlock]:
        for token in tokens:
            match token.type:
                case kind if kind == until:
                    return
                case "paragraph_open":
                    yield Sentences(self._inline(tokens, "paragraph_close"))
                case "heading_open":
                    level = BELOW if self.has_heading and int(token.tag[1:]) >= BELOW - 1 else TOP
                    self.has_heading = True
                    yield Sentences(self._inline(tokens, "heading_close"), level)
                case "blockquote_open":
                    yield Indented(tuple(self.blocks(tokens, "blockquote_close")))
                case "bullet_list_open":
                    yield Bullets(tuple(self._items(tokens, "bullet_list_close")))
                case "ordered_list_open":
                    start = int(token.attrGet("start") or 1)
                    yield Bullets(tuple(self._items(tokens, "ordered_list_close")), is_numbered=True, start=start)

    def _items(self, tokens: Iterator[Token], until: str) -> Iterator[tuple[ProseBlock, ...]]:
        for token in tokens:
            if token.type == until:
                return
            if token.type == "list_item_open":
                yield tuple(self.blocks(tokens, "list_item_close"))

    def _inline(self, tokens: Iterator[Token], until: str) -> tuple[Run, ...]:
        runs: list[Run] = []
        for token in tokens:
            if token.type == until:
                return tuple(runs)
            runs += self._runs(token.children or [])
        return tuple(runs)

    def _runs(self, tokens: list[Token]) -> Iterator[Run]:
        strong = emphasised = 0
        url = ""
        for token in tokens:
            match token.type:
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "em_open" | "em_close":
                    emphasised += token.nesting
                case "link_open":
                    url = _safe(str(token.attrGet("href") or ""))
                case "link_close":
                    url = ""
                case "live_figure":
                    yield self._printed(token.content)
                case "softbreak":
                    yield Words(" ", bool(strong), bool(emphasised), url)
                case "hardbreak":
                    yield Words("\n", bool(strong), bool(emphasised), url)
                case _ if token.content:
                    self._look_for_braces(token.content)
                    yield Words(token.content, bool(strong), bool(emphasised), url)

    def _look_for_braces(self, words: str) -> None:
        """Braces left over in words are a live figure that somebody has not finished; told once."""
        if ("{{" in words or "}}" in words) and not any(problem.words == UNCLOSED for problem in self.problems):
            self.problems.append(Problem(words[:60], UNCLOSED))

    def _printed(self, inside: str) -> Run:
        try:
            return self.live(inside)
        except NotLive as error:
            written = f"{{{{{inside}}}}}"
            self.problems.append(Problem(written, str(error)))
            return Words(written)


def _safe(url: str) -> str:
    """The address where it leads somewhere a reader would expect, else nothing."""
    return url if url.lower().startswith(SAFE) or (url.startswith("/") and not url.startswith("//")) else ""
