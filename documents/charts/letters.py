"""How wide words are, and how they are broken or shortened to fit.

Estimates: nobody knows which of the named fonts the reader's machine has, so the letters are taken as those of the
widest, and words may end short of their room but not beyond it.
"""

import unicodedata
from functools import cache

OF_AN_EM = {
    0.31: " ijl.,:;'’‘|!()[]-",
    0.42: 'ftr\u00a0“”"/',
    0.51: "acesxzvykJ–",
    0.60: "bdghnopquIFLSZ*+=<>~_£$#",
    0.65: "0123456789PTBEY?€",
    0.73: "ACGKRVX&",
    0.82: "mwDHNOQU%",
    1.00: "MW@—…",
}
WIDTHS = {letter: width for width, letters in OF_AN_EM.items() for letter in letters}
OTHER = 0.72
NOT_WRITTEN = {"Cc", "Cn", "Co", "Cs"}  # XML forbids most of them, and no font has the rest


@cache
def width(words: str, size: float) -> float:
    return size * sum(map(_of_an_em, words))


def _of_an_em(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    return 1.05 if unicodedata.east_asian_width(letter) in "WF" else OTHER


def plain(text: str) -> str:
    """On one line, and without what cannot be drawn."""
    return " ".join("".join(" " if unicodedata.category(one) in NOT_WRITTEN else one for one in text).split())


def shortened(text: str, room: float, size: float) -> str:
    """As much of it as fits, with an ellipsis where some does not."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """In at most so many lines, none wider than the room; what does not fit is shortened."""
    lines: list[str] = []
    words = text.split()
    while words:
        if len(lines) == most - 1:
            return [*lines, shortened(" ".join(words), room, size)]
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(shortened(line, room, size))
    return lines


def longest_word(text: str, size: float) -> float:
    return max((width(word, size) for word in text.split()), default=0)
