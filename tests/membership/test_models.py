import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from membership.models import (
    Agreement,
    AgreementSchool,
    AssociateMembership,
    AssociateStatus,
    Charge,
    Membership,
    MembershipStatus,
    Package,
    whole,
)
from tests.factories import (
    YEAR,
    AgreementFactory,
    AssociateFactory,
    AssociateMembershipFactory,
    ChargeFactory,
    MembershipFactory,
    SchoolFactory,
)
from tests.rules import holds, refused_by

FIRST, LAST = YEAR.first_day, YEAR.last_day
ONE_DAY = datetime.timedelta(days=1)
NEW_YEAR = datetime.date(2018, 1, 1)
AUTUMN, SPRING_ON = DateRange(FIRST, NEW_YEAR), DateRange(NEW_YEAR, LAST + ONE_DAY)


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        *(
            ("membership_status_known", MembershipFactory, {"status": status}, {"status": "joined"})
            for status in MembershipStatus
        ),
        (
            "membership_left_after_joined",
            MembershipFactory,
            {"joined_on": FIRST, "left_on": FIRST},
            {"joined_on": FIRST, "left_on": FIRST - ONE_DAY},
        ),
        (
            "associatemembership_status_known",
            AssociateMembershipFactory,
            {"status": AssociateStatus.LAPSED},
            {"status": "withdrawn"},
        ),
        ("agreement_fee_not_negative", AgreementFactory, {"fee": 0}, {"fee": Decimal("-0.01")}),
        ("agreement_within_its_year", lambda: AgreementFactory(schools=[]), {"period": AUTUMN}, {"year": YEAR + 1}),
        (
            "agreement_within_its_year",
            lambda: AgreementFactory(schools=[]),
            {"period": DateRange(FIRST, LAST + ONE_DAY)},
            {"period": DateRange(FIRST - ONE_DAY, LAST + ONE_DAY)},
        ),
        (
            "agreement_within_its_year",
            lambda: AgreementFactory(schools=[]),
            {"period": DateRange(LAST, LAST + ONE_DAY)},
            {"period": DateRange(FIRST, LAST + 2 * ONE_DAY)},
        ),
        (
            "agreement_within_its_year",
            lambda: AgreementFactory(schools=[]),
            {"period": AUTUMN},
            {"period": DateRange(FIRST, None)},
        ),
        (
            "agreement_period_not_empty",
            lambda: AgreementFactory(schools=[]),
            {"period": DateRange(FIRST, FIRST + ONE_DAY)},
            {"period": DateRange(FIRST, FIRST)},
        ),
        (
            "package_slug_not_all",
            lambda: Package.objects.create(slug="platinum", name="Platinum"),
            {"slug": "allied"},
            {"slug": "all"},
        ),
        ("charge_referenced", ChargeFactory, {"reference": "-"}, {"reference": ""}),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


@pytest.mark.parametrize(
    ("rule", "model", "make", "others"),
    [
        (
            "membership_one_per_year",
            Membership,
            MembershipFactory,
            [{"year": YEAR + 1}, {"school": SchoolFactory}],
        ),
        (
            "associatemembership_one_per_year",
            AssociateMembership,
            AssociateMembershipFactory,
            [{"year": YEAR + 1}, {"associate": AssociateFactory}],
        ),
        ("charge_reference_once", Charge, ChargeFactory, [{"year": YEAR + 1}, {"reference": "INV-OTHER"}]),
    ],
)
def test_second_record_of_a_year_is_refused(db, rule, model, make, others):
    record = make()
    fields = {field.name: getattr(record, field.name) for field in model._meta.fields if not field.primary_key}

    for other in others:
        different = {name: value() if isinstance(value, type) else value for name, value in other.items()}
        model.objects.bulk_create([model(**fields | different)])
    with refused_by(rule):
        model.objects.bulk_create([model(**fields | {"status": "renewing"} if "status" in fields else fields)])


def test_packages_have_slugs_of_their_own(db):
    Package.objects.create(slug="platinum", name="Gold")

    with refused_by("membership_package_slug_key"):
        Package.objects.bulk_create([Package(slug="platinum", name="Platinum")])


def test_partnership_begins_with_its_packages(db):
    assert list(Package.objects.order_by("position").values_list("slug", "is_sla")) == [
        ("bronze", True),
        ("silver", True),
        ("gold", True),
        ("nursery", True),
        ("non_sla", False),
    ]


# Agreements and the schools they cover


def cover(agreement, *schools, period=None):
    AgreementSchool.objects.bulk_create(
        AgreementSchool(agreement=agreement, school=school, period=period or agreement.period) for school in schools
    )
    connection.check_constraints()


def agreement(period=None, year=YEAR):
    return AgreementFactory(schools=[], year=year, period=period)


def test_agreement_without_days_covers_its_year(db):
    assert agreement().period == whole(YEAR) == DateRange(FIRST, LAST + ONE_DAY)


def test_agreement_covers_several_schools_each_once(db):
    federation, (first, second) = agreement(), (SchoolFactory(), SchoolFactory())

    cover(federation, first, second)
    with refused_by("agreementschool_once"):
        AgreementSchool.objects.filter(school=second).update(school=first)


def test_agreements_of_a_school_do_not_overlap(db):
    school = SchoolFactory()

    cover(agreement(AUTUMN), school)
    cover(agreement(SPRING_ON), school)
    cover(agreement(year=YEAR + 1), school)
    cover(agreement(), SchoolFactory())
    with refused_by("agreementschool_no_overlap"):
        cover(agreement(), school)
    with refused_by("agreementschool_no_overlap"):
        cover(agreement(DateRange(NEW_YEAR - ONE_DAY, NEW_YEAR)), school)


def test_agreement_that_grows_over_another_of_its_school_is_refused(db):
    school, autumn = SchoolFactory(), agreement(AUTUMN)
    cover(autumn, school)
    cover(agreement(SPRING_ON), school)
    rows = Agreement.objects.filter(pk=autumn.pk)

    rows.update(period=DateRange(FIRST, NEW_YEAR - ONE_DAY))
    with refused_by("agreementschool_no_overlap"):
        rows.update(period=DateRange(FIRST, NEW_YEAR + ONE_DAY))


def test_covered_school_has_the_period_of_its_agreement(db):
    autumn = agreement(AUTUMN)
    cover(autumn, SchoolFactory())

    with refused_by("agreementschool_same_period"):
        cover(autumn, SchoolFactory(), period=SPRING_ON)
    with refused_by("agreementschool_same_period"):
        AgreementSchool.objects.update(period=SPRING_ON)


def test_covered_schools_follow_their_agreement(db):
    moved, other = agreement(AUTUMN), agreement(AUTUMN)
    cover(moved, SchoolFactory(), SchoolFactory())
    cover(other, SchoolFactory())

    Agreement.objects.filter(pk=moved.pk).update(period=SPRING_ON)
    connection.check_constraints()

    assert list(moved.coverings.values_list("period", flat=True)) == [SPRING_ON, SPRING_ON]
    assert list(other.coverings.values_list("period", flat=True)) == [AUTUMN]


def test_days_and_number_of_an_agreement_are_one_key(db):
    """What a covered school refers to."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_constraintdef(oid) from pg_constraint where conname = 'agreement_id_period'")
        assert cursor.fetchall() == [("UNIQUE (id, period)",)]


def test_covered_school_takes_its_period_before_it_is_checked(db):
    row = AgreementSchool(agreement=agreement(AUTUMN), school=SchoolFactory())

    row.full_clean()

    assert row.period == AUTUMN
