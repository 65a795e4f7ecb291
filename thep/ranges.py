"""Ranges for exclusion constraints. PostgreSQL's `=` cannot stand in them without an extension; ranges alone can."""

from typing import Any

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db.models import DateField, F, Func, IntegerField, Value
from django.db.models.functions import Cast


def only(number: Any) -> Func:
    """The range that holds one number. Two of them overlap where the numbers are equal."""
    return Func(number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def years_between(first: str, last: str) -> Func:
    """The academic years from column `first` to column `last`, both included; an empty one is without bound."""
    return Func(F(first), F(last), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def days_of(year: str) -> Func:
    """The days of the academic year in column `year`."""

    def first_of_september(start: Any) -> Func:
        return Func(start, Value(9), Value(1), function="make_date", output_field=DateField())

    start = Cast(F(year), output_field=IntegerField())
    return Func(
        first_of_september(start),
        first_of_september(start + Value(1)),
        function="daterange",
        output_field=DateRangeField(),
    )
