"""Participation is counted from enrolment and registers by the rule of each programme, whoever writes them."""

import datetime

import pytest
from django.db import connection, transaction

from programmes.models import Attendance, Enrolment, Participation
from tests.factories import (
    YEAR,
    AttendanceFactory,
    ContactFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ParticipationFactory,
    ProgrammeFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
    StrandFactory,
)

DAY, LATER = datetime.date(2018, 1, 10), datetime.date(2018, 3, 10)


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


@pytest.fixture
def oak(db):
    return SchoolFactory(name="Oak")


def run_counted_by(rule, **more):
    return RunFactory(programme=ProgrammeFactory(counted_by=rule), **more)


def counted(year=YEAR):
    """School, role, strand and people of each row of the year, and whether it is counted."""
    rows = Participation.objects.filter(year=year).order_by("school__name", "role", "strand__slug")
    return list(rows.values_list("school__name", "role", "strand__slug", "people", "is_counted"))


def on(run, school, **more):
    return ParticipantFactory(run=run, contact=ContactFactory(school=school), **more)


def test_nothing_is_counted_of_a_programme_whose_rows_are_recorded(elm):
    run = run_counted_by("recorded")
    EnrolmentFactory(run=run, school=elm)
    AttendanceFactory(session__run=run)

    assert counted() == []


def test_enrolled_schools_and_people_are_counted_until_they_withdraw(elm, oak):
    run = run_counted_by("enrolled")
    EnrolmentFactory(run=run, school=oak, strand=StrandFactory(slug="edt"))
    staying = EnrolmentFactory(run=run, school=elm)
    left = EnrolmentFactory(run=run, school=SchoolFactory(name="Ash"))
    left.withdrawn_on = LATER
    left.save()
    first, _, coach = on(run, elm), on(run, elm), on(run, elm, role="coach")
    on(run, oak, withdrawn_on=LATER)
    ParticipantFactory(run=run, contact=ContactFactory(school=None), school=None)

    assert counted() == [
        ("Elm", "coach", None, 1, True),
        ("Elm", "delegate", None, 2, True),
        ("Elm", "member", None, None, True),
        ("Oak", "member", "edt", None, True),
    ]

    first.delete()
    coach.delete()
    staying.delete()
    assert counted() == [("Elm", "delegate", None, 1, True), ("Oak", "member", "edt", None, True)]


def test_attended_counts_people_there_once_and_the_schools_they_were_of(elm, oak):
    run = run_counted_by("attended")
    first, second = SessionFactory(run=run, held_on=DAY), SessionFactory(run=run, held_on=LATER)
    EnrolmentFactory(run=run, school=SchoolFactory(name="Ash"))  # enrolled, and nobody came
    twice, moved, absent = on(run, elm), on(run, elm), on(run, oak)
    for session in (first, second):
        AttendanceFactory(session=session, participant=twice)
        AttendanceFactory(session=session, participant=absent, mark="absent")
    AttendanceFactory(session=first, participant=moved)
    AttendanceFactory(session=second, participant=moved, school=oak)
    cancelled = SessionFactory(run=run, held_on=LATER, title="Never held", is_cancelled=True)
    AttendanceFactory(session=cancelled, participant=on(run, SchoolFactory(name="Yew")))

    assert counted() == [("Elm", "delegate", None, 1, True), ("Oak", "delegate", None, 1, True)]


def test_a_mark_that_is_corrected_is_counted_again(elm):
    run = run_counted_by("attended")
    mark = AttendanceFactory(session__run=run, participant=on(run, elm))

    Attendance.objects.filter(pk=mark.pk).update(mark="absent")
    assert counted() == []
    Attendance.objects.filter(pk=mark.pk).update(mark="attended")
    assert counted() == [("Elm", "delegate", None, 1, True)]


def test_a_session_that_is_cancelled_afterwards_is_no_longer_counted(elm):
    run = run_counted_by("attended")
    session = AttendanceFactory(session__run=run, participant=on(run, elm)).session

    session.is_cancelled = True
    session.save()

    assert counted() == []


def test_runs_of_one_year_are_counted_together_and_each_person_once(elm):
    programme = ProgrammeFactory(counted_by="enrolled")
    person = ContactFactory(school=elm)
    for cohort in ("Autumn", "Spring"):
        run = RunFactory(programme=programme, cohort=cohort)
        ParticipantFactory(run=run, contact=person)
    on(run, elm)
    on(RunFactory(programme=programme, year=YEAR + 1), elm)

    assert counted() == [("Elm", "delegate", None, 2, True)]
    assert counted(YEAR + 1) == [("Elm", "delegate", None, 1, True)]


def test_a_new_rule_counts_all_years_of_the_programme_anew(elm):
    run = run_counted_by("enrolled")
    EnrolmentFactory(run=run, school=elm)
    before = RunFactory(programme=run.programme, year=YEAR - 1)
    AttendanceFactory(session__run=before, participant=on(before, elm))

    run.programme.counted_by = "attended"
    run.programme.save()

    assert (counted(YEAR - 1), counted()) == ([("Elm", "delegate", None, 1, True)], [])


def test_a_run_moved_to_another_year_takes_its_figures_along(elm):
    run = run_counted_by("enrolled")
    EnrolmentFactory(run=run, school=elm)

    run.year = YEAR + 1
    run.save()

    assert (counted(), counted(YEAR + 1)) == ([], [("Elm", "member", None, None, True)])


def test_a_run_that_is_deleted_leaves_nothing_counted(elm):
    run = run_counted_by("enrolled")
    EnrolmentFactory(run=run, school=elm)

    run.delete()

    assert counted() == []


def test_what_is_recorded_counts_instead_of_what_is_counted(elm, oak):
    run = run_counted_by("enrolled")
    on(run, elm)
    recorded = ParticipationFactory(programme=run.programme, school=elm, role="delegate", people=7)
    on(run, elm)
    on(run, oak)
    assert counted() == [("Elm", "delegate", None, 7, False), ("Oak", "delegate", None, 1, True)]

    recorded.delete()

    assert counted() == [("Elm", "delegate", None, 2, True), ("Oak", "delegate", None, 1, True)]


def test_a_recorded_row_that_comes_to_say_the_same_takes_the_place_of_the_counted_one(elm):
    run = run_counted_by("enrolled")
    EnrolmentFactory(run=run, school=elm)
    recorded = ParticipationFactory(programme=run.programme, school=elm, role="host", people=1)

    recorded.role = "member"
    recorded.save()
    assert counted() == [("Elm", "member", None, 1, False)]

    recorded.role = "host"
    recorded.save()
    assert counted() == [("Elm", "host", None, 1, False), ("Elm", "member", None, None, True)]


def test_what_was_recorded_before_there_were_runs_stays(elm):
    ParticipationFactory(programme=ProgrammeFactory(counted_by="attended"), school=elm, people=None)

    assert [row[:2] + row[4:] for row in counted()] == [("Elm", "member", False)]


def test_a_statement_counts_a_year_once_however_many_rows_it_writes(db):
    """The function is replaced by one that only says it was called; that goes with the test."""
    run = run_counted_by("enrolled")
    schools = [SchoolFactory() for _ in range(5)]
    with connection.cursor() as cursor:
        cursor.execute(
            "create or replace function programmes_count(which bigint, in_year integer) returns void "
            "language plpgsql as $$ begin raise notice 'counted %', in_year; end $$"
        )
    connection.connection.notices.clear()

    Enrolment.objects.bulk_create(Enrolment(run=run, school=school, enrolled_on=DAY) for school in schools)
    assert connection.connection.notices == [f"NOTICE:  counted {YEAR.start}\n"]

    Enrolment.objects.update(withdrawn_on=LATER)
    assert len(connection.connection.notices) == 2


def test_what_is_rolled_back_was_not_counted(elm):
    run = run_counted_by("enrolled")
    with transaction.atomic():
        EnrolmentFactory(run=run, school=elm)
        transaction.set_rollback(True)

    assert counted() == []
