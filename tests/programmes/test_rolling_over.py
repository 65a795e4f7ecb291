"""Rolling a run over to another year: what goes along, once, with this year's run left as it is."""

import datetime

import pytest
from django.core import serializers

from programmes.models import CoachingPair, Enrolment, Participant, Run, Session
from programmes.rolling import moved
from tests.factories import (
    YEAR,
    CoachingPairFactory,
    ContactFactory,
    EnrolmentFactory,
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
DAY = datetime.date(2018, 3, 8)


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory(name="Sam Staff"))
    return client


@pytest.fixture
def run(db):
    """A run of 2017–18 with all that may go along, and a decoy for each reason to stay behind."""
    lead = SchoolFactory(name="Lead")
    run = RunFactory(
        programme=ProgrammeFactory(name="Forum", counted_by="enrolled"),
        cohort="East",
        led_by="school",
        leader_school=lead,
        places=20,
    )
    hours = {"starts": datetime.time(9), "ends": datetime.time(12), "place": "Hall", "places": 30}
    SessionFactory(run=run, held_on=DAY, title="Spring", **hours)
    SessionFactory(run=run, held_on=datetime.date(2017, 9, 1))
    SessionFactory(run=run, held_on=DAY, title="Cancelled", is_cancelled=True)
    bow, alma = SchoolFactory(name="Bow"), SchoolFactory(name="Alma")
    closing = SchoolFactory(name="Closing", closed_on=datetime.date(2018, 8, 31))
    EnrolmentFactory(run=run, school=bow, strand=StrandFactory())
    EnrolmentFactory(run=run, school=closing)
    EnrolmentFactory(run=run, school=alma, withdrawn_on=DAY, withdrawn_because="Time")

    def on(name, their_school, contact=None, **more):
        person = ContactFactory(name=name, school=their_school, **contact or {})
        return ParticipantFactory(run=run, contact=person, **more)

    coach = on("Ada", bow, role="coach", strand=StrandFactory())
    on("Moved", alma, school=bow)
    on("Closed", closing)
    on("Withdrew", bow, withdrawn_on=DAY)
    on("Left", bow, {"left_on": DAY})
    on("", bow, {"email": ""})
    CoachingPairFactory(coach=coach, coachee=run.participants.get(contact__name="Moved"))
    return run


def door(run, query=""):
    return f"/runs/{run.pk}/roll-over/{query}"


def everything_of(run):
    models = (Session, Enrolment, Participant, CoachingPair)
    rows = [run, *(row for model in models for row in model.objects.filter(run=run).order_by("pk"))]
    return serializers.serialize("json", [Run.objects.get(pk=run.pk), *rows[1:]])


def test_the_next_year_s_run_is_made_with_all_that_goes_along(staff, run):
    answer = fill(staff, door(run))

    made = Run.objects.get(year=YEAR + 1)
    assert answer["Location"] == f"/runs/{made.pk}/"
    assert (made.programme, made.cohort, made.leader, made.places) == (run.programme, "East", "Lead", 20)
    sessions = made.sessions.order_by("held_on")
    assert list(sessions.values_list("held_on", "title", "starts", "ends", "place", "places", "is_cancelled")) == [
        (datetime.date(2018, 9, 7), "", None, None, "", None, False),
        (datetime.date(2019, 3, 7), "Spring", datetime.time(9), datetime.time(12), "Hall", 30, False),
    ]
    assert list(made.enrolments.values_list("school__name", "strand__slug", "withdrawn_on")) == [("Bow", "ssat", None)]
    people = made.participants.order_by("contact__name")
    assert list(people.values_list("contact__name", "school__name", "role", "strand__slug", "withdrawn_on")) == [
        ("Ada", "Bow", "coach", "ssat", None),
        ("Closed", None, "delegate", None, None),
        ("Moved", "Alma", "delegate", None, None),
    ]
    assert not CoachingPair.objects.filter(run=made).exists()


def test_this_year_s_run_is_as_it_was(staff, run):
    before = everything_of(run)

    fill(staff, door(run))

    assert everything_of(run) == before


def test_only_what_is_ticked_goes_along(staff, run):
    sent = {name: value for name, value in shown(staff, door(run)).items() if not name.startswith("takes_")}
    spring = run.sessions.get(title="Spring")
    sent.pop(f"s{spring.pk}-is_taken")

    staff.post(door(run), sent | {f"s{spring.pk}-held_on": "nonsense"})

    made = Run.objects.get(year=YEAR + 1)
    assert (made.led_by, made.leader_school, made.places) == ("partnership", None, None)
    assert (made.enrolments.count(), made.participants.count()) == (0, 0)
    assert [session.held_on for session in made.sessions.all()] == [datetime.date(2018, 9, 7)]


def test_days_are_changed_in_the_same_form(staff, run):
    spring = run.sessions.get(title="Spring")

    fill(staff, door(run), **{f"s{spring.pk}-held_on": "2019-03-14", f"s{spring.pk}-place": "Museum"})

    moved_to = Session.objects.get(run__year=YEAR + 1, title="Spring")
    assert (moved_to.held_on, moved_to.place) == (datetime.date(2019, 3, 14), "Museum")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Say which day."),
        ("soon", "Write the day as day/month/year, such as 25/12/2025."),
        ("2018-03-08", "This day is not in 2018–19."),
    ],
)
def test_a_day_that_is_wrong_is_said_by_its_field_and_nothing_is_made(staff, run, day, words):
    name = f"s{run.sessions.get(title='Spring').pk}-held_on"

    answer = fill(staff, door(run), **{name: day})

    assert (answer.status_code, errors(answer)) == (422, {name: [words]})
    assert Run.objects.count() == 1


def test_two_sessions_are_not_moved_onto_each_other(staff, run):
    SessionFactory(run=run, held_on=DAY, title="Other")
    other = run.sessions.get(title="Other")

    answer = fill(staff, door(run), **{f"s{other.pk}-title": "Spring", f"s{other.pk}-starts": "09:00"})

    assert errors(answer) == {f"s{other.pk}-held_on": ["This session stands above already."]}


def test_a_second_press_leads_to_the_run_that_is_there(staff, run):
    sent = shown(staff, door(run))

    answers = [staff.post(door(run), sent), staff.post(door(run), sent), staff.get(door(run))]

    made = Run.objects.get(year=YEAR + 1)
    assert [answer["Location"] for answer in answers] == [f"/runs/{made.pk}/"] * 3
    assert said(answers[1]) == ["Forum, East, 2018–19 is there already. Nothing was rolled over."]
    assert made.sessions.count() == 2


def test_another_group_of_the_next_year_is_no_hindrance(staff, run):
    RunFactory(programme=run.programme, year=YEAR + 1, cohort="West")

    fill(staff, door(run))

    assert Run.objects.filter(year=YEAR + 1).count() == 2


def test_another_year_is_chosen_in_the_address(staff, run):
    page = staff.get(door(run, "?year=2019-20")).context
    assert [row["held_on"].value() for row in page["rows"]] == [datetime.date(2019, 9, 6), datetime.date(2020, 3, 5)]

    fill(staff, door(run, "?year=2019-20"))

    assert Run.objects.get(year=YEAR + 2).sessions.count() == 2


@pytest.mark.parametrize("asked", ["2017-18", "x", "0000-01", "<b>"])
def test_a_year_that_is_none_to_roll_to_means_the_next(staff, run, asked):
    assert str(staff.get(door(run), {"year": asked}).context["year"]) == "2018–19"


def test_figures_of_the_next_year_come_from_what_went_along(staff, run):
    fill(staff, door(run))

    rows = run.programme.participation.filter(year=YEAR + 1).order_by("school__name", "role")
    assert list(rows.values_list("school__name", "role", "people")) == [
        ("Alma", "delegate", 1),
        ("Bow", "coach", 1),
        ("Bow", "member", None),
    ]


@pytest.mark.parametrize("day", [datetime.date(2017, 9, 1), DAY, datetime.date(2018, 8, 31)])
@pytest.mark.parametrize("years", [1, 2, 9, -1])
def test_a_day_moves_to_the_same_weekday_within_the_year(day, years):
    to = YEAR + years if years > 0 else YEAR - 1

    new = moved(day, YEAR, to)

    assert new.weekday() == day.weekday()
    assert to.first_day <= new <= to.last_day


def test_the_form_asks_as_much_of_fifty_sessions_as_of_one(staff, django_assert_num_queries):
    run = RunFactory()
    SessionFactory(run=run)
    with django_assert_num_queries(10):
        staff.get(door(run))
    for n in range(50):
        SessionFactory(run=run, title=str(n))
    with django_assert_num_queries(10):
        staff.get(door(run))
