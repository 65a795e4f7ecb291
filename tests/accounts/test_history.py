"""No write escapes the history: each way there is to write, with who and how; and what is left out of it."""

import datetime
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pghistory.models import Context

from accounts.history import tracking
from accounts.history.recording import recording
from accounts.models import Invitation, User
from accounts.permissions import Role
from membership.models import Membership, Package
from official.models import Proposal
from schools.models import OfficialFile, School, Trust
from tests.accounts.beginning import put_records
from tests.accounts.history import all_changes, sql, told
from tests.admin.records import MAKE, models
from tests.factories import (
    AgreementFactory,
    AttachmentFactory,
    InvitationFactory,
    MembershipFactory,
    OfficialFileFactory,
    PartnershipFactory,
    ProposalFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from tests.workbook.books import folder
from visits.models import Attachment, Visit


@pytest.fixture
def school(db):
    return SchoolFactory(name="Elm", governance="maintained")


def latest(record):
    return all_changes(type(record), record.pk)[0]


ADDED, REMOVED = "added", "removed"
RENAMED = ("changed", {"Name": ("Elm", "Oak")})


# Every way to write


def test_every_record_has_a_history():
    assert set(tracking.models_tracked()) == {*models(), Attachment, Invitation, OfficialFile, Proposal}


def test_saving_is_a_change(school):
    school.name = "Oak"
    school.save()

    assert [told(change) for change in all_changes(School, school.pk)] == [
        RENAMED,
        (
            ADDED,
            {
                "Name": ("–", "Elm"),
                "Local authority code": ("–", "211"),
                "Governance": ("–", "Maintained"),
                "Is proposed to close": ("–", "No"),
                "Has its predecessor’s grade": ("–", "Yes"),
            },
        ),
    ]


def test_saving_what_was_there_is_none(school):
    school.save()

    assert len(all_changes(School, school.pk)) == 1


def test_updating_many_is_a_change_of_each(school):
    other = SchoolFactory(name="Elm")
    decoy = SchoolFactory(name="Ash")

    School.objects.filter(name="Elm").update(name="Oak")

    assert [told(latest(one))[0] for one in (school, other, decoy)] == ["changed", "changed", ADDED]
    assert [told(latest(one)) for one in (school, other)] == [RENAMED, RENAMED]


def test_bulk_create_and_bulk_update_are_changes(db):
    first, second = Trust.objects.bulk_create([Trust(name="First"), Trust(name="Second")])
    first.name, second.name = "One", "Two"
    Trust.objects.bulk_update([first, second], ["name"])

    assert [[told(change) for change in all_changes(Trust, one.pk)] for one in (first, second)] == [
        [("changed", {"Name": ("First", "One")}), (ADDED, {"Name": ("–", "First")})],
        [("changed", {"Name": ("Second", "Two")}), (ADDED, {"Name": ("–", "Second")})],
    ]


def test_deleting_is_a_change_and_keeps_what_was(db):
    membership = MembershipFactory(school=SchoolFactory(name="Elm"))
    pk = membership.pk

    membership.delete()

    assert told(all_changes(Membership, pk)[0]) == (
        REMOVED,
        {"School": ("Elm", "–"), "Year": ("2017–18", "–"), "Status": ("Member", "–")},
    )


def test_what_goes_with_a_deleted_record_is_a_change_of_its_own(db):
    school = SchoolFactory(urn=100001)
    urn = school.urns.get()

    school.delete()

    assert told(all_changes(type(urn), urn.pk)[0]) == (
        REMOVED,
        {"School": ("(removed)", "–"), "URN": ("100001", "–"), "Is current": ("Yes", "–")},
    )


def test_raw_sql_is_a_change_by_nobody_known(school):
    sql("update schools_school set name = 'Oak' where id = %s", school.pk)

    change = latest(school)
    assert (told(change), change.who, change.how) == (RENAMED, "", "outside the portal")


def test_raw_sql_adds_and_removes(db):
    sql("insert into schools_trust (name) values ('Typed')")
    trust = Trust.objects.get()
    sql("delete from schools_trust")

    assert [str(change.kind) for change in all_changes(Trust, trust.pk)] == [REMOVED, ADDED]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_each_kind_of_record_is_added_changed_and_removed(db, model):
    """By SQL: all columns of one record, read back as they were."""
    record = MAKE[model]()
    row = model._base_manager.filter(pk=record.pk)
    before = row.values(*(field.attname for field in _kept(model))).get()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    event = tracking.of(model).event.objects.filter(pgh_obj=record.pk)

    assert event.latest("pgh_id").pgh_label in ("insert", "update")
    assert {name: getattr(event.latest("pgh_id"), name) for name in before} == before


def _kept(model):
    held = {field.name for field in tracking.of(model).event._meta.local_fields}
    return [field for field in model._meta.local_fields if field.name in held]


# Who and how


@pytest.fixture
def ada(db):
    return UserFactory(role=Role.ADMIN, name="Ada Admin")


def by(change):
    return change.who, change.how


def test_a_change_in_admin_is_by_the_person_signed_in(client, ada, school):
    client.force_login(ada)
    data = {"name": "Oak", "la_code": "211", "governance": "maintained", "has_predecessors_grade": "on"}
    for prefix in ("urns", "former_names", "former_trusts", "former_governances", "phases", "representatives"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}

    assert client.post(reverse("admin:schools_school_change", args=[school.pk]), data).status_code == 302

    assert (told(latest(school)), by(latest(school))) == (RENAMED, ("Ada Admin", "under Records"))


def test_a_bulk_action_in_admin_is_a_change_of_each(client, ada):
    trusts = [Trust.objects.create(name="First"), Trust.objects.create(name="Second")]
    client.force_login(ada)

    client.post(
        reverse("admin:schools_trust_changelist"),
        {"action": "delete_selected", "_selected_action": [one.pk for one in trusts], "post": "yes"},
    )

    assert Trust.objects.count() == 0
    assert [(str(latest(one).kind), by(latest(one))) for one in trusts] == [
        (REMOVED, ("Ada Admin", "under Records"))
    ] * 2


SCHOOLS = "urn,name,phase,la_code\n100001,Oak,primary,211\n"


def test_an_uploaded_file_is_named_with_the_person_who_confirmed_it(client, db):
    PartnershipFactory()
    school = SchoolFactory(name="Elm", urn=100001, phase="primary")
    client.force_login(UserFactory(name="Sam Staff"))
    file = SimpleUploadedFile("schools.csv", SCHOOLS.encode())
    address = client.post(reverse("workbook-upload"), {"files": [file]}).url
    fingerprint = client.get(address).context["plan"].fingerprint

    client.post(f"{address}apply/", {"fingerprint": fingerprint})

    assert (told(latest(school)), by(latest(school))) == (RENAMED, ("Sam Staff", "from schools.csv"))


def test_a_file_read_by_the_command_is_named(db, tmp_path):
    PartnershipFactory()
    school = SchoolFactory(name="Elm", urn=100001, phase="primary")

    call_command("import_workbook", folder(tmp_path / "september", schools=SCHOOLS), apply=True, verbosity=0)

    assert (told(latest(school)), by(latest(school))) == (RENAMED, ("", "from september"))


def test_the_command_that_makes_the_first_admin_is_named(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long enough password")
    call_command("createsuperuser", email="ada@riverside.example", name="Ada", interactive=False, verbosity=0)

    assert by(latest(User.objects.get())) == ("", "by the command createsuperuser")


def test_what_a_command_writes_is_one_go_under_its_name(db):
    with recording(command="tidy"):
        one, other = Trust.objects.create(name="One"), Trust.objects.create(name="Other")

    contexts = tracking.of(Trust).event.objects.filter(pgh_obj__in=[one.pk, other.pk]).values("pgh_context_id")
    assert len({context["pgh_context_id"] for context in contexts}) == 1
    assert by(latest(one)) == ("", "by the command tidy")


def test_a_person_since_removed_is_nobody_known(db):
    with recording(user="12345"):
        trust = Trust.objects.create(name="One")

    assert latest(trust).who == "Somebody since removed"


def test_the_address_kept_is_the_route_and_not_what_stands_in_it(client, ada, school):
    client.force_login(ada)
    client.post(reverse("admin:schools_school_delete", args=[school.pk]), {"post": "yes"})

    event = tracking.of(School).event.objects.select_related("pgh_context").latest("pgh_id")
    assert event.pgh_context.metadata == {
        "user": str(ada.pk),
        "address": "admin/schools/school/<path:object_id>/delete/",
    }


def test_reading_asks_nothing_more_and_leaves_no_trace(client, ada, school):
    client.force_login(ada)
    client.get(reverse("school-list"))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("school-list"))

    assert [one["sql"] for one in asked if "pghistory" in one["sql"]] == []


# What is left out


def test_passwords_tokens_and_sign_ins_are_in_no_history(db):
    held = {
        field.column for model in tracking.models_tracked() for field in tracking.of(model).event._meta.local_fields
    }

    assert held & {"password", "last_login", "token_hash"} == set()


def test_a_sign_in_is_no_change(client, db):
    person = UserFactory()
    person.set_password("a long enough password")
    person.save()

    client.post(reverse("account_login"), {"login": person.email, "password": "a long enough password"})
    person.refresh_from_db()

    assert person.last_login is not None
    assert [str(change.kind) for change in all_changes(User, person.pk)] == [ADDED]


def test_a_new_token_is_no_change_of_an_invitation(db):
    invitation = InvitationFactory()
    Invitation.objects.filter(pk=invitation.pk).update(token_hash="f" * 64)

    assert [str(change.kind) for change in all_changes(Invitation, invitation.pk)] == [ADDED]


# Records from before


def begin_again(model):
    """As if the model's triggers had only now been added."""
    event = tracking.of(model).event
    event.objects.all().delete()
    put_records(connection, [event])


def test_a_record_from_before_is_on_record_and_its_first_change_has_what_was(db):
    visit = VisitFactory(
        purpose="Learning walk", visited_on=datetime.date(2018, 1, 10), school=SchoolFactory(name="Elm")
    )
    begin_again(Visit)
    Visit.objects.update(purpose="Audit")

    changes = all_changes(Visit, visit.pk)
    assert [told(change) for change in changes] == [
        ("changed", {"Purpose": ("Learning walk", "Audit")}),
        (
            "on record",
            {
                "Date": ("–", "10 January 2018"),
                "School": ("–", "Elm"),
                "Kind": ("–", "Visit"),
                "Status": ("–", "Done"),
                "Purpose": ("–", "Learning walk"),
                "Version of the shared note": ("–", "1"),
            },
        ),
    ]
    assert by(changes[1]) == ("", "when the history began")


def test_a_record_is_put_on_record_once(db):
    trust = Trust.objects.create(name="One")
    put_records(connection, [tracking.of(Trust).event])

    assert [str(change.kind) for change in all_changes(Trust, trust.pk)] == [ADDED]


def test_packages_that_a_migration_added_say_so(db):
    kinds = {
        package.name: [str(change.kind) for change in all_changes(Package, package.pk)]
        for package in Package.objects.all()
    }

    assert kinds == {name: [ADDED] for name in ("Bronze", "Silver", "Gold", "Nursery", "Non-SLA")}


UNCORRECTED = {
    Invitation: InvitationFactory,
    Attachment: AttachmentFactory,
    OfficialFile: OfficialFileFactory,
    Proposal: ProposalFactory,
}


@pytest.mark.parametrize("model", tracking.models_tracked(), ids=lambda model: model.__name__)
def test_every_kind_of_record_can_be_put_on_record(db, model):
    record = (UNCORRECTED | MAKE)[model]()
    begin_again(model)

    assert [str(change.kind) for change in all_changes(model, record.pk)] == ["on record"]


# Many at once


def test_many_rows_changed_after_one_are_as_quick(db):
    """A session keeps the plan of its first update of one row; joined by it, this would take minutes."""
    Trust.objects.bulk_create(Trust(name=f"Trust {n}") for n in range(20_000))
    first = Trust.objects.earliest("pk")
    for n in range(10):
        Trust.objects.filter(pk=first.pk).update(name=f"First {n}")

    began = time.perf_counter()
    Trust.objects.update(name=Concat(F("name"), Value(" indeed")))

    assert time.perf_counter() - began < 15
    assert tracking.of(Trust).event.objects.filter(pgh_label="update").count() == 20_010


def test_a_row_written_as_it_was_among_others_that_change_has_no_change(db):
    same, other = Trust.objects.create(name="Same"), Trust.objects.create(name="Other")
    sql("update schools_trust set name = case when name = 'Other' then 'Another' else name end")

    assert [len(all_changes(Trust, one.pk)) for one in (same, other)] == [1, 2]


def test_what_the_database_changes_by_itself_is_in_the_history_too(db):
    """An agreement's period is carried over to the schools it covers."""
    agreement = AgreementFactory(schools=[SchoolFactory()])
    agreement.period = DateRange(datetime.date(2017, 9, 1), datetime.date(2018, 1, 1))
    agreement.save()

    covering = agreement.coverings.get()
    assert told(latest(covering)) == (
        "changed",
        {"Period": ("1 September 2017 to 31 August 2018", "1 September 2017 to 31 December 2017")},
    )


def test_writing_what_does_not_change_leaves_no_context(db):
    trust = Trust.objects.create(name="One")
    with recording(command="tidy"):
        Trust.objects.filter(pk=trust.pk).update(name="One")
        Trust.objects.filter(pk=0).update(name="Two")

    assert Context.objects.count() == 0
