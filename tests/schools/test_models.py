import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.backends.postgresql.psycopg_any import DateRange

from schools.models import (
    Associate,
    FormerName,
    FormerTrust,
    Governance,
    Partnership,
    Phase,
    School,
    SchoolPhase,
    SchoolRepresentative,
    SchoolUrn,
    Trust,
)
from schools.models.area import MOST_OF_A_LOGO
from tests.documents.pictures import png
from tests.factories import AssociateFactory, PartnershipFactory, SchoolFactory, UserFactory
from tests.rules import holds, refused_by
from thep.years import AcademicYear

FIRST = datetime.date(2016, 9, 1)
EVE = FIRST - datetime.timedelta(days=1)
BEFORE, SINCE = DateRange(None, FIRST), DateRange(FIRST, None)


def test_there_is_one_partnership(db):
    PartnershipFactory()

    with refused_by("partnership_one_row"):
        Partnership.objects.bulk_create([Partnership(id=2, name="Another", la_codes=["211"])])
    with refused_by("schools_partnership_pkey"):
        Partnership.objects.bulk_create([Partnership(name="Another", la_codes=["211"])])


@pytest.mark.parametrize(
    ("colour", "wrong"),
    [
        ("#14304f", {}),
        ("#ABCdef", {}),
        ("14304f", {"colour": ["A colour is written as #14304f."]}),
        ("#14304", {"colour": ["A colour is written as #14304f."]}),
        ("#14304g", {"colour": ["A colour is written as #14304f."]}),
        ("red;x:y", {"colour": ["A colour is written as #14304f."]}),
        ("", {"colour": ["This field cannot be blank."]}),
    ],
)
def test_a_colour_is_six_hexadecimal_digits(db, colour, wrong):
    assert problems(PartnershipFactory.build(colour=colour)) == wrong


@pytest.mark.parametrize("colour", ["14304f", "#14304", "#14304g", "red", ""])
def test_the_database_takes_no_other_colour(db, colour):
    holds("partnership_colour_hexadecimal", PartnershipFactory, {"colour": "#ABCdef"}, {"colour": colour})


TOO_LARGE = "The file is larger than 500 KB. Make the picture smaller."
TOO_MANY = "The picture is 4,001 by 1 dots. Make it 4,000 dots at most each way."
NO_PNG = "The file is no PNG that can be read. Save the logo as PNG and choose it again."


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (png(), {}),
        (png(4_000, 1), {}),
        (png(4_001, 1), {"logo": [TOO_MANY]}),
        (png() + bytes(MOST_OF_A_LOGO - len(png())), {}),
        (png() + bytes(MOST_OF_A_LOGO - len(png()) + 1), {"logo": [TOO_LARGE]}),
        (b"\xff\xd8\xff\xe0 JFIF", {"logo": [NO_PNG]}),
        (b"<svg onload='alert(1)'/>", {"logo": [NO_PNG]}),
        (b" " + png(), {"logo": [NO_PNG]}),
        (png()[:4], {"logo": [NO_PNG]}),
        (png().replace(b"IDAT", b"IDAX"), {"logo": [NO_PNG]}),
    ],
)
def test_a_logo_is_a_png_that_can_be_read_and_not_too_large(db, content, wrong):
    partnership = PartnershipFactory.build(logo=ContentFile(content, "logo.png"))

    assert problems(partnership) == wrong
    assert partnership.logo.read() == content


def test_a_logo_that_is_stored_is_not_looked_at_again(db):
    """Its file may be gone, which must not keep the partnership from being corrected."""
    PartnershipFactory(logo=ContentFile(png(), "logo.png"))
    stored = Partnership.objects.get()
    stored.logo.storage.delete(stored.logo.name)

    assert problems(stored) == {}


def problems(record):
    """What is wrong with each field, in words."""
    try:
        record.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        (
            "school_closed_after_opened",
            SchoolFactory,
            {"opened_on": FIRST, "closed_on": FIRST},
            {"opened_on": FIRST, "closed_on": EVE},
        ),
        ("school_closed_after_opened", lambda: SchoolFactory(closed_on=EVE), {"opened_on": None}, {"opened_on": FIRST}),
        ("school_governance_known", SchoolFactory, {"governance": Governance.FREE_SCHOOL}, {"governance": "free"}),
        ("school_named", SchoolFactory, {"name": "-"}, {"name": ""}),
        ("school_la_code_three_digits", SchoolFactory, {"la_code": "000"}, {"la_code": "21"}),
        ("school_la_code_three_digits", SchoolFactory, {"la_code": "999"}, {"la_code": "2x1"}),
        ("associate_named", AssociateFactory, {"name": "-"}, {"name": ""}),
        ("schoolurn_six_digits", lambda: SchoolFactory().urns.get(), {"urn": 999_999}, {"urn": 99_999}),
        ("schoolurn_six_digits", lambda: SchoolFactory().urns.get(), {"urn": 100_000}, {"urn": 1_000_000}),
        ("schoolphase_known", lambda: SchoolFactory().phases.get(), {"phase": Phase.AP}, {"phase": "all-through"}),
        (
            "schoolphase_years_in_order",
            lambda: SchoolFactory().phases.get(),
            {"from_year": AcademicYear(2016), "until_year": AcademicYear(2016)},
            {"from_year": AcademicYear(2017), "until_year": AcademicYear(2016)},
        ),
        (
            "schoolrepresentative_days_in_order",
            lambda: SchoolFactory().representatives.create(user=UserFactory()),
            {"from_on": FIRST, "until_on": FIRST},
            {"from_on": FIRST, "until_on": EVE},
        ),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


def test_associates_have_names_of_their_own(db):
    AssociateFactory(name="Bow Arts")

    Associate.objects.bulk_create([Associate(name="Bow Arts Trust")])
    with refused_by("schools_associate_name_key"):
        Associate.objects.bulk_create([Associate(name="Bow Arts")])


# URNs


def urns(*rows):
    SchoolUrn.objects.bulk_create(
        SchoolUrn(school=school, urn=urn, period=period, is_current=is_current)
        for school, urn, period, is_current in rows
    )


@pytest.fixture
def two_schools(db):
    return SchoolFactory(urn=None), SchoolFactory(urn=None)


def test_urn_belongs_to_one_school_at_a_time(two_schools):
    first, second = two_schools

    urns((first, 100_001, BEFORE, False), (second, 100_001, SINCE, False))
    with refused_by("schoolurn_one_school_at_a_time"):
        urns((first, 100_002, BEFORE, False), (second, 100_002, DateRange(EVE, None), False))
    with refused_by("schoolurn_one_school_at_a_time"):
        urns((first, 100_003, DateRange(None, None), False), (second, 100_003, SINCE, False))


def test_urn_is_held_for_a_day_at_least(two_schools):
    first, _ = two_schools

    urns((first, 100_001, DateRange(EVE, EVE + datetime.timedelta(days=1)), False))
    with refused_by("schoolurn_period_not_empty"):
        urns((first, 100_002, DateRange(EVE, EVE), False))


def test_schools_have_urns_of_the_same_time_that_are_next_to_each_other(two_schools):
    first, second = two_schools

    urns((first, 100_001, SINCE, True), (second, 100_002, SINCE, True))

    assert SchoolUrn.objects.count() == 2


def test_school_has_one_current_urn_and_any_number_of_former_ones(two_schools):
    first, _ = two_schools

    urns((first, 100_001, BEFORE, False), (first, 100_002, BEFORE, False), (first, 100_003, SINCE, True))
    with refused_by("schoolurn_one_current"):
        urns((first, 100_004, SINCE, True))


# Phases


def phases(school, *rows):
    SchoolPhase.objects.bulk_create(
        SchoolPhase(
            school=school,
            phase=phase,
            is_main=is_main,
            from_year=from_ and AcademicYear(from_),
            until_year=until and AcademicYear(until),
        )
        for phase, is_main, from_, until in rows
    )


@pytest.mark.parametrize(
    ("allowed", "refused"),
    [
        ([("primary", True, None, 2015), ("special", True, 2016, None)], ("ap", True, 2015, 2015)),
        ([("primary", True, 2015, 2015)], ("special", True, 2015, 2015)),
        ([("primary", True, None, None), ("secondary", False, None, None)], ("special", True, 2016, None)),
    ],
)
def test_school_has_one_main_phase_at_a_time(db, allowed, refused):
    school, other = SchoolFactory(phase=None), SchoolFactory(phase=None)

    phases(school, *allowed)
    phases(other, *allowed)
    with refused_by("schoolphase_one_main_at_a_time"):
        phases(school, refused)


@pytest.mark.parametrize(
    ("allowed", "refused"),
    [
        ([("primary", True, None, None), ("secondary", False, 2015, None)], ("primary", False, 2015, None)),
        ([("secondary", True, None, 2014), ("ap", True, 2015, None)], ("secondary", False, 2015, None)),
        ([("ap", True, None, None), ("special", False, None, None)], ("secondary", False, None, None)),
        ([("primary", False, 2014, 2014), ("primary", False, 2016, 2016)], ("primary", False, 2015, 2016)),
    ],
)
def test_school_is_counted_once_on_a_line_of_the_report(db, allowed, refused):
    """Alternative provision stands on the secondary line."""
    school, other = SchoolFactory(phase=None), SchoolFactory(phase=None)

    phases(school, *allowed)
    phases(other, *allowed)
    with refused_by("schoolphase_once_on_a_line"):
        phases(school, refused)


# People who act for a school


def test_person_acts_for_a_school_once_from_a_day(db):
    school, person = SchoolFactory(), UserFactory()

    def acts(**fields):
        SchoolRepresentative.objects.bulk_create([SchoolRepresentative(**{"school": school, "user": person, **fields})])

    acts(from_on=None)
    acts(from_on=FIRST)
    acts(from_on=None, user=UserFactory())
    acts(from_on=None, school=SchoolFactory())
    with refused_by("schoolrepresentative_once"):
        acts(from_on=FIRST)
    with refused_by("schoolrepresentative_once"):
        acts(from_on=None)


# Columns that PostgreSQL computes


def test_school_is_listed_by_its_short_name_and_found_by_both(db):
    long, short = SchoolFactory(name="Saint Anne’s"), SchoolFactory(name="The Elm School", short_name="Élm")
    names = School.objects.order_by("id").values_list("display_name", "sort_name", "search_name")

    assert list(names) == [("Saint Anne’s", "st annes", "st annes"), ("Élm", "elm", "the elm school")]
    assert [str(long), str(short)] == ["Saint Anne’s", "Élm"]


@pytest.mark.parametrize(
    ("model", "rules"),
    [
        (FormerName, ("formername_once_at_a_time", "formername_period_not_empty")),
        (FormerTrust, ("formertrust_one_at_a_time", "formertrust_period_not_empty")),
    ],
)
def test_a_school_had_one_name_and_one_trust_at_a_time(db, model, rules):
    one, other = SchoolFactory(), SchoolFactory()
    what = {FormerName: {"name": "Once"}, FormerTrust: {"trust": Trust.objects.create(name="Tower Trust")}}[model]

    def had(*rows):
        model.objects.bulk_create([model(school=school, period=period, **what) for school, period in rows])

    had((one, BEFORE), (one, SINCE), (other, BEFORE))
    with refused_by(rules[0]):
        had((one, DateRange(EVE, FIRST)))
    with refused_by(rules[1]):
        had((other, DateRange(FIRST, FIRST)))


def test_a_former_name_is_not_empty(db):
    holds(
        "formername_named",
        lambda: FormerName.objects.create(school=SchoolFactory(), name="x"),
        {"name": "-"},
        {"name": ""},
    )


def test_what_a_school_had_before_comes_latest_first_with_both_days_included(db, django_assert_num_queries):
    school = SchoolFactory()
    for name, period in (("First", BEFORE), ("Second", DateRange(FIRST, datetime.date(2017, 9, 1)))):
        FormerName.objects.create(school=school, name=name, period=period)
    FormerTrust.objects.create(school=school, trust=Trust.objects.create(name="Tower Trust"))

    with django_assert_num_queries(1):
        read = School.objects.with_past().get()
        names = [(name.what, name.from_on, name.until_on) for name in read.its_former_names]
        trusts = [(trust.what, trust.from_on, trust.until_on) for trust in read.its_former_trusts]

    assert names == [("Second", FIRST, datetime.date(2017, 8, 31)), ("First", None, EVE)]
    assert trusts == [("Tower Trust", None, None)]
