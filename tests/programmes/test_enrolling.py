"""Enrolling many schools at once, ticked and pasted; withdrawing one, taking that back, removing a mistake."""

import datetime

import pytest
from django.utils import timezone

from programmes.models import Enrolment, Strand
from schools.models import FormerName
from tests.factories import (
    YEAR,
    AttendanceFactory,
    ContactFactory,
    EnrolmentFactory,
    MembershipFactory,
    ParticipantFactory,
    ProgrammeFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    StrandFactory,
    UserFactory,
)
from tests.programmes.run_forms import errors, fill, said, shown

pytestmark = pytest.mark.django_db
DAY, LATER = datetime.date(2017, 9, 15), datetime.date(2018, 3, 1)
EARLY = "Check the year."
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."
NOBODY = "Tick a school, or paste some names."


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory(name="Sam Staff"))
    return client


@pytest.fixture
def run(db):
    return RunFactory(programme=ProgrammeFactory(name="Forum"))


@pytest.fixture
def schools(db):
    return {name: SchoolFactory(name=name) for name in ("Alma Primary", "Bow School", "St Anne’s", "Cubitt Town")}


def enrol(client, run, query="", **more):
    address = f"/runs/{run.pk}/schools/{query}"
    return client.post(address, shown(client, address) | {"enrolled_on": "2017-09-15"} | more)


def enrolled(run):
    rows = run.enrolments.order_by("school__name", "strand__name")
    return list(rows.values_list("school__name", "strand__slug", "enrolled_on", "withdrawn_on"))


def numbers(*schools):
    return [str(school.pk) for school in schools]


def shown_schools(answer):
    return [(label, [str(school) for school, _, _ in rows]) for label, rows in answer.context["groups"]]


# Which schools are shown


def test_every_school_open_that_year_is_shown_by_phase_and_members_are_marked(staff, run):
    SchoolFactory(name="Closed", closed_on=datetime.date(2017, 8, 31))
    SchoolFactory(name="Later", opened_on=datetime.date(2018, 9, 1))
    SchoolFactory(name="Odd", phase=None)
    SchoolFactory(name="Bow", phase="secondary")
    MembershipFactory(school=SchoolFactory(name="Alma"))
    MembershipFactory(school=SchoolFactory(name="Cubitt"), year=YEAR - 1)
    MembershipFactory(school=SchoolFactory(name="Dell"), status="withdrawn")

    answer = staff.get(f"/runs/{run.pk}/schools/")

    assert shown_schools(answer) == [
        ("Primary", ["Alma", "Cubitt", "Dell"]),
        ("Secondary", ["Bow"]),
        ("No phase", ["Odd"]),
    ]
    assert [school.name for _, rows in answer.context["groups"] for school, _, _ in rows if school.is_member] == [
        "Alma"
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"members": "1"}, [("Primary", ["Alma"])]),
        ({"phase": "secondary"}, [("Secondary", ["Bow"])]),
        ({"phase": "secondary", "members": "1"}, []),
        ({"phase": "<b>"}, [("Primary", ["Alma"]), ("Secondary", ["Bow"])]),
    ],
)
def test_the_address_says_which_are_shown(staff, run, asked, found):
    MembershipFactory(school=SchoolFactory(name="Alma"))
    SchoolFactory(name="Bow", phase="secondary")

    assert shown_schools(staff.get(f"/runs/{run.pk}/schools/", asked)) == found


def test_the_page_asks_as_much_of_fifty_schools_as_of_one(staff, run, django_assert_num_queries):
    EnrolmentFactory(run=run, strand=StrandFactory())
    with django_assert_num_queries(7):
        staff.get(f"/runs/{run.pk}/schools/")
    for _ in range(25):
        EnrolmentFactory(run=run)
        MembershipFactory()
    with django_assert_num_queries(7):
        staff.get(f"/runs/{run.pk}/schools/")


# Enrolling


def test_schools_ticked_and_pasted_are_enrolled_together(staff, run, schools):
    alma, *_ = schools.values()
    FormerName.objects.create(school=schools["Cubitt Town"], name="Redlands")

    answer = enrol(
        staff,
        run,
        schools=numbers(alma),
        names=f" bow SCHOOL \r\n\r\nSaint Annes\nREDLANDS\n{alma.urns.get().urn}\n;\n",
        strand=StrandFactory().pk,
    )

    assert said(answer) == ["4 schools enrolled."]
    assert answer["Location"] == f"/runs/{run.pk}/#schools"
    assert enrolled(run) == [
        (name, "ssat", DAY, None) for name in ("Alma Primary", "Bow School", "Cubitt Town", "St Anne’s")
    ]


def test_pressed_twice_enrols_each_once_and_says_who_was_there(staff, run, schools):
    EnrolmentFactory(run=run, school=schools["St Anne’s"], withdrawn_on=LATER)
    sent = {"schools": numbers(*schools.values())}

    answers = [enrol(staff, run, **sent) for _ in range(2)]

    assert [said(answer) for answer in answers] == [
        ["3 schools enrolled. 1 had withdrawn: take that back where it says so below."],
        ["No school is new on it. 3 were enrolled already. 1 had withdrawn: take that back where it says so below."],
    ]
    assert Enrolment.objects.count() == 4


def test_one_that_is_enrolled_has_no_box_and_is_enrolled_again_only_with_another_provider(staff, run, schools):
    bow = schools["Bow School"]
    EnrolmentFactory(run=run, school=bow, strand=StrandFactory(slug="ssat"))

    page = staff.get(f"/runs/{run.pk}/schools/").content.decode()
    assert f'name="schools" value="{bow.pk}"' not in page
    enrol(staff, run, names="Bow School")
    enrol(staff, run, names="Bow School", strand=StrandFactory(slug="edt").pk)

    assert [strand for _, strand, _, _ in enrolled(run)] == ["edt", "ssat"]


def test_a_new_provider_is_made_once_whatever_its_spelling(staff, run, schools):
    enrol(staff, run, names="Bow School", new_strand="Challenge  Partners")
    enrol(staff, run, names="Alma Primary", new_strand="challenge partners")

    assert list(Strand.objects.values_list("name", "slug")) == [("Challenge Partners", "challenge-partners")]
    assert [strand for _, strand, _, _ in enrolled(run)] == ["challenge-partners"] * 2


def test_the_misspelt_are_shown_with_the_nearest_and_nothing_is_lost_or_enrolled(staff, run, schools):
    bow = schools["Bow School"]

    answer = enrol(staff, run, schools=numbers(bow), names="Cubit Twon\nAlma Primary\n123456")

    assert answer.status_code == 422
    assert errors(answer) == {"names": ["2 lines need a look: choose what is meant below. Nothing is enrolled yet."]}
    form = answer.context["form"]
    assert [(line.text, [str(near) for near in line.near], line.problem) for line in form.unsure] == [
        ("Cubit Twon", ["Cubitt Town"], "No school open that year has this name."),
        ("123456", [], "No school open that year has this URN."),
    ]
    page = answer.content.decode()
    assert f'value="{bow.pk}" checked' in page
    assert form["names"].value() == "Cubit Twon\nAlma Primary\n123456"
    assert not Enrolment.objects.exists()


def test_what_is_chosen_for_a_line_is_enrolled_and_what_is_left_out_is_not(staff, run, schools):
    said_of = {"names": "Cubit Twon\nNowhere at all\nAlma Primary"}
    first = enrol(staff, run, **said_of, **{"line-501": "Cubit Twon", "means-501": str(schools["Cubitt Town"].pk)})
    assert [line.text for line in first.context["form"].unsure] == ["Nowhere at all"]
    assert first.context["form"].mended == [("Cubit Twon", str(schools["Cubitt Town"].pk))]

    enrol(
        staff,
        run,
        **said_of,
        **{"line-0": "Cubit Twon", "means-0": str(schools["Cubitt Town"].pk)},
        **{"line-501": "Nowhere at all", "means-501": "none"},
    )

    assert [name for name, *_ in enrolled(run)] == ["Alma Primary", "Cubitt Town"]


def test_two_schools_of_one_name_are_both_offered(staff, run):
    for urn in (100_001, 100_002):
        SchoolFactory(name="St Mary’s", urn=urn)

    answer = enrol(staff, run, names="st marys")

    (line,) = answer.context["form"].unsure
    assert (len(line.near), line.problem) == (2, "Several schools have this name.")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({}, "__all__", NOBODY),
        ({"names": " \n ; \n"}, "__all__", NOBODY),
        ({"schools": ["x"]}, "__all__", "Tick the schools again: one of them was not open in 2017–18."),
        ({"schools": ["999999999"]}, "__all__", "Tick the schools again: one of them was not open in 2017–18."),
        ({"schools": ["9" * 30]}, "__all__", "Tick the schools again: one of them was not open in 2017–18."),
        ({"names": "x" * 100_000}, "names", "Ensure this value has at most 30000 characters (it has 100000)."),
        ({"names": "\n".join(map(str, range(301)))}, "names", "At most 300 lines at once. These are 301."),
        ({"names": "Bow", "enrolled_on": ""}, "enrolled_on", "Say which day."),
        ({"names": "Bow", "enrolled_on": "0001-01-01"}, "enrolled_on", EARLY),
        ({"names": "Bow", "new_strand": "…"}, "new_strand", "Write the name with letters."),
        ({"names": "Bow", "strand": "99999"}, "strand", NO_CHOICE),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_enrolled(staff, run, wrong, field, words):
    SchoolFactory(name="Bow")

    answer = enrol(staff, run, **wrong)

    assert (answer.status_code, errors(answer)) == (422, {field: [words]})
    assert not Enrolment.objects.exists()


def test_a_school_not_open_that_year_is_not_enrolled_by_number_or_name(staff, run):
    closed = SchoolFactory(name="Closed", closed_on=datetime.date(2017, 8, 31))

    ticked = enrol(staff, run, schools=numbers(closed))
    pasted = enrol(staff, run, names="Closed")

    assert (ticked.status_code, pasted.status_code) == (422, 422)
    assert pasted.context["form"].unsure[0].near == []


@pytest.mark.parametrize(
    "line", ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "'; drop table --", "é😀" * 500]
)
def test_hostile_lines_are_shown_as_they_are_and_run_nowhere(staff, run, schools, line):
    answer = enrol(staff, run, names=line)

    assert [one.text for one in answer.context["form"].unsure] == [line]
    assert "<script>alert" not in answer.content.decode()


def test_the_day_offered_is_today_or_the_first_of_a_year_that_is_over(staff, run):
    now = RunFactory(year=type(YEAR).of(timezone.localdate()))

    assert shown(staff, f"/runs/{run.pk}/schools/")["enrolled_on"] == "2017-09-01"
    assert shown(staff, f"/runs/{now.pk}/schools/")["enrolled_on"] == timezone.localdate().isoformat()


# One enrolment


@pytest.fixture
def bow(run):
    """Bow’s enrolment, with two people of the school on the run, and one of another school."""
    enrolment = EnrolmentFactory(run=run, school=SchoolFactory(name="Bow"))
    for name in ("Ada", "Bo"):
        ParticipantFactory(run=run, contact=ContactFactory(name=name, school=enrolment.school))
    ParticipantFactory(run=run, contact=ContactFactory(name="Cy"))
    return enrolment


def door(enrolment, what=""):
    return f"/enrolments/{enrolment.pk}/{what}"


def on_it(run):
    return sorted(run.participants.filter(withdrawn_on=None).values_list("contact__name", flat=True))


def test_a_school_withdraws_with_a_reason_and_its_people_with_it_and_comes_back(staff, run, bow):
    sent = {"on": "2018-03-01", "because": "Ofsted came", "with_people": "on"}

    for _ in range(2):
        staff.post(door(bow, "withdraw/"), sent)

    bow.refresh_from_db()
    assert (bow.withdrawn_on, bow.withdrawn_because, on_it(run)) == (LATER, "Ofsted came", ["Cy"])

    staff.post(door(bow, "return/"))
    bow.refresh_from_db()
    assert (bow.withdrawn_on, bow.withdrawn_because, on_it(run)) == (None, "", ["Ada", "Bo", "Cy"])


def test_its_people_stay_where_that_is_asked(staff, run, bow):
    ada = run.participants.get(contact__name="Ada")
    ada.withdraw(on=DAY)

    staff.post(door(bow, "withdraw/"), {"on": "2018-03-01", "because": "Time"})
    assert on_it(run) == ["Bo", "Cy"]
    staff.post(door(bow, "return/"))

    ada.refresh_from_db()
    assert ada.withdrawn_on == DAY


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"on": ""}, "on", "Say which day."),
        ({"on": "2017-09-14"}, "on", "It was enrolled after this day, on 15/09/2017."),
        ({"because": ""}, "because", "Say why it withdrew."),
        ({"because": "x" * 100_000}, "because", "Ensure this value has at most 500 characters (it has 100000)."),
    ],
)
def test_what_is_wrong_with_a_withdrawal_is_said_by_its_field(staff, bow, wrong, field, words):
    answer = staff.post(door(bow, "withdraw/"), {"on": "2018-03-01", "because": "Time"} | wrong)

    assert (answer.status_code, errors(answer, "withdraw_form")) == (422, {field: [words]})
    bow.refresh_from_db()
    assert bow.withdrawn_on is None


def test_provider_and_day_are_changed_but_not_into_another_enrolment(staff, run, bow):
    ssat, edt = StrandFactory(slug="ssat"), StrandFactory(slug="edt")
    EnrolmentFactory(run=run, school=bow.school, strand=edt)

    assert fill(staff, door(bow), strand=ssat.pk, enrolled_on="2017-10-01").status_code == 302
    answer = fill(staff, door(bow), strand=edt.pk)

    bow.refresh_from_db()
    assert (bow.strand, bow.enrolled_on) == (ssat, datetime.date(2017, 10, 1))
    assert errors(answer) == {"strand": ["The school is enrolled with this provider already."]}


def test_an_enrolment_changed_meanwhile_is_shown_as_it_is(staff, bow):
    opened = shown(staff, door(bow))
    Enrolment.objects.filter(pk=bow.pk).update(enrolled_on=LATER)

    answer = staff.post(door(bow), opened | {"enrolled_on": "2017-12-01"})

    assert (answer.status_code, answer.context["changed"]) == (409, [("Enrolled on", "2018-03-01")])


def test_one_enrolled_by_mistake_is_removed_and_its_people_stay(staff, run, bow):
    staff.post(door(bow, "remove/"))

    assert (Enrolment.objects.exists(), on_it(run)) == (False, ["Ada", "Bo", "Cy"])
    assert staff.post(door(bow, "remove/")).status_code == 404


def test_one_whose_people_are_marked_is_not_removed(staff, run, bow):
    ada = run.participants.get(contact__name="Ada")
    AttendanceFactory(session=SessionFactory(run=run), participant=ada, mark="absent")

    answer = staff.post(door(bow, "remove/"))

    assert Enrolment.objects.get() == bow
    assert said(answer) == ["Bow stays: some of its people are marked in a register. It can withdraw."]
