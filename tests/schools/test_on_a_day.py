"""What a school was called and whose it was on a day: by its rows of that day, else by what it is today."""

import datetime

import pytest

from schools.models import FormerGovernance, FormerName, FormerTrust, School, SchoolUrn, Trust
from schools.names import folded
from schools.on_a_day import as_on, name_on, sort_name_on, told_on, urn_on
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db

LAST, FIRST = datetime.date(2017, 8, 31), datetime.date(2017, 9, 1)
"""The last day of what was before, and the first of what is."""
BEFORE = "(,2017-09-01)"
TOLD = ("urn_then", "trust_then", "governance_then")


def told(day: datetime.date, school: School) -> dict:
    rows = School.objects.alias(**as_on(day)).annotate(named=name_on(day), order=sort_name_on(day))
    return told_on(rows, day).values("named", "order", *TOLD).get(pk=school.pk)


def changed() -> School:
    """A school that has changed in everything at once."""
    school = SchoolFactory(
        name="Elm Academy",
        short_name="Elm",
        governance="academy",
        trust=Trust.objects.create(name="New Trust"),
        urn=140_001,
    )
    SchoolUrn.objects.update(period="[2017-09-01,)")
    SchoolUrn.objects.create(school=school, urn=100_001, is_current=False, period=BEFORE)
    FormerName.objects.create(school=school, name="St Élan’s School", short_name="Saint Élan’s", period=BEFORE)
    FormerGovernance.objects.create(school=school, governance="maintained", period=BEFORE)
    FormerTrust.objects.create(school=school, trust=Trust.objects.create(name="Old Trust"), period=BEFORE)
    return school


def test_until_the_last_day_of_a_period_its_row_is_read_and_from_the_next_day_what_is_so_today():
    school = changed()
    assert told(LAST, school) == {
        "named": "Saint Élan’s",
        "order": "st elans",
        "urn_then": 100_001,
        "trust_then": "Old Trust",
        "governance_then": "maintained",
    }
    assert told(FIRST, school) == {
        "named": "Elm",
        "order": "elm",
        "urn_then": 140_001,
        "trust_then": "New Trust",
        "governance_then": "academy",
    }


def test_what_another_school_had_is_not_read():
    changed()
    other = SchoolFactory(name="Oak", urn=100_002)
    assert told(LAST, other) == {
        "named": "Oak",
        "order": "oak",
        "urn_then": 100_002,
        "trust_then": None,
        "governance_then": "maintained",
    }


def test_a_former_name_without_a_short_one_is_printed_in_full_though_the_school_has_a_short_one_today():
    school = SchoolFactory(name="Elm Academy", short_name="Elm")
    FormerName.objects.create(school=school, name="The Saint Ash School", period=BEFORE)
    read = told(LAST, school)
    assert (read["named"], read["order"]) == ("The Saint Ash School", folded("The Saint Ash School"))


def test_a_row_of_the_day_without_a_trust_says_that_it_belonged_to_none():
    school = SchoolFactory(trust=Trust.objects.create(name="New Trust"))
    FormerTrust.objects.create(school=school, trust=None, period=BEFORE)
    assert (told(LAST, school)["trust_then"], told(FIRST, school)["trust_then"]) == (None, "New Trust")


def test_of_several_names_the_one_of_the_day_is_read():
    school = SchoolFactory(name="Third")
    FormerName.objects.create(school=school, name="First", period="(,2016-09-01)")
    FormerName.objects.create(school=school, name="Second", period="[2016-09-01,2017-09-01)")
    days = [datetime.date(2016, 8, 31), datetime.date(2016, 9, 1), LAST, FIRST]
    assert [told(day, school)["named"] for day in days] == ["First", "Second", "Second", "Third"]


def test_a_school_stays_one_row_whatever_it_had_before():
    school = changed()
    FormerName.objects.create(school=school, name="Later", period="[2018-01-01,2019-01-01)")
    on = datetime.date(2018, 6, 1)
    assert list(School.objects.alias(**as_on(on)).values_list(name_on(on), flat=True)) == ["Later"]


@pytest.mark.parametrize(
    ("current", "former", "expected"),
    [
        ("(,)", "(,)", 140_001),  # nobody wrote down when
        ("[2017-09-01,)", "(,)", 100_001),
        ("[2017-09-01,)", "(,2016-01-01)", 140_001),  # of the days between nothing is known
    ],
)
def test_the_urn_on_a_day_is_the_one_in_use_and_without_one_the_current(current, former, expected):
    school = SchoolFactory(urn=140_001)
    SchoolUrn.objects.update(period=current)
    SchoolUrn.objects.create(school=school, urn=100_001, is_current=False, period=former)
    assert School.objects.values_list(urn_on(LAST, "pk"), flat=True).get() == expected


def test_a_school_is_found_by_a_short_name_that_it_had():
    school = SchoolFactory(name="Elm Academy", short_name="Elm")
    FormerName.objects.create(school=school, name="Saint Mary and Saint Michael", short_name="St. M’s & Em")
    FormerName.objects.create(school=SchoolFactory(name="Oak"), name="Ash")
    assert [list(School.objects.matching(text)) for text in ("St M’s Em", "mary michael")] == [[school], [school]]
