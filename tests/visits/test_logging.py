"""Logging a visit: what the form makes, what it refuses and where it says so, and that twice makes one."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mail.models import Message
from schools.models import SchoolRepresentative
from tests.factories import AssociateFactory, FocusFactory, SchoolFactory, UserFactory, VisitFactory
from tests.visits.filling import DAY, errors, filled, log, said
from visits.models import Action, Visit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def in_days(days):
    return (TODAY() + datetime.timedelta(days)).isoformat()


def head_of(school, **fields):
    person = UserFactory(role="headteacher", **fields)
    SchoolRepresentative.objects.create(school=school, user=person)
    return person


# What is saved


def test_a_visit_is_saved_with_all_that_was_typed(staff, sam, bow):
    focus, ada = FocusFactory(), UserFactory(name="Ada", role="admin")
    key = uuid.uuid4()

    answer = log(
        staff,
        bow,
        key=key,
        kind="call",
        visitors=[sam.pk, ada.pk],
        others="Guest, Other",
        met="Head",
        focus=focus.pk,
        purpose="Data",
        shared_note="Good\r\nwork",
        internal_note="Hm",
    )

    visit = Visit.objects.get()
    assert answer.headers["Location"] == reverse("visit", args=[visit.pk])
    assert said(answer) == ["Saved."]
    assert (visit.meeting, visit.school, visit.logged_by, visit.status) == (key, bow, sam, "done")
    assert (visit.kind, visit.visited_on.isoformat(), visit.met, visit.focus) == ("call", DAY, "Head", focus)
    assert (visit.purpose, visit.shared_note, visit.internal_note) == ("Data", "Good\nwork", "Hm")
    assert visit.visitor == "Ada, Sam Staff, Guest, Other"
    assert set(visit.visitors.all()) == {sam, ada}


def test_the_place_and_the_note_are_all_that_has_to_be_given(staff, sam, bow):
    page = staff.get(reverse("visit-new"), {"school": bow.pk})
    form = page.context["form"]
    shown = {name: form[name].value() for name in ("places", "visited_on", "kind", "status", "visitors")}

    staff.post(reverse("visit-new"), shown | {"key": page.context["key"], "shared_note": "Good"})

    visit = Visit.objects.get()
    assert (visit.school, visit.visited_on, visit.kind, visit.status) == (bow, TODAY(), "visit", "done")
    assert (visit.visitor, visit.shared_note) == ("Sam Staff", "Good")


def test_one_meeting_is_a_visit_to_each_of_its_places(staff, bow):
    elm, arts = SchoolFactory(name="Elm"), AssociateFactory(name="Arts")

    answer = log(staff, bow, elm, arts, bow, shared_note="All", **{"actions-0-what": "Meet again"})

    visits = Visit.objects.order_by("pk")
    assert [str(visit.place) for visit in visits] == ["Bow", "Elm", "Arts"]
    assert len({visit.meeting for visit in visits}) == 1
    assert [action.what for action in Action.objects.all()] == ["Meet again"] * 3
    assert [place in said(answer)[0] for place in (">Bow</a>", ">Elm</a>", ">Arts</a>")] == [True] * 3


def test_places_can_be_named_in_the_address_and_the_visit_planned(staff, bow):
    arts = AssociateFactory()
    there = {"school": [bow.pk, 999_999, "x"], "associate": arts.pk, "planned": "1"}

    form = staff.get(reverse("visit-new"), there).context["form"]

    assert form["places"].value() == [f"school-{bow.pk}", f"associate-{arts.pk}"]
    assert (form["status"].value(), form["visited_on"].value()) == ("planned", None)


def test_a_planned_visit_is_saved_for_its_day(staff, bow):
    log(staff, bow, status="planned", visited_on=in_days(7), shared_note="Agenda")

    visit = Visit.objects.get()
    assert (visit.status, visit.visited_on.isoformat(), visit.is_shared) == ("planned", in_days(7), False)


def test_actions_have_an_owner_and_a_day(staff, sam, bow):
    head = head_of(bow)
    rows = [
        {"what": "Send data", "owner": sam.pk, "due_on": "2018-04-01"},
        {"what": "Appoint", "owner": "head", "is_internal": "on"},
        {"what": "Ask", "owner_name": "The bursar"},
        {"what": ""},
    ]

    log(staff, bow, **{f"actions-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()})

    assert [
        (one.what, one.owner, one.owner_name, one.due_on, one.is_internal) for one in Action.objects.order_by("pk")
    ] == [
        ("Send data", sam, "", datetime.date(2018, 4, 1), False),
        ("Appoint", head, "", None, True),
        ("Ask", None, "The bursar", None, False),
    ]


@pytest.mark.parametrize("heads", [0, 2])
def test_an_action_for_no_one_headteacher_says_which_post(staff, bow, heads):
    for _ in range(heads):
        head_of(bow)

    log(staff, bow, **{"actions-0-what": "Appoint", "actions-0-owner": "head"})

    action = Action.objects.get()
    assert (action.owner, action.owner_name) == (None, "Headteacher")


def test_headteachers_are_told_of_what_is_shared_alone(staff, bow, mailoutbox, django_capture_on_commit_callbacks):
    elm = SchoolFactory()
    head_of(bow, email="head@bow.example")
    head_of(elm, email="head@elm.example")

    with django_capture_on_commit_callbacks(execute=True):
        log(staff, bow, shared_note="Good", internal_note="Hm")
        log(staff, elm, internal_note="Hm")
        log(staff, elm, shared_note="Agenda", status="planned", visited_on=in_days(1))

    assert [message.to for message in mailoutbox] == [["head@bow.example"]]


def test_a_visit_is_saved_when_mail_does_not_work_and_the_message_waits(
    staff, bow, no_mail, django_capture_on_commit_callbacks
):
    head_of(bow)

    with django_capture_on_commit_callbacks(execute=True):
        answer = log(staff, bow, shared_note="Good")

    assert answer.headers["Location"] == reverse("visit", args=[Visit.objects.get().pk])
    assert said(answer) == ["Saved."]
    assert Message.objects.get().sent_at is None


# Twice makes one


def test_the_same_form_twice_makes_one_visit(staff, bow, mailoutbox, django_capture_on_commit_callbacks):
    head_of(bow)
    sent = filled(bow, shared_note="Good", **{"actions-0-what": "Ask", "actions-0-owner": "head"})

    with django_capture_on_commit_callbacks(execute=True):
        first = staff.post(reverse("visit-new"), sent)
        again = staff.post(reverse("visit-new"), sent)

    assert Visit.objects.count() == Action.objects.count() == len(mailoutbox) == 1
    assert again.headers["Location"] == first.headers["Location"]
    assert said(again) == ["This was saved already. Nothing was saved twice."]


def test_a_place_added_after_back_makes_one_visit_more(staff, bow):
    key, elm = uuid.uuid4(), SchoolFactory(name="Elm")
    log(staff, bow, key=key, shared_note="Good")

    log(staff, bow, elm, key=key, shared_note="Good")

    assert [(visit.school, visit.meeting) for visit in Visit.objects.order_by("pk")] == [(bow, key), (elm, key)]


@pytest.mark.parametrize("wrong", [{}, {"visited_on": "soon"}])
def test_what_was_typed_differently_after_back_is_on_the_form_of_changing_it(staff, bow, wrong):
    key = uuid.uuid4()
    log(staff, bow, key=key, shared_note="Good")

    answer = staff.post(
        reverse("visit-new"), filled(bow, key=key, shared_note="Better", **wrong, **{"actions-0-what": "Ask"})
    )

    visit = Visit.objects.get()
    assert visit.shared_note == "Good"
    assert answer.headers["Location"] == reverse("visit-edit", args=[visit.pk])
    page = staff.get(answer.headers["Location"])
    assert page.context["form"]["shared_note"].value() == "Better"
    assert [row["what"].value() for row in page.context["rows"].given] == ["Ask"]
    assert page.context["form"]["visited_on"].value() == wrong.get("visited_on", DAY)


def test_the_address_of_a_form_that_was_saved_leads_to_the_visit(staff, bow):
    key = uuid.uuid4()
    log(staff, bow, key=key)

    answer = staff.get(reverse("visit-new"), {"draft": key})

    assert answer.headers["Location"] == reverse("visit", args=[Visit.objects.get().pk])


def test_another_persons_key_saves_nothing_over_theirs(staff, bow):
    theirs = VisitFactory(school=bow, meeting=uuid.uuid4(), logged_by=UserFactory(), shared_note="Theirs")

    answer = log(staff, bow, key=theirs.meeting, shared_note="Mine")

    assert answer.status_code == 422
    assert "Mine" in answer.content.decode()
    assert answer.context["key"] != theirs.meeting
    assert Visit.objects.get() == theirs


def test_without_a_number_the_form_gets_one(staff, bow):
    log(staff, bow, key="nonsense")

    assert Visit.objects.get().meeting is not None


# Where


def offered(answer):
    return [(offer.name, offer.is_ticked) for offer in answer.context["form"].offers()]


@pytest.mark.parametrize("name", ["bow", "100955", "Bow "])
def test_a_place_is_found_by_its_name_or_urn(staff, bow, name):
    SchoolFactory(name="Bowes")

    log(staff, place_name=name)

    assert Visit.objects.get().school == bow


def test_several_matches_are_offered_and_one_ticked_is_taken(staff):
    anne, boniface = SchoolFactory(name="St Anne’s"), SchoolFactory(name="St Boniface")
    arts = AssociateFactory(name="Saint Arts")

    answer = log(staff, place_name="saint", shared_note="Typed")

    assert answer.status_code == 422
    assert errors(answer) == {"place_name": ["Several match. Tick the one you mean."]}
    assert offered(answer) == [("St Anne’s", False), ("St Boniface", False), ("Saint Arts", False)]
    assert answer.context["form"]["shared_note"].value() == "Typed"
    assert str(anne.urns.get().urn) in answer.content.decode()
    log(staff, boniface, place_name="saint")
    assert Visit.objects.get().school == boniface
    assert arts.visits.count() == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Say where: write part of the name of a school or associate, or a URN."),
        ("nowhere", "No school or associate has this name or URN."),
        ("school", "Many have this in their name. Write more of it."),
    ],
)
def test_a_place_that_is_not_found_is_asked_for(staff, name, words):
    SchoolFactory.create_batch(13)

    answer = log(staff, place_name=name)

    assert errors(answer) == {"place_name": [words]}


@pytest.mark.parametrize("value", ["school-999999", "school-0", "user-1", "school-9999999999999", "<b>"])
def test_an_invented_place_is_refused(staff, bow, value):
    answer = log(staff, bow, places=[f"school-{bow.pk}", value])

    assert errors(answer) == {"place_name": ["Choose the place again: it is not one of yours to choose."]}
    assert Visit.objects.count() == 0


def test_places_are_offered_while_typing(staff, bow):
    SchoolFactory(name="Bowes", phase="secondary", urn=100_111, closed_on=datetime.date(2017, 1, 1))
    AssociateFactory(name="Bow Arts")

    answer = staff.get(reverse("visit-places"), {"q": "bow"})

    assert [(one["name"], one["about"]) for one in answer.json()["places"]] == [
        ("Bow", "Primary · URN 100955"),
        ("Bowes", "Secondary · URN 100111 · closed 2017"),
        ("Bow Arts", "Associate"),
    ]
    assert answer.json()["places"][0]["value"] == f"school-{bow.pk}"


@pytest.mark.parametrize(("text", "found"), [("", 0), ("school", 12), ("\0", 0), ("'", 0), ("x" * 5000, 0)])
def test_at_most_twelve_places_are_offered_and_any_text_may_be_typed(staff, text, found):
    SchoolFactory.create_batch(14)
    assert len(staff.get(reverse("visit-places"), {"q": text}).json()["places"]) == found


def test_offering_many_places_costs_no_more_queries_than_one(staff, bow, django_assert_num_queries):
    with django_assert_num_queries(4):
        staff.get(reverse("visit-places"), {"q": "bow"})
    for number in range(10):
        SchoolFactory(name=f"Bow {number}")
    with django_assert_num_queries(4):
        staff.get(reverse("visit-places"), {"q": "bow"})


# Bad input


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("visited_on", "", "Say which day."),
        ("visited_on", "31/02/2018", "Write the day as day/month/year, such as 25/12/2025."),
        ("visited_on", "0018-03-01", "Check the year."),
        ("visited_on", "2218-03-01", "Check the year."),
        ("visited_on", in_days(1), "This day is still to come. Choose another, or say that it is planned."),
        ("kind", "e-mail", "Select a valid choice. e-mail is not one of the available choices."),
        ("kind", None, "This field is required."),
        ("status", "cancelled", "Select a valid choice. cancelled is not one of the available choices."),
        ("focus", "999999", "Select a valid choice. That choice is not one of the available choices."),
        ("visitors", "999999", "Select a valid choice. 999999 is not one of the available choices."),
        ("visitors", "x", "“x” is not a valid value."),
        ("others", "", "Say who went: tick a name, or write one under Others."),
        ("others", "x" * 401, "Ensure this value has at most 400 characters (it has 401)."),
        ("met", "x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("met", "a\0b", "Null characters are not allowed."),
        ("shared_note", "x" * 200_001, "This is longer than 200000 characters. Attach it as a file instead."),
        ("actions-0-what", "x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("actions-0-due_on", "2018-03-01", "Say what is to be done, or empty the row."),
        ("actions-0-owner", "999999", "Select a valid choice. 999999 is not one of the available choices."),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(staff, bow, field, value, words):
    answer = log(staff, bow, **{"internal_note": "Typed <b>", field: value})

    found = errors(answer)
    by = {"others": "visitors" if value == "" else "others", "actions-0-due_on": "actions-0-what"}.get(field, field)
    assert answer.status_code == 422
    assert words in found[by]
    assert offered(answer) == [("Bow", True)]
    assert "Typed &lt;b&gt;" in answer.content.decode()
    assert Visit.objects.count() == 0


def test_an_action_is_due_after_the_visit_and_has_one_owner(staff, sam, bow):
    answer = log(
        staff,
        bow,
        **{
            "actions-3-what": "Ask",
            "actions-3-due_on": "2018-02-28",
            "actions-3-owner": sam.pk,
            "actions-3-owner_name": "B",
        },
    )

    assert errors(answer) == {
        "actions-3-due_on": ["This is before the visit."],
        "actions-3-owner_name": ["Choose a person or write a name, not both."],
    }


def test_a_planned_visit_is_not_in_the_past(staff, bow):
    answer = log(staff, bow, status="planned", visited_on=in_days(-1))

    assert errors(answer) == {"visited_on": ["This day is past. Choose a coming one, or say that it is done."]}


@pytest.mark.parametrize("note", ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "x" * 100_000, "é😀" * 50_000])
def test_hostile_and_long_notes_are_kept_as_they_are_and_run_nowhere(staff, bow, note):
    log(staff, bow, shared_note=note, internal_note=note)

    visit = Visit.objects.get()
    assert (visit.shared_note, visit.internal_note) == (note, note)
    assert b"<script>alert" not in staff.get(reverse("visit-edit", args=[visit.pk])).content


def test_only_people_of_the_partnership_who_can_sign_in_are_offered_as_visitors(staff, sam):
    UserFactory(is_active=False)
    UserFactory(role="trustee")
    UserFactory(role="headteacher")
    UserFactory(role="")
    ada = UserFactory(name="Ada", role="admin")

    form = staff.get(reverse("visit-new")).context["form"]

    assert list(form.fields["visitors"].queryset) == [ada, sam]


def test_only_focuses_that_are_offered_can_be_chosen_in_their_order(staff):
    first, last = FocusFactory(position=1), FocusFactory(position=9)
    FocusFactory(is_offered=False)
    type(first).objects.exclude(pk__in=[first.pk, last.pk]).update(is_offered=False)

    form = staff.get(reverse("visit-new")).context["form"]

    assert list(form.fields["focus"].queryset) == [first, last]


def test_a_form_open_since_before_a_sign_in_says_what_to_do(sam, bow):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam)

    answer = client.post(reverse("visit-new"), filled(bow))

    assert answer.status_code == 403
    assert "This page was open too long" in answer.content.decode()
    assert reverse("visit-new") in answer.content.decode()
