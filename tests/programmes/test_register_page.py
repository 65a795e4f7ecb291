"""The register of a session: who is on it, marking, two people at once, and who walked in."""

import datetime
import gzip

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Attendance, Participant
from schools.models import Contact
from tests.factories import (
    AssociateFactory,
    AttendanceFactory,
    ContactFactory,
    ParticipantFactory,
    RunFactory,
    SchoolFactory,
    SessionFactory,
)
from tests.programmes.registering import add, filled, mark, marks_of, page, said

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)


def shown(client, session):
    return [(str(row.person.contact), row.mark) for row in page(client, session).context["rows"]]


# Who is on it


def test_people_of_the_run_stand_in_name_order_with_their_mark(staff, session, join, elm):
    join("Zoe Ray", elm)
    ann = join("ann Lee", elm)
    AttendanceFactory(session=session, participant=ann, mark="excused")
    ParticipantFactory(run=RunFactory(programme=session.run.programme, cohort="Spring"))

    assert shown(staff, session) == [("ann Lee", "excused"), ("Zoe Ray", "")]


def test_who_withdrew_before_the_day_is_not_on_it_unless_marked(staff, session, join):
    join("Before", withdrawn_on=session.held_on - ONE_DAY)
    join("That day", withdrawn_on=session.held_on)
    marked = join("Marked", withdrawn_on=session.held_on - ONE_DAY)
    AttendanceFactory(session=session, participant=marked)
    AttendanceFactory(session=SessionFactory(run=session.run, title="Day 2"), participant=join("Other day"))

    assert shown(staff, session) == [("Marked", "attended"), ("Other day", ""), ("That day", "")]


def test_the_page_counts_each_mark(staff, session, join):
    for name, value in (("Ann", "attended"), ("Bob", "attended"), ("Cat", "absent")):
        AttendanceFactory(session=session, participant=join(name), mark=value)
    join("Dan")

    counts = page(staff, session).context["counts"]

    assert [(label, number) for _, label, number in counts] == [
        *(("Attended", 2), ("Absent", 1), ("Excused", 0), ("Not marked", 1))
    ]


# Marking


def test_marks_are_written_with_the_school_of_the_time(staff, session, join, elm, oak):
    ann, bob, cat = join("Ann", elm), join("Bob", oak), join("Cat")
    Contact.objects.filter(pk=ann.contact_id).update(school=oak)

    answer = mark(staff, session, {ann: "attended", bob: "absent", cat: "excused"})

    assert answer.headers["Location"] == reverse("register", args=[session.pk])
    assert said(answer) == ["Saved: 3 marks."]
    assert marks_of(session) == [("Ann", "attended", "register"), ("Bob", "absent", "register"), *CAT_EXCUSED]
    assert [row.school for row in session.attendance.order_by("participant__contact__name")] == [elm, oak, None]


CAT_EXCUSED = [("Cat", "excused", "register")]


def test_a_mark_is_corrected_and_taken_away_and_its_school_stays(staff, session, join, elm, oak):
    ann, bob = join("Ann", elm), join("Bob", elm)
    mark(staff, session, {ann: "attended", bob: "attended"})
    Participant.objects.update(school=oak)

    mark(staff, session, {ann: "absent", bob: ""})

    assert marks_of(session) == [("Ann", "absent", "register")]
    assert session.attendance.get().school == elm


def test_the_rest_are_marked_in_one_go_and_marks_there_are_stay(staff, session, join):
    ann, bob, _ = join("Ann"), join("Bob"), join("Cat")
    mark(staff, session, {ann: "excused"})

    mark(staff, session, {bob: "absent"}, rest="attended")

    assert [row[:2] for row in marks_of(session)] == [("Ann", "excused"), ("Bob", "absent"), ("Cat", "attended")]


def test_only_what_was_changed_on_the_form_is_written(staff, session, join):
    """Two people mark at once, each who stands near them; both are kept."""
    ann, bob = join("Ann"), join("Bob")
    theirs = filled(staff, session, {bob: "absent"})
    mark(staff, session, {ann: "attended"})

    staff.post(reverse("register", args=[session.pk]), theirs)

    assert [row[:2] for row in marks_of(session)] == [("Ann", "attended"), ("Bob", "absent")]


def test_who_marks_the_same_person_otherwise_is_told_and_asked(staff, session, join):
    ann, bob = join("Ann"), join("Bob")
    late = filled(staff, session, {ann: "absent", bob: "absent"})
    mark(staff, session, {ann: "attended"})

    answer = staff.post(reverse("register", args=[session.pk]), late)

    assert answer.status_code == 409
    assert [row[:2] for row in marks_of(session)] == [("Ann", "attended"), ("Bob", "absent")]
    [row] = [row for row in answer.context["rows"] if row.person == ann]
    assert (row.mark, row.is_now, row.problem) == ("absent", "attended", "Meanwhile marked as attended")
    assert f"{ann.pk}:attended" in answer.context["was"]
    mark(staff, session, {ann: "absent"}, was=answer.context["was"])
    assert [row[:2] for row in marks_of(session)] == [("Ann", "absent"), ("Bob", "absent")]


def test_the_same_form_twice_writes_once(staff, session, join):
    ann = join("Ann")
    sent = filled(staff, session, {ann: "attended"})

    answers = [staff.post(reverse("register", args=[session.pk]), sent) for _ in range(2)]

    assert [said(answer) for answer in answers] == [
        ["Saved: 1 mark."],
        ["Nothing was left to save: the register says this already."],
    ]
    assert Attendance.objects.count() == 1


def test_somebody_put_on_the_run_after_the_form_was_opened_is_left_alone(staff, session, join):
    ann = join("Ann")
    sent = filled(staff, session, {ann: "attended"}, rest="absent")
    join("Late")

    staff.post(reverse("register", args=[session.pk]), sent)

    assert marks_of(session) == [("Ann", "attended", "register")]


@pytest.mark.parametrize("value", ["here", "ATTENDED", "<b>", "x" * 5000])
def test_a_mark_that_is_none_is_said_by_its_person_and_nothing_is_lost(staff, session, join, value):
    ann, bob = join("Ann"), join("Bob")

    answer = mark(staff, session, {ann: value, bob: "absent"})

    assert answer.status_code == 422
    assert [(row.problem, row.mark) for row in answer.context["rows"]] == [
        ("This is no mark. Choose again.", ""),
        ("", "absent"),
    ]
    assert marks_of(session) == []


@pytest.mark.parametrize("was", ["", "x", "1:2:3", "999999999999999999:attended", "\0", "0:"])
def test_a_form_without_its_beginning_writes_nothing(staff, session, join, was):
    ann = join("Ann")

    staff.post(reverse("register", args=[session.pk]), {"was": was, f"mark-{ann.pk}": "attended"})

    assert marks_of(session) == []


def test_people_of_another_run_are_not_marked_here(staff, session):
    other = ParticipantFactory()

    sent = {"was": f"{other.pk}:", f"mark-{other.pk}": "attended"}
    staff.post(reverse("register", args=[session.pk]), sent)

    assert Attendance.objects.count() == 0


# Days


def test_a_cancelled_session_says_so_and_marks_nobody(staff, session, join):
    ann = join("Ann")
    sent = filled(staff, session, {ann: "attended"})
    session.is_cancelled, session.cancelled_because = True, "Snow"
    session.save()

    answer = staff.post(reverse("register", args=[session.pk]), sent)

    assert answer.status_code == 409
    assert "This session was cancelled: Snow." in answer.content.decode()
    assert add(staff, session).status_code == 409
    assert marks_of(session) == []


@pytest.mark.parametrize(("value", "status"), [("attended", 409), ("absent", 409), ("excused", 302)])
def test_before_its_day_only_excused_is_marked(staff, session, join, value, status):
    session.held_on = timezone.localdate() + ONE_DAY
    session.save()

    answer = mark(staff, session, {join("Ann"): value})

    assert answer.status_code == status
    assert [row[1] for row in marks_of(session)] == (["excused"] if value == "excused" else [])
    assert "This session is still to come." in page(staff, session).content.decode()


def test_nobody_walks_in_before_the_day(staff, session):
    session.held_on = timezone.localdate() + ONE_DAY
    session.save()

    assert (add(staff, session).status_code, Participant.objects.count()) == (409, 0)


# Who walked in


def test_a_new_person_is_put_on_the_run_and_marked_in_one_step(staff, session, elm):
    answer = add(staff, session, name=" Ann  Lee ", email="ANN@elm.example", school="elm", role="coach")

    person = Participant.objects.get()
    assert said(answer) == ["Ann Lee is on the register, marked as attended."]
    assert (person.run, person.school, person.role) == (session.run, elm, "coach")
    assert (person.contact.name, person.contact.email, person.contact.school) == ("Ann Lee", "ann@elm.example", elm)
    assert marks_of(session) == [("Ann Lee", "attended", "register")]


def test_twice_adds_nobody_twice(staff, session, elm):
    for _ in range(2):
        add(staff, session, school="Elm")

    assert (Contact.objects.count(), Participant.objects.count(), Attendance.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "Ann@elm.example"},
        {"name": "Ann Ray", "email": "ann@elm.example"},
        {"school": "Elm"},
        {"school": "100955"},
        {"name": "Anne-Marie", "email": "ann@elm.example", "who": "contact"},
    ],
    ids=["address", "address and a name of theirs", "name and school", "name and URN", "chosen"],
)
def test_somebody_on_record_is_found_and_not_made_again(staff, session, elm, typed):
    ann = ContactFactory(name="Ann Lee", email="ann@elm.example", school=elm)
    typed = typed | ({"who": f"contact-{ann.pk}"} if "who" in typed else {})

    add(staff, session, **typed)

    assert (Contact.objects.get(), Participant.objects.get().contact) == (ann, ann)


def test_somebody_on_the_run_is_marked_and_not_put_on_it_again(staff, session, join, elm):
    ann = join("Ann Lee", elm)
    mark(staff, session, {ann: "absent"})

    add(staff, session, school="Elm")

    assert Participant.objects.get() == ann
    assert marks_of(session) == [("Ann Lee", "attended", "register")]


def test_of_people_who_share_an_address_the_name_decides(staff, session, elm):
    ContactFactory(name="Bob Ray", email="office@elm.example", school=elm)
    ann = ContactFactory(name="Ann Lee", email="office@elm.example", school=elm)

    add(staff, session, name="ann lee", email="office@elm.example")

    assert Participant.objects.get().contact == ann


def test_where_it_is_not_clear_who_they_are_it_is_asked_and_nothing_typed_is_lost(staff, session, elm, oak):
    near, same = ContactFactory(name="Anne Lee", school=elm), ContactFactory(name="Ann Lee", school=oak)
    ContactFactory(name="Somebody Else", school=elm)
    ContactFactory(name="Ann Lee", school=oak, email="left@oak.example", left_on=session.held_on)

    answer = add(staff, session, school="Elm", email="a@b.example", role="host")

    form = answer.context["walk_in"]
    assert answer.status_code == 422
    assert [value for value, _ in form.fields["who"].widget.choices] == [
        *("", f"contact-{same.pk}", f"contact-{near.pk}", f"new-school-{elm.pk}")
    ]
    assert [form[name].value() for name in ("name", "email", "school", "role")] == [
        *("Ann Lee", "a@b.example", "Elm", "host")
    ]
    assert Participant.objects.count() == 0
    add(staff, session, school="Elm", who=f"new-school-{elm.pk}")
    assert Participant.objects.get().contact not in (near, same)


def test_a_misspelt_school_is_offered_by_its_nearest(staff, session, elm, oak):
    answer = add(staff, session, school="Oke Park")

    assert [words for _, words in answer.context["walk_in"].fields["who"].widget.choices] == [
        *("Choose", "A new person at Oak Park", "A new person of no school")
    ]
    add(staff, session, school="Oke Park", who=f"new-school-{oak.pk}")
    assert Participant.objects.get().school == oak


def test_a_school_is_known_by_a_name_it_had(staff, session, elm):
    elm.former_names.create(name="Redlands")

    add(staff, session, school="redlands")

    assert Participant.objects.get().school == elm


def test_an_associates_person_is_of_no_school(staff, session):
    ann = ContactFactory(name="Ann Lee", school=None, associate=AssociateFactory(name="Arts"))

    add(staff, session, school="Arts")

    person = Participant.objects.get()
    assert (person.contact, person.school) == (ann, None)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "This field is required."),
        ("name", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("name", "a\0b", "Null characters are not allowed."),
        ("name", "…", "Write the name in the letters of English, so that it can be found."),
        ("email", "ann", "Enter a valid email address."),
        ("school", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("role", "boss", "Select a valid choice. boss is not one of the available choices."),
        ("who", "new-school-99999", "It is not clear who this is. Choose, or mend the name, address or school."),
        ("school", "", "It is not clear who this is. Choose, or mend the name, address or school."),
    ],
)
def test_what_is_wrong_with_a_person_is_said_by_its_field(staff, session, elm, field, value, words):
    answer = add(staff, session, **{"school": "Elm", field: value})

    form = answer.context["walk_in"]
    by = "who" if words.startswith("It is not") else field
    assert (answer.status_code, dict(form.errors)) == (422, {by: [words]})
    assert form[field].value() == value
    assert Participant.objects.count() == 0


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=HYPERLINK(1)", "Robert'); drop table--"])
def test_hostile_names_are_kept_as_they_are_and_run_nowhere(staff, session, elm, name):
    add(staff, session, name=name, school="Elm")

    text = page(staff, session).content.decode()
    assert Contact.objects.get().name == name
    assert "<script>alert" not in text


# What it costs


def test_a_register_of_many_costs_no_more_queries_than_one(staff, session, join, django_assert_num_queries):
    join("First", SchoolFactory())
    with django_assert_num_queries(6):
        page(staff, session)
    for number in range(49):
        AttendanceFactory(session=session, participant=join(f"Person {number}", SchoolFactory()))
    with django_assert_num_queries(6):
        page(staff, session)


def test_saving_many_marks_costs_no_more_queries_than_one(staff, session, join, django_assert_num_queries):
    first = join("First")
    sent = filled(staff, session, {first: "attended"})
    with django_assert_num_queries(10):
        staff.post(reverse("register", args=[session.pk]), sent)
    Attendance.objects.all().delete()
    people = [join(f"Person {number}") for number in range(49)]
    sent = filled(staff, session, dict.fromkeys(people, "attended"))
    with django_assert_num_queries(10):
        staff.post(reverse("register", args=[session.pk]), sent)


def test_a_page_of_seventy_is_small(staff, session, join, elm):
    for number in range(70):
        join(f"Person Number {number}", elm)

    content = page(staff, session).content

    assert (len(content) < 60_000, len(gzip.compress(content)) < 8_000) == (True, True)


def test_a_register_of_hundreds_goes_on_in_pages(staff, session, monkeypatch, join):
    monkeypatch.setattr("programmes.registers.views.register.MOST_ON_A_PAGE", 2)
    people = [join(f"Person {number}") for number in range(3)]
    second = f"{reverse('register', args=[session.pk])}?page=2"

    rows = staff.get(second).context["rows"]
    answer = staff.post(second, {"was": f"{people[2].pk}:", f"mark-{people[2].pk}": "attended"})

    assert [row.person for row in rows] == [people[2]]
    assert answer.headers["Location"] == second
    assert marks_of(session) == [("Person 2", "attended", "register")]
