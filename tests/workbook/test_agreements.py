"""The packages table: an agreement is known by its year and exactly the schools that it covers."""

import datetime
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from membership.models import Agreement, Package, whole
from tests.factories import YEAR, AgreementFactory, SchoolFactory
from tests.workbook.books import applied, counts, edits, planned, told
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db
HEADINGS = "year,urns,package,fee,agreed_on\n"


@pytest.fixture
def ash():
    return SchoolFactory(name="Ash", urn=100001)


@pytest.fixture
def beech():
    return SchoolFactory(name="Beech", urn=100002)


def test_agreement_covers_its_schools_for_the_whole_year(ash, beech):
    text = HEADINGS + '2017-18,100002 100001,Gold,"£4,400.50",2017-10-02\n'

    applied(packages=text)

    agreement = Agreement.objects.get()
    assert (agreement.package.slug, agreement.fee, agreement.agreed_on, agreement.period) == (
        "gold",
        Decimal("4400.50"),
        datetime.date(2017, 10, 2),
        whole(YEAR),
    )
    assert {covering.school: covering.period for covering in agreement.coverings.all()} == {
        ash: whole(YEAR),
        beech: whole(YEAR),
    }
    assert planned(packages=text).is_empty


def test_change_keeps_the_period(ash):
    half = DateRange(datetime.date(2017, 9, 1), datetime.date(2018, 1, 1))
    AgreementFactory(schools=[ash], package="bronze", fee=100, period=half)
    text = HEADINGS + "2017-18,100001,silver,200,\n"

    plan = applied(packages=text)

    assert edits(plan, "packages") == [(2, "package", "bronze", "silver"), (2, "fee", "100.00", "200.00")]
    agreement = Agreement.objects.get()
    assert (agreement.package.slug, agreement.fee, agreement.period) == ("silver", Decimal(200), half)
    assert planned(packages=text).is_empty


def test_package_that_the_partnership_defines_is_known_by_slug_or_name(ash, beech):
    Package.objects.create(slug="platinum_plus", name="Platinum & more")

    plan = planned(packages=HEADINGS + "2017-18,100001,Platinum-Plus,1,\n2017-18,100002,platinum & MORE,1,\n")

    assert (told(plan), counts(plan, "packages")) == ([], (2, 0, 0, 0))


def test_unknown_package_is_told_with_those_there_are(ash):
    assert told(planned(packages=HEADINGS + "2017-18,100001,platinum,1,\n")) == [
        (
            "packages",
            2,
            "package",
            "platinum",
            "There is no such package. Write one of: bronze, gold, non_sla, nursery, silver.",
        )
    ]


def test_unknown_urn_is_told(ash):
    assert told(planned(packages=HEADINGS + "2017-18,100001 100009,gold,1,\n")) == [
        (
            "packages",
            2,
            "urns",
            "100009",
            "No school has or had this URN. Correct it, or add the school to the schools table.",
        )
    ]


def test_school_named_by_two_of_its_urns_is_told(ash):
    ash.urns.create(urn=100901, is_current=False)

    assert told(planned(packages=HEADINGS + "2017-18,100001 100901,gold,1,\n")) == [
        ("packages", 2, "urns", "100901", "This is the same school as 100001. Write one of the two.")
    ]


def test_same_schools_in_a_year_are_one_agreement(ash, beech):
    ash.urns.create(urn=100901, is_current=False)
    text = HEADINGS + "2017-18,100001 100002,gold,1,\n2017-18,100002 100901,gold,1,\n2018-19,100001 100002,gold,1,\n"

    assert told(planned(packages=text)) == [
        (
            "packages",
            3,
            "year, urns",
            "2017-18 100002 100901",
            "Row 2 has the same year and schools already. Keep one of the two rows.",
        )
    ]


def test_second_agreement_of_a_school_in_a_year_is_told(ash, beech):
    AgreementFactory(schools=[ash, beech], package="silver")
    AgreementFactory(schools=[ash], package="gold", year=AcademicYear(2018))

    assert told(planned(packages=HEADINGS + "2017-18,100001,gold,1,\n")) == [
        (
            "packages",
            2,
            "urns",
            "100001",
            "100001 Ash is in another agreement of 2017–18 already: silver for 100001 100002. "
            "A school has one at a time: write the same URNs as there, or leave this one out.",
        )
    ]


def test_second_agreement_of_a_school_in_the_file_is_told(ash, beech):
    assert told(planned(packages=HEADINGS + "2017-18,100001,gold,1,\n2017-18,100001 100002,gold,1,\n")) == [
        (
            "packages",
            3,
            "urns",
            "100001",
            "100001 Ash is in another agreement of 2017–18 already: row 2. "
            "A school has one at a time: write the same URNs as there, or leave this one out.",
        )
    ]


def test_agreements_for_parts_of_a_year_are_left_to_the_portal(ash):
    january = datetime.date(2018, 1, 1)
    for first, last in ((YEAR.first_day, january), (january, (YEAR + 1).first_day)):
        AgreementFactory(schools=[ash], period=DateRange(first, last))

    assert told(planned(packages=HEADINGS + "2017-18,100001,gold,1,\n")) == [
        (
            "packages",
            2,
            "urns",
            "100001",
            "The portal has 2 agreements with exactly these schools, for parts of 2017–18. "
            "Change those in the portal, and leave this row out.",
        )
    ]


def test_agreements_of_the_files_years_that_are_not_in_it_are_listed(ash, beech):
    AgreementFactory(schools=[ash], package="gold")
    AgreementFactory(schools=[ash], package="gold", year=AcademicYear(2016))

    plan = applied(packages=HEADINGS + "2017-18,100002,gold,1,\n")

    assert plan.of("packages").missing == ("2017-18 100001 Ash: gold",)
    assert Agreement.objects.count() == 3


def test_agreement_whose_row_has_a_problem_is_not_called_missing(ash, beech):
    AgreementFactory(schools=[ash])
    AgreementFactory(schools=[beech])

    plan = planned(packages=HEADINGS + "2017-18,100001,gold,free,\n2017-18,100002,platinum,1,\n")

    assert ([place[1:4] for place in told(plan)], counts(plan, "packages")) == (
        [(2, "fee", "free"), (3, "package", "platinum")],
        (0, 0, 0, 0),
    )


def test_fee_is_never_left_empty(ash):
    assert told(planned(packages=HEADINGS + "2017-18,100001,gold,,\n")) == [
        (
            "packages",
            2,
            "fee",
            "",
            "This cell cannot be empty. Write an amount in pounds, such as 4400 or 4,400.50.",
        )
    ]
