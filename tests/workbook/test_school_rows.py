"""The schools table: who is who when URNs change, the phases a school is counted in, and its trust."""

import datetime

import pytest

from schools.models import School, SchoolPhase, SchoolUrn, Trust
from tests.factories import PartnershipFactory, SchoolFactory
from tests.workbook.books import SCHOOLS, applied, counts, edits, places, planned, told
from thep.years import AcademicYear

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _partnership(db):
    PartnershipFactory()


def row(line):
    return f"urn,name,phase,la_code,former_urns\n{line}\n"


def urns(school):
    return list(school.urns.order_by("urn").values_list("urn", "is_current"))


def phases(school):
    found = school.phases.order_by("-is_main", "pk")
    return [
        (one.phase, one.is_main, one.from_year and one.from_year.slug, one.until_year and one.until_year.slug)
        for one in found
    ]


def test_schools_are_made_with_their_urns_phases_and_trust():
    applied(schools=SCHOOLS)

    ash, beech = School.objects.order_by("name")
    assert (ash.name, ash.short_name, ash.la_code, ash.governance, ash.trust, ash.opened_on, ash.closed_on) == (
        "Ash Primary School",
        "Ash",
        "211",
        "maintained",
        None,
        None,
        None,
    )
    assert (urns(ash), phases(ash)) == ([(100001, True)], [("primary", True, None, None)])
    assert (beech.trust.name, beech.opened_on) == ("Riverside Trust", datetime.date(2012, 9, 1))
    assert urns(beech) == [(100002, True), (100902, False)]
    assert phases(beech) == [("secondary", True, None, None), ("primary", False, "2017-18", None)]
    assert planned(schools=SCHOOLS).is_empty


def test_changes_are_named_before_and_after():
    applied(schools=SCHOOLS)
    text = SCHOOLS.replace(
        ",Ash,primary,,,211,maintained,,,", ",,special,,,201,academy,Oak Trust,1950-01-01,2018-08-31"
    )

    plan = applied(schools=text)

    assert edits(plan, "schools") == [
        (2, "short_name", "Ash", ""),
        (2, "la_code", "211", "201"),
        (2, "governance", "maintained", "academy"),
        (2, "trust", "", "Oak Trust"),
        (2, "opened_on", "", "1950-01-01"),
        (2, "closed_on", "", "2018-08-31"),
        (2, "phase", "primary", "special"),
    ]
    assert planned(schools=text).is_empty


def test_empty_cell_means_none_and_a_column_left_out_stays():
    applied(schools=SCHOOLS)

    plan = applied(
        schools="urn,name,phase,la_code,trust,also_counted_in\n100002,Beech School,secondary,211,,\n",
    )

    assert edits(plan, "schools") == [
        (2, "trust", "Riverside Trust", ""),
        (2, "also_counted_in", "primary", ""),
        (2, "also_counted_from", "2017-18", ""),
    ]
    beech = School.objects.get(name="Beech School")
    assert (beech.trust, beech.governance, beech.opened_on) == (None, "academy", datetime.date(2012, 9, 1))
    assert phases(beech) == [("secondary", True, None, None)]
    assert urns(beech) == [(100002, True), (100902, False)]


def test_trust_is_known_by_name_and_made_once():
    Trust.objects.create(name="Riverside Trust")
    text = "urn,name,phase,la_code,trust\n" + "".join(
        f"10000{n},School {n},primary,211,{trust}\n"
        for n, trust in enumerate(["Riverside Trust", "Oak  Trust", "Oak Trust"])
    )

    applied(schools=text)

    assert list(Trust.objects.order_by("name", "schools__name").values_list("name", "schools__name")) == [
        ("Oak Trust", "School 1"),
        ("Oak Trust", "School 2"),
        ("Riverside Trust", "School 0"),
    ]


def test_school_keeps_its_identity_under_a_new_urn():
    school = SchoolFactory(name="Elm", urn=100003)

    plan = applied(schools=row("140003,Elm,primary,211,100003"))

    assert edits(plan, "schools") == [(2, "urn", "100003", "140003"), (2, "former_urns", "", "100003")]
    assert School.objects.get() == school
    assert urns(school) == [(100003, False), (140003, True)]
    assert planned(schools=row("140003,Elm,primary,211,100003")).is_empty


def test_school_is_found_by_a_former_urn_and_keeps_its_own():
    school = SchoolFactory(name="Elm", urn=140003)
    SchoolUrn.objects.create(school=school, urn=100003, is_current=False)

    plan = applied(schools=row("100003,Elm Academy,primary,211,"))

    assert edits(plan, "schools") == [(2, "name", "Elm", "Elm Academy")]
    assert urns(school) == [(100003, False), (140003, True)]


def test_former_urns_are_added_and_never_taken_away():
    school = SchoolFactory(name="Elm", urn=140003)
    SchoolUrn.objects.create(school=school, urn=100003, is_current=False)

    plan = applied(schools=row("140003,Elm,primary,211,100004"))

    assert edits(plan, "schools") == [(2, "former_urns", "100003", "100003 100004")]
    assert urns(school) == [(100003, False), (100004, False), (140003, True)]
    assert planned(schools=row("140003,Elm,primary,211,")).is_empty


def test_urns_recorded_the_wrong_way_round_are_turned():
    school = SchoolFactory(name="Elm", urn=100003)
    SchoolUrn.objects.create(school=school, urn=140003, is_current=False)

    plan = applied(schools=row("140003,Elm,primary,211,100003"))

    assert edits(plan, "schools") == [(2, "urn", "100003", "140003"), (2, "former_urns", "140003", "100003")]
    assert urns(school) == [(100003, False), (140003, True)]


def test_school_without_a_urn_of_today_gets_the_rows():
    school = SchoolFactory(name="Elm", urn=None)
    SchoolUrn.objects.create(school=school, urn=100003, is_current=False)

    plan = applied(schools=row("100003,Elm,primary,211,"))

    assert edits(plan, "schools") == [(2, "urn", "", "100003"), (2, "former_urns", "100003", "")]
    assert urns(school) == [(100003, True)]


def test_new_urn_must_follow_the_one_of_today():
    school = SchoolFactory(name="Elm", urn=140003)
    SchoolUrn.objects.create(school=school, urn=100003, is_current=False)

    assert told(planned(schools=row("150003,Elm,primary,211,100003"))) == [
        (
            "schools",
            2,
            "urn",
            "150003",
            "A former URN of this row belongs to 140003 Elm. To give that school this URN, add 140003 to former_urns.",
        )
    ]


def test_urn_of_another_school_is_told():
    SchoolFactory(name="Elm", urn=100003)
    SchoolFactory(name="Fir", urn=100004)

    assert told(planned(schools=row("100003,Elm,primary,211,100004"))) == [
        ("schools", 2, "former_urns", "100004", "This URN belongs to another school, 100004 Fir. Leave it out.")
    ]


def test_two_schools_do_not_become_one():
    SchoolFactory(name="Elm", urn=100003)
    SchoolFactory(name="Fir", urn=100004)

    assert places(planned(schools=row("140003,Elm and Fir,primary,211,100003 100004"))) == [
        ("schools", 2, "former_urns", "100004")
    ]


def test_school_that_stands_on_two_rows_is_told():
    school = SchoolFactory(name="Elm", urn=140003)
    SchoolUrn.objects.create(school=school, urn=100003, is_current=False)

    assert told(planned(schools=row("140003,Elm,primary,211,\n100003,Elm,primary,211,"))) == [
        ("schools", 3, "urn", "100003", "Row 2 is the same school, 140003 Elm. Keep one of the two rows.")
    ]


def test_urn_that_stands_on_two_rows_is_told():
    advice = "Row 2 has this URN already. A school stands on one row, with all its URNs."

    assert told(
        planned(schools=row("100003,Elm,primary,211,100004\n100003,Fir,primary,211,\n100005,Oak,primary,211,100004"))
    ) == [("schools", 3, "urn", "100003", advice), ("schools", 4, "former_urns", "100004", advice)]


def test_urn_of_today_is_not_a_former_one():
    assert places(planned(schools=row("100003,Elm,primary,211,100003"))) == [("schools", 2, "former_urns", "100003")]


def test_urn_that_several_schools_once_had_is_told():
    for name in ("Elm", "Fir"):
        SchoolUrn.objects.create(
            school=SchoolFactory(name=name, urn=None),
            urn=100003,
            is_current=False,
            period=(None, datetime.date(2000, 1, 1)) if name == "Elm" else (datetime.date(2000, 1, 1), None),
        )

    assert told(planned(schools=row("100003,Elm,primary,211,"))) == [
        (
            "schools",
            2,
            "urn",
            "100003",
            "Several schools once had this URN. Write the URN that the school has today.",
        )
    ]


def also(line):
    return f"urn,name,phase,la_code,also_counted_in,also_counted_from\n{line}\n"


def test_phases_can_change_places():
    school = SchoolFactory(name="Elm", urn=100003, phase="primary", also="secondary")
    text = also("100003,Elm,secondary,211,primary,2017-18")

    plan = applied(schools=text)

    assert edits(plan, "schools") == [
        (2, "phase", "primary", "secondary"),
        (2, "also_counted_in", "secondary", "primary"),
        (2, "also_counted_from", "", "2017-18"),
    ]
    assert phases(school) == [("secondary", True, None, None), ("primary", False, "2017-18", None)]
    assert planned(schools=text).is_empty


def test_years_of_a_phase_that_ended_stay():
    school = SchoolFactory(name="Elm", urn=100003, phase=None)
    SchoolPhase.objects.create(school=school, phase="primary", until_year=AcademicYear(2014))
    SchoolPhase.objects.create(school=school, phase="secondary", from_year=AcademicYear(2015))

    applied(schools=also("100003,Elm,special,211,,"))

    assert sorted(phases(school)) == [("primary", True, None, "2014-15"), ("special", True, "2015-16", None)]


def test_phase_follows_one_that_ended():
    school = SchoolFactory(name="Elm", urn=100003, phase=None)
    SchoolPhase.objects.create(school=school, phase="primary", until_year=AcademicYear(2014))

    plan = applied(schools=also("100003,Elm,secondary,211,,"))

    assert edits(plan, "schools") == [(2, "phase", "", "secondary")]
    assert phases(school) == [("primary", True, None, "2014-15"), ("secondary", True, "2015-16", None)]


TWICE = (
    "The school would be counted twice on one line of the report "
    "(alternative provision is on the secondary line). Write another phase, or leave it empty."
)


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize(("main", "second"), [("primary", "primary"), ("secondary", "ap")])
def test_school_is_counted_once_on_a_line(exists, main, second):
    if exists:
        SchoolFactory(name="Elm", urn=100003, phase="nursery")

    assert told(planned(schools=also(f"100003,Elm,{main},211,{second},"))) == [
        ("schools", 2, "also_counted_in", second, TWICE)
    ]


def test_year_without_a_second_phase_is_told():
    assert places(planned(schools=also("100003,Elm,primary,211,,2017-18"))) == [
        ("schools", 2, "also_counted_from", "2017-18")
    ]


def test_school_cannot_close_before_it_opens():
    SchoolFactory(name="Elm", urn=100003, opened_on=datetime.date(2010, 9, 1))

    assert told(planned(schools="urn,name,phase,la_code,closed_on\n100003,Elm,primary,211,2010-08-31\n")) == [
        (
            "schools",
            2,
            "closed_on",
            "2010-08-31",
            "A school cannot close before it opens, on 2010-09-01.",
        )
    ]


def test_governance_is_not_emptied():
    assert told(planned(schools="urn,name,phase,la_code,governance\n100003,Elm,primary,211,\n")) == [
        (
            "schools",
            2,
            "governance",
            "",
            "This cell cannot be empty. Write one of: maintained, academy, free_school, independent, other.",
        )
    ]


def test_schools_not_in_the_file_are_listed_and_stay():
    SchoolFactory(name="Elm Primary School", short_name="Elm", urn=100003)
    SchoolFactory(name="Fir", urn=None)
    SchoolFactory(name="Oak", urn=100005)

    plan = applied(schools=row("100005,Oak,primary,211,"))

    assert plan.of("schools").missing == ("100003 Elm", "Fir")
    assert School.objects.count() == 3


def test_row_with_a_problem_is_not_called_missing():
    SchoolFactory(name="Elm", urn=100003)
    SchoolFactory(name="Oak", urn=100005)

    plan = planned(schools=row("100003,Elm,junior,211,\n100005,Oak,primary,211,100003"))

    assert counts(plan, "schools") == (0, 0, 0, 0)
    assert places(plan) == [("schools", 2, "phase", "junior"), ("schools", 3, "former_urns", "100003")]
