"""Accepting, refusing and taking up again, and what each writes."""

import datetime

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from official.deciding.decisions import accept, accept_all, refuse, reopen
from official.deciding.refusals import NotDecided
from official.facts import Link
from official.models import Proposal, State
from ofsted.models import Grade, Inspection
from schools.models import Contact, EstablishmentStatus, Partnership, School, Trust
from tests.factories import ContactFactory, InspectionFactory, MembershipFactory, SchoolFactory, UserFactory
from tests.official.rows import AUGUST_2025, establishment, gias, gias_links, inspected, inspection, laestab, ofsted

OPENED = datetime.date(2021, 9, 1)
BEFORE = DateRange(None, OPENED, "()")
ACADEMY = {"type_code": "34", "type_name": "Academy converter", "trust_name": "Tower Trust", "opened_on": OPENED}


def only(**wanted):
    return Proposal.objects.get(state=State.OPEN, **wanted)


@pytest.fixture
def sam(db):
    return UserFactory(name="Sam Staff")


def test_a_new_name_keeps_the_old_one_with_its_days_and_who_decided(elm, sam):
    elm.short_name = "Elm"
    elm.save()
    gias(establishment(100_001, "Oak Primary School"))

    accept(proposal=only(), by=sam, choices={"name": "Oak Primary", "short_name": "Oak", "on": OPENED})

    elm.refresh_from_db()
    former = elm.former_names.get()
    assert (elm.name, elm.short_name) == ("Oak Primary", "Oak")
    assert (former.name, former.short_name, former.period) == ("Elm Primary School", "Elm", BEFORE)
    decided = Proposal.objects.get()
    assert (decided.state, decided.decided_by) == (State.ACCEPTED, sam)


def test_a_second_name_follows_the_first_without_a_gap(elm):
    for name, day in (("First", datetime.date(2019, 9, 1)), ("Second", OPENED)):
        gias(establishment(100_001, name), as_at=day)
        accept(proposal=only(), by=None)

    periods = elm.former_names.order_by("pk").values_list("name", "period")
    first = datetime.date(2019, 9, 1)
    assert list(periods) == [("Elm Primary School", DateRange(None, first, "()")), ("First", DateRange(first, OPENED))]


def test_a_conversion_keeps_the_school_with_all_that_is_on_record(elm):
    MembershipFactory(school=elm)
    InspectionFactory(school=elm)
    gias(establishment(140_001, "Elm Academy", laestab=laestab(100_001), **ACADEMY), establishment(100_001, "Elm"))

    accept(proposal=only(kind="conversion"), by=None)

    elm.refresh_from_db()
    urns = elm.urns.order_by("urn").values_list("urn", "is_current", "period")
    assert list(urns) == [(100_001, False, BEFORE), (140_001, True, DateRange(OPENED, None))]
    assert (elm.name, elm.governance, elm.trust.name) == ("Elm Academy", "academy", "Tower Trust")
    assert (School.objects.count(), elm.memberships.count(), elm.inspections.count()) == (1, 1, 1)
    assert list(elm.former_governances.values_list("governance", "period")) == [("maintained", BEFORE)]
    assert list(elm.former_trusts.values_list("trust", "period")) == [(None, BEFORE)]
    assert School.objects.matching("100001").get() == School.objects.matching("elm primary").get() == elm


def test_inspections_that_waited_for_a_conversion_come_to_the_school(elm):
    InspectionFactory(school=elm, urn=140_001, is_predecessors=True)
    ofsted(inspected(140_001, inspection("10", 140_001, overall=Grade.GOOD)))
    gias(establishment(140_001, "Elm Academy", laestab=laestab(100_001), **ACADEMY), establishment(100_001, "Elm"))

    accepted, left = accept_all(proposals=Proposal.objects.all(), by=None)

    assert (accepted, left) == (2, [])
    assert list(Inspection.objects.values_list("school", "is_predecessors").distinct()) == [(elm.pk, False)]


@pytest.fixture
def merged(elm):
    oak = SchoolFactory(name="Oak", urn=100_002)
    gias_links(
        Link(140_001, 100_001, "Elm", "Predecessor - merged"), Link(140_001, 100_002, "Oak", "Predecessor - merged")
    )
    gias(establishment(140_001, "Oak and Elm", laestab="2119999", **ACADEMY))
    return elm, oak


def test_of_two_predecessors_nothing_is_carried_over_without_a_persons_word(merged):
    with pytest.raises(NotDecided, match="Say which of the schools goes on"):
        accept(proposal=only(), by=None)

    accepted, left = accept_all(proposals=Proposal.objects.all(), by=None)
    assert (accepted, len(left)) == (0, 1)
    assert School.objects.filter(closed_on=None).count() == 2


def test_the_school_that_goes_on_takes_the_urn_and_the_other_closes(merged):
    elm, oak = merged

    accept(proposal=only(), by=None, choices={"successor": str(oak.pk)})

    elm.refresh_from_db()
    oak.refresh_from_db()
    assert (elm.closed_on, oak.closed_on, oak.name) == (OPENED, None, "Oak and Elm")
    assert oak.urns.get(is_current=True).urn == 140_001


def test_or_a_new_school_begins_and_both_close(merged):
    accept(proposal=only(), by=None, choices={"successor": "new"})

    assert list(School.objects.order_by("pk").values_list("name", "closed_on")) == [
        ("Elm Primary School", OPENED),
        ("Oak", OPENED),
        ("Oak and Elm", None),
    ]


def test_a_rule_of_the_database_is_said_and_nothing_of_the_merger_written(merged):
    elm, oak = merged
    School.objects.filter(pk=elm.pk).update(opened_on=OPENED + datetime.timedelta(days=1))

    with pytest.raises(NotDecided, match="A school cannot close before it opens"):
        accept(proposal=only(), by=None, choices={"successor": str(oak.pk)})

    oak.refresh_from_db()
    assert (oak.name, only().state) == ("Oak", State.OPEN)


def test_a_successor_that_was_none_of_them_is_refused(merged):
    with pytest.raises(NotDecided, match="none of those"):
        accept(proposal=only(), by=None, choices={"successor": str(SchoolFactory().pk)})


def test_a_closure_takes_the_day_the_person_gives(elm):
    day = datetime.date(2025, 7, 31)
    gias(establishment(100_009, "Another", type_code="18"))

    accept(proposal=only(kind="not_in_file"), by=None, choices={"closed_on": day})

    elm.refresh_from_db()
    assert elm.closed_on == day


def test_a_school_cannot_close_before_it_opens(elm):
    elm.opened_on = AUGUST_2025
    elm.save()
    gias(establishment(100_001, "Elm Primary School", status=EstablishmentStatus.CLOSED, closed_on=OPENED))

    with pytest.raises(NotDecided, match="before it opens"):
        accept(proposal=only(), by=None)
    assert only().state == State.OPEN


def test_a_new_school_is_added_with_its_phases_and_its_waiting_inspections(elm):
    ofsted(inspected(140_001, inspection("10", 140_001, overall=Grade.GOOD)))
    gias(
        establishment(140_001, "New", phase_name="All-through", type_code="35", opened_on=OPENED),
        establishment(100_001, "Elm Primary School"),
    )

    accepted, left = accept_all(proposals=Proposal.objects.all(), by=None)

    new = School.objects.exclude(pk=elm.pk).get()
    assert (accepted, left) == (2, [])
    assert (new.opened_on, new.governance) == (OPENED, "free_school")
    assert list(new.phases.order_by("-is_main").values_list("phase", "is_main")) == [
        ("secondary", True),
        ("primary", False),
    ]
    assert new.inspections.get().overall == 2


def test_a_phase_changes_from_the_year_after_the_file(elm):
    gias(establishment(100_001, "Elm Primary School", phase_name="Secondary"))

    accept(proposal=only(), by=None)

    rows = elm.phases.order_by("pk").values_list("phase", "from_year", "until_year")
    assert [(phase, first and str(first), last and str(last)) for phase, first, last in rows] == [
        ("primary", None, "2024–25"),
        ("secondary", "2025–26", None),
    ]


def test_status_and_trust_are_written(elm):
    Trust.objects.create(name="Tower Trust")
    gias(
        establishment(
            100_001, "Elm Primary School", status=EstablishmentStatus.PROPOSED_TO_CLOSE, trust_name="TOWER TRUST"
        )
    )

    accept_all(proposals=Proposal.objects.all(), by=None)

    elm.refresh_from_db()
    assert (elm.is_proposed_to_close, elm.trust.name, Trust.objects.count()) == (True, "Tower Trust", 1)


def test_a_new_head_becomes_a_contact_and_the_one_of_before_has_left(elm):
    Partnership.objects.update(has_heads_from_gias=True)
    old = ContactFactory(school=elm, name="Old Head", post="Headteacher")
    deputy = ContactFactory(school=elm, post="Deputy headteacher")
    gias(establishment(100_001, "Elm Primary School", head_name="New Head", head_post=""))

    accept(proposal=only(), by=None)

    assert set(Contact.objects.filter(left_on=None).values_list("name", "post")) == {
        ("New Head", "Headteacher"),
        (deputy.name, deputy.post),
    }
    old.refresh_from_db()
    assert old.left_on is not None


def test_a_record_changed_meanwhile_is_not_overwritten(elm):
    gias(establishment(100_001, "Oak"))
    School.objects.update(name="Ash")

    with pytest.raises(NotDecided, match="changed since the file was read"):
        accept(proposal=only(), by=None)

    assert (School.objects.get().name, only().state) == ("Ash", State.OPEN)


def test_what_is_decided_is_decided_once(elm):
    gias(establishment(100_001, "Oak"))
    proposal = only()
    accept(proposal=proposal, by=None)

    for again in (accept, refuse):
        with pytest.raises(NotDecided, match="decided already: accepted"):
            again(proposal=proposal, by=None)
    with pytest.raises(NotDecided, match="Only what was refused"):
        reopen(proposal=proposal, by=None)


def test_what_was_refused_can_be_taken_up_again_unless_a_newer_file_says_otherwise(elm):
    gias(establishment(100_001, "Oak"), as_at=OPENED)
    proposal = only()
    refuse(proposal=proposal, by=None)
    reopen(proposal=proposal, by=None)
    assert only() == proposal

    refuse(proposal=proposal, by=None)
    gias(establishment(100_001, "Ash"))
    with pytest.raises(NotDecided, match="A newer file"):
        reopen(proposal=proposal, by=None)


def test_an_inspection_that_breaks_a_rule_is_left_with_the_reason(elm):
    day = datetime.date(2025, 1, 10)
    ofsted(inspected(100_001, inspection("10", 100_001, day, overall=Grade.GOOD)))

    with pytest.raises(NotDecided, match="Only a graded inspection before 2 September 2024"):
        accept(proposal=only(), by=None)
    assert Inspection.objects.count() == 0
