"""What packages include, what of it was used and what is left: as each reader may see it."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from membership.models import Agreement, Includes, Package
from overview.entitlements import Entitlement, entitlements, with_use
from tests.factories import (
    YEAR,
    AgreementFactory,
    AssociateFactory,
    FocusFactory,
    MembershipFactory,
    PackageInclusionFactory,
    ParticipationFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.people import headteacher_of, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    person = UserFactory()
    client.force_login(person)
    client.person = person
    return client


def include(slug="bronze", year=YEAR, **amounts):
    """`include(places=4, networks=None)`."""
    for what, amount in amounts.items():
        PackageInclusionFactory(package=Package.objects.get(slug=slug), year=year, what=what, amount=amount)


def words(agreement, user=None):
    """By what they are, of one agreement."""
    user = user or UserFactory()
    found = with_use(Agreement.objects.visible_to(user), user).get(pk=agreement.pk)
    return {str(one.what): one.words for one in entitlements(found) if one.words}


def took_part(school, kind, **fields):
    return ParticipationFactory(school=school, programme=ProgrammeFactory(kind=kind), **fields)


# Consultancy days


def test_consultancy_days_are_those_of_the_focuses_of_visits_made_within_the_agreement():
    include(consultancy=4)
    elm = SchoolFactory()
    agreement = AgreementFactory(schools=[elm], period=("2017-09-01", "2018-04-01"))
    day, half = FocusFactory(consultancy_days=1), FocusFactory(consultancy_days="0.5")
    for on, focus in (("2017-09-01", day), ("2018-03-31", half)):
        VisitFactory(school=elm, visited_on=on, focus=focus)
    decoys = [
        {"kind": "call"},
        {"status": "planned"},
        {"status": "cancelled"},
        {"visited_on": "2017-08-31"},
        {"visited_on": "2018-04-01"},
        {"focus": FocusFactory()},
        {"focus": FocusFactory(consultancy_days=0)},
        {"school": SchoolFactory()},
        {"school": None, "associate": AssociateFactory()},
    ]
    for decoy in decoys:
        VisitFactory(**{"school": elm, "visited_on": "2018-01-10", "focus": day} | decoy)

    assert words(agreement) == {"consultancy": "1.5 of 4 used, 2.5 left"}


# Places


def test_places_are_people_in_conferences_and_leadership_programmes_who_take():
    include(places=4)
    elm = SchoolFactory()
    agreement = AgreementFactory(schools=[elm])
    took_part(elm, "conference", role="delegate", people=2)
    took_part(elm, "leadership", role="headteacher", people=1)
    decoys = [
        ("conference", {"role": "coach"}),
        ("conference", {"role": "lead"}),
        ("leadership", {"role": "host"}),
        ("network", {"role": "delegate"}),
        ("project", {"role": "delegate"}),
        ("conference", {"year": YEAR - 1}),
        ("conference", {"people": None}),
        ("conference", {"school": SchoolFactory()}),
    ]
    for kind, fields in decoys:
        took_part(fields.pop("school", elm), kind, **{"people": 50} | fields)

    assert words(agreement) == {
        "places": "3 of 4 used, 1 left",
        "networks": "1 used, none included",
    }


# Networks


def test_a_network_counts_once_for_each_covered_school():
    include(networks=2)
    elm, oak = SchoolFactory(), SchoolFactory()
    agreement = AgreementFactory(schools=[elm, oak])
    maths, english = (ProgrammeFactory(kind="network") for _ in range(2))
    for role in ("member", "delegate", "lead"):
        ParticipationFactory(school=elm, programme=maths, role=role)
    ParticipationFactory(school=elm, programme=english)
    ParticipationFactory(school=oak, programme=maths)
    ParticipationFactory(school=oak, programme=english, year=YEAR + 1)
    took_part(oak, "project")

    assert words(agreement) == {"networks": "3 of 4 used, 1 left"}


# What is left


@pytest.mark.parametrize(
    ("included", "is_unlimited", "used", "said"),
    [
        ("4", False, "0", "0 of 4 used, 4 left"),
        ("4", False, "4", "4 of 4 used, 0 left"),
        ("4", False, "6", "6 of 4 used, 2 over"),
        ("0.5", False, "0.5", "0.5 of 0.5 used, 0 left"),
        ("0", False, "0", "0 of 0 used, 0 left"),
        (None, True, "7", "7 used, as many as they like"),
        (None, False, "7", "7 used, none included"),
        (None, False, "0", ""),
    ],
)
def test_what_is_left_is_never_less_than_nothing(included, is_unlimited, used, said):
    one = Entitlement(Includes.PLACES, included and Decimal(included), is_unlimited, Decimal(used))

    assert one.words == said
    assert one.left is None or one.left >= 0


def test_several_schools_of_an_agreement_have_it_together():
    include(places=4)
    elm, oak = SchoolFactory(), SchoolFactory()
    agreement = AgreementFactory(schools=[elm, oak])
    took_part(elm, "conference", people=7)

    assert words(agreement) == {"places": "7 of 8 used, 1 left"}


def test_what_another_package_or_year_includes_is_not_taken_for_it():
    include("gold", places=10)
    include(year=YEAR - 1, places=9)
    include(places=1)

    assert words(AgreementFactory()) == {"places": "0 of 1 used, 1 left"}


def test_as_many_as_they_like_is_said_so():
    include(networks=None)

    assert words(AgreementFactory()) == {"networks": "0 used, as many as they like"}


# Who sees what


def joint(name="Oak"):
    include(consultancy=2, places=2, networks=2)
    elm, oak = SchoolFactory(name="Elm"), SchoolFactory(name=name)
    agreement = AgreementFactory(schools=[elm, oak])
    for school, number in ((elm, 1), (oak, 3)):
        VisitFactory(school=school, focus=FocusFactory(consultancy_days=number), visited_on=datetime.date(2018, 1, 10))
        took_part(school, "conference", people=number)
        for _ in range(number):
            took_part(school, "network")
    return agreement, elm


def test_a_headteacher_sees_their_own_school_s_part_of_a_joint_agreement(client):
    agreement, elm = joint()
    head = headteacher_of(elm)
    client.force_login(head)

    page = client.get(reverse("agreement-used", args=[agreement.pk])).content.decode()

    part = "1 of 2 used, 1 left"
    assert words(agreement) == dict.fromkeys(Includes, "4 of 4 used, 0 left")
    assert words(agreement, head) == dict.fromkeys(Includes, part)
    assert page.count(part) == 3
    assert "Oak" not in page


def test_a_headteacher_does_not_find_what_another_school_used(client):
    client.force_login(headteacher_of(SchoolFactory()))

    assert client.get(reverse("agreement-used", args=[AgreementFactory().pk])).status_code == 404


def test_each_number_opens_the_records_it_counts(staff):
    agreement, _ = joint()

    answer = staff.get(reverse("agreement-used", args=[agreement.pk]))

    assert sum(row["days"] for row in answer.context["visits"]) == 4
    assert sum(row.people for row, _ in answer.context["places"]) == 4
    assert len(answer.context["networks"]) == 4


def test_a_network_joined_in_two_roles_is_listed_once(staff):
    elm = SchoolFactory()
    maths = ProgrammeFactory(kind="network")
    for role in ("member", "lead"):
        ParticipationFactory(school=elm, programme=maths, role=role)

    answer = staff.get(reverse("agreement-used", args=[AgreementFactory(schools=[elm]).pk]))

    assert len(answer.context["networks"]) == 1


# The list and the school page


def test_the_list_is_of_the_latest_year_unless_another_is_chosen(staff):
    include(places=4)
    now = AgreementFactory(schools=[SchoolFactory(name="Elm")])
    before = AgreementFactory(schools=[SchoolFactory(name="Oak")], year=YEAR - 1)

    def found(**asked):
        return [one.pk for one in staff.get(reverse("entitlements"), asked).context["page"]]

    assert (found(), found(year=(YEAR - 1).slug), found(school="oak"), found(school="elm")) == (
        [now.pk],
        [before.pk],
        [],
        [now.pk],
    )
    assert "0 of 4 used, 4 left" in staff.get(reverse("entitlements")).content.decode()


def test_the_school_page_says_what_is_used_and_left_to_its_headteacher(client, today):
    agreement, elm = joint()
    MembershipFactory(school=elm)
    client.force_login(headteacher_of(elm))

    page = client.get(elm.get_absolute_url()).content.decode()

    assert "Bronze: used and left Consultancy days 1 of 2 used, 1 left" in section(page, "packages")
    assert reverse("agreement-used", args=[agreement.pk]) in page


def test_the_page_of_what_was_used_asks_as_much_for_fifty_records_as_for_one(staff, django_assert_num_queries):
    elm = SchoolFactory()
    agreement = AgreementFactory(schools=[elm])

    def use(number):
        for _ in range(number):
            VisitFactory(school=elm, focus=FocusFactory(consultancy_days=1))
            took_part(elm, "conference", people=1)
            took_part(elm, "network")

    def read():
        with django_assert_num_queries(7):
            staff.get(reverse("agreement-used", args=[agreement.pk]))

    use(1)
    read()
    use(50)
    read()
