"""What has changed since a report was published, for every subject of figures: before and now, the row, and why.

Each test changes one record of a small partnership whose report was published before. Sam Staff makes the change.
"""

import copy
import datetime
from contextlib import contextmanager
from decimal import Decimal

import pghistory
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from membership.models import AgreementSchool, Package, PackagePrice
from programmes.models import Participation, Programme
from reports.counted import forget
from reports.dates import ReportDates
from reports.models import Edition
from reports.publishing.since import Changed, changes
from schools.models import Partnership, School
from tests.factories import (
    OUT_OF_AREA,
    YEAR,
    AgreementFactory,
    AssociateFactory,
    AssociateMembershipFactory,
    ChargeFactory,
    ContactFactory,
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    PackagePriceFactory,
    ParticipationFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.reports.publishing.publishing import begun, published
from visits.models import Visit

pytestmark = pytest.mark.django_db

DATES = ReportDates(YEAR, YEAR + 1, datetime.date(2018, 7, 31))
SPRING, SUMMER, LATER = datetime.date(2018, 3, 1), datetime.date(2018, 6, 1), datetime.date(2019, 3, 1)
WENT, CAME = "was counted and is not any more", "was not counted and is now"
FOREWORD = "{{ membership.2018-19.primary.in_area share }} of the primary schools were members."


class World:
    """The records behind the report. Ash has nothing to do with any of them but is open and in area."""

    def __init__(self) -> None:
        self.elm, self.fir, self.ash = (SchoolFactory(name=name) for name in ("Elm", "Fir", "Ash"))
        self.oak = SchoolFactory(name="Oak", phase="secondary")
        self.member = {
            (school.name, year): MembershipFactory(school=school, year=year)
            for school in (self.elm, self.fir, self.oak)
            for year in (YEAR, YEAR + 1)
        }
        self.agreement = AgreementFactory(year=YEAR + 1, schools=[self.elm], fee=4400)
        self.another = AgreementFactory(year=YEAR + 1, schools=[self.oak], fee=6000, package="silver")
        for school in (self.elm, self.oak):
            AgreementFactory(year=YEAR, schools=[school], fee=4400)
        self.charge = ChargeFactory(year=YEAR + 1, school=self.oak, description="Hall", amount=250)
        for package, price in (("bronze", 4400), ("silver", 6000)):
            PackagePriceFactory(
                package=Package.objects.get(slug=package), year=YEAR + 1, price=price, phase="secondary"
            )
        self.programme = ProgrammeFactory(slug="peer-review", name="Peer review", reported_as=["people", "schools"])
        self.part = ParticipationFactory(programme=self.programme, school=self.elm, role="delegate", people=7)
        ParticipationFactory(programme=self.programme, school=self.oak, role="delegate", people=2)
        InspectionFactory(school=self.elm, overall=3, inspected_on=datetime.date(2015, 1, 10))
        self.inspection = InspectionFactory(school=self.elm, overall=2)
        InspectionFactory(school=self.fir, overall=2, inspected_on=datetime.date(2016, 5, 10))
        self.visit = VisitFactory(school=self.elm, visited_on=SPRING)
        VisitFactory(school=self.oak, visited_on=SUMMER)
        self.arts, self.music = (AssociateFactory(name=name) for name in ("Arts", "Music"))
        self.associate = AssociateMembershipFactory(associate=self.arts, year=YEAR + 1)
        self.call = VisitFactory(school=None, associate=self.arts, visited_on=SPRING)
        self.national = NationalOutcomeFactory(outstanding=19, good=72, good_or_outstanding=91)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The world, the edition of its report, and who published it: undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        world, admin = World(), UserFactory(role="admin", name="Ada Admin")
        with pghistory.context(user=str(admin.pk)):
            Partnership.objects.update(short_name="Riverside before")  # a change that came before
            world.visit.purpose = "Before the report"
            world.visit.save()
        edition = published(begun(DATES, admin, {"Foreword": FOREWORD}), admin)
        yield world, edition, admin
        transaction.set_rollback(True)


@pytest.fixture
def world(told) -> World:
    """Records of its own for each test, since a test changes them."""
    return copy.deepcopy(told[0])


@pytest.fixture
def edition(told) -> Edition:
    return Edition.objects.get(pk=told[1].pk)


@contextmanager
def by_sam():
    with pghistory.context(user=str(UserFactory(name="Sam Staff").pk)):
        yield


def since(edition: Edition) -> dict[str, Changed]:
    return {change.published.key: change for change in changes(edition, edition.published_by)}


def values(found: dict[str, Changed]) -> dict[str, tuple]:
    return {key: (change.published.value, change.now and change.now.value) for key, change in found.items()}


def rows(change: Changed) -> list[tuple[str, str]]:
    return [(row.name, row.words) for row in change.rows]


def why(change: Changed) -> list[tuple[str, str, str]]:
    """What kind of record, what was done to it, and by whom."""
    return sorted((one.subject, str(one.kind), one.who) for one in change.because)


def changed_by_sam(*subjects: str, kind: str = "changed") -> list[tuple[str, str, str]]:
    return [(subject, kind, "Sam Staff") for subject in sorted(subjects)]


def test_nothing_has_changed_while_nothing_has(edition):
    assert since(edition) == {}


def test_a_membership_withdrawn_is_told_in_membership_and_movement(world, edition):
    row = world.member["Elm", YEAR + 1]
    with by_sam():
        row.status = "withdrawn"
        row.save()

    found = since(edition)

    in_area = found["membership.2018-19.primary.in_area"]
    assert (in_area.published.value, in_area.now.value) == (2, 1)
    assert (rows(in_area), why(in_area)) == ([("Elm", WENT)], changed_by_sam("Membership"))
    (change,) = in_area.because
    assert timezone.now() - change.at < datetime.timedelta(hours=1)
    assert (change.record, [(each.label, each.before, each.after) for each in change.fields]) == (
        "Elm, 2018–19: Withdrawn",
        [("Status", "Member", "Withdrawn")],
    )
    left = found["membership.2018-19.movement.left"]
    assert (rows(left), why(left)) == ([("Elm", CAME)], changed_by_sam("Membership"))
    closing = found["membership.2018-19.movement.closing"]
    assert (closing.published.value, closing.now.value) == (3, 2)
    assert why(closing) == changed_by_sam("Membership")
    outcome = found["outcomes.2018-07-31.primary.members"]
    assert (rows(outcome), why(outcome)) == ([("Elm", WENT)], changed_by_sam("Membership"))


def test_a_school_added_in_area_is_told_by_the_share_of_members_and_explained(world, edition):
    with by_sam():
        SchoolFactory(name="New")

    found = since(edition)

    assert values(found) == {
        "membership.2018-19.primary.in_area": (2, 2),
        "membership.2017-18.primary.in_area": (2, 2),
        "membership.2018-19.primary.not_members": (1, 2),
    }
    share = found["membership.2018-19.primary.in_area"]
    assert ((share.published.of, share.now.of), rows(share)) == ((3, 4), [])
    assert [one[0] for one in why(share)] == ["Phase", "School", "URN"]
    assert {one[1:] for one in why(share)} == {("added", "Sam Staff")}
    # Nobody was told how many were not members the year before: there the share alone is explained by today's.
    assert set(why(share)) <= set(why(found["membership.2017-18.primary.in_area"]))


def test_an_agreement_with_another_package_is_told_for_both_packages(world, edition):
    with by_sam():
        world.agreement.package, world.agreement.fee = Package.objects.get(slug="silver"), 6000
        world.agreement.save()

    found = since(edition)

    for package, numbers, words in (("bronze", (1, 0), WENT), ("silver", (1, 2), CAME)):
        for counted in ("agreements", "schools"):
            change = found[f"packages.2018-19.{package}.{counted}"]
            assert (change.published.value, change.now.value) == numbers
            assert (rows(change), why(change)) == ([("Elm", words)], changed_by_sam("Agreement"))
    up = found["membership.2018-19.movement.traded_up"]
    assert (rows(up), why(up)) == ([("Elm", CAME)], changed_by_sam("Agreement"))


def test_a_school_that_an_agreement_covers_no_more_is_told_and_why(world, edition):
    with by_sam():
        AgreementSchool.objects.filter(agreement=world.agreement).update(school=world.fir)

    found = since(edition)

    change = found["membership.2018-19.movement.traded_down"]
    assert (rows(change), why(change)) == ([("Elm", CAME)], changed_by_sam("Covered school"))


def test_a_fee_changed_is_told_in_income_and_in_what_moved(world, edition):
    with by_sam():
        world.agreement.fee = Decimal("4000.50")
        world.agreement.save()

    found = since(edition)

    packages = found["income.2018-19.packages"]
    assert (packages.published.text, packages.now.text) == ("£10,400", "£10,000.50")
    assert (rows(packages), why(packages)) == (
        [("Elm", "£4,400 before, £4,000.50 now")],
        changed_by_sam("Agreement"),
    )
    assert rows(found["income.2018-19.total"]) == rows(packages)
    moved = found["income.2018-19.movement.renewed"]
    assert (moved.published.value, moved.now.value) == (0, Decimal("-399.50"))
    assert why(moved) == changed_by_sam("Agreement")


def test_a_charge_removed_is_told_in_income_beside_the_packages(world, edition):
    with by_sam():
        world.charge.delete()

    found = since(edition)

    assert found.keys() == {"income.2018-19.extra", "income.2018-19.total"}
    extra = found["income.2018-19.extra"]
    assert (rows(extra), why(extra)) == ([("Oak", WENT)], changed_by_sam("Charge", kind="removed"))


def test_a_list_price_is_told_where_another_package_is_worth_less_by_it(world, edition):
    with by_sam():
        PackagePrice.objects.filter(package__slug="silver").update(price=4000)

    found = since(edition)

    down = found["membership.2018-19.movement.traded_down"]
    assert (rows(down), why(down)) == ([("Oak", CAME)], changed_by_sam("Package price"))


def test_a_package_that_is_no_service_level_agreement_any_more_is_the_reason(world, edition):
    with by_sam():
        Package.objects.filter(slug="silver").update(is_sla=False)

    found = since(edition)

    for key in ("income.2018-19.packages", "packages.2018-19.all.schools"):
        assert (rows(found[key]), why(found[key])) == ([("Oak", WENT)], changed_by_sam("Package"))


def test_more_people_and_a_school_gone_are_told_in_participation(world, edition):
    with by_sam():
        world.part.people = 9
        world.part.save()

    found = since(edition)

    assert values(found) == {"participation.2017-18.peer-review.people.delegate": (9, 11)}
    (change,) = found.values()
    assert (rows(change), why(change)) == ([("Elm", "7 before, 9 now")], changed_by_sam("Participation"))

    with by_sam():
        world.part.delete()
    change = since(edition)["participation.2017-18.peer-review.schools"]
    assert rows(change) == [("Elm", WENT)]
    assert ("Participation", "removed", "Sam Staff") in why(change)


def test_participation_moved_to_another_school_is_told_for_both(world, edition):
    with by_sam():
        Participation.objects.filter(pk=world.part.pk).update(programme=ProgrammeFactory())

    change = since(edition)["participation.2017-18.peer-review.schools"]

    assert (rows(change), why(change)) == ([("Elm", WENT)], changed_by_sam("Participation"))


def test_a_programme_of_another_key_is_no_longer_a_figure_and_says_why(world, edition):
    with by_sam():
        Programme.objects.filter(pk=world.programme.pk).update(slug="reviews")

    change = since(edition)["participation.2017-18.peer-review.schools"]

    assert (change.now_text, rows(change)) == ("no longer a figure", [("Elm", WENT), ("Oak", WENT)])
    assert why(change) == changed_by_sam("Programme")


def test_an_inspection_removed_is_told_in_inspections_outcomes_and_movements(world, edition):
    with by_sam():
        world.inspection.delete()

    found = since(edition)

    expected = changed_by_sam("Inspection", kind="removed")
    for key, words in (
        ("inspections.2017-18.primary.schools", WENT),
        ("outcomes.2018-07-31.primary.good", WENT),
        ("outcomes.2018-07-31.primary.requires_improvement", CAME),
        ("movements.2017-18.primary.requires_improvement_to_good", WENT),
    ):
        assert (rows(found[key]), why(found[key])) == ([("Elm", words)], expected)


def test_a_first_grade_is_told_by_the_shares_of_all_grades(world, edition):
    with by_sam():
        inspection = InspectionFactory(school=world.oak, overall=1)

    found = since(edition)

    outstanding = found["outcomes.2018-07-31.secondary.outstanding"]
    assert (outstanding.published.of, outstanding.now.of, rows(outstanding)) == (0, 1, [("Oak", CAME)])
    good = found["outcomes.2018-07-31.secondary.good"]
    assert (good.published.of, good.now.of, rows(good)) == (0, 1, [])
    assert [(one.subject, one.pk) for one in good.because] == [("Inspection", inspection.pk)]


def test_a_visit_moved_to_a_school_of_another_phase_is_told_on_both_lines(world, edition):
    with by_sam():
        Visit.objects.filter(pk=world.visit.pk).update(school=SchoolFactory(name="Yew", phase="special"))

    found = since(edition)

    for line, words in (("primary", ("Elm", WENT)), ("special", ("Yew", CAME))):
        change = found[f"visits.2017-18.{line}.schools"]
        assert rows(change) == [words]
        assert ("Visit", "changed", "Sam Staff") in why(change)
    assert why(found["visits.2017-18.primary.schools"]) == changed_by_sam("Visit")


def test_one_school_visited_in_anothers_place_is_told_though_they_are_as_many(world, edition):
    with by_sam():
        Visit.objects.filter(pk=world.visit.pk).update(school=world.fir)

    change = since(edition)["visits.2017-18.primary.schools"]

    assert (change.published.value, change.now.value) == (1, 1)
    assert (rows(change), why(change)) == ([("Elm", WENT), ("Fir", CAME)], changed_by_sam("Visit"))
    page = page_of(edition)
    assert "<p>1, as many as before, but not the same.</p>" in page
    assert "<del>1</del>" not in page
    assert page.count(f"<b>Fir</b>: {CAME}") == page.count(f"<b>Elm</b>: {WENT}") == len(since(edition))
    assert "Sam Staff" in page


def page_of(edition: Edition) -> str:
    client = Client()
    client.force_login(UserFactory(role="trustee"))
    return client.get(reverse("edition-since", args=[edition.report_year, edition.number])).content.decode()


def test_a_visit_to_another_day_is_told_by_month(world, edition):
    with by_sam():
        Visit.objects.filter(pk=world.visit.pk).update(visited_on=SUMMER)

    found = since(edition)

    assert values(found) == {
        "visits.2017-18.month.2018-03.schools": (1, 0),
        "visits.2017-18.month.2018-06.schools": (1, 2),
    }
    assert [(rows(change), why(change)) for change in found.values()] == [
        ([("Elm", WENT)], changed_by_sam("Visit")),
        ([("Elm", CAME)], changed_by_sam("Visit")),
    ]


def test_a_visit_to_an_associate_is_told_and_why(world, edition):
    with by_sam():
        world.call.delete()

    found = since(edition)

    change = found["visits.2017-18.associates"]
    assert (rows(change), why(change)) == ([("Arts", WENT)], changed_by_sam("Visit", kind="removed"))


def test_an_associate_that_lapsed_and_one_that_came_are_told(world, edition):
    with by_sam():
        world.associate.status = "lapsed"
        world.associate.save()
        AssociateMembershipFactory(associate=world.music, year=YEAR + 1, status="renewing")

    found = since(edition)

    for key in ("total", "new"):
        change = found[f"associates.2018-19.{key}"]
        assert (change.published.value, change.now.value) == (1, 1)
        assert rows(change) == [("Arts", WENT), ("Music", CAME)]
        assert [(one.kind, one.who) for one in change.because] == [("added", "Sam Staff"), ("changed", "Sam Staff")]
    renewing = found["associates.2018-19.to_renew"]
    assert (renewing.published.value, renewing.now.value, rows(renewing)) == (0, 1, [("Music", CAME)])
    assert why(renewing) == changed_by_sam("Associate membership", kind="added")


def test_a_national_figure_corrected_and_one_removed_are_told(world, edition):
    with by_sam():
        world.national.good = Decimal("71.5")
        world.national.save()

    found = since(edition)

    assert values(found) == {"national.2017.primary.good": (72, Decimal("71.5"))}
    (change,) = found.values()
    assert (rows(change), why(change)) == (
        [("Primary", "72% before, 71.5% now")],
        changed_by_sam("National outcome"),
    )
    with by_sam():
        world.national.delete()
    change = since(edition)["national.2017.primary.outstanding"]
    assert (change.now_text, rows(change)) == ("no longer a figure", [("Primary", WENT)])
    assert ("National outcome", "removed", "Sam Staff") in why(change)


def test_an_area_drawn_otherwise_is_told_as_the_reason(world, edition):
    with by_sam():
        Partnership.objects.update(la_codes=[OUT_OF_AREA])

    change = since(edition)["visits.2017-18.primary.schools"]

    assert (rows(change), why(change)) == ([("Elm", WENT)], changed_by_sam("Partnership"))


def test_what_alters_no_figure_is_not_told(world, edition):
    """A call, another year's records, a contact, a name that was not asked for, what a charge is called."""
    with by_sam():
        VisitFactory(school=world.fir, kind="call", visited_on=SPRING)
        VisitFactory(school=world.fir, visited_on=LATER)
        VisitFactory(school=world.elm, visited_on=SUMMER - datetime.timedelta(days=80))
        MembershipFactory(school=world.elm, year=YEAR + 2)
        InspectionFactory(school=world.elm, overall=4, inspected_on=LATER)
        ContactFactory(school=world.elm)
        Partnership.objects.update(name="Another name", colour="#6b1f5c")
        Package.objects.filter(slug="bronze").update(name="Basic")
        world.charge.description = "The hall"
        world.charge.save()

    assert since(edition) == {}


def test_changes_that_explain_nothing_are_not_among_the_reasons(world, edition):
    """Those of before the edition, of other schools, of the same school's other records, and of later years."""
    with by_sam():
        VisitFactory(school=world.oak, visited_on=SUMMER)
        MembershipFactory(school=world.elm, year=YEAR + 2)
        VisitFactory(school=world.elm, visited_on=LATER)
        ContactFactory(school=world.elm)
        InspectionFactory(school=world.elm, overall=4, inspected_on=LATER)
        Partnership.objects.update(name="Another name")
        Package.objects.update(name="Renamed")
        world.visit.delete()

    assert why(since(edition)["visits.2017-18.primary.schools"]) == changed_by_sam("Visit", kind="removed")


def test_a_school_closed_explains_that_it_is_no_member(world, edition):
    with by_sam():
        School.objects.filter(pk=world.elm.pk).update(closed_on=datetime.date(2018, 8, 31))

    change = since(edition)["membership.2018-19.primary.in_area"]

    assert ((change.published.of, change.now.of), rows(change)) == ((3, 2), [("Elm", WENT)])
    assert why(change) == changed_by_sam("School")


def test_many_changes_ask_no_more_than_one(world, edition):
    def asked() -> int:
        person = edition.published_by
        forget(edition.dates)
        with CaptureQueriesContext(connection) as queries:
            changes(edition, person)
        return len(queries)

    with by_sam():
        VisitFactory(school=world.fir, visited_on=SPRING)
    one = asked()
    with by_sam():
        for month in (1, 2, 5):
            for school in (world.elm, world.fir, world.ash, world.oak):
                VisitFactory(school=school, visited_on=datetime.date(2018, month, 1))
    assert len(since(edition)) > 4
    assert asked() == one
