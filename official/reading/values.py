"""What a cell of an official file holds, whether it came from text, from Excel or from OpenDocument.

Each function takes a raw cell and gives its value, `None` or `""` where it says that there is none, and raises
`NotRight` with what would be right. The markers of Ofsted's files: `NULL` or nothing where there is no value, 9 where
a judgement did not exist or does not apply, 8 and 0 in a few hundred of the oldest rows.
"""

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Any

EXCEL_BEGINS = datetime.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 3_000, 110_000  # from 1908, since 2018 is rather a year than a day, to 2201
FIRST_DAY, LAST_DAY = datetime.date(1000, 1, 1), datetime.date(2199, 12, 31)
PLACEHOLDERS_UNTIL = 1944  # no school that is still on the register has another day so early
NO_TEXT = frozenset(["", "null"])
NO_GRADE = frozenset(["", "null", "none", "n/a", "0", "8", "9", "not judged", "not applicable"])

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b\ud800-\udfff\ufffe\uffff]")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T][0-9:.]+Z?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?: [0-9:]+)?")


class NotRight(ValueError):
    """What would be right in the cell, as a sentence."""


def text(raw: Any) -> str:
    """A cell as a person reads it, in one line; 2.0 is 2."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 10**15:
        raw = int(raw)
    words = raw if isinstance(raw, str) else str(raw)
    if words.isascii() and words.isprintable() and "  " not in words:
        return words.strip()
    return " ".join(_UNSTORABLE.sub(" ", unicodedata.normalize("NFC", words)).split())


def folded(raw: Any) -> str:
    """The same for any case, dash and spacing, to compare words by."""
    return _folded(text(raw))


@lru_cache(maxsize=20_000)
def _folded(words: str) -> str:
    return _DASHES.sub("-", words.casefold().replace("\u2019", "'"))


def words(longest: int) -> Any:
    """Reads text of at most `longest` characters; `NULL` is none. "None" is a word like others: some cells mean it."""

    def read(raw: Any) -> str:
        found = text(raw)
        if len(found) > longest:
            raise NotRight(f"This is longer than {longest} characters.")
        return "" if found.casefold() in NO_TEXT else found

    return read


def whole(raw: Any) -> int | None:
    """A whole number, as 2, 2.0 or "2"."""
    found = text(raw)
    if found.casefold() in NO_TEXT:
        return None
    number = re.fullmatch(r"([0-9]{1,9})(?:\.0*)?", found.replace(",", ""))
    if isinstance(raw, bool) or not number:
        raise NotRight("Expected a whole number.")
    return int(number[1])


def age(raw: Any) -> int | None:
    found = whole(raw)
    if found is not None and found > 150:
        raise NotRight("Expected an age in years.")
    return found


def urn(raw: Any) -> int | None:
    found = whole(raw)
    if found is not None and not 10_000 <= found <= 999_999:  # a children’s centre has five digits
        raise NotRight("Expected a URN of six digits.")
    return found


def code(digits: int) -> Any:
    """Reads a code as text of so many digits, with the zeros that a spreadsheet program takes away."""

    def read(raw: Any) -> str:
        found = text(raw).removesuffix(".0")
        if found.casefold() in NO_TEXT:
            return ""
        if not re.fullmatch(r"[0-9]+", found) or len(found) > digits:
            raise NotRight(f"Expected a code of {digits} digits.")
        return found.zfill(digits)

    return read


def laestab(raw: Any) -> str:
    """Seven digits: the local authority's three and the establishment's four, with or without a sign between them."""
    found = text(raw).removesuffix(".0")
    if found.casefold() in NO_TEXT:
        return ""
    digits = re.fullmatch(r"([0-9]{3})[-/ ]?([0-9]{4})", found)
    if not digits:
        raise NotRight("Expected a LAESTAB of seven digits.")
    return digits[1] + digits[2]


def day(raw: Any) -> datetime.date | None:
    """A day: a date, Excel's number of one, or text with the day first or the year first."""
    if isinstance(raw, datetime.datetime):
        raw = raw.date()
    found = raw if isinstance(raw, datetime.date) else _day(text(raw))
    if found is not None and not FIRST_DAY <= found <= LAST_DAY:
        raise NotRight(DATE)
    return found


def day_or_placeholder(raw: Any) -> datetime.date | None:
    """A day, but for 1 January 1900 and its like, by which GIAS means that it does not know."""
    found = day(raw)
    is_placeholder = found and (found.month, found.day) == (1, 1) and found.year < PLACEHOLDERS_UNTIL
    return None if is_placeholder else found


DATE = "Expected a date such as 31/08/2025, 31-08-2025 or 2025-08-31."


@lru_cache(maxsize=20_000)
def _day(words: str) -> datetime.date | None:
    if words.casefold() in NO_TEXT:
        return None
    if match := _ISO.fullmatch(words):
        year, month, number = match.groups()
    elif match := _DAY_FIRST.fullmatch(words):
        number, month, year = match.groups()
    elif re.fullmatch(r"[0-9]{4,6}(\.[0-9]+)?", words) and FIRST_SERIAL <= float(words) < LAST_SERIAL:
        return EXCEL_BEGINS + datetime.timedelta(days=int(float(words)))
    else:
        raise NotRight(DATE)
    try:
        return datetime.date(int(year), int(month), int(number))
    except ValueError as error:
        raise NotRight(DATE) from error


def yes_or_no(raw: Any) -> bool | None:
    found = folded(raw)
    if found in NO_GRADE and found != "0":
        return None
    if found not in ANSWERS:
        raise NotRight("Expected Yes or No.")
    return ANSWERS[found]


ANSWERS = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
