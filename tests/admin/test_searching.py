"""Finding records: folded names, URNs old and new, and filters that stay short."""

import datetime

import pytest
from django.urls import reverse

from membership.models import Agreement, AgreementSchool, Charge, Membership
from ofsted.models import Inspection, Judgement
from programmes.models import Participation
from schools.models import School, SchoolPhase, SchoolUrn, Trust
from tests.factories import (
    AgreementFactory,
    AssociateFactory,
    ChargeFactory,
    InspectionFactory,
    MembershipFactory,
    ParticipationFactory,
    ProgrammeFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from thep.years import AcademicYear
from visits.models import Visit

WAYS = ["Saint Annes", "St Anne's", "st. anne’s", "100123", "100100", " 100123 "]


@pytest.fixture
def st_annes(db):
    SchoolFactory(name="St Andrew's", urn=100999)
    school = SchoolFactory(name="St Anne’s Catholic Primary School", short_name="Annes", urn=100123)
    school.urns.create(urn=100100, is_current=False)
    return school


def listed(admin, model, query):
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=query)
    return list(admin.get(page).context["cl"].result_list)


def suggested(admin, model, field, term):
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": term,
    }
    return admin.get(reverse("admin:autocomplete", query=query)).json()["results"]


@pytest.mark.parametrize("typed", WAYS)
def test_school_is_found_however_it_is_typed(admin, st_annes, typed):
    assert listed(admin, School, {"q": typed}) == [st_annes]
    assert suggested(admin, Membership, "school", typed) == [{"id": str(st_annes.pk), "text": "Annes (100123, 211)"}]


@pytest.mark.parametrize("typed", ["10012", "999999", "Ste Anne"])
def test_what_is_not_there_is_not_found(admin, st_annes, typed):
    assert listed(admin, School, {"q": typed}) == []
    assert suggested(admin, Membership, "school", typed) == []


@pytest.mark.parametrize(
    ("model", "field"), [(Membership, "school"), (School, "trust"), (AgreementSchool, "agreement")]
)
def test_what_no_name_can_hold_is_no_failure(admin, st_annes, model, field):
    assert isinstance(suggested(admin, model, field, "\0"), list)


@pytest.mark.parametrize("typed", WAYS)
@pytest.mark.parametrize(
    ("model", "of_school"),
    [
        (SchoolUrn, lambda school: school.urns.all()),
        (SchoolPhase, lambda school: school.phases.all()),
        (Membership, lambda school: [MembershipFactory(school=school)]),
        (Agreement, lambda school: [AgreementFactory(schools=[school, SchoolFactory()])]),
        (AgreementSchool, lambda school: [AgreementFactory(schools=[school]).coverings.get()]),
        (Charge, lambda school: [ChargeFactory(school=school)]),
        (Participation, lambda school: [ParticipationFactory(school=school)]),
        (Visit, lambda school: [VisitFactory(school=school)]),
        (Inspection, lambda school: [InspectionFactory(school=school)]),
        (
            Judgement,
            lambda school: [
                InspectionFactory(school=school).judgements.create(
                    area="outcomes", grade="2", graded_on=datetime.date(2018, 1, 10)
                )
            ],
        ),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_records_are_found_by_their_school_once(admin, st_annes, model, of_school, typed):
    wanted = list(of_school(st_annes))
    decoy = School.objects.get(name="St Andrew's")
    if model not in (SchoolUrn, SchoolPhase):
        list(of_school(decoy))

    found = listed(admin, model, {"q": typed})

    assert sorted(record.pk for record in found) == sorted(record.pk for record in wanted)


@pytest.mark.parametrize(
    ("make", "query"),
    [
        (lambda: AssociateFactory(name="Saint Peter’s Café"), "st peters cafe"),
        (lambda: Trust.objects.create(name="Saint Peter’s Trust"), "St. Peter's"),
        (lambda: ProgrammeFactory(name="Saint Peter’s Readers"), "st peters"),
        (lambda: ProgrammeFactory(subject="Modern languages"), "LANGUAGES"),
        (lambda: ParticipationFactory(programme=ProgrammeFactory(name="Peter’s")), "peters"),
        (lambda: VisitFactory(school=None, associate=AssociateFactory(name="Saint Peter’s")), "st peters"),
        (lambda: ChargeFactory(reference="INV-PETERS"), "inv-peters"),
        (lambda: UserFactory(email="peters@riverside.example"), "PETERS@"),
        (lambda: InspectionFactory(inspection_number="ITS425578"), "its425578"),
    ],
)
def test_other_records_are_found_by_name_and_number(admin, make, query):
    record = make()
    AssociateFactory(), ProgrammeFactory(), ParticipationFactory(), VisitFactory(), ChargeFactory(), InspectionFactory()

    assert listed(admin, type(record), {"q": query}) == [record]


def test_suggestions_tell_schools_of_one_name_apart(admin):
    SchoolFactory(name="St Mary's", urn=100001)
    SchoolFactory(name="St Mary's", urn=100002, la_code="201")

    texts = [each["text"] for each in suggested(admin, Visit, "school", "st marys")]

    assert texts == ["St Mary's (100001, 211)", "St Mary's (100002, 201)"]


def test_suggestions_tell_agreements_of_one_package_apart(admin):
    AgreementFactory(schools=[SchoolFactory(name="Oak"), SchoolFactory(name="Elm")])

    assert [each["text"] for each in suggested(admin, AgreementSchool, "agreement", "elm")] == [
        "Bronze, 2017–18: Elm, Oak"
    ]


def filter_of(admin, model, title, query=None):
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=query or {})
    cl = admin.get(page).context["cl"]
    found = next(each for each in cl.filter_specs if each.title == title)
    return {choice["display"]: choice for choice in found.choices(cl)}


def test_years_that_there_are_can_be_chosen_newest_first(admin):
    for year in (2015, 2018, 2018, 2010):
        MembershipFactory(year=AcademicYear(year))

    assert list(filter_of(admin, Membership, "academic year")) == ["All", "2018–19", "2015–16", "2010–11"]


def test_there_are_no_years_to_choose_where_there_is_no_row(admin):
    assert list(filter_of(admin, Membership, "academic year")) == ["All"]
    assert list(filter_of(admin, Visit, "academic year")) == ["All"]


def test_rows_of_the_chosen_year_are_listed(admin):
    MembershipFactory(year=AcademicYear(2016))
    wanted = MembershipFactory(year=AcademicYear(2017))

    assert listed(admin, Membership, {"year": "2017-18"}) == [wanted]
    choices = filter_of(admin, Membership, "academic year", {"year": "2017-18"})
    assert [name for name, choice in choices.items() if choice["selected"]] == ["2017–18"]


def test_rows_of_an_agreements_year_are_listed(admin):
    AgreementFactory(year=AcademicYear(2016))
    wanted = AgreementFactory(year=AcademicYear(2017))

    assert listed(admin, AgreementSchool, {"agreement__year": "2017-18"}) == [wanted.coverings.get()]


def test_dates_are_chosen_by_their_academic_year(admin):
    last, first = datetime.date(2017, 8, 31), datetime.date(2017, 9, 1)
    VisitFactory(visited_on=last)
    wanted = VisitFactory(visited_on=first)
    VisitFactory(visited_on=datetime.date(2020, 1, 1))

    assert list(filter_of(admin, Visit, "academic year")) == ["All", "2019–20", "2018–19", "2017–18", "2016–17"]
    assert listed(admin, Visit, {"visited_on": "2017-18"}) == [wanted]


def test_nonsense_for_a_year_lists_everything(admin):
    page = reverse("admin:membership_membership_changelist", query={"year": "soon"})

    assert admin.get(page).headers["Location"] == "/admin/membership/membership/?e=1"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"area": "in"}, ["Closed", "Inside"]),
        ({"area": "out"}, ["Outside"]),
        ({"open": "yes"}, ["Inside", "Outside"]),
        ({"open": "no"}, ["Closed"]),
        ({"phases__phase": "secondary"}, ["Inside"]),
        ({"governance": "academy"}, ["Outside"]),
    ],
)
def test_schools_are_filtered(admin, query, names):
    SchoolFactory(name="Inside", also="secondary")
    SchoolFactory(name="Outside", la_code="201", governance="academy")
    SchoolFactory(name="Closed", closed_on=datetime.date(2018, 1, 1))
    query = {name if name in ("area", "open") else f"{name}__exact": value for name, value in query.items()}

    assert [school.name for school in listed(admin, School, query)] == names


@pytest.mark.parametrize("model", [Membership, Participation, Visit, Inspection, Agreement, AgreementSchool, Charge])
def test_filters_name_no_school_and_no_programme(admin, model):
    SchoolFactory(name="Named in no filter"), ProgrammeFactory(name="Nor this")
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    text = admin.get(page).content.decode()

    assert ("Named in no filter" in text, "Nor this" in text) == (False, False)


def test_regimes_can_be_chosen(admin):
    InspectionFactory()
    card = InspectionFactory(inspected_on=datetime.date(2025, 11, 10))

    assert listed(admin, Inspection, {"regime": "report_card"}) == [card]
