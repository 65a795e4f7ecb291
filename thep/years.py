"""The academic year as a value: 1 September to 31 August, named by the two calendar years it touches."""

import datetime
import re
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

FIRST_START, LAST_START = 1900, 2199


@dataclass(frozen=True, order=True)
class AcademicYear:
    """`AcademicYear(2017)` is 2017–18. Ordered; `year + 1` and `year - 1` are the years beside it."""

    start: int

    def __post_init__(self) -> None:
        if not FIRST_START <= self.start <= LAST_START:
            raise ValueError(f"{self.start} is no academic year from {FIRST_START} to {LAST_START}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The year written `2017-18`, `2017–18`, `2017/18` or `2017-2018`. `ValueError` for anything else."""
        match = re.fullmatch(r"\s*(\d{4})\s*[-\u2013/]\s*(\d{2}|\d{4})\s*", text)
        if not match:
            raise ValueError(f"“{text}” is not an academic year such as 2017-18")
        start, end = int(match[1]), match[2]
        if end not in (f"{(start + 1) % 100:02}", str(start + 1)):
            raise ValueError(f"“{text}” is not an academic year: {start} is followed by {start + 1}")
        return cls(start)

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """The year that `day` falls in."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.start, 9, 1)

    @property
    def last_day(self) -> datetime.date:
        return datetime.date(self.start + 1, 8, 31)

    @property
    def report_day(self) -> datetime.date:
        """31 July: the day on which the year's report reads grades unless somebody chooses another."""
        return datetime.date(self.start + 1, 7, 31)

    @property
    def months(self) -> tuple[datetime.date, ...]:
        """The first day of each month, from September to August."""
        firsts = [(self.start, month) for month in range(9, 13)] + [(self.start + 1, month) for month in range(1, 9)]
        return tuple(datetime.date(year, month, 1) for year, month in firsts)

    @property
    def slug(self) -> str:
        """As written in addresses, keys and spreadsheets: `2017-18`."""
        return f"{self.start}-{(self.start + 1) % 100:02}"

    def __str__(self) -> str:
        return f"{self.start}\u2013{(self.start + 1) % 100:02}"

    def __add__(self, years: int) -> Self:
        return type(self)(self.start + years)

    def __sub__(self, years: int) -> Self:
        return type(self)(self.start - years)


def years_earlier(day: datetime.date, years: int = 1) -> datetime.date:
    """The same day so many years earlier; of 29 February, in other years the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class AcademicYearConverter:
    """`<year:report_year>` in an address, such as `/reports/2017-18/`."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> AcademicYear:
        return AcademicYear.parse(value)

    def to_url(self, value: AcademicYear) -> str:
        return value.slug


class AcademicYearFormField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "2017-18", "size": 8}))
        super().__init__(**{**kwargs, "strip": True})

    def prepare_value(self, value: Any) -> Any:
        return value.slug if isinstance(value, AcademicYear) else value

    def to_python(self, value: Any) -> AcademicYear | None:
        if value in self.empty_values:
            return None
        if isinstance(value, AcademicYear):
            return value
        try:
            return AcademicYear.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class AcademicYearField(models.SmallIntegerField):
    """Holds an `AcademicYear`; stored as the calendar year it starts in."""

    description = "Academic year"

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> AcademicYear | None:
        return None if value is None else AcademicYear(value)

    def to_python(self, value: Any) -> AcademicYear | None:
        if value is None or isinstance(value, AcademicYear):
            return value
        try:
            return AcademicYear(value) if isinstance(value, int) else AcademicYear.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> int | None:
        return value.start if isinstance(value, AcademicYear) else super().get_prep_value(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else value.slug

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, **{"form_class": AcademicYearFormField, **kwargs})

    @property
    def validators(self) -> list:
        return []  # the value checks its own range
