"""The page of a run and its sessions: making, changing, cancelling and removing them, and who sees whom."""

import datetime

import pytest
from django.utils import timezone

from programmes.models import Participant, Run, Session
from schools.places import value_of
from tests.factories import (
    YEAR,
    AssociateFactory,
    AttendanceFactory,
    CoachingPairFactory,
    ContactFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ParticipationFactory,
    ProgrammeFactory,
    RoomSignInFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    ShadowingFactory,
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
def coaching(db):
    """A programme, in a partnership that has records of 2017–18."""
    ParticipationFactory()
    return ProgrammeFactory(name="Coaching")


def new(programme):
    return f"/programmes/{programme.pk}/runs/new/"


def on_record(run):
    return list(run.sessions.order_by("held_on", "pk").values_list("held_on", "starts", "ends", "place", "title"))


# A run


def test_a_run_is_made_with_its_first_sessions(staff, coaching):
    answer = fill(
        staff,
        new(coaching),
        year="2017-18",
        cohort="East",
        seats="20",
        s0__held_on="2018-03-08",
        s0__starts="09:00",
        s0__ends="12:30",
        s0__place="Town Hall",
        s2__held_on="2018-05-10",
        s2__title="Last day",
    )

    run = Run.objects.get()
    assert answer["Location"] == f"/runs/{run.pk}/"
    assert (run.programme, run.year, run.cohort, run.places, run.leader) == (
        *(coaching, YEAR, "East", 20),
        "The partnership",
    )
    assert on_record(run) == [
        (DAY, datetime.time(9), datetime.time(12, 30), "Town Hall", ""),
        (datetime.date(2018, 5, 10), None, None, "", "Last day"),
    ]


def test_the_year_after_the_latest_run_is_offered_and_this_one_for_the_first(staff, coaching):
    this = str(shown(staff, new(coaching))["year"])
    RunFactory(programme=coaching, year=YEAR)

    assert this == type(YEAR).of(timezone.localdate()).slug
    assert shown(staff, new(coaching))["year"] == "2018-19"


def test_a_run_sent_twice_is_made_once(staff, coaching):
    sent = shown(staff, new(coaching)) | {"year": "2017-18", "s0-held_on": "2018-03-08"}

    answers = [staff.post(new(coaching), sent) for _ in range(2)]

    assert (Run.objects.count(), Session.objects.count()) == (1, 1)
    assert answers[0]["Location"] == answers[1]["Location"]
    assert said(answers[1]) == ["Coaching, 2017–18 was on record already."]


def test_a_school_leads_it_found_by_part_of_its_name(staff, coaching):
    elm, ash = SchoolFactory(name="Elm Park"), SchoolFactory(name="Ash Park")

    asked = fill(staff, new(coaching), year="2017-18", led_by="school", place_name="park")
    assert errors(asked) == {"place_name": ["Several match. Tick the one you mean."]}
    assert [offer.name for offer in asked.context["form"].offers()] == ["Ash Park", "Elm Park"]

    fill(staff, new(coaching), year="2017-18", led_by="school", places=[value_of(elm)], leader_name="Not this")
    run = Run.objects.get()
    assert (run.leader, run.leader_school, run.leader_name) == ("Elm Park", elm, "")
    assert ash.runs_led.count() == 0


def test_an_associate_or_an_alliance_of_a_name_leads_it(staff, coaching):
    museum = AssociateFactory(name="Museum")

    fill(staff, new(coaching), year="2017-18", led_by="associate", place_name="museum")
    fill(staff, new(coaching), year="2018-19", led_by="alliance", leader_name="East Alliance")

    assert [(run.leader, run.leader_associate) for run in Run.objects.order_by("year")] == [
        ("Museum", museum),
        ("East Alliance", None),
    ]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"year": ""}, "year", "Say which year."),
        ({"year": "1066-67"}, "year", "Choose one of the years."),
        ({"led_by": ""}, "led_by", "Choose who leads it."),
        ({"led_by": "school"}, "place_name", "Say which school leads it: write part of its name."),
        ({"led_by": "school", "place_name": "Nowhere"}, "place_name", "No school or associate has this name or URN."),
        (
            {"led_by": "school", "place_name": "Museum"},
            "place_name",
            "This is no school. Choose one, or say who leads.",
        ),
        ({"seats": "0"}, "seats", "Ensure this value is greater than or equal to 1."),
        ({"seats": "99999"}, "seats", "Ensure this value is less than or equal to 32767."),
        ({"cohort": "x" * 100_000}, "cohort", "Ensure this value has at most 100 characters (it has 100000)."),
        ({"s0-held_on": "soon"}, "s0-held_on", "Write the day as day/month/year, such as 25/12/2025."),
        ({"s0-held_on": "2019-03-08"}, "s0-held_on", "This day is not in 2017–18."),
        ({"s1-place": "Town Hall"}, "s1-held_on", "Say which day."),
        (
            {"s0-held_on": "2018-03-08", "s0-starts": "10:00", "s0-ends": "09:00"},
            "s0-ends",
            "A session ends after it starts.",
        ),
        ({"s0-held_on": "2018-03-08", "s0-starts": "ten"}, "s0-starts", "Write the time as 09:30."),
        (
            {"s0-held_on": "2018-03-08", "s1-held_on": "2018-03-08"},
            "s1-held_on",
            "This session stands above already.",
        ),
    ],
)
def test_what_is_wrong_with_a_run_is_said_by_its_field_and_nothing_is_made(staff, coaching, wrong, field, words):
    AssociateFactory(name="Museum")

    answer = staff.post(new(coaching), shown(staff, new(coaching)) | {"year": "2017-18", "s5-title": ""} | wrong)

    assert (answer.status_code, errors(answer)) == (422, {field: [words]})
    assert (Run.objects.exists(), Session.objects.exists()) == (False, False)


def test_another_run_of_the_year_and_group_is_left_alone(staff, coaching):
    run = RunFactory(programme=coaching, places=5)

    answer = fill(staff, new(coaching), year="2017-18", seats="9")

    assert errors(answer) == {"year": ["This year and group are on record already, and say something else."]}
    run.refresh_from_db()
    assert run.places == 5


def test_a_run_is_changed_unless_its_sessions_or_another_run_stand_in_the_way(staff, coaching):
    run = RunFactory(programme=coaching, led_by="school", leader_school=SchoolFactory(name="Elm"))
    address = f"/runs/{run.pk}/edit/"

    fill(staff, address, seats="12", cohort="West")
    run.refresh_from_db()
    assert (run.places, run.cohort, run.leader) == (12, "West", "Elm")

    RunFactory(programme=coaching, year=YEAR + 1, cohort="West")
    answer = fill(staff, address, year="2018-19")
    assert errors(answer) == {"year": ["The programme has a run of this year and group already."]}
    SessionFactory(run=run)
    answer = fill(staff, address, year="2016-17")
    assert answer.status_code == 422
    run.refresh_from_db()
    assert run.year == YEAR


def test_a_run_changed_meanwhile_is_shown_as_it_is(staff, coaching):
    run = RunFactory(programme=coaching)
    address = f"/runs/{run.pk}/edit/"
    opened = shown(staff, address)
    Run.objects.update(places=7)

    answer = staff.post(address, opened | {"seats": "12"})

    assert (answer.status_code, answer.context["changed"]) == (409, [("Places", "7")])
    assert answer.context["form"]["seats"].value() == "12"
    assert Run.objects.get().places == 7


def test_a_run_is_removed_only_while_nothing_is_on_it(staff, coaching):
    full, empty = RunFactory(programme=coaching), RunFactory(programme=coaching, cohort="By mistake")
    EnrolmentFactory(run=full)

    answers = [staff.post(f"/runs/{run.pk}/remove/") for run in (full, empty)]

    assert [answer["Location"] for answer in answers] == [f"/runs/{full.pk}/", f"/programmes/{coaching.pk}/"]
    assert list(Run.objects.all()) == [full]


# Sessions


def test_a_session_is_added_once_however_often_it_is_sent(staff, coaching):
    run = RunFactory(programme=coaching)
    address = f"/runs/{run.pk}/sessions/new/"
    sent = shown(staff, address) | {"held_on": "2018-03-08", "starts": "09:00", "place": "Hall", "places": "30"}

    answers = [staff.post(address, sent) for _ in range(2)]

    session = Session.objects.get()
    assert (session.held_on, session.place, session.places) == (DAY, "Hall", 30)
    assert said(answers[1]) == ["Coaching, 8 March 2018 was there already."]
    other = staff.post(address, sent | {"place": "Elsewhere"})
    assert errors(other) == {
        "held_on": ["The run has this session already. Change it there, or give this one another title."]
    }


def test_a_session_is_changed_but_not_into_another(staff, coaching):
    run = RunFactory(programme=coaching)
    session = SessionFactory(run=run, held_on=DAY)
    SessionFactory(run=run, held_on=datetime.date(2018, 3, 9))
    address = f"/sessions/{session.pk}/edit/"

    assert fill(staff, address, place="Hall", ends="12:00").status_code == 302
    session.refresh_from_db()
    assert (session.place, session.ends) == ("Hall", datetime.time(12))
    assert errors(fill(staff, address, held_on="2018-03-09")) == {"held_on": ["The run has this session already."]}
    assert errors(fill(staff, address, held_on="2020-03-09")) == {"held_on": ["This day is not in 2017–18."]}


def test_a_session_is_cancelled_with_a_reason_and_restored(staff, coaching):
    session = SessionFactory(run__programme=coaching)
    cancel = f"/sessions/{session.pk}/cancel/"

    assert errors(staff.post(cancel, {"because": ""}), "cancel_form") == {"because": ["Say why it is cancelled."]}
    for _ in range(2):
        staff.post(cancel, {"because": "Snow <b>"})
    session.refresh_from_db()
    assert (session.is_cancelled, session.cancelled_because) == (True, "Snow <b>")
    assert "Snow &lt;b&gt;" in staff.get(f"/runs/{session.run_id}/").content.decode()

    staff.post(f"/sessions/{session.pk}/restore/")
    session.refresh_from_db()
    assert (session.is_cancelled, session.cancelled_because) == (False, "")


def test_a_session_in_which_somebody_is_marked_or_signed_in_is_not_removed(staff, coaching):
    run = RunFactory(programme=coaching)
    marked, signed, empty = (SessionFactory(run=run, title=title) for title in ("Marked", "Signed", "Empty"))
    AttendanceFactory(session=marked)
    RoomSignInFactory(session=signed)

    for session in (marked, signed, empty):
        staff.post(f"/sessions/{session.pk}/remove/")

    assert set(Session.objects.all()) == {marked, signed}


def test_sessions_that_are_coming_stand_first_the_next_before_the_others(staff, coaching):
    today = timezone.localdate()
    run = RunFactory(programme=coaching, year=type(YEAR).of(today))
    for days in (-20, -10, 0, 20, 10):
        SessionFactory(run=run, held_on=today + datetime.timedelta(days))

    sessions = staff.get(f"/runs/{run.pk}/").context["sessions"]

    assert [(session.held_on - today).days for session in sessions] == [0, 10, 20, -10, -20]


# Its page


@pytest.fixture
def full(coaching):
    """A run with everything on it."""
    run = RunFactory(programme=coaching, places=3)
    elm = SchoolFactory(name="Elm")
    EnrolmentFactory(run=run, school=elm)
    EnrolmentFactory(run=run, school=SchoolFactory(name="Oak"), withdrawn_on=DAY, withdrawn_because="Ofsted came")
    ada, bo = (ContactFactory(name=name, school=elm) for name in ("Ada Coach", "Bo Deputy"))
    coach = ParticipantFactory(run=run, contact=ada, role="coach")
    coachee = ParticipantFactory(run=run, contact=bo)
    ParticipantFactory(run=run, contact=ContactFactory(name="Cy Left"), withdrawn_on=DAY)
    ShadowingFactory(pair=CoachingPairFactory(coach=coach, coachee=coachee))
    return run


def test_the_page_says_who_is_on_it_by_role_and_how_many_places_are_left(staff, full):
    page = staff.get(f"/runs/{full.pk}/").context

    assert (page["schools_on"], page["people_on"], page["places_left"]) == (1, 2, 1)
    assert page["roles"] == [("Delegate", 1), ("Coach", 1)]
    assert [(role, [str(one.contact) for one in those]) for role, those in page["people"]] == [
        ("Coach", ["Ada Coach"]),
        ("Delegate", ["Bo Deputy"]),
        ("Withdrew", ["Cy Left"]),
    ]
    assert [one.withdrawn_because for one in page["withdrawn"]] == ["Ofsted came"]


def test_a_trustee_sees_counts_by_role_and_no_name_of_a_person(client, full):
    client.force_login(UserFactory(role="trustee"))

    answer = client.get(f"/runs/{full.pk}/")
    page = answer.content.decode()

    assert answer.context["roles"] == [("Delegate", 1), ("Coach", 1)]
    assert (answer.context["people"], answer.context["pairs"]) == ([], [])
    assert [name for name in ("Ada Coach", "Bo Deputy", "Cy Left") if name in page] == []
    assert "Elm" in page
    assert "/enrolments/" not in page


def test_a_headteacher_is_refused_also_that_of_their_own_school(client, full):
    client.force_login(UserFactory(role="headteacher"))

    assert client.get(f"/runs/{full.pk}/").status_code == 403


def test_the_page_asks_as_much_of_fifty_schools_and_people_as_of_one(staff, coaching, django_assert_num_queries):
    run = RunFactory(programme=coaching)

    def add(number):
        for n in range(number):
            EnrolmentFactory(run=run)
            SessionFactory(run=run, title=f"{Session.objects.count()}")
            person = ParticipantFactory(run=run, role="coach")
            coachee = ParticipantFactory(run=run, withdrawn_on=DAY if n % 2 else None)
            ShadowingFactory(pair=CoachingPairFactory(coach=person, coachee=coachee))

    add(1)
    with django_assert_num_queries(10):
        staff.get(f"/runs/{run.pk}/")
    add(50)
    with django_assert_num_queries(10):
        staff.get(f"/runs/{run.pk}/")
    assert Participant.objects.count() == 102
