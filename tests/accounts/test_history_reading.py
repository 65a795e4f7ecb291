"""The history in words, in few queries, and without what the reader may not see."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.history.events import Among
from accounts.history.reading import changes_of, latest
from accounts.history.recording import recording
from accounts.models import User
from accounts.permissions import Role
from membership.models import Agreement, Charge
from ofsted.models import NationalOutcome
from programmes.models import Programme
from schools.models import School, SchoolRepresentative, Trust
from tests.accounts.history import all_changes, told
from tests.factories import (
    AgreementFactory,
    AssociateFactory,
    ChargeFactory,
    NationalOutcomeFactory,
    PartnershipFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.overview.test_school_page import headteacher_of
from visits.models import Visit

SECRET = "The head is leaving"


def person(role):
    return UserFactory(role=role)


# In words


def test_values_are_in_words(db):
    gold = Agreement.objects.get(pk=AgreementFactory(schools=[SchoolFactory()], fee="1234.50").pk)
    Agreement.objects.filter(pk=gold.pk).update(
        fee="8600",
        agreed_on=datetime.date(2017, 9, 4),
        period=DateRange(datetime.date(2017, 9, 1), datetime.date(2018, 1, 1)),
    )

    assert told(all_changes(Agreement, gold.pk)[0]) == (
        "changed",
        {
            "Fee": ("£1,234.50", "£8,600"),
            "Agreed on": ("–", "4 September 2017"),
            "Period": ("1 September 2017 to 31 August 2018", "1 September 2017 to 31 December 2017"),
        },
    )


def test_choices_are_in_words_singly_and_in_lists(db):
    programme = ProgrammeFactory(reported_as=["schools", "people"], phase="primary", kind="network")
    Programme.objects.update(reported_as=[], phase="cross_phase", kind="conference")

    assert told(all_changes(Programme, programme.pk)[0]) == (
        "changed",
        {
            "Kind": ("Network", "Conference"),
            "Phase": ("Primary", "Cross-phase"),
            "Reported as": ("Schools and People by role", "–"),
        },
    )


def test_percentages_negative_money_yes_and_no_and_moments_are_in_words(db):
    outcome, charge = NationalOutcomeFactory(good="60.5"), ChargeFactory(amount="-20.00")
    someone = UserFactory(is_active=False)
    moment = datetime.datetime(2018, 7, 1, 9, 5, tzinfo=datetime.UTC)
    NationalOutcome.objects.update(good="61.0")
    Charge.objects.update(amount="0")
    User.objects.filter(pk=someone.pk).update(deactivated_at=moment)
    User.objects.filter(pk=someone.pk).update(deactivated_at=None, is_active=True)

    shown = [told(all_changes(type(one), one.pk)[0])[1] for one in (outcome, charge, someone)]
    assert shown == [
        {"Good": ("60.5", "61")},
        {"Amount": ("-£20", "£0")},
        {"Can sign in": ("No", "Yes"), "Deactivated at": ("1 July 2018, 10:05", "–")},
    ]


def test_open_periods_are_in_words(db):
    urn = SchoolFactory(urn=100001).urns.get()
    for period in (DateRange(datetime.date(2017, 9, 1), None), DateRange(None, datetime.date(2017, 9, 1))):
        type(urn).objects.update(period=period)

    assert [told(change)[1]["Period"] for change in all_changes(type(urn), urn.pk)[:2]] == [
        ("from 1 September 2017", "until 31 August 2017"),
        ("–", "from 1 September 2017"),
    ]


def test_linked_records_are_named_and_those_gone_are_not(db):
    old, new = Trust.objects.create(name="Old Trust"), Trust.objects.create(name="New Trust")
    school = SchoolFactory(trust=old)
    School.objects.update(trust=new)
    old.delete()

    assert told(all_changes(School, school.pk)[0]) == ("changed", {"Trust": ("(removed)", "New Trust")})


# Whose eyes

CASES = {
    Role.STAFF: {"Internal note": ("–", SECRET), "Purpose": ("–", "Audit")},
    Role.ADMIN: {"Internal note": ("–", SECRET), "Purpose": ("–", "Audit")},
    Role.TRUSTEE: {"Purpose": ("–", "Audit")},
}


@pytest.mark.parametrize("role", CASES)
def test_an_internal_note_is_for_those_who_may_read_it(db, role):
    visit = VisitFactory()
    Visit.objects.update(internal_note=SECRET, purpose="Audit")

    change = changes_of(visit, person(role)).changes[0]

    assert told(change) == ("changed", CASES[role])


@pytest.mark.parametrize(("role", "kinds"), [(Role.STAFF, ["changed", "added"]), (Role.TRUSTEE, ["added"])])
def test_a_change_of_nothing_but_hidden_fields_is_not_shown(db, role, kinds):
    visit = VisitFactory()
    Visit.objects.update(internal_note=SECRET)

    assert [str(change.kind) for change in changes_of(visit, person(role)).changes] == kinds


def test_hidden_changes_leave_no_short_page(db):
    visit = VisitFactory()
    for n in range(3):
        Visit.objects.update(internal_note=f"{SECRET} {n}")
        Visit.objects.update(purpose=f"Purpose {n}")

    page = latest(person(Role.TRUSTEE), models=[Visit], on_a_page=3)
    older = latest(person(Role.TRUSTEE), models=[Visit], among=Among(older_than=page.older_than), on_a_page=3)

    assert [told(change)[1]["Purpose"][1] for change in page.changes] == ["Purpose 2", "Purpose 1", "Purpose 0"]
    assert ([str(change.kind) for change in older.changes], older.older_than) == (["added"], None)
    assert visit.pk == older.changes[0].pk


@pytest.mark.parametrize(("role", "shown"), [(Role.STAFF, 2), (Role.ADMIN, 2), (Role.TRUSTEE, 0)])
def test_people_of_schools_are_for_those_who_may_see_contacts(db, role, shown):
    head = headteacher_of(SchoolFactory())

    acts = SchoolRepresentative.objects.get()
    reader = person(role)

    assert len(changes_of(acts, reader).changes) + len(changes_of(head, reader).changes) == shown


def test_a_headteacher_sees_who_acts_for_their_own_school_alone(db):
    mine, theirs = SchoolFactory(), SchoolFactory()
    head, other = headteacher_of(mine), headteacher_of(theirs)

    shown = [
        [told(change)[1] for change in changes_of(SchoolRepresentative.objects.get(user=one), head).changes]
        for one in (head, other)
    ]

    assert shown[0] == [{"School": ("–", str(mine)), "User": ("–", str(head))}]
    assert changes_of(other, head).changes == ()


def test_a_moved_visit_tells_neither_school_the_others_notes(db):
    """What the caller asks of `visible_to` decides the record; its versions are each their own school's."""
    elm, oak = SchoolFactory(name="Elm"), SchoolFactory(name="Oak")
    visit = VisitFactory(school=elm, shared_note="Elm's own", purpose="Elm audit")
    Visit.objects.update(school=oak, shared_note="Oak's own", purpose="Oak audit")
    visit.refresh_from_db()
    Visit.objects.update(purpose="Oak walk")

    changes = changes_of(visit, headteacher_of(oak)).changes

    assert [told(change) for change in changes] == [
        ("changed", {"Purpose": ("Oak audit", "Oak walk")}),
        (
            "added",
            {
                "Date": ("–", changes[1].fields[0].after),
                "School": ("–", "Oak"),
                "Kind": ("–", "Visit"),
                "Status": ("–", "Done"),
                "Purpose": ("–", "Oak audit"),
                "Shared note": ("–", "Oak's own"),
                "Version of the shared note": ("–", "2"),
            },
        ),
    ]
    assert "Elm" not in repr(changes)


def test_a_record_that_belongs_to_no_school_has_no_history_for_a_headteacher(db):
    head = headteacher_of(SchoolFactory())
    programme, agreement = ProgrammeFactory(), AgreementFactory(schools=[SchoolFactory()])

    assert changes_of(programme, head).changes == changes_of(agreement, head).changes == latest(head).changes == ()


def test_nobody_has_no_history(db):
    VisitFactory()
    assert latest(person("")).changes == ()
    assert not hasattr(AnonymousUser(), "may")  # so that nothing can be read for them by mistake


def test_another_headteachers_name_is_for_those_who_may_see_contacts(db):
    school = SchoolFactory()
    head, colleague = headteacher_of(school), headteacher_of(school)
    with recording(user=str(colleague.pk)):
        School.objects.update(name="Oak")
    school.refresh_from_db()

    readers = {
        "the head": head,
        "the colleague": colleague,
        "a trustee": person(Role.TRUSTEE),
        "staff": person(Role.STAFF),
    }
    assert {name: changes_of(school, reader).changes[0].who for name, reader in readers.items()} == {
        "the head": "A headteacher",
        "the colleague": str(colleague),
        "a trustee": "A headteacher",
        "staff": str(colleague),
    }


def test_a_files_name_is_for_those_who_may_read_files_in(db):
    school = SchoolFactory()
    with recording(file="Fees of Oak.xlsx"):
        School.objects.update(name="Elm")
    school.refresh_from_db()

    readers = [person(Role.STAFF), person(Role.TRUSTEE), headteacher_of(school)]
    assert [changes_of(school, reader).changes[0].how for reader in readers] == [
        "from Fees of Oak.xlsx",
        "from a spreadsheet",
        "from a spreadsheet",
    ]


# All records


@pytest.fixture
def ada(client, db):
    ada = UserFactory(role=Role.ADMIN, name="Ada Admin", email="ada@riverside.example")
    client.force_login(ada)
    return ada


def shown(client, **query):
    response = client.get(reverse("history", query=query))
    return [(change.subject, str(change.kind), change.record) for change in response.context["page"].changes]


def test_the_history_lists_every_kind_of_record_in_the_order_of_the_changes(client, ada):
    PartnershipFactory()
    trust = Trust.objects.create(name="Oak Trust")
    SchoolFactory(name="Elm", urn=None, phase=None, trust=trust)
    trust.delete()

    assert shown(client)[:4] == [
        ("Trust", "removed", "Oak Trust"),
        ("School", "changed", "Elm"),  # it lost its trust
        ("School", "added", "Elm"),
        ("Trust", "added", "Oak Trust"),
    ]


def test_the_history_leads_to_each_records_own(client, ada):
    trust = Trust.objects.create(name="Oak Trust")

    page = client.get(reverse("history")).content.decode()

    assert reverse("admin:schools_trust_history", args=[trust.pk]) in page


def test_the_history_is_filtered_by_who_and_kind(client, ada):
    other = UserFactory(name="Sam Staff")
    with recording(user=str(ada.pk)):
        Trust.objects.create(name="By Ada")
        AssociateFactory(name="Also by Ada")
    with recording(user=str(other.pk)):
        Trust.objects.create(name="By Sam")

    assert shown(client, person="ada", kind="schools.trust") == [("Trust", "added", "By Ada")]
    assert shown(client, person="ADA@riverside") == [
        ("Associate", "added", "Also by Ada"),
        ("Trust", "added", "By Ada"),
    ]
    assert [record for _, _, record in shown(client, kind="schools.trust")] == ["By Sam", "By Ada"]
    assert shown(client, person="nobody of that name") == []


def test_the_history_is_filtered_by_days_both_included(client, ada):
    Trust.objects.create(name="Today's")
    today = timezone.localdate()
    day = datetime.timedelta(days=1)

    def trusts(**days):
        return [record for kind, _, record in shown(client, **days) if kind == "Trust"]

    assert trusts(since=today, until=today) == ["Today's"]
    assert trusts(since=today + day) == trusts(until=today - day) == []
    assert trusts(until=today + day) == ["Today's"]


@pytest.mark.parametrize(
    "query", [{"since": "soon"}, {"until": "9999-12-31"}, {"since": "0001-01-01"}, {"kind": "x"}, {"person": "\0"}]
)
def test_nonsense_in_the_address_is_said_and_finds_nothing(client, ada, query):
    response = client.get(reverse("history", query=query))

    assert (response.status_code, bool(response.context["form"].errors)) == (200, True)
    assert response.context["page"].changes == ()


@pytest.mark.parametrize("older_than", ["x", "-1", "9" * 30, "²"])
def test_nonsense_for_a_page_is_the_first_page(client, ada, older_than):
    assert shown(client, older_than=older_than) == shown(client)


def test_the_history_is_paged(client, ada):
    Trust.objects.bulk_create(Trust(name=f"Trust {n:03}") for n in range(103))

    names, query = [], {"kind": "schools.trust"}
    for expected in (50, 50, 3):
        page = client.get(reverse("history", query=query)).context["page"]
        assert len(page.changes) == expected
        names += [change.record for change in page.changes]
        query["older_than"] = page.older_than

    assert (sorted(names), page.older_than) == ([f"Trust {n:03}" for n in range(103)], None)


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_history_asks_as_much_for_fifty_changes_as_for_one(client, ada):
    SchoolFactory(trust=Trust.objects.create(name="Oak"), urn=100001)
    VisitFactory(school=School.objects.get())
    asked = [queries(client, reverse("history"))]
    for n in range(50):
        SchoolFactory(trust=Trust.objects.create(name=f"Trust {n}"), urn=200000 + n)
        VisitFactory()
    asked.append(queries(client, reverse("history")))

    assert asked[1] <= asked[0]


def test_a_records_history_asks_as_much_for_fifty_changes_as_for_one(client, ada):
    school = SchoolFactory(trust=Trust.objects.create(name="Oak"))
    address = reverse("admin:schools_school_history", args=[school.pk])
    asked = [queries(client, address)]
    for n in range(50):
        School.objects.update(name=f"School {n}")
    asked.append(queries(client, address))

    assert asked == [asked[0]] * 2
