"""A school's history: what is its own, to those who may see the school; what was another's is never told."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.history.recording import recording
from accounts.permissions import Role
from membership.models import Agreement, Charge, Package
from ofsted.models import Inspection, Judgement
from schools.models import School, SchoolRepresentative
from tests.accounts.history import told
from tests.factories import (
    YEAR,
    AgreementFactory,
    AssociateFactory,
    ChargeFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.test_school_page import fill, headteacher_of
from visits.models import Visit


@pytest.fixture
def elm(db):
    return SchoolFactory(name="Elm")


@pytest.fixture
def oak(db):
    return SchoolFactory(name="Oak")


@pytest.fixture
def read(client):
    """The changes of a school's page as a person sees them, the latest first, those of some kinds of record alone."""

    def changes(school, reader, *models):
        client.force_login(reader)
        response = client.get(reverse("school-history", args=[school.pk]))
        return [one for one in response.context["page"].changes if not models or one.model in models]

    return changes


def words(changes):
    return [told(change) for change in changes]


def fees(changes):
    return [
        (str(change.kind), *values) for change in changes for name, values in told(change)[1].items() if name == "Fee"
    ]


SUBJECTS = [
    "Charge",
    "Covered school",
    "Inspection",
    "Judgement",
    "Membership",
    "Participation",
    "Phase",
    "School",
    "School representative",
    "Agreement",
    "Action",
    "Former governance",
    "Former name",
    "URN",
    "Visit",
]


def filled(school):
    fill(school)
    school.inspections.get().judgements.create(area="outcomes", grade="2", graded_on=datetime.date(2018, 1, 10))
    return headteacher_of(school)


def test_a_school_and_all_that_is_its_own_is_in_its_history(elm, oak, read):
    head, _ = filled(elm), filled(oak)

    subjects = {change.subject for change in read(elm, head)}

    assert sorted(subjects) == sorted(SUBJECTS)
    assert {(change.subject, change.record) for change in read(elm, head)} & {
        (change.subject, change.record)
        for change in read(oak, UserFactory())
        if change.model in (School, Visit, Charge)
    } == set()


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN, Role.TRUSTEE])
def test_readers_of_the_report_see_every_schools_history(elm, read, role):
    filled(elm)

    subjects = {change.subject for change in read(elm, UserFactory(role=role))}

    assert sorted({*SUBJECTS} - subjects) == (["School representative"] if role == Role.TRUSTEE else [])


def test_another_schools_history_is_not_found(elm, oak, client):
    client.force_login(headteacher_of(elm))

    assert client.get(reverse("school-history", args=[oak.pk])).status_code == 404


def test_the_schools_page_leads_to_its_history(elm, client):
    client.force_login(headteacher_of(elm))

    page = client.get(reverse("school-detail", args=[elm.pk])).content.decode()

    assert reverse("school-history", args=[elm.pk]) in page


def test_an_internal_note_is_not_told_to_the_school(elm, read):
    VisitFactory(school=elm)
    Visit.objects.update(internal_note="SECRET")
    Visit.objects.update(internal_note="SECRET indeed", purpose="Audit")

    head, staff = (words(read(elm, reader, Visit)) for reader in (headteacher_of(elm), UserFactory()))

    assert head[0] == ("changed", {"Purpose": ("–", "Audit")})
    assert ([kind for kind, _ in head], [kind for kind, _ in staff]) == (
        ["changed", "added"],
        ["changed"] * 2 + ["added"],
    )
    assert ("SECRET" in repr(head), "SECRET" in repr(staff)) == (False, True)


@pytest.mark.parametrize(
    ("make", "field", "of_elm", "of_oak"),
    [
        (VisitFactory, "shared_note", "Elm's note", "Oak's note"),
        (ChargeFactory, "description", "Elm's charge", "Oak's charge"),
        (MembershipFactory, "reason", "Elm's reason", "Oak's reason"),
        (InspectionFactory, "inspection_number", "Elm's number", "Oak's number"),
        (ParticipationFactory, "people", 40_104, 70_707),
    ],
)
def test_a_record_moved_between_schools_tells_neither_of_the_other(elm, oak, read, make, field, of_elm, of_oak):
    model = type(make(school=elm, **{field: of_elm}))
    model.objects.update(school=oak, **{field: of_oak})
    model.objects.update(**{field: 90_909})

    theirs, ours = (words(read(school, headteacher_of(school), model)) for school in (elm, oak))

    assert [kind for kind, _ in theirs] == ["added"]  # of what came after it is told nothing
    assert [kind for kind, _ in ours] == ["changed", "added"]
    assert {before for before, _ in ours[1][1].values()} == {"–"}
    assert [word for word in ("Oak", str(of_oak), "90909") if word in repr(theirs)] == []
    assert [word for word in ("Elm", str(of_elm)) if word in repr(ours)] == []


def test_a_visit_that_was_an_associates_tells_the_school_nothing_of_it(elm, read):
    visit = VisitFactory(school=None, associate=AssociateFactory(name="Harbour Trust"), shared_note="Harbour's")
    Visit.objects.filter(pk=visit.pk).update(school=elm, associate=None, shared_note="Elm's")

    changes = read(elm, headteacher_of(elm), Visit)

    assert [str(change.kind) for change in changes] == ["added"]
    assert "Harbour" not in repr(changes)


def test_a_judgement_of_an_inspection_that_was_another_schools_is_left_out(elm, oak, read):
    inspection = InspectionFactory(school=elm)
    inspection.judgements.create(area="outcomes", grade="2", graded_on=datetime.date(2018, 1, 10))
    Inspection.objects.update(school=oak)

    assert read(elm, headteacher_of(elm), Judgement) == read(oak, headteacher_of(oak), Judgement) == []


# An agreement of several schools


def in_one_go(number=1):
    return recording(command=f"go {number}")


def fee(agreement, amount):
    Agreement.objects.filter(pk=agreement.pk).update(fee=amount)


def test_a_school_sees_the_fee_from_when_its_agreement_was_made(elm, read):
    agreement = AgreementFactory(schools=[elm], fee=500)
    fee(agreement, 700)

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("changed", "£500", "£700"), ("added", "–", "£500")]


def test_the_fee_from_before_a_school_was_covered_is_not_told_to_it(elm, oak, read):
    agreement = AgreementFactory(schools=[oak], fee=500)
    fee(agreement, 600)
    fee(agreement, 700)
    agreement.coverings.create(school=elm)
    fee(agreement, 800)

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("changed", "£700", "£800"), ("added", "–", "£700")]
    assert [one[1:] for one in fees(read(oak, headteacher_of(oak), Agreement))] == [
        ("£700", "£800"),
        ("£600", "£700"),
        ("£500", "£600"),
        ("–", "£500"),
    ]


def test_the_fee_from_after_a_school_was_covered_is_not_told_to_it(elm, oak, read):
    agreement = AgreementFactory(schools=[elm, oak], fee=500)
    agreement.coverings.get(school=elm).delete()
    fee(agreement, 700)
    agreement.delete()

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("added", "–", "£500")]


def test_a_fee_set_as_a_school_leaves_is_not_told_to_it(elm, oak, read):
    """As when an admin changes both on one page."""
    agreement = AgreementFactory(schools=[elm, oak], fee=500)
    with in_one_go():
        fee(agreement, 700)
        agreement.coverings.get(school=elm).delete()

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("added", "–", "£500")]


def test_a_fee_set_as_a_school_comes_is_told_to_it_without_the_one_before(elm, oak, read):
    agreement = AgreementFactory(schools=[oak], fee=500)
    with in_one_go():
        agreement.coverings.create(school=elm)
        fee(agreement, 700)

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("added", "–", "£700")]


def test_a_school_that_left_and_came_back_sees_neither_fee_between(elm, oak, read):
    agreement = AgreementFactory(schools=[elm, oak], fee=500)
    agreement.coverings.get(school=elm).delete()
    fee(agreement, 600)
    fee(agreement, 700)
    agreement.coverings.create(school=elm)

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("added", "–", "£700"), ("added", "–", "£500")]


def test_a_covering_moved_to_another_school_ends_the_ones_and_begins_the_others(elm, oak, read):
    agreement = AgreementFactory(schools=[elm], fee=500)
    agreement.coverings.update(school=oak)
    fee(agreement, 700)

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("added", "–", "£500")]
    assert fees(read(oak, headteacher_of(oak), Agreement)) == [("changed", "£500", "£700"), ("added", "–", "£500")]


def test_an_agreement_removed_while_it_covered_a_school_says_so(elm, oak, read):
    agreement, decoy = AgreementFactory(schools=[elm], fee=500), AgreementFactory(schools=[oak], fee=900)
    with in_one_go():
        agreement.delete()
    with in_one_go(2):
        decoy.delete()

    assert fees(read(elm, headteacher_of(elm), Agreement)) == [("removed", "£500", "–"), ("added", "–", "£500")]


def test_an_agreement_that_no_longer_covers_a_school_is_not_named_as_it_is_today(elm, oak, read):
    agreement = AgreementFactory(schools=[elm, oak])
    agreement.coverings.get(school=elm).delete()
    Agreement.objects.update(package=Package.objects.get(slug="gold"))

    shown = read(elm, headteacher_of(elm))

    assert ("Gold" in repr(shown), "(not shown)" in repr(shown), "Oak" in repr(shown)) == (False, True, False)


def test_schools_of_one_agreement_are_not_named_to_each_other(elm, oak, read):
    AgreementFactory(schools=[elm, oak])

    assert "Oak" not in repr(read(elm, headteacher_of(elm)))


# Pages


def test_the_history_is_read_in_a_fixed_number_of_queries(elm, oak, client):
    head = filled(elm)
    SchoolRepresentative.objects.filter(user=head).update(from_on=datetime.date(2017, 9, 1))
    address = reverse("school-history", args=[elm.pk])

    def queries(reader):
        client.force_login(reader)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    readers = [head, UserFactory(), UserFactory(role=Role.TRUSTEE)]
    few = [queries(reader) for reader in readers]
    for n in range(1, 10):
        MembershipFactory(school=elm, year=YEAR + n)
        AgreementFactory(schools=[elm, oak], year=YEAR + n)
        ParticipationFactory(school=elm)
        VisitFactory(school=elm)
        InspectionFactory(school=elm).judgements.create(
            area="outcomes", grade="2", graded_on=datetime.date(2018, 1, 10)
        )
        Visit.objects.update(purpose=f"Purpose {n}")
        SchoolRepresentative.objects.update(until_on=datetime.date(2030, 1, n))

    many = [queries(reader) for reader in readers]
    assert [now <= before for now, before in zip(many, few, strict=True)] == [True] * 3
    assert len(client.get(address).context["page"].changes) == 50


def test_older_changes_are_on_pages_of_their_own(elm, client):
    client.force_login(headteacher_of(elm))
    for n in range(60):
        School.objects.filter(pk=elm.pk).update(name=f"Elm {n}")
    first = client.get(reverse("school-history", args=[elm.pk])).context["page"]
    older = client.get(reverse("school-history", args=[elm.pk], query={"older_than": first.older_than})).context["page"]

    assert (len(first.changes), older.older_than) == (50, None)
    assert told(first.changes[-1])[1]["Name"][1] == "Elm 10"
    assert told(older.changes[0])[1]["Name"][1] == "Elm 9"
