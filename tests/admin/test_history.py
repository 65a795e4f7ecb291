"""A record's history in admin, field by field, and restoring a version: a new change that keeps the old ones."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from accounts.history import tracking
from accounts.history.restoring import planned
from membership.models import Agreement, Membership, Package
from ofsted.models import Inspection, Judgement
from schools.models import School, SchoolPhase, SchoolUrn, Trust
from tests.accounts.history import all_changes, sql, told
from tests.admin.records import MAKE, models
from tests.factories import (
    AgreementFactory,
    AssociateFactory,
    InspectionFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from visits.models import Visit

User = get_user_model()
every_record = pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def history(admin, model, pk):
    response = admin.get(address(model, "history", pk))
    assert response.status_code == 200
    return response


def restore_page(admin, model, pk, change):
    return admin.get(address(model, "restore", pk, change.number))


def restore(admin, model, pk, change, page=None):
    page = page or restore_page(admin, model, pk, change)
    return admin.post(address(model, "restore", pk, change.number), {"standing": page.context["plan"].standing})


def would_change(page):
    return {one.label: (one.before, one.after) for one in page.context["plan"].changes}


# Reading


@every_record
def test_every_record_has_its_history_on_a_page(admin, model):
    record = MAKE[model]()

    response = history(admin, model, record.pk)

    assert response.context["page"].changes[-1].fields
    assert "Added" in response.content.decode()


def test_history_says_what_changed_by_whom_and_how(admin):
    school = SchoolFactory(name="Elm")
    sql("update schools_school set name = 'Oak' where id = %s", school.pk)

    page = history(admin, School, school.pk).content.decode()

    assert all(word in page for word in ("<del>Elm</del>", "<ins>Oak</ins>", "outside the portal"))


def test_each_version_but_the_present_one_can_be_restored(admin):
    trust = Trust.objects.create(name="One")
    Trust.objects.update(name="Two")
    Trust.objects.update(name="Three")
    changes = all_changes(Trust, trust.pk)

    page = history(admin, Trust, trust.pk).content.decode()

    links = [address(Trust, "restore", trust.pk, change.number) in page for change in changes]
    assert links == [False, True, True]


def test_a_removed_record_keeps_its_history(admin):
    trust = Trust.objects.create(name="One")
    pk = trust.pk
    trust.delete()

    page = history(admin, Trust, pk)

    assert [str(change.kind) for change in page.context["page"].changes] == ["removed", "added"]
    assert "has been removed" in page.content.decode()


@pytest.mark.parametrize("key", ["999999", "x"])
@pytest.mark.parametrize("page", ["history", "restore"])
def test_a_record_that_never_was_leads_back_with_a_word(admin, key, page):
    arguments = [key, 1] if page == "restore" else [key]

    response = admin.get(address(Trust, page, *arguments))

    assert (response.status_code, response.url) == (302, reverse("admin:index"))


def test_a_version_of_another_record_cannot_be_restored_into_this_one(admin):
    one, other = Trust.objects.create(name="One"), Trust.objects.create(name="Other")

    response = restore_page(admin, Trust, one.pk, all_changes(Trust, other.pk)[0])

    assert response.status_code == 302


def test_packages_history_viewers_have_no_page_of_their_own(admin):
    page = admin.get(reverse("admin:index")).content.decode()

    assert ("pghistory" in page, "event" in page.lower()) == (False, False)
    kinds = [tracking.of(School).event, *(one for one in (tracking.of(User).event,))]
    from django.contrib.contenttypes.models import ContentType

    for kind in kinds:
        number = ContentType.objects.get_for_model(kind).pk
        assert admin.get(f"/admin/r/{number}/1/").status_code == 404


# Restoring


def test_restoring_shows_what_would_change_and_writes_nothing(admin):
    school = SchoolFactory(name="Elm", governance="maintained")
    School.objects.update(name="Oak", governance="academy")

    page = restore_page(admin, School, school.pk, all_changes(School, school.pk)[1])

    assert would_change(page) == {"Name": ("Oak", "Elm"), "Governance": ("Academy", "Maintained")}
    assert School.objects.get().name == "Oak"
    assert len(all_changes(School, school.pk)) == 2


def test_restoring_is_a_new_change_and_keeps_the_old_ones(admin):
    school = SchoolFactory(name="Elm")
    School.objects.update(name="Oak")
    before = all_changes(School, school.pk)

    response = restore(admin, School, school.pk, before[1])

    assert (response.status_code, response.url) == (302, address(School, "history", school.pk))
    changes = all_changes(School, school.pk)
    assert told(changes[0]) == ("changed", {"Name": ("Oak", "Elm")})
    assert (changes[0].who, changes[0].how) == ("Ada Admin", "under Records")
    assert changes[1:] == before


@every_record
def test_every_kind_of_record_can_be_restored_to_what_it_was(admin, model):
    """Its first version is written once more; the database takes every value as it gave it."""
    record = MAKE[model]()
    kept = [field.attname for field in model._meta.local_fields if not field.generated]
    was = model._base_manager.filter(pk=record.pk).values(*kept).get()
    change = all_changes(model, record.pk)[0]

    from accounts.history import restoring

    plan = restoring.planned(model, record.pk, change.number)
    assert (plan.reasons, plan.changes) == ((), ())
    plan.record.save()

    assert model._base_manager.filter(pk=record.pk).values(*kept).get() == was


def test_a_removed_record_comes_back_under_its_number(admin):
    membership = MembershipFactory(reason="Moved", joined_on=datetime.date(2017, 9, 1))
    pk = membership.pk
    was = Membership.objects.filter(pk=pk).values().get()
    membership.delete()

    page = restore_page(admin, Membership, pk, all_changes(Membership, pk)[0])
    restore(admin, Membership, pk, all_changes(Membership, pk)[0], page)

    assert Membership.objects.filter(pk=pk).values().get() == was
    assert [str(change.kind) for change in all_changes(Membership, pk)] == ["added", "removed", "added"]


def test_an_inspection_and_then_its_judgements_come_back(admin):
    inspection = InspectionFactory()
    judgement = inspection.judgements.create(area="outcomes", grade="2", graded_on=datetime.date(2018, 1, 10))
    keys = inspection.pk, judgement.pk
    inspection.delete()
    gone = all_changes(Judgement, keys[1])[0]

    refused = restore_page(admin, Judgement, keys[1], gone)
    restore(admin, Inspection, keys[0], all_changes(Inspection, keys[0])[0])
    restore(admin, Judgement, keys[1], gone)

    assert refused.context["plan"].reasons == (
        "Inspection: the record it refers to has been removed. Restore that first.",
    )
    assert Judgement.objects.get().inspection_id == keys[0]


def test_a_version_that_needs_what_is_gone_is_refused_with_the_reason(admin):
    trust = Trust.objects.create(name="Old Trust")
    school = SchoolFactory(name="Elm", trust=trust)
    trust.delete()
    change = all_changes(School, school.pk)[1]

    page = restore_page(admin, School, school.pk, change)
    response = restore(admin, School, school.pk, change, page)

    assert page.context["plan"].reasons == ("Trust: the record it refers to has been removed. Restore that first.",)
    assert "cannot be restored" in page.content.decode()
    assert (response.status_code, School.objects.get().trust) == (409, None)


def test_a_version_that_breaks_a_rule_today_is_refused_in_the_rules_words(admin):
    membership = MembershipFactory()
    pk, school = membership.pk, membership.school
    membership.delete()
    MembershipFactory(school=school)

    page = restore_page(admin, Membership, pk, all_changes(Membership, pk)[0])

    assert page.context["plan"].reasons == ("This school already has a membership row for that year.",)
    assert Membership.objects.count() == 1


def test_what_only_the_database_refuses_is_in_words_too(admin, monkeypatch):
    membership = MembershipFactory()
    pk, school = membership.pk, membership.school
    membership.delete()
    MembershipFactory(school=school)
    monkeypatch.setattr(Membership, "full_clean", lambda *args, **kwargs: None)

    response = restore(admin, Membership, pk, all_changes(Membership, pk)[0])

    assert response.status_code == 409
    assert "This school already has a membership row for that year." in response.content.decode()
    assert not Membership.objects.filter(pk=pk).exists()


def test_an_agreement_takes_the_schools_it_covers_back_to_its_period(admin):
    agreement = AgreementFactory(schools=[SchoolFactory()])
    whole = agreement.period
    agreement.period = (datetime.date(2017, 9, 1), datetime.date(2018, 1, 1))
    agreement.save()
    change = all_changes(Agreement, agreement.pk)[1]

    assert restore(admin, Agreement, agreement.pk, change).status_code == 302
    assert agreement.coverings.get().period == whole


def test_a_change_made_since_the_page_was_opened_is_shown_and_nothing_restored(admin):
    trust = Trust.objects.create(name="One")
    Trust.objects.update(name="Two")
    change = all_changes(Trust, trust.pk)[1]
    page = restore_page(admin, Trust, trust.pk, change)
    Trust.objects.update(name="Three")

    response = restore(admin, Trust, trust.pk, change, page)

    assert response.status_code == 409
    assert would_change(response) == {"Name": ("Three", "One")}
    assert "has changed since" in response.content.decode()
    assert Trust.objects.get().name == "Three"
    assert restore(admin, Trust, trust.pk, change, response).status_code == 302
    assert Trust.objects.get().name == "One"


@pytest.mark.parametrize("standing", ["", "x", "-1"])
def test_a_form_that_does_not_say_what_it_showed_restores_nothing(admin, standing):
    trust = Trust.objects.create(name="One")
    Trust.objects.update(name="Two")
    change = all_changes(Trust, trust.pk)[1]

    response = admin.post(address(Trust, "restore", trust.pk, change.number), {"standing": standing})

    assert (response.status_code, Trust.objects.get().name) == (409, "Two")


def test_the_present_version_leaves_nothing_to_restore(admin):
    trust = Trust.objects.create(name="One")
    change = all_changes(Trust, trust.pk)[0]

    page = restore_page(admin, Trust, trust.pk, change)
    response = restore(admin, Trust, trust.pk, change, page)

    assert "nothing to restore" in page.content.decode()
    assert (response.status_code, len(all_changes(Trust, trust.pk))) == (409, 1)


def test_a_persons_history_is_to_look_at_for_their_own_page_sees_to_what_goes_with_a_role(admin):
    person = UserFactory(role="trustee")
    User.objects.filter(pk=person.pk).update(role="staff")
    change = all_changes(User, person.pk)[1]

    page = admin.get(f"/admin/accounts/user/{person.pk}/history/").content.decode()
    answer = admin.post(
        f"/admin/accounts/user/{person.pk}/history/{change.number}/restore/", {"standing": change.number}
    )

    assert ("Trustee" in page, "Restore this version" in page, answer.status_code) == (True, False, 403)
    assert User.objects.get(pk=person.pk).role == "staff"


def test_what_the_history_does_not_hold_whole_cannot_come_back(db):
    person = UserFactory()
    pk = person.pk
    person.delete()

    assert planned(User, pk, all_changes(User, pk)[0].number).reasons == (
        "The history does not keep the password, so the record has to be made anew.",
    )


def test_rows_of_a_school_are_restored_by_themselves(admin):
    """Two rows that change places: the second can go back once the first has made way."""
    school = SchoolFactory(urn=100001, phase="primary")
    urn = school.urns.get()
    SchoolUrn.objects.filter(pk=urn.pk).update(is_current=False)
    newer = school.urns.create(urn=100002)
    change = all_changes(SchoolUrn, urn.pk)[1]

    refused = restore_page(admin, SchoolUrn, urn.pk, change)
    newer.delete()

    assert refused.context["plan"].reasons == ("A school has one current URN.",)
    assert restore(admin, SchoolUrn, urn.pk, change).status_code == 302
    assert SchoolPhase.objects.count() == 1


def test_a_visit_goes_back_to_the_place_it_was_to(admin):
    visit = VisitFactory(school=SchoolFactory(name="Elm"))
    Visit.objects.update(school=None, associate=AssociateFactory(name="Harbour"))

    page = restore_page(admin, Visit, visit.pk, all_changes(Visit, visit.pk)[1])
    restore(admin, Visit, visit.pk, all_changes(Visit, visit.pk)[1], page)

    assert would_change(page) == {"School": ("–", "Elm"), "Associate": ("Harbour", "–")}
    visit.refresh_from_db()
    assert (str(visit.school), visit.associate) == ("Elm", None)


def test_a_package_of_the_first_migration_can_be_restored_to_how_it_stood_on_record(admin):
    package = Package.objects.get(slug="gold")
    Package.objects.filter(pk=package.pk).update(name="Golden")

    restore(admin, Package, package.pk, all_changes(Package, package.pk)[-1])

    package.refresh_from_db()
    assert package.name == "Gold"
