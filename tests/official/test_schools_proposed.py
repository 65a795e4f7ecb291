"""What a GIAS file proposes about the partnership's schools, and what it leaves alone."""

import datetime

import pytest

from official.facts import Link
from official.models import Proposal
from schools.models import EstablishmentStatus, Partnership, Trust
from tests.factories import ContactFactory, SchoolFactory
from tests.official.rows import AUGUST_2018, AUGUST_2025, establishment, gias, gias_links, laestab, said


def in_trust(school, name):
    school.trust = Trust.objects.get_or_create(name=name)[0]
    school.save()
    return school


CLOSED = {"status": EstablishmentStatus.CLOSED, "closed_on": datetime.date(2021, 8, 31)}


def proposed():
    return list(Proposal.objects.order_by("kind", "urn").values_list("kind", "school", "urn", "before", "after"))


def test_a_school_as_it_is_proposes_nothing(elm):
    assert said(gias(establishment(100_001, "Elm Primary School"))) == []


def test_spelling_alone_is_no_new_name(elm):
    elm.name = "St. Anne's CofE School"
    elm.save()

    assert said(gias(establishment(100_001, "Saint Annes  CofE School"))) == []


def test_a_new_name_is_proposed_with_the_short_name_where_its_words_are_still_in_it(elm):
    elm.short_name = "Elm"
    elm.save()
    oak = SchoolFactory(name="Redlands Primary School", short_name="Redlands", urn=100_002)

    gias(establishment(100_001, "Elm Academy"), establishment(100_002, "Stepney Park Primary School"))

    assert proposed() == [
        (
            "name",
            elm.pk,
            100_001,
            {"name": "Elm Primary School", "short_name": "Elm"},
            {"name": "Elm Academy", "short_name": "Elm"},
        ),
        (
            "name",
            oak.pk,
            100_002,
            {"name": "Redlands Primary School", "short_name": "Redlands"},
            {"name": "Stepney Park Primary School", "short_name": ""},
        ),
    ]


def test_a_trust_in_capitals_is_written_as_a_name_and_known_however_it_is_spelt(elm):
    in_trust(elm, "Letta Trust")
    other = SchoolFactory(name="Oak", urn=100_002, governance="academy")
    academy = {"type_code": "34", "type_name": "Academy converter"}

    gias(
        establishment(100_001, "Elm Primary School", trust_name="LETTA TRUST"),
        establishment(100_002, "Oak", trust_name="THE TRUST OF ST JOHN'S AND POPLAR", **academy),
    )

    assert proposed() == [
        ("trust", other.pk, 100_002, {"trust": ""}, {"trust": "The Trust of St John's and Poplar"}),
    ]


def test_an_academy_whose_trust_the_file_leaves_out_keeps_it_and_a_maintained_school_does_not(elm):
    in_trust(elm, "Tower Trust")
    academy = in_trust(SchoolFactory(name="Oak", urn=100_002, governance="academy"), "Tower Trust")

    gias(
        establishment(100_001, "Elm Primary School"),
        establishment(100_002, "Oak", type_code="34", type_name="Academy converter"),
    )

    assert academy.trust.name == "Tower Trust"
    assert proposed() == [("trust", elm.pk, 100_001, {"trust": "Tower Trust"}, {"trust": ""})]


def test_governance_and_phase_follow_the_type(elm):
    gias(
        establishment(100_001, "Elm Primary School", type_code="44", type_name="Academy special converter"),
    )

    assert [(kind, after) for kind, _, _, _, after in proposed()] == [
        ("governance", {"governance": "academy", "type": "Academy special converter"}),
        ("phase", {"phases": ["special"], "gias_phase": "Primary"}),
    ]


def test_a_school_counted_in_any_of_its_phases_is_not_moved(elm):
    assert said(gias(establishment(100_001, "Elm Primary School", phase_name="All-through"))) == [
        ("phase", elm.pk, 100_001)
    ]
    both = SchoolFactory(name="Oak", urn=100_002, phase="secondary", also="primary")
    plan = gias(establishment(100_001, "Elm Primary School"), establishment(100_002, "Oak", phase_name="All through"))
    assert said(plan) == []
    assert both.phases.count() == 2


def test_a_closure_has_its_day_and_a_school_closed_already_proposes_nothing(elm):
    SchoolFactory(name="Oak", urn=100_002, closed_on=CLOSED["closed_on"])

    gias(
        establishment(100_001, "Elm Primary School", closed_because="Fresh start", **CLOSED),
        establishment(100_002, "Oak", **CLOSED),
    )

    assert proposed() == [
        (
            "closure",
            elm.pk,
            100_001,
            {"closed_on": None},
            {"closed_on": "2021-08-31", "because": "Fresh start"},
        )
    ]


def test_a_school_open_in_gias_and_closed_here_is_said(elm):
    elm.closed_on = datetime.date(2020, 8, 31)
    elm.save()

    gias(establishment(100_001, "Elm Primary School"))

    assert proposed() == [("closure", elm.pk, 100_001, {"closed_on": "2020-08-31"}, {"closed_on": None})]


def test_proposed_to_close_is_a_status(elm):
    gias(establishment(100_001, "Elm Primary School", status=EstablishmentStatus.PROPOSED_TO_CLOSE))

    assert [(kind, after) for kind, _, _, _, after in proposed()] == [("status", {"is_proposed_to_close": True})]


@pytest.mark.parametrize(
    ("by", "number"),
    [
        ("the LAESTAB", laestab(100_001)),
        ("a link from the old one", "2119999"),
        ("a link from the new one", "2119999"),
    ],
)
def test_a_new_urn_of_one_school_is_a_conversion_and_neither_a_closure_nor_a_new_school(elm, by, number):
    links = {
        "a link from the old one": Link(100_001, 140_001, "Elm Academy", "Successor"),
        "a link from the new one": Link(140_001, 100_001, "Elm Academy", "Predecessor"),
    }
    opened = datetime.date(2021, 9, 1)
    if by in links:
        gias_links(links[by])

    gias(
        establishment(100_001, "Elm Primary School", **CLOSED),
        establishment(
            140_001,
            "Elm Academy",
            laestab=number,
            opened_on=opened,
            type_code="34",
            type_name="Academy converter",
            trust_name="Tower Trust",
        ),
    )

    assert [(kind, school, urn, after["urn"], after["governance"]) for kind, school, urn, _, after in proposed()] == [
        ("conversion", elm.pk, 140_001, 140_001, "academy")
    ]


def test_two_schools_that_became_one_are_a_merger_for_a_person_to_sort_out(elm):
    oak = SchoolFactory(name="Oak Junior School", urn=100_002)
    gias_links(
        Link(140_001, 100_001, "Elm Primary School", "Predecessor - merged"),
        Link(100_002, 140_001, "Oak and Elm", "Successor - merged"),
    )

    gias(establishment(140_001, "Oak and Elm", laestab="2119999"))

    assert [(kind, school, urn) for kind, school, urn, _, _ in proposed()] == [("merger", None, 140_001)]
    assert [each["id"] for each in Proposal.objects.get().before["schools"]] == [elm.pk, oak.pk]


def test_a_school_that_went_into_another_of_the_portals_is_a_merger_of_its_own(elm):
    oak = SchoolFactory(name="Oak", urn=100_002)
    gias_links(Link(100_001, 100_002, "Oak", "Successor - merged"))

    gias(establishment(100_001, "Elm Primary School", **CLOSED), establishment(100_002, "Oak"))

    assert [(kind, school, urn, after["into"]) for kind, school, urn, _, after in proposed()] == [
        ("merger", elm.pk, 100_001, oak.pk)
    ]


def test_a_link_alone_closes_nothing(elm):
    SchoolFactory(name="Oak", urn=100_002)
    gias_links(Link(100_001, 100_002, "Oak", "Successor - merged"), Link(100_002, 100_001, "Elm", "Other"))

    plan = gias(establishment(100_001, "Elm Primary School"), establishment(100_002, "Oak"))

    assert said(plan) == []


def test_who_is_not_in_the_file_is_said_where_the_file_has_the_local_authority(elm):
    SchoolFactory(name="Closed", urn=100_002, closed_on=datetime.date(2019, 8, 31))
    SchoolFactory(name="Elsewhere", urn=100_003, la_code="925")
    SchoolFactory(name="Old URN", urn=100_005).urns.create(urn=100_004, is_current=False)

    plan = gias(establishment(100_004, "Old URN"), establishment(100_009, "A college", type_code="18"))

    assert said(plan) == [("not_in_file", elm.pk, 100_001)]


def test_new_schools_are_those_the_report_would_count_and_no_others(elm):
    plan = gias(
        establishment(100_001, "Elm Primary School"),
        establishment(140_001, "New free school", type_code="35"),
        establishment(140_002, "Independent", type_code="11", phase_name="Not applicable"),
        establishment(140_003, "Sixth form", type_code="39", phase_name="16 plus"),
        establishment(140_004, "College", type_code="18", phase_name="16 plus"),
        establishment(140_005, "Closed", **CLOSED),
        establishment(140_006, "To come", status=EstablishmentStatus.PROPOSED_TO_OPEN),
        establishment(140_007, "Elsewhere", la_code="925"),
    )

    assert said(plan) == [("new_school", None, 140_001)]


def test_an_older_file_overwrites_nothing_and_says_nothing_of_who_is_missing(elm):
    SchoolFactory(name="Oak", urn=100_002)
    gias(establishment(100_001, "Elm Primary School"), establishment(100_002, "Oak"))

    plan = gias(establishment(100_001, "Elm Infants"), as_at=AUGUST_2018)

    assert (said(plan), plan.newer.as_at) == ([], AUGUST_2025)


def test_what_a_newer_file_no_longer_says_is_overtaken_and_what_it_says_otherwise_takes_its_place(elm):
    oak = SchoolFactory(name="Oak", urn=100_002)
    gias(establishment(100_001, "Elm One"), establishment(100_002, "Oak One"), as_at=AUGUST_2018)

    gias(establishment(100_001, "Elm Primary School"), establishment(100_002, "Oak Two"))

    states = list(Proposal.objects.order_by("pk").values_list("school", "state", "after__name"))
    assert states == [
        (elm.pk, "overtaken", "Elm One"),
        (oak.pk, "overtaken", "Oak One"),
        (oak.pk, "open", "Oak Two"),
    ]


@pytest.mark.parametrize("is_taken", [True, False])
def test_heads_are_proposed_only_where_the_partnership_takes_them_from_gias(elm, is_taken):
    Partnership.objects.update(has_heads_from_gias=is_taken)
    ContactFactory(school=elm, name="Deputy", post="Deputy headteacher")
    ContactFactory(school=elm, name="Old Head", post="Headteacher")

    gias(establishment(100_001, "Elm Primary School", head_name="Dr New Head", head_post="Headteacher"))

    expected = [("head", {"name": "Old Head"}, {"name": "Dr New Head", "post": "Headteacher"})] if is_taken else []
    assert [(kind, before, after) for kind, _, _, before, after in proposed()] == expected
    assert ("New Head" in repr(proposed())) == is_taken
