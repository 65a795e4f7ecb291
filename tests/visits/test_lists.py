"""The lists of visits and actions: what their filters find, who sees which columns, and what is done to several."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.permissions import Role
from schools.models import SchoolRepresentative
from tests.factories import (
    ActionFactory,
    AssociateFactory,
    FocusFactory,
    NoteAnswerFactory,
    NoteReadingFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
)
from visits.models import Action, Visit

TODAY = datetime.date(2018, 3, 15)
YESTERDAY, TOMORROW = TODAY - datetime.timedelta(1), TODAY + datetime.timedelta(1)


@pytest.fixture(autouse=True)
def today(db, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def signed_in(role: str, *schools) -> Client:
    client, person = Client(), UserFactory(role=role, name=f"{role} person")
    for school in schools:
        SchoolRepresentative.objects.create(user=person, school=school)
    client.force_login(person)
    client.person = person
    return client


@pytest.fixture
def staff(db):
    return signed_in(Role.STAFF)


def purposes(answer) -> set[str]:
    return {visit.purpose for visit in answer.context["page"]}


def heads(answer) -> set[str]:
    return {head.column.heading for head in answer.context["heads"]}


@pytest.fixture
def visits(staff):
    """Each told from the others by one thing."""
    elm = SchoolFactory(name="Saint Elm's", phase="secondary", also="primary")
    note = {"school": elm, "shared_note": "Good", "visited_on": TODAY}
    VisitorFactory(visit=VisitFactory(purpose="mine", visitor="Ann Other, Me Myself"), user=staff.person)
    VisitFactory(purpose="at elm", school=elm)
    VisitFactory(purpose="associate", school=None, associate=AssociateFactory(name="St Elmo Trust"))
    VisitFactory(purpose="call", kind="call", visited_on=datetime.date(2016, 9, 1))
    VisitFactory(purpose="focus", focus=FocusFactory(name="Reading"))
    VisitFactory(purpose="planned with note", status="planned", **note)
    VisitFactory(purpose="not read", **note)
    NoteReadingFactory(visit=VisitFactory(purpose="read", **note))
    for purpose, is_accurate in (("accurate", True), ("inaccurate", False)):
        visit = VisitFactory(purpose=purpose, **note)
        NoteReadingFactory(visit=visit)
        NoteAnswerFactory(visit=visit, is_accurate=not is_accurate, comment="No")
        NoteAnswerFactory(visit=visit, is_accurate=is_accurate, comment="No")
    corrected = VisitFactory(purpose="corrected since", **note)
    NoteReadingFactory(visit=corrected)
    NoteAnswerFactory(visit=corrected)
    corrected.shared_note = "Better"
    corrected.save()
    return elm


SHARED = {"not read", "read", "accurate", "inaccurate", "corrected since"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"place": "st elms"}, {"at elm", "planned with note", *SHARED}),
        ({"place": "ST. ELMO"}, {"associate"}),
        ({"visitor": "me"}, {"mine"}),
        ({"visitor": "myself"}, {"mine"}),
        ({"kind": "call"}, {"call"}),
        ({"status": "planned"}, {"planned with note"}),
        ({"year": "2016-17"}, {"call"}),
        ({"until": "2016-09-01"}, {"call"}),
        ({"since": "2018-03-15"}, {"planned with note", *SHARED}),
        ({"phase": "secondary", "until": "2018-03-01"}, {"at elm"}),
        ({"note": "shared"}, SHARED),
        ({"note": "unread"}, {"not read", "corrected since"}),
        ({"note": "unanswered"}, {"not read", "read", "corrected since"}),
        ({"note": "accurate"}, {"accurate"}),
        ({"note": "inaccurate"}, {"inaccurate"}),
    ],
)
def test_visits_are_found_by(staff, visits, asked, found):
    assert purposes(staff.get("/visits/", asked)) == found


def test_visits_are_found_by_focus(staff, visits):
    focus = Visit.objects.get(purpose="focus").focus_id

    assert purposes(staff.get("/visits/", {"focus": focus})) == {"focus"}


def test_what_became_of_a_note_stands_in_words(staff, visits):
    answered = {visit.purpose: visit.answered for visit in staff.get("/visits/", {"since": TODAY}).context["page"]}

    assert answered == {
        "planned with note": "",
        "not read": "Not read yet",
        "corrected since": "Not read yet",
        "read": "Read",
        "accurate": "Accurate",
        "inaccurate": "Not accurate",
    }


CONFIDENTIAL = {"Who was met", "Internal note", "School’s answer"}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.STAFF, CONFIDENTIAL),
        (Role.ADMIN, CONFIDENTIAL),
        (Role.HEADTEACHER, {"Who was met", "School’s answer"}),
        (Role.TRUSTEE, set()),
    ],
)
def test_columns_that_not_everyone_may_see_are_neither_shown_nor_read(role, seen, django_assert_max_num_queries):
    school = SchoolFactory()
    visit = VisitFactory(school=school, met="Metperson", internal_note="Quiet", shared_note="Loud")
    ActionFactory(visit=visit, what="Inside", is_internal=True)
    client = signed_in(role, *([school] if role == Role.HEADTEACHER else []))

    with django_assert_max_num_queries(25) as asked:
        page = client.get("/visits/")
        files = [b"".join(client.get(f"/visits/visits.{file}")) for file in ("csv", "xlsx")]

    assert heads(page) & CONFIDENTIAL == seen
    assert ("Metperson" in page.content.decode()) == (b"Metperson" in files[0]) == ("Who was met" in seen)
    statements = " ".join(query["sql"] for query in asked.captured_queries)
    assert ('"met"' in statements) == ("Who was met" in seen)
    assert ("internal_note" in statements) == ("Internal note" in seen)
    assert '"visits_visit"."shared_note",' not in statements
    assert page.context["page"][0].open_actions == (1 if "Internal note" in seen else None)


def test_a_headteacher_lists_their_own_school_alone_and_no_internal_action(db):
    mine = SchoolFactory()
    client = signed_in(Role.HEADTEACHER, mine)
    visit, other = VisitFactory(school=mine, purpose="mine"), VisitFactory(purpose="other")
    for each in (visit, other):
        ActionFactory(visit=each, what=f"shown {each.purpose}")
        ActionFactory(visit=each, what="internal", is_internal=True)

    assert purposes(client.get("/visits/")) == {"mine"}
    assert [action.what for action in client.get("/actions/").context["page"]] == ["shown mine"]
    assert "together" not in client.get("/visits/").content.decode()


def test_a_trustee_neither_reads_who_does_it_nor_finds_by_it(db):
    visit = VisitFactory()
    ActionFactory(visit=visit, owner=UserFactory(name="Zyxelm"))
    ActionFactory(visit=visit, owner=UserFactory(name="Other"), owner_name="Zyxelm Deputy")
    trustee, staff = signed_in(Role.TRUSTEE), signed_in(Role.STAFF)

    assert "Zyxelm" in staff.get("/actions/").content.decode()
    assert "Zyxelm" not in trustee.get("/actions/").content.decode()
    assert (
        len(staff.get("/actions/?owner=zyx").context["page"]),
        len(trustee.get("/actions/?owner=zyx").context["page"]),
    ) == (2, 2)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["late", "soon", "no day", "mine"]),
        ({"state": "overdue"}, ["late"]),
        ({"state": "done"}, ["done"]),
        ({"state": "all", "sort": "done"}, ["done", "late", "soon", "no day", "mine"]),
        ({"until": TOMORROW.isoformat()}, ["late", "soon"]),
        ({"owner": "me"}, ["mine"]),
        ({"owner": "Oth"}, ["no day"]),
        ({"place": "elm"}, ["late"]),
        ({"state": "neither"}, ["late", "soon", "no day", "mine"]),
    ],
)
def test_actions_are_found_by(staff, asked, found):
    visit = VisitFactory()
    ActionFactory(what="late", due_on=YESTERDAY, visit=VisitFactory(school=SchoolFactory(name="Elm")))
    ActionFactory(what="soon", due_on=TOMORROW, visit=visit)
    ActionFactory(what="no day", owner_name="Some Other", visit=visit)
    ActionFactory(what="mine", owner=staff.person, visit=visit)
    ActionFactory(what="done", due_on=YESTERDAY, done_on=TODAY, visit=visit)

    assert [action.what for action in staff.get("/actions/", asked).context["page"]] == found


def test_how_far_an_action_is_past_its_day_stands_in_words(staff):
    for due_on in (YESTERDAY, TODAY, None, TODAY - datetime.timedelta(12)):
        ActionFactory(due_on=due_on)

    page = staff.get("/actions/").content.decode()

    assert re.findall(r'data-label="State">([^<]*)', page) == ["12 days overdue", "1 day overdue", "Open", "Open"]


# What is done to several at once


def together(client, what, rows, **typed):
    return client.post(f"{what}?asked=sort%3Ddate", {"row": [row.pk for row in rows], **typed}, follow=True)


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


CANCEL, DONE = "/visits/together/cancel/", "/visits/together/done/"


def test_planned_visits_are_cancelled_with_a_reason_after_they_were_named(staff):
    planned = [VisitFactory(status="planned", school=SchoolFactory(name=name)) for name in ("Elm", "Oak")]
    held, other = VisitFactory(), VisitFactory(status="planned")

    asking = staff.get(CANCEL, {"row": [row.pk for row in [*planned, held]], "asked": "sort=date"})
    assert "Cancel 2 visits" in asking.content.decode()
    assert "1 visit or call left out: it is not planned." in asking.content.decode()
    assert [visit.school.name for visit in asking.context["named"]] == ["Elm", "Oak"]
    assert set(Visit.objects.filter(status="cancelled")) == set()

    answer = together(staff, CANCEL, [*planned, held], because="Snow")
    assert said(answer) == ["2 visits cancelled.", "1 visit or call left out: it is not planned."]
    assert answer.redirect_chain == [("/visits/?sort=date", 302)]
    assert set(Visit.objects.filter(status="cancelled", cancelled_because="Snow")) == set(planned)
    assert Visit.objects.get(pk=other.pk).status == "planned"

    again = together(staff, CANCEL, planned, because="Rain")
    assert said(again) == ["2 visits left out: they are not planned."]
    assert not Visit.objects.filter(cancelled_because="Rain").exists()


def test_a_reason_left_out_is_asked_for_and_nothing_is_done(staff):
    planned = VisitFactory(status="planned")

    for because, message in (("", "This field is required."), ("x" * 501, "at most 500 characters")):
        answer = together(staff, CANCEL, [planned], because=because)

        assert message in answer.content.decode()
        assert f'name="row" value="{planned.pk}"' in answer.content.decode()
    assert Visit.objects.get().status == "planned"


def test_all_that_match_are_more_than_those_on_the_page(staff, monkeypatch):
    monkeypatch.setattr("lists.views.ROWS_ON_A_PAGE", 2)
    elm = SchoolFactory(name="Elm")
    wanted = [VisitFactory(status="planned", school=elm) for _ in range(3)]
    VisitFactory(status="planned")

    asking = staff.get(CANCEL, {"all": "1", "asked": "place=elm"})

    assert asking.context["keys"] == [visit.pk for visit in wanted]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({}, "Tick the visits first."),
        ({"row": ["x", "-1", "9" * 30, "0", "٣"]}, "Tick the visits first."),
        ({"all": "1"}, "That is more than 1 visits at once. Narrow the filters first."),
    ],
)
def test_nothing_ticked_or_too_much_is_said_on_the_list(staff, monkeypatch, query, message):
    monkeypatch.setattr("lists.together.MOST_AT_ONCE", 1)
    VisitFactory.create_batch(2)

    assert said(staff.get(CANCEL, query, follow=True)) == [message]


def test_what_is_not_offered_is_not_found_and_not_for_others(staff):
    visit = VisitFactory(status="planned")

    assert staff.get("/visits/together/burn/", {"row": visit.pk}).status_code == 404
    for role in (Role.TRUSTEE, Role.HEADTEACHER):
        assert signed_in(role, visit.school).post(CANCEL, {"row": visit.pk, "because": "x"}).status_code == 403
    assert Visit.objects.get().status == "planned"


def test_planned_visits_are_done_once_their_day_has_come_and_heads_are_told(
    staff, mailoutbox, django_capture_on_commit_callbacks
):
    noted = VisitFactory(status="planned", visited_on=TODAY, shared_note="Good")
    bare = VisitFactory(status="planned", visited_on=YESTERDAY)
    ahead = VisitFactory(status="planned", visited_on=TOMORROW, shared_note="Not yet")
    head = signed_in(Role.HEADTEACHER, noted.school, ahead.school).person

    with django_capture_on_commit_callbacks(execute=True):
        answer = together(staff, DONE, [noted, bare, ahead])

    assert said(answer) == [
        "2 visits marked as done.",
        "1 visit or call left out: it is not planned, or still to come.",
    ]
    assert set(Visit.objects.filter(status="done")) == {noted, bare}
    assert [message.to for message in mailoutbox] == [[head.email]]


def test_actions_are_finished_reopened_moved_and_given_to_somebody_else(staff):
    first, second, old = ActionFactory(), ActionFactory(), ActionFactory(done_on=YESTERDAY, outcome="Old")
    owner = UserFactory(name="Olu Owner")

    assert said(together(staff, "/actions/together/finish/", [first, second, old], on=TODAY, outcome="Works")) == [
        "2 actions marked as done.",
        "1 action left out: it is done already.",
    ]
    first.refresh_from_db()
    assert (first.done_on, first.done_by, first.outcome) == (TODAY, staff.person, "Works")
    assert Action.objects.get(pk=old.pk).outcome == "Old"

    assert said(together(staff, "/actions/together/reopen/", [first])) == ["1 action open again."]
    first.refresh_from_db()
    assert (first.done_on, first.done_by, first.outcome) == (None, None, "")

    assert said(together(staff, "/actions/together/move/", [first, second], due_on=TOMORROW)) == [
        "1 action moved.",
        "1 action left out: it is done, or due on that day already.",
    ]
    assert set(Action.objects.filter(due_on=TOMORROW)) == {first}

    for message in ("1 action given to somebody else.", "1 action left out: it is done, or theirs already."):
        assert said(together(staff, "/actions/together/hand-over/", [first], owner=owner.pk)) == [message]
    first.refresh_from_db()
    assert (first.owner, first.owner_name) == (owner, "Olu Owner")


@pytest.mark.parametrize(
    ("what", "typed", "message"),
    [
        ("finish", {"on": "2018-03-16"}, "That day is still to come."),
        ("finish", {"on": "soon"}, "Enter a valid date."),
        ("move", {"due_on": "9999-12-31"}, "Write a day between 1900 and 2199."),
        ("move", {}, "This field is required."),
        ("hand-over", {"owner": "0"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_done(staff, what, typed, message):
    action = ActionFactory()
    UserFactory(role=Role.TRUSTEE)

    answer = together(staff, f"/actions/together/{what}/", [action], **typed)

    assert message in answer.content.decode()
    assert Action.objects.filter(due_on=None, done_on=None, owner=None).count() == 1


def test_nobody_but_a_colleague_is_given_an_action(staff):
    action, head = ActionFactory(), UserFactory(role=Role.HEADTEACHER)

    answer = together(staff, "/actions/together/hand-over/", [action], owner=head.pk)

    assert "Select a valid choice." in answer.content.decode()
