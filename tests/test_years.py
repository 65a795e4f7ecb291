import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from membership.models import Membership
from schools.models import SchoolPhase
from tests.factories import MembershipFactory, SchoolFactory
from thep.years import (
    FIRST_START,
    LAST_START,
    AcademicYear,
    AcademicYearConverter,
    AcademicYearField,
    AcademicYearFormField,
    years_earlier,
)

YEAR = AcademicYear(2017)
years = st.integers(FIRST_START, LAST_START).map(AcademicYear)
NO_YEARS = [
    "2017",
    "2017-17",
    "2017-19",
    "17-18",
    "2017-2019",
    "2017-018",
    "2017--18",
    "2017-18-19",
    "soon",
    "-",
    "1899-00",
]


@pytest.mark.parametrize(
    "text", ["2017-18", "2017–18", "2017/18", "2017-2018", "2017–2018", "2017/2018", " 2017 - 18 ", "\t2017-18\n"]
)
def test_year_is_read_as_people_write_it(text):
    assert AcademicYear.parse(text) == YEAR


@pytest.mark.parametrize("text", [*NO_YEARS, ""])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(ValueError, match="academic year"):
        AcademicYear.parse(text)


def test_year_that_ends_a_century_is_written_with_two_digits():
    assert (AcademicYear.parse("1999-00"), AcademicYear(1999).slug) == (AcademicYear(1999), "1999-00")


@given(years)
def test_year_is_read_as_it_is_written(year):
    assert AcademicYear.parse(year.slug) == AcademicYear.parse(str(year)) == year


@given(st.dates(datetime.date(FIRST_START, 9, 1), datetime.date(LAST_START + 1, 8, 31)))
def test_every_day_lies_within_its_year(day):
    year = AcademicYear.of(day)

    assert year.first_day <= day <= year.last_day


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (datetime.date(2017, 8, 31), 2016),
        (datetime.date(2017, 9, 1), 2017),
        (datetime.date(2018, 1, 1), 2017),
        (datetime.date(2018, 8, 31), 2017),
    ],
)
def test_year_turns_on_the_first_of_september(day, start):
    assert AcademicYear.of(day) == AcademicYear(start)


def test_year_knows_its_days_and_its_names():
    assert (YEAR.first_day, YEAR.last_day) == (datetime.date(2017, 9, 1), datetime.date(2018, 8, 31))
    assert (str(YEAR), YEAR.slug) == ("2017–18", "2017-18")


@given(years.filter(lambda year: year.start < LAST_START))
def test_years_follow_each_other_without_a_gap(year):
    following = year + 1

    assert following.first_day - year.last_day == datetime.timedelta(days=1)
    assert following - 1 == year < following


def test_years_are_values():
    assert sorted([YEAR + 1, YEAR, YEAR - 1]) == [AcademicYear(2016), AcademicYear(2017), AcademicYear(2018)]
    assert len({YEAR, AcademicYear(2017)}) == 1
    assert YEAR != 2017


@pytest.mark.parametrize("start", [FIRST_START - 1, LAST_START + 1])
def test_years_out_of_reach_are_refused(start):
    with pytest.raises(ValueError, match="no academic year"):
        AcademicYear(start)


def test_addresses_hold_a_year():
    converter = AcademicYearConverter()

    assert (converter.to_python("2017-18"), converter.to_url(YEAR)) == (YEAR, "2017-18")
    with pytest.raises(ValueError, match="academic year"):  # which Django answers with "not found"
        converter.to_python("2017-19")


# In the database


def test_year_is_stored_as_the_calendar_year_it_starts_in(db):
    MembershipFactory(year=YEAR)

    with connection.cursor() as cursor:
        cursor.execute("select year from membership_membership")
        assert cursor.fetchall() == [(2017,)]


def test_year_comes_back_as_a_year(db):
    record = MembershipFactory(year=YEAR)

    record.refresh_from_db()

    assert record.year == YEAR
    assert list(Membership.objects.values_list("year", flat=True)) == [YEAR]
    assert list(Membership.objects.values("year")) == [{"year": YEAR}]
    assert SchoolPhase.objects.create(school=SchoolFactory(phase=None), phase="primary").from_year is None


@pytest.mark.parametrize(
    ("where", "starts"),
    [
        ({"year": YEAR}, [2017]),
        ({"year": 2017}, [2017]),
        ({"year__lt": YEAR}, [2016]),
        ({"year__lte": YEAR}, [2016, 2017]),
        ({"year__gt": YEAR}, [2018]),
        ({"year__gte": YEAR}, [2017, 2018]),
        ({"year__in": [YEAR, YEAR + 1]}, [2017, 2018]),
        ({"year__range": (YEAR - 1, YEAR)}, [2016, 2017]),
    ],
)
def test_rows_are_found_by_their_year(db, where, starts):
    school = SchoolFactory()
    for start in (2018, 2016, 2017):
        MembershipFactory(school=school, year=AcademicYear(start))

    found = Membership.objects.filter(**where).order_by("year")

    assert [row.year.start for row in found] == starts


@pytest.mark.parametrize("value", [YEAR, 2017, "2017-18", "2017/18"])
def test_field_takes_a_year_in_every_form(value):
    assert AcademicYearField().clean(value, None) == YEAR


@pytest.mark.parametrize("value", [*NO_YEARS, 1899, 2200])
def test_field_refuses_what_is_no_year(value):
    with pytest.raises(ValidationError, match="academic year"):
        AcademicYearField().clean(value, None)


def test_year_is_written_out_by_dumps():
    field = Membership._meta.get_field("year")

    assert field.value_to_string(Membership(year=YEAR)) == "2017-18"
    assert field.to_python(field.value_to_string(Membership(year=YEAR))) == YEAR


# In forms


@pytest.mark.parametrize("typed", ["2017-18", " 2017/18 ", "2017–2018"])
def test_form_reads_a_year(typed):
    assert Membership._meta.get_field("year").formfield().clean(typed) == YEAR


@pytest.mark.parametrize("typed", NO_YEARS)
def test_form_says_what_a_year_looks_like(typed):
    with pytest.raises(ValidationError) as refused:
        AcademicYearFormField().clean(typed)
    assert "academic year" in refused.value.messages[0]


def test_form_asks_for_a_year_where_one_is_needed():
    with pytest.raises(ValidationError, match="required"):
        AcademicYearFormField().clean("")
    assert AcademicYearFormField(required=False).clean("") is None


def test_form_shows_a_year_and_sees_it_change():
    field = AcademicYearFormField()

    assert field.prepare_value(YEAR) == "2017-18"
    assert [field.has_changed(YEAR, typed) for typed in ("2018-19", "", "soon")] == [True, True, True]
    assert [field.has_changed(None, typed) for typed in ("", "2017-18")] == [False, True]


@pytest.mark.parametrize("typed", ["2017-18", "2017/18"])
def test_form_sees_a_year_stay(typed):
    assert AcademicYearFormField().has_changed(YEAR, typed) is False


@pytest.mark.parametrize(
    ("day", "ago", "earlier"),
    [
        ((2018, 7, 31), 1, (2017, 7, 31)),
        ((2024, 2, 29), 1, (2023, 2, 28)),
        ((2024, 2, 29), 4, (2020, 2, 29)),
    ],
)
def test_the_same_day_of_an_earlier_year_is_the_28th_where_there_is_no_29th(day, ago, earlier):
    assert years_earlier(datetime.date(*day), ago) == datetime.date(*earlier)


def test_grades_are_read_on_31_july():
    assert YEAR.report_day == datetime.date(2018, 7, 31)


def test_the_months_of_a_year_begin_in_september_and_end_in_august():
    months = AcademicYear(2017).months
    assert (months[0], months[3], months[4], months[-1], len(months)) == (
        datetime.date(2017, 9, 1),
        datetime.date(2017, 12, 1),
        datetime.date(2018, 1, 1),
        datetime.date(2018, 8, 1),
        12,
    )
