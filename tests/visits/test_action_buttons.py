"""Adding an action to a visit, marking it done, changing and removing it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.history import tracking
from accounts.history.reading import changes_of
from schools.models import SchoolRepresentative
from tests.factories import ActionFactory, SchoolFactory, UserFactory, VisitFactory
from visits.models import Action

DAY = datetime.date(2018, 3, 1)


@pytest.fixture
def ada(client, db):
    person = UserFactory(name="Ada")
    client.force_login(person)
    return person


@pytest.fixture
def visit(db):
    return VisitFactory(school=SchoolFactory(name="Elm"))


def door(name, row):
    return reverse(f"action-{name}", args=[row.pk])


def shown(client, address):
    """The form's fields as a browser would send them back."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "is_internal"}


def told(action):
    action.refresh_from_db()
    return action.what, action.owner, action.owner_name, action.due_on, action.is_internal


# Adding


def test_an_action_is_added_with_its_owner_and_day(client, ada, visit):
    said = {"what": " Buy <books> ", "owner": ada.pk, "owner_name": "Ada’s team", "due_on": "2018-03-01"}

    response = client.post(door("add", visit), shown(client, door("add", visit)) | said | {"is_internal": "on"})

    assert (response.status_code, response["Location"]) == (302, f"/visits/{visit.pk}/#actions")
    action = Action.objects.get()
    assert told(action) == ("Buy <books>", ada, "Ada’s team", DAY, True)
    assert (action.visit, action.school) == (visit, visit.school)


def test_a_form_sent_twice_adds_one_however_late_and_a_fresh_one_adds_another(client, ada, visit):
    first = shown(client, door("add", visit)) | {"what": "Buy books"}
    client.post(door("add", visit), first)
    client.post(door("add", visit), first | {"what": "Read books"})
    client.post(door("add", visit), first)
    assert list(Action.objects.order_by("pk").values_list("what", flat=True)) == ["Buy books", "Read books"]

    client.post(door("add", visit), shown(client, door("add", visit)) | {"what": "Buy books"})
    assert list(Action.objects.order_by("pk").values_list("what", flat=True)) == [
        *("Buy books", "Read books", "Buy books")
    ]


def test_the_same_words_at_another_visit_are_another_action(client, ada, visit):
    first = shown(client, door("add", visit)) | {"what": "Buy books"}

    for place in (visit, VisitFactory()):
        client.post(door("add", place), first)

    assert Action.objects.count() == 2


LONG = "Ensure this value has at most {most} characters (it has {has})."
WRONG = [
    ({"what": ""}, "what", "This field is required."),
    ({"what": " "}, "what", "This field is required."),
    ({"what": "=1+1" * 25_000}, "what", LONG.format(most=500, has=100_000)),
    ({"what": "a\x00"}, "what", "Null characters are not allowed."),
    ({"owner_name": "x" * 201}, "owner_name", LONG.format(most=200, has=201)),
    ({"due_on": "31/02/2018x"}, "due_on", "Write the day as day/month/year, such as 25/12/2025."),
    ({"due_on": "0001-01-01"}, "due_on", "Check the year."),
    ({"owner": "x"}, "owner", "Select a valid choice. That choice is not one of the available choices."),
]


@pytest.mark.parametrize(("wrong", "field", "message"), WRONG)
@pytest.mark.parametrize("name", ["add", "edit"])
def test_what_is_wrong_comes_back_with_what_was_typed_and_the_reason(client, ada, visit, name, wrong, field, message):
    action = ActionFactory(visit=visit, what="Before")
    said = {"what": "Buy books", "owner_name": "Bob", "due_on": "2018-03-01", **wrong}

    response = client.post(door(name, visit if name == "add" else action), said)

    form = response.context["form"]
    assert (response.status_code, form.errors) == (422, {field: [message]})
    assert {name: form[name].value() for name in said} == said
    assert list(Action.objects.values_list("what", flat=True)) == ["Before"]


@pytest.mark.parametrize("name", ["add", "edit"])
def test_a_form_sent_empty_says_what_is_missing(client, ada, visit, name):
    response = client.post(door(name, visit if name == "add" else ActionFactory(visit=visit)))

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"what"})


def test_owners_are_people_of_the_partnership_and_heads_who_act_for_the_school_today(client, ada, visit):
    head, past, other, left = (UserFactory(role="headteacher") for _ in range(4))
    admin, trustee = UserFactory(role="admin"), UserFactory(role="trustee")
    gone = UserFactory(is_active=False)
    for person, school, more in (
        (head, visit.school, {}),
        (past, visit.school, {"until_on": DAY}),
        (other, SchoolFactory(), {}),
    ):
        SchoolRepresentative.objects.create(user=person, school=school, **more)

    form = client.get(door("add", visit)).context["form"]

    assert set(form.fields["owner"].queryset) == {ada, head, admin}
    assert {past, other, left, trustee, gone}.isdisjoint(form.fields["owner"].queryset)


def test_who_owns_an_action_stays_its_owner_when_they_have_left(client, ada, visit):
    left = UserFactory(is_active=False)
    action = ActionFactory(visit=visit, owner=left)

    client.post(door("edit", action), shown(client, door("edit", action)) | {"what": "Other words"})

    assert told(action)[:2] == ("Other words", left)


# Done


def test_an_action_is_marked_done_once_with_what_came_of_it(client, ada, visit):
    action = ActionFactory(visit=visit)
    said = {f"a{action.pk}-done_on": "2018-03-01", f"a{action.pk}-outcome": "They read"}

    response = client.post(door("done", action), said)
    client.force_login(UserFactory())
    client.post(door("done", action), said | {f"a{action.pk}-outcome": "Again"})

    assert response["Location"] == f"/visits/{visit.pk}/#actions"
    action.refresh_from_db()
    assert (action.done_on, action.outcome, action.done_by) == (DAY, "They read", ada)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Say which day."),
        ("yesterday", "Write the day as day/month/year, such as 25/12/2025."),
        ("2199-01-01", "This day is still to come."),
    ],
)
def test_a_wrong_day_stands_by_its_field_on_the_page_of_the_visit(client, ada, visit, day, message):
    action, other = ActionFactory(visit=visit), ActionFactory(visit=visit)

    response = client.post(door("done", action), {f"a{action.pk}-done_on": day, f"a{action.pk}-outcome": "Typed"})

    forms = dict(response.context["actions"])
    assert (response.status_code, forms[action].errors) == (422, {"done_on": [message]})
    assert (forms[action]["outcome"].value(), forms[other].errors) == ("Typed", {})
    action.refresh_from_db()
    assert action.done_on is None


def test_an_action_is_reopened(client, ada, visit):
    action = ActionFactory(visit=visit, done_on=DAY, outcome="They read", done_by=ada)

    for _ in range(2):
        assert client.post(door("reopen", action)).status_code == 302

    action.refresh_from_db()
    assert (action.done_on, action.outcome, action.done_by) == (None, "", None)


# Changing and removing


def test_whom_it_is_for_cannot_be_changed(client, ada, visit):
    action = ActionFactory(visit=visit, what="Buy books", is_internal=True)

    response = client.get(door("edit", action))
    client.post(door("edit", action), {"what": "Read books", "owner": "", "owner_name": "Bob", "due_on": ""})

    assert "is_internal" not in response.context["form"].fields
    assert "For the partnership only" in response.content.decode()
    assert told(action) == ("Read books", None, "Bob", None, True)


def test_a_removed_action_stays_in_the_history(client, ada, visit):
    action, other = ActionFactory(visit=visit, what="Buy books"), ActionFactory(visit=visit)

    first, second = (client.post(door("remove", action)) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 404)
    assert list(Action.objects.all()) == [other]
    events = tracking.of(Action).event.objects.filter(pgh_obj_id=action.pk).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "what")) == [("insert", "Buy books"), ("delete", "Buy books")]


@pytest.mark.parametrize(("role", "is_told"), [("staff", True), ("trustee", False)])
def test_who_does_it_is_not_in_the_history_for_those_who_may_not_see_people_of_schools(visit, role, is_told):
    action = ActionFactory(visit=visit, owner=UserFactory(role="headteacher"), owner_name="Deputy", due_on=DAY)

    (added,) = changes_of(action, UserFactory(role=role)).changes

    labels = {field.label for field in added.fields}
    assert ("Owner" in labels, "Who does it" in labels, "Due on" in labels) == (is_told, is_told, True)


# On the page


def lines(client, visit):
    page = client.get(visit.get_absolute_url())
    return [
        (action.what, action.due_on, action.done_on) for action, _ in page.context["actions"]
    ], page.content.decode()


def test_open_ones_come_first_by_the_day_they_are_due_and_late_ones_say_so_in_words(client, ada, visit):
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    rows = [
        ("Today", today, None),
        ("Late", today - day, None),
        ("Without a day", None, None),
        ("Done late", today - day, today),
        ("Done long ago", None, today - day),
    ]
    for what, due_on, done_on in rows:
        ActionFactory(visit=visit, what=what, due_on=due_on, done_on=done_on)

    order, page = lines(client, visit)

    assert [what for what, *_ in order] == ["Late", "Today", "Without a day", "Done late", "Done long ago"]
    assert page.count("overdue</strong>") == 1
    assert page.count("Done</strong>") == 2


@pytest.mark.parametrize(("role", "has_buttons"), [("staff", True), ("admin", True), ("trustee", False)])
def test_buttons_are_for_those_who_log_visits(client, visit, role, has_buttons):
    open_one, done_one = ActionFactory(visit=visit), ActionFactory(visit=visit, done_on=DAY)
    client.force_login(UserFactory(role=role))

    _, page = lines(client, visit)

    doors = [door("done", open_one), door("reopen", done_one), door("edit", open_one), door("add", visit)]
    assert [address in page for address in doors] == [has_buttons] * 4
