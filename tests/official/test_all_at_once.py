"""All of a kind accepted or refused at once, and what was refused taken up again."""

import datetime

import pytest
from django.urls import reverse

from official.models import Proposal, State
from ofsted.models import Grade
from schools.models import School
from tests.factories import SchoolFactory
from tests.official.rows import establishment, gias, inspected, inspection, ofsted

ALL = "official-all"
LATER = datetime.date(2025, 10, 31)


def asked(staff, **which):
    """The page, and what its form would send along."""
    page = staff.get(reverse(ALL), which)
    context = page.context
    return page.content.decode(), {key: context[key] for key in ("kind", "state", "until")}


def pressed(staff, what, form):
    return staff.post(reverse(ALL), form | {"what": what}, follow=True).content.decode()


def states():
    return list(Proposal.objects.order_by("pk").values_list("state", flat=True))


@pytest.fixture
def renamed(elm):
    """Two schools with other names in a file."""
    SchoolFactory(name="Fir Primary School", urn=100_002, phase="primary", governance="maintained")
    gias(establishment(100_001, "Oak"), establishment(100_002, "Yew"))


def test_what_cannot_be_accepted_stays_open_with_the_reason(staff, elm):
    ofsted(
        inspected(100_001, inspection("10", 100_001, overall=Grade.GOOD)),
        inspected(140_001, inspection("11", 140_001)),
    )
    page, form = asked(staff, kind="inspection")

    done = pressed(staff, "accept", form)

    assert "Accept all 2" in page
    assert "1 proposal accepted." in done
    assert "Left as it was" in done
    assert list(Proposal.objects.order_by("subject").values_list("state", flat=True)) == ["accepted", "open"]


def test_what_came_in_after_the_page_was_shown_is_not_decided_with_the_rest(staff, elm):
    SchoolFactory(name="Fir Primary School", urn=100_002, phase="primary", governance="maintained")
    gias(establishment(100_001, "Oak"), establishment(100_002, "Fir Primary School"))
    _, form = asked(staff)
    gias(establishment(100_001, "Oak"), establishment(100_002, "Yew"), as_at=LATER)

    done = pressed(staff, "accept", form)

    assert "1 proposal accepted." in done
    assert sorted(School.objects.values_list("name", flat=True)) == ["Fir Primary School", "Oak"]
    assert states() == [State.ACCEPTED, State.OPEN]


def test_all_that_was_refused_is_taken_up_again_at_once(staff, renamed):
    said = pressed(staff, "refuse", asked(staff, kind="name")[1])
    refused = staff.get(reverse("official-inbox"), {"state": "refused"}).content.decode()
    page, form = asked(staff, state="refused")
    after_refusing = states()

    done = pressed(staff, "reopen", form)

    assert "2 proposals refused. Under “Refused” they can be taken up again." in said
    assert "Take all of them up again" in refused
    assert "Take up all 2 again" in page
    assert after_refusing == [State.REFUSED, State.REFUSED]
    assert "2 proposals to be decided again." in done
    assert states() == [State.OPEN, State.OPEN]


def test_of_a_kind_alone_the_others_stay_refused(staff, renamed):
    gias(establishment(100_001, "Oak", trust_name="Forest Trust"), establishment(100_002, "Yew"), as_at=LATER)
    pressed(staff, "refuse", asked(staff)[1])

    pressed(staff, "reopen", asked(staff, state="refused", kind="trust")[1])

    assert dict(Proposal.objects.values_list("kind", "state")) == {"name": State.REFUSED, "trust": State.OPEN}


def test_a_second_press_is_told_that_it_is_done(staff, renamed):
    _, form = asked(staff)
    pressed(staff, "refuse", form)

    again = pressed(staff, "refuse", form)

    assert "Nothing was left to decide" in again
    assert "proposals refused" not in again


@pytest.mark.parametrize("form", [{"what": "reopen", "until": "999999"}, {"until": "999999"}, {"what": "accept"}])
def test_what_no_button_sends_decides_nothing(staff, renamed, form):
    staff.post(reverse(ALL), form)

    assert states() == [State.OPEN, State.OPEN]


def test_an_empty_page_says_so(staff, elm):
    assert "Nothing of this kind is waiting." in asked(staff, kind="name")[0]
    assert "Nothing of this kind is refused." in asked(staff, state="refused")[0]
