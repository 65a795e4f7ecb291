"""Filters that a person saves: found again, replaced under the same name, removed, and nobody else's."""

import pytest
from django.test import Client

from lists.models import SavedFilter
from tests.factories import SavedFilterFactory, VisitorFactory
from tests.rules import holds, refused_by

SAVE = "/visits/filters/"


def test_filters_are_saved_with_their_order_and_shown_as_a_link(staff):
    answer = staff.post(f"{SAVE}?status=planned&visitor=me&sort=date&page=3&kind=&unknown=1", {"name": "My plans"})

    saved = SavedFilter.objects.get()
    assert (saved.owner, saved.list_name, saved.name) == (staff.person, "visit-list", "My plans")
    assert saved.query == "visitor=me&status=planned&sort=date"
    assert (answer.status_code, answer["Location"]) == (302, f"/visits/?{saved.query}")
    assert str(saved) == "My plans"
    assert saved.get_absolute_url() == f"/visits/?{saved.query}"
    page = staff.get("/visits/").content.decode()
    assert f'<a href="/visits/?{saved.query.replace("&", "&amp;")}">My plans</a>' in page
    assert "My plans" not in staff.get("/actions/").content.decode()


def test_saving_under_a_name_again_replaces_what_it_held(staff):
    staff.post(f"{SAVE}?status=planned", {"name": "Mine"})
    answer = staff.post(f"{SAVE}?status=done", {"name": "Mine"}, follow=True)

    assert SavedFilter.objects.get().query == "status=done"
    assert "“Mine” now holds these filters." in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("status=planned", "", "This field is required."),
        ("status=planned", "x" * 61, "at most 60 characters"),
        ("status=planned", "a\0b", "Null characters are not allowed."),
        ("", "Mine", "Choose a filter or an order first"),
        (f"visitor={'x' * 5000}", "Mine", "too long to save"),
    ],
)
def test_what_cannot_be_saved_is_said_and_the_name_stays(staff, query, name, said):
    answer = staff.post(f"{SAVE}?{query}", {"name": name})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert answer.context["save_form"].data["name"] == name
    assert not SavedFilter.objects.exists()


def test_saved_filters_are_removed_by_their_owner_alone(staff):
    mine, theirs = SavedFilterFactory(owner=staff.person), SavedFilterFactory()

    gone = staff.post(SAVE, {"remove": mine.pk})
    refused = staff.post(SAVE, {"remove": theirs.pk})

    assert (gone.status_code, refused.status_code) == (302, 404)
    assert list(SavedFilter.objects.all()) == [theirs]
    assert theirs.name not in staff.get("/visits/").content.decode()


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40])
def test_a_number_that_is_none_removes_nothing(staff, number):
    SavedFilterFactory(owner=staff.person)

    assert staff.post(SAVE, {"remove": number}).status_code in (302, 404)
    assert SavedFilter.objects.count() == 1


def test_me_in_saved_filters_is_whoever_opens_them(staff):
    mine, theirs = VisitorFactory(user=staff.person), VisitorFactory()
    other = Client()
    other.force_login(theirs.user)

    assert list(staff.get("/visits/?visitor=me").context["page"]) == [mine.visit]
    assert list(other.get("/visits/?visitor=me").context["page"]) == [theirs.visit]


def test_a_name_is_once_a_list_and_person(db):
    mine = SavedFilterFactory()
    SavedFilterFactory(name=mine.name)
    SavedFilterFactory(owner=mine.owner, name=mine.name, list_name="action-list")
    with refused_by("savedfilter_once"):
        SavedFilterFactory(owner=mine.owner, name=mine.name)


def test_a_saved_filter_says_something(db):
    holds("savedfilter_says_something", SavedFilterFactory, {"name": "x"}, {"query": ""})
