"""The rules of runs, sessions, people and registers, held by the database."""

import datetime

import pytest
from django.db import transaction

from programmes.models import (
    Attendance,
    CareerStage,
    CoachingPair,
    CountedBy,
    Enrolment,
    LedBy,
    Mark,
    MarkedFrom,
    Participant,
    ParticipationRole,
    RoomSignIn,
    Run,
    Session,
    Shadowing,
)
from tests.factories import (
    AssociateFactory,
    AttendanceFactory,
    CoachingPairFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ProgrammeFactory,
    RoomSignInFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    ShadowingFactory,
    StrandFactory,
)
from tests.rules import holds, refused_by

DAY, NEXT_DAY = datetime.date(2018, 1, 10), datetime.date(2018, 1, 11)
NINE, TEN = datetime.time(9), datetime.time(10)


@pytest.mark.parametrize(
    ("rule", "make", "allowed", "refused"),
    [
        *(
            ("programme_counted_by_known", ProgrammeFactory, {"counted_by": rule}, {"counted_by": "guessed"})
            for rule in CountedBy
        ),
        *(
            ("programme_career_stage_known", ProgrammeFactory, {"career_stage": stage}, {"career_stage": "retired"})
            for stage in ["", *CareerStage]
        ),
        *(
            ("run_led_by_known", RunFactory, {"led_by": kind}, {"led_by": "nobody"})
            for kind in (LedBy.PARTNERSHIP, LedBy.ALLIANCE, LedBy.CLUSTER)
        ),
        ("session_ends_after_it_starts", SessionFactory, {"starts": NINE, "ends": TEN}, {"starts": TEN, "ends": TEN}),
        (
            "session_cancelled_because",
            SessionFactory,
            {"is_cancelled": True, "cancelled_because": "Snow"},
            {"is_cancelled": False, "cancelled_because": "Snow"},
        ),
        (
            "enrolment_withdrawn_after_enrolled",
            EnrolmentFactory,
            {"enrolled_on": DAY, "withdrawn_on": DAY},
            {"enrolled_on": NEXT_DAY, "withdrawn_on": DAY},
        ),
        (
            "enrolment_withdrawn_because",
            EnrolmentFactory,
            {"withdrawn_on": NEXT_DAY, "withdrawn_because": "Moved"},
            {"withdrawn_on": None, "withdrawn_because": "Moved"},
        ),
        *(
            ("participant_role_known", ParticipantFactory, {"role": role}, {"role": "guest"})
            for role in ParticipationRole
        ),
        (
            "coachingpair_days_in_order",
            CoachingPairFactory,
            {"from_on": DAY, "until_on": DAY},
            {"from_on": NEXT_DAY, "until_on": DAY},
        ),
        *(("attendance_mark_known", AttendanceFactory, {"mark": mark}, {"mark": "late"}) for mark in Mark),
        *(
            ("attendance_marked_from_known", AttendanceFactory, {"marked_from": one}, {"marked_from": "hearsay"})
            for one in MarkedFrom
        ),
    ],
)
def test_value_is_held_to_its_rule(db, rule, make, allowed, refused):
    holds(rule, make, allowed, refused)


def test_a_run_says_which_school_leads_it_where_one_does(db):
    school = SchoolFactory()

    for refused in ({"led_by": "school"}, {"led_by": "cluster", "leader_school": school}):
        led = {"led_by": "school", "leader_school": school}
        holds("run_led_by_a_school", lambda led=led: RunFactory(**led), led, {"leader_school": None} | refused)


def test_a_run_says_which_associate_leads_it_where_one_does(db):
    associate = AssociateFactory()

    for refused in ({"led_by": "associate"}, {"led_by": "cluster", "leader_associate": associate}):
        led = {"led_by": "associate", "leader_associate": associate}
        holds("run_led_by_an_associate", lambda led=led: RunFactory(**led), led, {"leader_associate": None} | refused)


def test_a_programme_has_one_run_of_a_year_and_group(db):
    run = RunFactory()
    RunFactory(programme=run.programme, cohort="Spring")
    RunFactory(programme=run.programme, year=run.year + 1)

    with refused_by("run_once_a_year"):
        Run.objects.bulk_create([Run(programme=run.programme, year=run.year)])


@pytest.mark.parametrize("starts", [None, NINE])
def test_a_run_has_a_session_once(db, starts):
    session = SessionFactory(starts=starts)
    fields = {"run": session.run, "held_on": session.held_on, "starts": starts}
    SessionFactory(**fields | {"starts": TEN})
    SessionFactory(**fields | {"title": "Part two"})

    with refused_by("session_once"):
        Session.objects.bulk_create([Session(**fields)])


def test_sign_in_keys_are_their_own(db):
    first, second = SessionFactory(), SessionFactory()

    with refused_by("programmes_session_sign_in_key_key"):
        Session.objects.filter(pk=second.pk).update(sign_in_key=first.sign_in_key)


@pytest.mark.parametrize("slug", [None, "ssat"])
def test_a_school_is_enrolled_once_in_a_strand(db, slug):
    strand = slug and StrandFactory(slug=slug)
    there = EnrolmentFactory(strand=strand)
    fields = {"run": there.run, "school": there.school, "enrolled_on": DAY}
    EnrolmentFactory(**fields, strand=StrandFactory(slug="edt"))

    with refused_by("enrolment_once"):
        Enrolment.objects.bulk_create([Enrolment(**fields, strand=strand)])


def test_a_person_is_on_a_run_once(db):
    there = ParticipantFactory()

    with refused_by("participant_once"):
        Participant.objects.bulk_create([Participant(run=there.run, contact=there.contact, role="coach")])


def test_two_people_are_a_pair_once_and_nobody_is_a_pair(db):
    pair = CoachingPairFactory()
    other = ParticipantFactory(run=pair.run)
    CoachingPairFactory(coach=pair.coach, coachee=other)

    with refused_by("coachingpair_once"):
        CoachingPair.objects.bulk_create([CoachingPair(run=pair.run, coach=pair.coach, coachee=pair.coachee)])
    with refused_by("coachingpair_of_two"):
        CoachingPair.objects.bulk_create([CoachingPair(run=pair.run, coach=other, coachee=other)])


@pytest.mark.parametrize("who", ["coach", "coachee"])
def test_a_pair_is_of_one_run(db, who):
    pair = CoachingPairFactory()

    with refused_by(f"coachingpair_{who}_same_run"):
        CoachingPair.objects.filter(pk=pair.pk).update(**{who: ParticipantFactory()})


@pytest.mark.parametrize("what", ["session", "participant"])
def test_a_mark_is_of_one_run(db, what):
    mark = AttendanceFactory()
    elsewhere = {"session": SessionFactory, "participant": ParticipantFactory}[what]()

    with refused_by(f"attendance_{what}_same_run"):
        Attendance.objects.filter(pk=mark.pk).update(**{what: elsewhere})


def test_a_day_of_shadowing_is_on_record_once_each_way(db):
    day = ShadowingFactory()
    ShadowingFactory(pair=day.pair, shadowed_on=day.shadowed_on, is_by_coach=True)

    with refused_by("shadowing_once_a_day"):
        Shadowing.objects.bulk_create([Shadowing(pair=day.pair, shadowed_on=day.shadowed_on)])


def test_a_person_is_marked_once_for_a_session(db):
    mark = AttendanceFactory()

    with refused_by("attendance_once"):
        Attendance.objects.bulk_create(
            [Attendance(run=mark.run, session=mark.session, participant=mark.participant, mark="absent")]
        )


def test_a_person_signs_in_once_however_they_write_their_name(db):
    guest = RoomSignInFactory(name="Zoë O’Neil")
    RoomSignInFactory(session=guest.session, name="Zoë O’Neil", email="zoe@elm.example")

    with refused_by("roomsignin_once"):
        RoomSignIn.objects.bulk_create([RoomSignIn(session=guest.session, name="zoe o'neil")])


def test_the_parts_of_a_run_refer_to_it_by_both_numbers(db):
    """`session_id_run` and `participant_id_run` are what marks and pairs refer to."""
    mark, other = AttendanceFactory(), RunFactory()

    with refused_by("attendance_session_same_run"), transaction.atomic():
        Session.objects.filter(pk=mark.session_id).update(run=other)
    with refused_by("attendance_participant_same_run"), transaction.atomic():
        Participant.objects.filter(pk=mark.participant_id).update(run=other)
