"""One box finds whatever a person may see, and nothing else."""

import re

import pytest
from django.urls import reverse

from accounts.permissions import Role
from schools.models import FormerName, SchoolRepresentative
from tests.factories import (
    ActionFactory,
    AssociateFactory,
    ChargeFactory,
    ContactFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.people import headteacher_of


@pytest.fixture
def elm(today):
    """A school of which everything says "lantern", and another of which everything does too."""
    elm, oak = SchoolFactory(name="Elm Lantern", urn=100_200), SchoolFactory(name="Oak Lantern", urn=100_300)
    for school in (elm, oak):
        visit = VisitFactory(
            school=school, shared_note=f"The lanterns of {school} are lit.", internal_note="Gloomy lanterns"
        )
        ActionFactory(visit=visit, what=f"Buy a lantern for {school}", owner_name="Head")
        ActionFactory(visit=visit, what=f"Keep a lantern from {school}", is_internal=True)
        ChargeFactory(school=school, description=f"Lantern hire {school}", reference=f"L-{school.pk}")
        person = UserFactory(role=Role.HEADTEACHER, name=f"Lara Lantern of {school}")
        SchoolRepresentative.objects.create(school=school, user=person)
        ContactFactory(school=school, name=f"Lantern deputy of {school}", email=f"deputy{school.pk}@school.example")
    VisitFactory(school=None, associate=AssociateFactory(name="Lantern Theatre"), shared_note="Their lantern show")
    ProgrammeFactory(name="Lantern project")
    ChargeFactory(description="Lantern for nobody in particular")
    FormerName.objects.create(school=elm, name="Candle Street")
    return elm


def found(client, text):
    """Each group's lines."""
    page = client.get(reverse("search"), {"q": text}).content.decode()
    groups = re.findall(r'<section class="search-group">\s*<h2>(.*?)</h2>(.*?)</section>', page, re.DOTALL)
    return {title: [_words(line) for line in re.findall(r"<li>(.*?)</li>", body, re.DOTALL)] for title, body in groups}


def _words(line):
    return " ".join(re.sub(r"<[^>]+>", "", line).split())


EVERYTHING = {
    "Schools": ["Elm Lantern 100200, Primary, before: Candle Street", "Oak Lantern 100300, Primary"],
    "Associates": ["Lantern Theatre associate"],
    "Programmes": ["Lantern project project"],
    "Visits": [
        "Visit to Lantern Theatre 1 March 2018 Their lantern show",
        "Visit to Oak Lantern 1 March 2018 The lanterns of Oak Lantern are lit. Gloomy lanterns",
        "Visit to Elm Lantern 1 March 2018 The lanterns of Elm Lantern are lit. Gloomy lanterns",
    ],
    "Actions": [
        "Keep a lantern from Oak Lantern",
        "Buy a lantern for Oak Lantern Head",
        "Keep a lantern from Elm Lantern",
        "Buy a lantern for Elm Lantern Head",
    ],
    "Charges": ["Lantern for nobody in particular", "Lantern hire Elm Lantern", "Lantern hire Oak Lantern"],
    "Contacts": ["Lantern deputy of Elm Lantern Elm Lantern", "Lantern deputy of Oak Lantern Oak Lantern"],
    "People of schools": ["Lara Lantern of Elm Lantern Elm Lantern", "Lara Lantern of Oak Lantern Oak Lantern"],
}


def without(groups, *words):
    kept = {
        title: [line for line in lines if not any(word in line for word in words)] for title, lines in groups.items()
    }
    return {title: lines for title, lines in kept.items() if lines}


def plain(groups):
    """Charges without their references, which tests count up."""
    lines = [re.sub(r" (INV|L)-\d+$", "", line) for line in groups.get("Charges", [])]
    return {**groups, **({"Charges": sorted(lines)} if lines else {})}


def test_staff_find_it_everywhere(client, elm):
    client.force_login(UserFactory())
    assert plain(found(client, "lantern")) == EVERYTHING


def test_a_trustee_finds_no_people_and_nothing_that_is_for_the_partnership_only(client, elm):
    client.force_login(UserFactory(role=Role.TRUSTEE))
    expected = without(EVERYTHING, "Keep", "Lara", "deputy")
    expected["Visits"] = [line.replace(" Gloomy lanterns", "") for line in expected["Visits"]]
    expected["Actions"] = [line.removesuffix(" Head") for line in expected["Actions"]]
    assert plain(found(client, "lantern")) == expected
    assert found(client, "gloomy") == {}


def test_a_headteacher_finds_what_is_of_their_own_school(client, elm):
    client.force_login(headteacher_of(elm))
    expected = without(EVERYTHING, "Keep", "Oak", "Theatre", "nobody")
    expected["Visits"] = ["Visit to Elm Lantern 1 March 2018 The lanterns of Elm Lantern are lit."]
    assert plain(found(client, "lantern")) == expected
    assert found(client, "gloomy") == {}


@pytest.mark.parametrize("text", ["candle", "candel street", "elm lantren", "ELM", "100200", "lantern elm"])
def test_a_school_is_found_by_old_names_urns_and_slips_of_spelling(client, elm, text):
    client.force_login(UserFactory())
    assert found(client, text)["Schools"][0].startswith("Elm Lantern")


def test_a_contact_is_found_by_part_of_an_address(client, elm):
    ContactFactory(school=None, associate=AssociateFactory(name="Arts"), name="Zoë", email="zoe@arts.example")
    ContactFactory(school=elm, name="", email="gone@arts.example")
    client.force_login(UserFactory())
    assert found(client, "ZOE@arts") == {"Contacts": ["Zoë Arts"]}
    assert found(client, "gone@arts") == {}


def test_a_slip_is_said(client, elm):
    client.force_login(UserFactory())
    said = "names like them are shown"
    assert said in client.get(reverse("search"), {"q": "lantren"}).content.decode()
    assert said not in client.get(reverse("search"), {"q": "lantern"}).content.decode()


def test_words_of_a_note_are_found_by_their_stem_and_marked(client, elm):
    VisitFactory(school=elm, shared_note="Pupils <b>and</b> teachers argue & reason well.")
    client.force_login(UserFactory())
    page = client.get(reverse("search"), {"q": "arguing"}).content.decode()
    assert ("<mark>argue</mark> &amp; reason well." in page, "<b>and" in page) == (True, False)


@pytest.mark.parametrize(
    "text", ["", " ", "’", "!!", "\0", "a" * 5000, "' or 1=1", "\\", "%", "<script>", '"unclosed', "-", "zzzzz"]
)
def test_whatever_is_typed_has_an_answer(client, elm, text):
    client.force_login(UserFactory())
    answer = client.get(reverse("search"), {"q": text})
    assert (answer.status_code, "<script>" in answer.content.decode()) == (200, False)
    assert found(client, text) == {}


@pytest.mark.parametrize("role", [Role.STAFF, Role.TRUSTEE, Role.HEADTEACHER])
def test_a_search_asks_as_much_of_fifty_rows_as_of_one(today, client, django_assert_num_queries, role):
    own = SchoolFactory(name="Lantern")
    client.force_login(headteacher_of(own) if role == Role.HEADTEACHER else UserFactory(role=role))
    for number in (1, 50):
        for _ in range(number):
            visit = VisitFactory(school=own, shared_note="Lantern", visitor="Ada")
            ActionFactory(visit=visit, what="Lantern")
            SchoolFactory(name="Lantern two")
        with django_assert_num_queries(7):
            client.get(reverse("search"), {"q": "lantern"})
        with django_assert_num_queries(8):
            client.get(reverse("search"), {"q": "lanterm"})
