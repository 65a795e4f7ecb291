"""The kinds of cell: each turns what a spreadsheet holds into a value, or says what would be right.

A raw cell is text (from CSV, or typed in Excel), a number, a truth value, a date or a time, or `UNCALCULATED`.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django.utils.text import slugify

from thep.years import AcademicYear

UNCALCULATED = object()
"""A formula whose result is not in the file."""

LONGEST = 32_767  # characters, as in Excel
EXCEL_ERRORS = frozenset(["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"])
EXACT = 10**15  # Excel keeps fifteen digits of a number
FIRST_DATE, LAST_DATE = datetime.date(1000, 1, 1), datetime.date(2199, 12, 31)
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T][0-9:.]+)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


class NotRight(ValueError):
    """What is wrong with a cell and what would be right, in a sentence or two."""


def is_blank(raw: Any) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip(" \t\r\n\xa0\u200b\ufeff"))


def shown(raw: Any) -> str:
    """A raw cell as a person sees it in the spreadsheet, at most 80 characters of it."""
    if raw is UNCALCULATED:
        return "a formula"
    if isinstance(raw, datetime.datetime):
        raw = raw.date() if raw.time() == datetime.time() else raw
    text = " ".join(_UNSTORABLE.sub("\ufffd", "" if raw is None else _digits(raw)).split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def tidy(text: str) -> str:
    """One space where there were several or a line break; accents in one form, however they were typed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded_word(text: str) -> str:
    """`Free school`, `free-school` and `FREE_SCHOOL` are the same choice or heading."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold()).strip("_")


def _digits(raw: Any) -> str:
    """A number as text: 2.0 is 2."""
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() and abs(raw) < EXACT else str(raw)


def _text(raw: Any) -> str:
    if raw is UNCALCULATED:
        raise NotRight(
            "This formula's result is not in the file. Open the workbook in Excel and save it, or paste the values."
        )
    text = unicodedata.normalize("NFC", raw).strip(" \t\r\n\xa0\u200b\ufeff") if isinstance(raw, str) else _digits(raw)
    if text in EXCEL_ERRORS:
        raise NotRight("Excel shows an error here. Correct the formula, or write the value itself.")
    if unstorable := _UNSTORABLE.search(text):
        raise NotRight(f"This holds a character that is no text (number {ord(unstorable[0])}). Type it again.")
    return text


def _number(raw: Any) -> Decimal | None:
    """The number that a cell holds, to Excel's fifteen digits; `None` if it holds none."""
    if isinstance(raw, float):
        return Decimal(f"{raw:.15g}") if abs(raw) < 1e300 else None
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Decimal(raw)
    text = _text(raw).replace("\u2212", "-") if not isinstance(raw, bool) else ""
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _places(number: Decimal) -> int:
    return max(0, -number.normalize().as_tuple().exponent)


class Kind:
    """What a column's cells hold. `right` completes "Write …"; `empty` is what a blank cell means."""

    right = ""
    empty: Any = None
    number_format = "@"
    choices: tuple[str, ...] = ()

    def read(self, raw: Any) -> Any:
        """The value of a cell that is not blank. `NotRight` says what would be right."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The value as one would write it into the cell."""
        return "" if value is None else str(value)

    def wrong(self) -> NotRight:
        return NotRight(f"Write {self.right}.")


@dataclass(frozen=True)
class Text(Kind):
    """A line of text; `lines` lets it have several."""

    longest: int
    lines: bool = False
    empty = ""

    @property
    def right(self) -> str:
        return f"text of at most {self.longest:,} characters"

    def read(self, raw: Any) -> str:
        if isinstance(raw, (datetime.date, datetime.time, datetime.timedelta)):
            raise NotRight("Excel has made a date of this. Format the cell as Text, then type it again.")
        if isinstance(raw, (int, float)) and abs(raw) >= EXACT:
            raise NotRight("Excel keeps only 15 digits of a number. Format the cell as Text, then type it again.")
        text = _text(raw)
        text = re.sub(r"\r\n?", "\n", text) if self.lines else tidy(text)
        if len(text) > self.longest:
            raise NotRight(f"This has {len(text):,} characters. {self.wrong()}")
        return text


@dataclass(frozen=True)
class Slug(Kind):
    longest: int = 100
    right = "letters, digits and hyphens without spaces, such as peer-review"

    def read(self, raw: Any) -> str:
        text = _text(raw)
        if not re.fullmatch(r"[-a-zA-Z0-9_]+", text) or len(text) > self.longest:
            raise self.wrong()
        return text


@dataclass(frozen=True)
class Named(Text):
    """A name that is known by its slug, so that `SSAT` and `ssat` are the same."""

    longest: int = 100

    def read(self, raw: Any) -> str:
        text = super().read(raw)
        if not 0 < len(slugify(text)) <= self.longest:
            raise NotRight(f"Write a name with letters or digits of the Latin alphabet, of at most {self.longest}.")
        return text


@dataclass(frozen=True)
class Whole(Kind):
    lowest: int = 0
    highest: int = 1_000_000
    number_format = "0"

    @property
    def right(self) -> str:
        return f"a whole number from {self.lowest:,} to {self.highest:,}"

    def read(self, raw: Any) -> int:
        number = _number(raw)
        if number is None or _places(number) or not self.lowest <= number <= self.highest:
            raise self.wrong()
        return int(number)


@dataclass(frozen=True)
class Urn(Whole):
    lowest: int = 100_000
    highest: int = 999_999
    right = "the school's URN, six digits such as 100937"


@dataclass(frozen=True)
class Urns(Kind):
    """Several URNs, each once."""

    right = "URNs of six digits with a space between them, such as 100915 100895"
    empty = ()

    def read(self, raw: Any) -> tuple[int, ...]:
        words = re.split(r"[\s,;/&]+", _text(raw).strip(",;/& "))
        urns = tuple(int(word[:6]) for word in words if re.fullmatch(r"[1-9][0-9]{5}(\.0)?", word))
        if len(urns) < len(words):
            raise self.wrong()
        if len(set(urns)) < len(urns):
            raise NotRight("A URN stands here twice. Write each once.")
        return urns

    def show(self, value: tuple[int, ...]) -> str:
        return " ".join(map(str, value))


@dataclass(frozen=True)
class Code(Kind):
    right = "the three digits of a local authority, such as 211"

    def read(self, raw: Any) -> str:
        text = _text(raw).removesuffix(".0")
        if not re.fullmatch(r"[0-9]{3}", text):
            raise self.wrong()
        return text


@dataclass(frozen=True)
class Codes(Kind):
    right = "local authorities' codes of three digits with a space between them, such as 211 201"
    empty = ()

    def read(self, raw: Any) -> tuple[str, ...]:
        words = re.split(r"[\s,;/&]+", _text(raw).removesuffix(".0").strip(",;/& "))
        if not all(re.fullmatch(r"[0-9]{3}", word) for word in words) or len(set(words)) < len(words):
            raise self.wrong()
        return tuple(words)

    def show(self, value: tuple[str, ...]) -> str:
        return " ".join(value)


@dataclass(frozen=True)
class Money(Kind):
    """Pounds and pence. `refunds` lets it be less than nothing."""

    refunds: bool = False
    number_format = "#,##0.00"

    @property
    def right(self) -> str:
        return f"an amount in pounds{' (less than 0 for a refund)' * self.refunds}, such as 4400 or 4,400.50"

    def read(self, raw: Any) -> Decimal:
        if isinstance(raw, str):
            raw = re.sub(r"^([+\u2212-]?)\s*£\s*", r"\1", _text(raw))
        amount = _number(raw)
        if amount is None or abs(amount) >= 10**8:
            raise self.wrong()
        if _places(amount) > 2:
            raise NotRight(f"An amount has at most two places, for pence. {self.wrong()}")
        if amount < 0 and not self.refunds:
            raise NotRight("A fee cannot be less than 0.")
        return amount.quantize(Decimal("0.01"))

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value:,.2f}"


@dataclass(frozen=True)
class Percentage(Kind):
    right = "a percentage from 0 to 100 with at most one place, such as 63 or 11.1"
    number_format = "General"

    def read(self, raw: Any) -> Decimal:
        if isinstance(raw, str):
            raw = re.sub(r"\s*%$", "", _text(raw))
        number = _number(raw)
        if number is None or not 0 <= number <= 100 or _places(number) > 1:
            raise self.wrong()
        return number.quantize(Decimal("0.1"))

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Date(Kind):
    """A day. A time of day beside it is left out; a bare number is refused, since nobody can see which day it is."""

    right = "a date such as 2018-05-31 or 31/05/2018"
    number_format = "yyyy-mm-dd"

    def read(self, raw: Any) -> datetime.date:
        if isinstance(raw, datetime.datetime):
            day = raw.date()
        elif isinstance(raw, datetime.date):
            day = raw
        elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
            raise NotRight(f"This is a number. Format the cell as a date, or write {self.right}.")
        else:
            day = _day(_text(raw))
        if day is None or not FIRST_DATE <= day <= LAST_DATE:
            raise self.wrong()
        return day


@lru_cache(maxsize=4096)
def _day(text: str) -> datetime.date | None:
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


@dataclass(frozen=True)
class Year(Kind):
    right = "an academic year such as 2017-18"

    def read(self, raw: Any) -> AcademicYear:
        if isinstance(raw, datetime.date):
            return self._typed(raw)
        year = _year(_text(raw))
        if year is None:
            raise self.wrong()
        return year

    def _typed(self, day: datetime.date) -> AcademicYear:
        """Excel takes 2011-12 for December 2011, and there is no other way to type that day."""
        if day.day == 1 and day.year >= 2000 and day.month == day.year - 1999:
            return AcademicYear(day.year)
        raise NotRight("Excel holds a date here. Format the cell as Text, then write the year, such as 2017-18.")

    def show(self, value: AcademicYear | None) -> str:
        return "" if value is None else value.slug


@lru_cache(maxsize=1024)
def _year(text: str) -> AcademicYear | None:
    try:
        return AcademicYear.parse(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few values, written as itself or in the words that pages use for it."""

    options: tuple[tuple[Any, str], ...]
    empty: Any = None
    by_word: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = {folded_word(str(word)): value for value, label in self.options for word in (label, value)}
        object.__setattr__(self, "by_word", words)

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(str(value) for value, _ in self.options)

    @property
    def right(self) -> str:
        return f"one of: {', '.join(self.choices)}"

    def read(self, raw: Any) -> Any:
        value = self.by_word.get(folded_word(_text(raw).removesuffix(".0")))
        if value is None:
            raise self.wrong()
        return value


@dataclass(frozen=True)
class Choices(Kind):
    """Some of a few values, each once, in the order written."""

    options: tuple[str, ...]
    empty = ()

    @property
    def right(self) -> str:
        return f"any of: {', '.join(self.options)}; with a space between them"

    def read(self, raw: Any) -> tuple[str, ...]:
        words = tuple(re.split(r"[\s,;]+", _text(raw).casefold().strip(",; ")))
        if not set(words) <= set(self.options) or len(set(words)) < len(words):
            raise self.wrong()
        return words

    def show(self, value: tuple[str, ...]) -> str:
        return " ".join(value)
