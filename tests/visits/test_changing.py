"""Changing a visit on record: what is saved, who is told, and that nobody writes over what they have not read."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from schools.models import SchoolRepresentative
from tests.factories import (
    ActionFactory,
    AttachmentFactory,
    FocusFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.visits.filling import change, changes, errors, filled, log, said
from visits.actions import version_of
from visits.models import Action, Draft, Visit

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def visit(bow):
    return VisitFactory(school=bow, visitor="Guest", shared_note="Good", internal_note="Hm")


def test_what_is_changed_is_saved_and_the_rest_stays(staff, visit, sam):
    VisitorFactory(visit=visit, user=sam)
    Visit.objects.update(visitor="Sam Staff, Guest")
    visit.refresh_from_db()
    form = staff.get(reverse("visit-edit", args=[visit.pk])).context["form"]
    assert (form["others"].value(), form["visitors"].value()) == ("Guest", [sam.pk])

    answer = change(staff, visit, others="Guest", internal_note="Oh")

    assert answer.headers["Location"] == visit.get_absolute_url()
    before = {name: value for name, value in vars(visit).items() if name not in ("_state", "internal_note")}
    visit.refresh_from_db()
    assert {name: value for name, value in vars(visit).items() if name in before} == before
    assert visit.internal_note == "Oh"


def test_opened_and_saved_nothing_changes(staff, visit):
    page = staff.get(reverse("visit-edit", args=[visit.pk]))
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    staff.post(reverse("visit-edit", args=[visit.pk]), sent | {"version": page.context["version"]})

    assert Visit.objects.get() == visit
    assert version_of(Visit.objects.get()) == version_of(visit)


def test_the_place_of_a_visit_can_be_put_right(staff, visit):
    elm = SchoolFactory()
    ActionFactory(visit=visit)

    change(staff, visit, places=[f"school-{elm.pk}"])

    visit.refresh_from_db()
    assert visit.school == elm


def test_one_visit_is_to_one_place(staff, visit, bow):
    answer = change(staff, visit, places=[f"school-{bow.pk}", f"school-{SchoolFactory().pk}"])

    assert errors(answer) == {"place_name": ["One visit is to one place. Untick the other, or log another visit."]}


# Corrections


def test_a_note_that_the_school_can_read_is_corrected_with_a_reason(staff, visit):
    answer = change(staff, visit, shared_note="Better")
    assert errors(answer) == {"corrected_because": ["The school can read this note already. Say why you correct it."]}

    change(staff, visit, shared_note="Better", corrected_because="A name was wrong")

    visit.refresh_from_db()
    assert (visit.shared_note, visit.note_version, visit.corrected_because) == ("Better", 2, "A name was wrong")


@pytest.mark.parametrize("fields", [{"status": "planned", "visited_on": TODAY()}, {"shared_note": ""}])
def test_a_note_that_nobody_has_read_needs_no_reason(staff, visit, fields):
    Visit.objects.update(**fields)
    visit.refresh_from_db()

    change(staff, visit, shared_note="Better")

    visit.refresh_from_db()
    assert (visit.shared_note, visit.corrected_because) == ("Better", "")


@pytest.mark.parametrize(
    ("before", "change_to", "told"),
    [
        ({}, {"internal_note": "Oh"}, 0),
        ({}, {"shared_note": "Better", "corrected_because": "Wrong"}, 1),
        ({"shared_note": ""}, {"shared_note": "Good"}, 1),
        ({}, {"shared_note": "", "corrected_because": "Wrong school"}, 0),
        ({"status": "planned"}, {"status": "done"}, 1),
        ({"status": "planned"}, {"shared_note": "Better"}, 0),
        ({"status": "planned"}, {"status": "cancelled", "cancelled_because": "Snow"}, 0),
    ],
)
def test_headteachers_are_told_of_what_is_new_to_them(
    staff, visit, before, change_to, told, mailoutbox, django_capture_on_commit_callbacks
):
    head = UserFactory(role="headteacher")
    SchoolRepresentative.objects.create(school=visit.school, user=head)
    Visit.objects.update(visited_on=TODAY(), **before)
    visit.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        change(staff, visit, **change_to)

    visit.refresh_from_db()
    assert {name: getattr(visit, name) for name in change_to} == change_to
    assert [message.to for message in mailoutbox] == [[head.email]] * told


# Planned, done and cancelled


def test_a_planned_visit_that_took_place_is_opened_as_done_on_its_day(staff, visit):
    where = reverse("visit-edit", args=[visit.pk])
    tomorrow, yesterday = (TODAY() + datetime.timedelta(days) for days in (1, -1))

    for planned_for, shown in ((yesterday, yesterday), (tomorrow, TODAY())):
        Visit.objects.update(status="planned", visited_on=planned_for)
        form = staff.get(where, {"done": "1"}).context["form"]
        assert (form["status"].value(), form["visited_on"].value()) == ("done", shown)
    visit.refresh_from_db()

    answer = change(staff, visit, status="done")
    assert errors(answer) == {"visited_on": ["This day is still to come. Choose another, or say that it is planned."]}
    change(staff, visit, status="done", visited_on=TODAY().isoformat())
    visit.refresh_from_db()
    assert (visit.status, visit.visited_on) == ("done", TODAY())


def test_a_plan_whose_day_has_passed_can_be_changed_as_it_is(staff, visit):
    Visit.objects.update(status="planned")
    visit.refresh_from_db()

    change(staff, visit, purpose="Data")

    visit.refresh_from_db()
    assert (visit.status, visit.purpose) == ("planned", "Data")


def test_a_visit_is_cancelled_with_a_reason_that_goes_when_it_is_held_after_all(staff, visit):
    answer = change(staff, visit, status="cancelled")
    assert errors(answer) == {"cancelled_because": ["Say why it was cancelled."]}

    change(staff, visit, status="cancelled", cancelled_because="Snow")
    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_because) == ("cancelled", "Snow")

    change(staff, visit, status="done")
    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_because) == ("done", "")


# What goes with it


def test_actions_are_changed_added_and_removed_and_those_done_stay(staff, visit, sam):
    ask, send = ActionFactory(visit=visit, what="Ask", owner=sam, is_internal=True), ActionFactory(visit=visit)
    done = ActionFactory(visit=visit, done_on=datetime.date(2018, 4, 1))
    page = staff.get(reverse("visit-edit", args=[visit.pk]))
    assert [row.action for row in page.context["rows"].given] == [ask, send]

    change(
        staff,
        visit,
        **{
            "actions-0-number": ask.pk,
            "actions-0-what": "Ask twice",
            "actions-0-owner_name": "Bob",
            "actions-1-number": send.pk,
            "actions-1-what": "",
            "actions-1-remove": "on",
            "actions-2-what": "New",
        },
    )

    assert [(one.what, one.owner, one.owner_name, one.is_internal) for one in visit.actions.order_by("pk")] == [
        ("Ask twice", None, "Bob", True),
        (done.what, None, "", False),
        ("New", None, "", False),
    ]


def test_an_action_on_record_is_not_emptied_by_mistake(staff, visit):
    action = ActionFactory(visit=visit, what="Ask")

    answer = change(staff, visit, **{"actions-0-number": action.pk, "actions-0-what": ""})

    assert errors(answer) == {"actions-0-what": ["Say what is to be done, or empty the row."]}


def test_another_visits_action_is_not_changed_by_its_number(staff, visit):
    theirs = ActionFactory(what="Theirs")

    change(staff, visit, **{"actions-0-number": theirs.pk, "actions-0-what": "Mine"})

    theirs.refresh_from_db()
    assert (theirs.what, visit.actions.get().what) == ("Theirs", "Mine")


def test_files_are_removed_and_stay_for_other_visits_that_have_them(staff, visit, django_capture_on_commit_callbacks):
    alone, common = AttachmentFactory(visit=visit), AttachmentFactory(visit=visit)
    AttachmentFactory(file=common.file.name)
    theirs = AttachmentFactory()
    storage = alone.file.storage

    answer = change(staff, visit, removed_files=[theirs.pk])
    assert list(errors(answer)) == ["removed_files"]
    with django_capture_on_commit_callbacks(execute=True):
        change(staff, visit, removed_files=[alone.pk, common.pk])

    assert visit.attachments.count() == 0
    assert [storage.exists(one.file.name) for one in (alone, common, theirs)] == [False, True, True]


def test_a_focus_no_longer_offered_stays_on_the_visit(staff, visit):
    visit.focus = FocusFactory(is_offered=False)
    visit.save()
    FocusFactory(name="Also gone", is_offered=False)

    change(staff, visit, purpose="Data")

    visit.refresh_from_db()
    assert (visit.focus.is_offered, visit.purpose) == (False, "Data")


def test_who_went_and_has_left_stays_among_those_who_went(staff, visit, sam):
    left = UserFactory(name="Left", is_active=False)
    VisitorFactory(visit=visit, user=left)

    change(staff, visit, visitors=[left.pk, sam.pk], others="")

    visit.refresh_from_db()
    assert visit.visitor == "Left, Sam Staff"
    assert set(visit.visitors.all()) == {left, sam}


# One meeting


def test_what_is_changed_is_changed_in_the_whole_meeting_if_asked(staff, bow, sam):
    elm, oak = SchoolFactory(), SchoolFactory()
    log(staff, bow, elm, oak, purpose="Data", internal_note="Hm")
    first, second, third = Visit.objects.order_by("pk")
    Visit.objects.filter(pk=second.pk).update(internal_note="Elm alone")
    other = VisitFactory(purpose="Other")

    change(staff, first, purpose="Maths", visitors=[sam.pk], others="")
    assert [one.purpose for one in (second, third) if one.refresh_from_db() is None] == ["Data", "Data"]
    first.refresh_from_db()
    change(staff, first, purpose="Science", visitors=[sam.pk], others="Ann", is_for_all="on")

    for one in (first, second, third, other):
        one.refresh_from_db()
    assert [one.purpose for one in (first, second, third, other)] == ["Science", "Science", "Science", "Other"]
    assert [one.internal_note for one in (first, second, third)] == ["Hm", "Elm alone", "Hm"]
    assert second.visitor == first.visitor == "Sam Staff, Ann"


# Somebody else meanwhile


def test_what_somebody_else_changed_is_shown_and_what_was_typed_is_kept(staff, visit):
    sent = changes(visit, internal_note="Mine", purpose="Data")
    Visit.objects.update(internal_note="Theirs <b>")

    answer = staff.post(reverse("visit-edit", args=[visit.pk]), sent)

    assert answer.status_code == 409
    assert answer.context["theirs"] == [("Internal note", "Theirs <b>")]
    assert answer.context["form"]["internal_note"].value() == "Mine"
    visit.refresh_from_db()
    assert visit.internal_note == "Theirs <b>"
    staff.post(reverse("visit-edit", args=[visit.pk]), sent | {"version": answer.context["version"]})
    visit.refresh_from_db()
    assert (visit.internal_note, visit.purpose) == ("Mine", "Data")


@pytest.mark.parametrize("version", ["", "nonsense", "visited_on:00"])
def test_without_knowing_what_was_read_nothing_is_saved_over(staff, visit, version):
    answer = change(staff, visit, version=version, purpose="Data")

    assert answer.status_code == 409
    visit.refresh_from_db()
    assert visit.purpose == ""


def test_saving_changes_twice_saves_them_once(staff, visit):
    sent = changes(visit, **{"actions-0-what": "Ask"})

    staff.post(reverse("visit-edit", args=[visit.pk]), sent)
    again = staff.post(reverse("visit-edit", args=[visit.pk]), sent)

    assert Action.objects.count() == 1
    assert said(again) == ["This was saved already. Nothing was saved twice."]


def test_changes_are_drafted_and_given_back_with_the_version_they_are_of(staff, visit):
    where = reverse("visit-edit", args=[visit.pk])
    answer = staff.post(where, changes(visit, purpose="Half", keep="1"))
    assert (answer.headers["Location"], len(said(answer))) == (where, 1)
    Visit.objects.update(met="Somebody")

    page = staff.get(where)

    assert page.context["form"]["purpose"].value() == "Half"
    sent = filled(**{name: page.context["form"][name].value() for name in ("places", "purpose", "others")})
    answer = staff.post(where, sent | {"version": page.context["version"]})
    assert answer.context["theirs"] == [("Who was met", "Somebody")]
    staff.post(where, changes(Visit.objects.get()))
    assert Draft.objects.count() == 0
