"""Every page of every record: it opens, and asks as much of thirty rows as of one."""

import datetime

import pytest
from django.contrib import admin as django_admin
from django.contrib.admin.utils import quote
from django.urls import reverse

from accounts.models import User
from membership.models import Agreement, AssociateMembership, Membership
from ofsted.models import Inspection, Judgement
from programmes.models import Participation
from reports.models import Acceptance, Report
from schools.models import Partnership, School, SchoolPhase, SchoolRepresentative, SchoolUrn
from tests.admin.records import MAKE, models
from tests.factories import (
    AgreementFactory,
    AssociateFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    PartnershipFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
)
from thep.years import AcademicYear

every_record = pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
ADDED_ELSEWHERE = {Partnership, User, Report, Acceptance}
many_of_a_kind = pytest.mark.parametrize(
    "model", [model for model in models() if model is not Partnership], ids=lambda model: model.__name__
)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[quote(arg) for arg in args])


def test_every_record_has_an_admin():
    assert [model for model in models() if not django_admin.site.is_registered(model)] == []
    assert set(MAKE) == set(models())


@every_record
def test_admin_says_how_to_search_and_in_which_order(model):
    page = django_admin.site.get_model_admin(model)

    assert page.search_fields
    assert page.ordering[-1].lstrip("-") == "id"
    assert (page.list_per_page, page.show_full_result_count) == (50, False)


@every_record
def test_foreign_keys_are_searched_not_listed(model):
    page = django_admin.site.get_model_admin(model)
    keys = [field.name for field in model._meta.fields if field.many_to_one and field.editable]

    assert sorted(page.autocomplete_fields) == sorted(keys)


@many_of_a_kind
@pytest.mark.parametrize("query", ["", "?q=s"], ids=["all", "searched"])
def test_list_asks_as_much_of_many_rows_as_of_one(queries, model, query):
    asked = []
    for made in (1, 2, 27):
        for _ in range(made):
            MAKE[model]()
        asked.append(queries(address(model, "changelist") + query))

    assert asked == [asked[0]] * 3


@every_record
def test_list_shows_its_rows(admin, model):
    record = MAKE[model]()

    response = admin.get(address(model, "changelist"))

    assert response.status_code == 200
    assert record in response.context["cl"].result_list
    assert address(model, "change", record.pk) in response.content.decode()


@many_of_a_kind
def test_add_and_change_ask_as_much_of_many_rows_as_of_one(queries, model):
    record = MAKE[model]()
    addresses = [address(model, "change", record.pk), address(model, "history", record.pk)]
    if model not in ADDED_ELSEWHERE:
        addresses.append(address(model, "add"))
    asked = [queries(page) for page in addresses]
    for _ in range(30):
        MAKE[model]()

    assert [queries(page) for page in addresses] == asked


def test_there_is_one_partnership(admin):
    partnership = PartnershipFactory()

    assert admin.get(address(Partnership, "change", partnership.pk)).status_code == 200
    assert admin.get(address(Partnership, "add")).status_code == 403
    assert admin.post(address(Partnership, "add"), {"name": "Another", "la_codes": "211"}).status_code == 403
    assert admin.post(address(Partnership, "delete", partnership.pk), {"post": "yes"}).status_code == 403


def test_the_first_partnership_can_be_added(admin):
    typed = {"name": "Riverside", "la_codes": "211, 212", "colour": "#14304f"}

    response = admin.post(address(Partnership, "add"), typed)

    assert response.status_code == 302
    assert Partnership.objects.get().la_codes == ["211", "212"]


def keys():
    return [field for model in models() for field in model._meta.fields if field.many_to_one and field.editable]


def suggestions(key, term=""):
    holder = {"app_label": key.model._meta.app_label, "model_name": key.model._meta.model_name, "field_name": key.name}
    return reverse("admin:autocomplete", query=holder | {"term": term})


@pytest.mark.parametrize("key", keys(), ids=str)
def test_suggestions_ask_as_much_of_many_rows_as_of_one(queries, key):
    asked = []
    for made in (1, 2, 27):
        for _ in range(made):
            MAKE[key.related_model]()
        asked.append(queries(suggestions(key)))

    assert asked == [asked[0]] * 3


def add_urns(school, n):
    first = SchoolUrn.objects.count() + 500_000
    SchoolUrn.objects.bulk_create(SchoolUrn(school=school, urn=first + i, is_current=False) for i in range(n))


def add_phases(school, n):
    SchoolPhase.objects.bulk_create(
        SchoolPhase(school=school, phase="special", is_main=False, from_year=year, until_year=year)
        for year in (AcademicYear(2200 - school.phases.count() - i) for i in range(1, n + 1))
    )


def add_representatives(school, n):
    SchoolRepresentative.objects.bulk_create(SchoolRepresentative(school=school, user=UserFactory()) for _ in range(n))


def add_schools(agreement, n):
    for _ in range(n):
        agreement.coverings.create(school=SchoolFactory())


def add_judgements(inspection, n):
    Judgement.objects.bulk_create(
        Judgement(
            inspection=inspection,
            regime="overall_effectiveness",
            area="outcomes",
            grade="2",
            graded_on=datetime.date(2018, 1, 1) + datetime.timedelta(days=inspection.judgements.count() + i),
        )
        for i in range(n)
    )


def add_years(associate, n):
    AssociateMembership.objects.bulk_create(
        AssociateMembership(
            associate=associate, year=AcademicYear(2100 - associate.memberships.count() - i), status="member"
        )
        for i in range(n)
    )


def add_memberships(school, n):
    for _ in range(n):
        MembershipFactory(school=school, year=AcademicYear(2100 - school.memberships.count()))


def add_participation(school, n):
    for _ in range(n):
        ParticipationFactory(school=school)


@pytest.mark.parametrize(
    ("record", "add_rows"),
    [
        (SchoolFactory, add_urns),
        (SchoolFactory, add_phases),
        (SchoolFactory, add_representatives),
        (lambda: AgreementFactory(schools=[]), add_schools),
        (InspectionFactory, add_judgements),
        (AssociateFactory, add_years),
    ],
)
@pytest.mark.parametrize("page", ["change", "delete"])
def test_page_asks_as_much_of_many_inline_rows_as_of_one(queries, record, add_rows, page):
    record = record()
    asked = []
    for n in (1, 29):
        add_rows(record, n)
        asked.append(queries(address(type(record), page, record.pk)))

    assert asked == [asked[0]] * 2


@pytest.mark.parametrize(
    ("record", "add_rows"),
    [
        (SchoolFactory, add_memberships),
        (SchoolFactory, add_participation),
        (SchoolFactory, lambda school, n: [AgreementFactory(schools=[school], period=day(i)) for i in range(n)]),
        (ProgrammeFactory, lambda programme, n: [ParticipationFactory(programme=programme) for _ in range(n)]),
    ],
)
def test_deleting_asks_as_much_of_many_dependents_as_of_one(queries, record, add_rows):
    record = record()
    asked = []
    for n in (1, 29):
        add_rows(record, n)
        asked.append(queries(address(type(record), "delete", record.pk)))

    assert asked == [asked[0]] * 2


def day(i):
    start = datetime.date(2017, 9, 1) + datetime.timedelta(days=Agreement.objects.count())
    return (start, start + datetime.timedelta(days=1))


def test_deleting_a_school_with_records_says_what_keeps_it(admin):
    school = SchoolFactory()
    membership = MembershipFactory(school=school)

    response = admin.post(address(School, "delete", school.pk), {"post": "yes"})

    assert response.status_code == 200
    assert address(Membership, "change", membership.pk) in response.content.decode()
    assert School.objects.filter(pk=school.pk).exists()


def test_deleting_names_no_more_than_a_page_holds(admin):
    programme = ProgrammeFactory()
    Participation.objects.bulk_create(
        Participation(programme=programme, school=SchoolFactory(), year=AcademicYear(2017)) for _ in range(103)
    )

    protected = admin.get(address(type(programme), "delete", programme.pk)).context["protected"]

    assert len(protected) == 101
    assert protected[-1] == "… and 3 more"


def test_deleting_deletes(admin):
    inspection = InspectionFactory()
    add_judgements(inspection, 2)

    response = admin.post(address(Inspection, "delete", inspection.pk), {"post": "yes"})

    assert response.status_code == 302
    assert (Inspection.objects.count(), Judgement.objects.count()) == (0, 0)
