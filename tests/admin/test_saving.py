"""What is typed into an admin page is stored, or comes back with what is wrong beside it."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.forms import ModelForm
from django.urls import reverse

from accounts.models import User
from membership.models import Agreement, AgreementSchool, Membership, Package
from ofsted.admin import JudgementForm
from ofsted.models import Inspection, Judgement
from programmes.models import Programme
from schools.models import Partnership, School, SchoolPhase, SchoolRepresentative, SchoolUrn
from tests.admin.forms import errors, row, save
from tests.documents.pictures import png
from tests.factories import (
    AgreementFactory,
    AssociateFactory,
    InspectionFactory,
    MembershipFactory,
    PartnershipFactory,
    SchoolFactory,
    UserFactory,
    VisitFactory,
)
from thep.years import AcademicYear

CLASH = "This school already has an agreement for those days."
HALF = {"period": DateRange(datetime.date(2017, 9, 1), datetime.date(2018, 1, 1))}
SECOND_HALF = {"period": DateRange(datetime.date(2018, 1, 1), datetime.date(2018, 9, 1))}


def add(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def change(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


# Schools


def test_school_is_stored_with_its_rows(admin):
    person = UserFactory(role="headteacher")

    response = save(
        admin,
        add(School),
        {"name": "St Anne's Catholic School", "short_name": "St Anne's", "la_code": "211", "opened_on": "01/09/1950"}
        | row("urns", 0, urn="100123", is_current="on", period_0="", period_1="")
        | row("urns", 1, urn="100100", period_0="01/09/1990", period_1="31/08/2010")
        | row("phases", 0, phase="primary", is_main="on")
        | row("phases", 1, phase="secondary", from_year="2015-16")
        | row("representatives", 0, user=person.pk, from_on="01/09/2017"),
    )

    assert response.status_code == 302, errors(response)
    school = School.objects.get()
    assert (school.name, school.display_name, school.sort_name) == (
        "St Anne's Catholic School",
        "St Anne's",
        "st annes",
    )
    assert school.opened_on == datetime.date(1950, 9, 1)
    assert list(SchoolUrn.objects.order_by("urn").values_list("urn", "is_current", "period")) == [
        (100100, False, DateRange(datetime.date(1990, 9, 1), datetime.date(2010, 9, 1))),
        (100123, True, DateRange(None, None, "()")),
    ]
    assert list(SchoolPhase.objects.order_by("id").values_list("phase", "is_main", "from_year")) == [
        ("primary", True, None),
        ("secondary", False, AcademicYear(2015)),
    ]
    assert SchoolRepresentative.objects.get().user == person


def test_saving_an_unchanged_page_changes_nothing(admin):
    school = SchoolFactory(also=("secondary", AcademicYear(2015)))
    SchoolUrn.objects.filter(school=school).update(period=DateRange(datetime.date(1990, 9, 1), None))
    before = [list(model.objects.values()) for model in (School, SchoolUrn, SchoolPhase)]

    assert save(admin, change(school)).status_code == 302
    assert [list(model.objects.values()) for model in (School, SchoolUrn, SchoolPhase)] == before


def test_years_are_typed_as_text(admin):
    """A box for numbers, which Django gives every small integer, would show and take no 2015-16."""
    school = SchoolFactory(also=("secondary", AcademicYear(2015)))

    assert '<input type="text" name="phases-1-from_year" value="2015-16"' in admin.get(change(school)).content.decode()


def test_empty_rows_of_a_new_school_are_left_out(admin):
    assert save(admin, add(School), name="Elm", la_code="211").status_code == 302
    assert (SchoolUrn.objects.count(), SchoolPhase.objects.count()) == (0, 0)


def test_school_that_becomes_an_academy_hands_its_urn_over_in_one_go(admin):
    school = SchoolFactory(urn=100001)

    response = save(
        admin,
        change(school),
        row("urns", 0, is_current=None, period_1="31/08/2016")
        | row("urns", 1, urn="140001", is_current="on", period_0="01/09/2016", period_1=""),
    )

    assert response.status_code == 302, errors(response)
    assert list(school.urns.order_by("urn").values_list("urn", "is_current")) == [(100001, False), (140001, True)]


def test_rows_that_trade_places_are_stored_in_the_order_that_fits(admin):
    school = SchoolFactory(urn=100001)
    school.urns.create(urn=140001, is_current=False)

    response = save(
        admin,
        change(school),
        row("urns", 0, urn="100001", is_current=None) | row("urns", 1, urn="140001", is_current="on"),
    )
    assert response.status_code == 302, errors(response)
    response = save(  # the page lists the current one first
        admin,
        change(school),
        row("urns", 0, urn="140001", is_current=None) | row("urns", 1, urn="100001", is_current="on"),
    )

    assert response.status_code == 302, errors(response)
    assert school.urns.get(is_current=True).urn == 100001


def test_row_takes_the_place_of_a_deleted_one(admin):
    school = SchoolFactory(phase="primary")

    response = save(
        admin, change(school), row("phases", 0, DELETE="on") | row("phases", 1, phase="special", is_main="on")
    )

    assert response.status_code == 302, errors(response)
    assert [phase.phase for phase in school.phases.all()] == ["special"]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (
            row("urns", 1, urn="100002", is_current="on"),
            {"urns-1": ["A school has one current URN."]},
        ),
        (
            row("urns", 1, urn="100777"),
            {"urns-1": ["Another school has this URN at that time."]},
        ),
        (
            row("urns", 1, urn="99999"),
            {"urns-1": ["A URN is six digits."]},
        ),
        (
            row("urns", 1, urn="100002", period_0="02/09/2016", period_1="01/09/2016"),
            {"urns-1-period": ["The last day cannot be before the first."]},
        ),
        (
            row("urns", 1, urn="100002", period_0="01/09/2016", period_1="soon"),
            {"urns-1-period": ["Enter a valid date."]},
        ),
        (
            row("phases", 1, phase="special", is_main="on", from_year="2015-16"),
            {"phases-1": ["A school has one main phase at a time."]},
        ),
        (
            row("phases", 1, phase="primary", from_year="2015-16"),
            {"phases-1": ["A school counts once in a phase; alternative provision is on the secondary line."]},
        ),
        (
            row("phases", 1, phase="special", from_year="2015-17"),
            {"phases-1-from_year": ["“2015-17” is not an academic year: 2015 is followed by 2016"]},
        ),
        (
            row("phases", 1, phase="special", from_year="2016-17", until_year="2015-16"),
            {"phases-1": ["The last year cannot be before the first."]},
        ),
        (
            {"opened_on": "01/09/2017", "closed_on": "31/08/2017"},
            {"": ["A school cannot close before it opens."]},
        ),
        (
            {"la_code": "21"},
            {"la_code": ["A local authority code is three digits, such as 211."]},
        ),
    ],
)
def test_school_that_breaks_a_rule_comes_back_with_all_that_was_typed(admin, rows, wrong):
    SchoolFactory(urn=100777)
    school = SchoolFactory(urn=100001, phase="primary")

    response = save(admin, change(school), {"name": "Typed with care"} | rows)

    assert errors(response) == wrong
    assert 'value="Typed with care"' in response.content.decode()
    assert (school.urns.count(), school.phases.count()) == (1, 1)


def test_new_school_that_breaks_a_rule_of_its_rows_is_not_stored(admin):
    SchoolFactory(urn=100777)

    response = save(admin, add(School), {"name": "Elm", "la_code": "211"} | row("urns", 0, urn="100777"))

    assert errors(response) == {"urns-0": ["Another school has this URN at that time."]}
    assert School.objects.filter(name="Elm").exists() is False


def test_person_acts_for_a_school_once(admin):
    school, person = SchoolFactory(), UserFactory()
    school.representatives.create(user=person)

    response = save(admin, change(school), row("representatives", 1, user=person.pk))

    assert errors(response) == {
        "representatives-1": ["This person already acts for the school from that day."],
    }


# Agreements


def new_agreement(*schools, **fields):
    package = {"year": "2017-18", "package": Package.objects.get(slug="gold").pk, "fee": "8600"}
    covered = [row("coverings", number, school=school.pk) for number, school in enumerate(schools)]
    return {name: value for fields in (package, fields, *covered) for name, value in fields.items()}


def test_agreement_without_dates_covers_its_whole_year_and_so_do_its_schools(admin):
    schools = [SchoolFactory(), SchoolFactory()]

    response = save(admin, add(Agreement), new_agreement(*schools))

    assert response.status_code == 302, errors(response)
    year = DateRange(datetime.date(2017, 9, 1), datetime.date(2018, 9, 1))
    assert Agreement.objects.get().period == year
    assert list(AgreementSchool.objects.order_by("id").values_list("school", "period")) == [
        (schools[0].pk, year),
        (schools[1].pk, year),
    ]


def test_agreement_of_part_of_a_year_is_typed_and_shown_with_its_last_day(admin):
    response = save(admin, add(Agreement), new_agreement(SchoolFactory(), period_0="01/09/2017", period_1="31/12/2017"))

    assert response.status_code == 302, errors(response)
    agreement = Agreement.objects.get()
    assert agreement.period == HALF["period"]
    assert 'value="31/12/2017"' in admin.get(change(agreement)).content.decode()


def test_school_with_an_agreement_for_those_days_is_refused_beside_its_name(admin):
    free, taken = SchoolFactory(), SchoolFactory()
    AgreementFactory(schools=[taken], **HALF)

    response = save(admin, add(Agreement), new_agreement(free, taken))

    assert errors(response) == {"coverings-1-school": [CLASH]}
    assert f'<option value="{free.pk}" selected>' in response.content.decode()
    assert f'<option value="{taken.pk}" selected>' in response.content.decode()
    assert 'value="8600"' in response.content.decode()
    assert Agreement.objects.count() == 1


def test_school_is_added_to_an_agreement_beside_one_of_other_days(admin):
    school = SchoolFactory()
    AgreementFactory(schools=[school], **HALF)
    agreement = AgreementFactory(schools=[], **SECOND_HALF)

    response = save(admin, change(agreement), row("coverings", 0, school=school.pk))

    assert response.status_code == 302, errors(response)
    assert school.agreements.count() == 2


def test_school_twice_in_one_agreement_is_refused(admin):
    school = SchoolFactory()

    response = save(admin, add(Agreement), new_agreement(school, school))

    assert errors(response) == {
        "coverings": ["Please correct the duplicate data for school."],
        "coverings-1": ["Please correct the duplicate values below."],
    }


def test_agreement_takes_its_schools_along_when_its_days_change(admin):
    agreement = AgreementFactory(schools=[SchoolFactory(), SchoolFactory()])

    response = save(admin, change(agreement), period_1="31/12/2017")

    assert response.status_code == 302, errors(response)
    assert set(AgreementSchool.objects.values_list("period", flat=True)) == {HALF["period"]}


def test_agreement_takes_its_schools_along_while_one_is_exchanged(admin):
    agreement = AgreementFactory(schools=[SchoolFactory(), SchoolFactory()])
    newcomer = SchoolFactory()

    response = save(admin, change(agreement), {"period_1": "31/12/2017"} | row("coverings", 1, school=newcomer.pk))

    assert response.status_code == 302, errors(response)
    assert set(AgreementSchool.objects.values_list("period", flat=True)) == {HALF["period"]}
    assert newcomer in agreement.schools.all()


def test_agreement_cannot_grow_over_another_of_a_school_it_covers(admin):
    school = SchoolFactory(name="Elm Park")
    agreement = AgreementFactory(schools=[school, SchoolFactory()], **HALF)
    AgreementFactory(schools=[school], **SECOND_HALF)

    response = save(admin, change(agreement), period_1="31/01/2018")

    assert errors(response) == {"period": ["Has another agreement for those days: Elm Park."]}
    assert set(agreement.coverings.values_list("period", flat=True)) == {HALF["period"]}


def test_agreement_lies_within_its_year(admin):
    response = save(admin, add(Agreement), new_agreement(SchoolFactory(), period_0="31/08/2017", period_1="31/12/2017"))

    assert errors(response) == {"": ["An agreement lies within its academic year, 1 September to 31 August."]}


def test_agreement_moved_to_another_year_asks_for_its_days(admin):
    agreement = AgreementFactory()

    response = save(admin, change(agreement), year="2018-19")

    assert errors(response) == {"": ["An agreement lies within its academic year, 1 September to 31 August."]}


def test_moved_agreement_with_no_days_covers_its_new_year(admin):
    agreement = AgreementFactory()

    response = save(admin, change(agreement), year="2018-19", period_0="", period_1="")

    assert response.status_code == 302, errors(response)
    assert agreement.coverings.get().period == DateRange(datetime.date(2018, 9, 1), datetime.date(2019, 9, 1))


def test_covered_school_on_a_page_of_its_own_is_held_to_the_same_rule(admin):
    school = SchoolFactory()
    AgreementFactory(schools=[school])
    other = AgreementFactory(schools=[])

    assert errors(save(admin, add(AgreementSchool), school=school.pk, agreement=other.pk)) == {"": [CLASH]}
    assert errors(save(admin, add(AgreementSchool), school=school.pk)) == {"agreement": ["This field is required."]}


def test_membership_is_one_a_year(admin):
    membership = MembershipFactory()

    response = save(admin, add(Membership), school=membership.school.pk, year="2017-18", status="renewing")

    assert errors(response) == {"": ["This school already has a membership row for that year."]}


# Visits, programmes


def test_visit_is_to_one_place(admin):
    visit = VisitFactory()

    response = save(admin, change(visit), associate=AssociateFactory().pk)

    assert errors(response) == {"": ["A visit is to a school or to an associate, not both and not neither."]}


@pytest.mark.parametrize("typed", ["people,schools", " people , schools "])
def test_programme_says_what_its_line_prints_in_order(admin, typed):
    response = save(admin, add(Programme), name="EAL", slug="eal", kind="network", reported_as=typed)

    assert response.status_code == 302, errors(response)
    assert Programme.objects.get().reported_as == ["people", "schools"]


# Inspections


def new_inspection(inspected_on="10/01/2018", **fields):
    number = {"inspection_number": "10000001", "kind": "graded"}
    return number | {"school": SchoolFactory().pk, "inspected_on": inspected_on} | fields


def test_inspection_is_stored_with_its_judgements(admin):
    response = save(
        admin,
        add(Inspection),
        new_inspection(overall="2")
        | row("judgements", 0, area="outcomes", grade="2", graded_on="10/01/2018")
        | row("judgements", 1, area="leadership", grade="1", graded_on="10/01/2018"),
    )

    assert response.status_code == 302, errors(response)
    assert list(Judgement.objects.order_by("area").values_list("area", "grade", "regime")) == [
        ("leadership", "1", "overall_effectiveness"),
        ("outcomes", "2", "overall_effectiveness"),
    ]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        (
            {"inspected_on": "02/09/2024", "overall": "2"},
            {"": ["Only a graded inspection before 2 September 2024 gives an overall grade, from 1 to 4."]},
        ),
        (
            {"safeguarding": "met"},
            {"": ["Safeguarding is effective or not until 9 November 2025, met or not met since."]},
        ),
        (
            {"kind": "ungraded", "ungraded_outcome": "standards_maintained"},
            {"": ["That outcome belongs to ungraded inspections of another time."]},
        ),
        ({"ended_on": "09/01/2018"}, {"": ["An inspection cannot end before it begins."]}),
        ({"published_on": "09/01/2018"}, {"": ["A report cannot be published before its inspection."]}),
        (
            row("judgements", 0, area="card_inclusion", grade="strong", graded_on="10/01/2018"),
            {"judgements-0": ["That area or grade belongs to another of Ofsted's regimes."]},
        ),
        (
            {"inspected_on": "10/11/2025"} | row("judgements", 0, area="outcomes", grade="2", graded_on="10/11/2025"),
            {"judgements-0": ["That area or grade belongs to another of Ofsted's regimes."]},
        ),
        (
            {"inspected_on": ""} | row("judgements", 0, area="outcomes", grade="2", graded_on="10/11/2025"),
            {"inspected_on": ["This field is required."]},
        ),
    ],
)
def test_inspection_that_breaks_a_rule_of_its_regime_comes_back(admin, db, fields, wrong):
    assert errors(save(admin, add(Inspection), new_inspection(**fields))) == wrong
    assert Inspection.objects.count() == 0


def test_judgements_follow_their_inspection_into_the_next_regime(admin):
    inspection = InspectionFactory(inspected_on=datetime.date(2024, 9, 1))
    judgement = inspection.judgements.create(area="leadership", grade="2", graded_on=datetime.date(2024, 9, 1))

    response = save(admin, change(inspection), inspected_on="02/09/2024")

    assert response.status_code == 302, errors(response)
    judgement.refresh_from_db()
    assert judgement.regime == "key_judgements"


def test_judgements_keep_their_inspection_out_of_a_regime_they_do_not_fit(admin):
    inspection = InspectionFactory()
    inspection.judgements.create(area="leadership", grade="2", graded_on=datetime.date(2018, 1, 10))

    response = save(admin, change(inspection), inspected_on="10/11/2025")

    assert errors(response) == {"judgements-0": ["That area or grade belongs to another of Ofsted's regimes."]}
    inspection.refresh_from_db()
    assert inspection.inspected_on == datetime.date(2018, 1, 10)


def test_judgement_on_a_page_of_its_own_takes_its_inspections_regime(admin):
    inspection = InspectionFactory(inspected_on=datetime.date(2025, 11, 10))
    judgement = {"area": "card_inclusion", "grade": "strong", "graded_on": "10/11/2025"}

    assert errors(save(admin, add(Judgement), judgement)) == {"inspection": ["This field is required."]}
    assert save(admin, add(Judgement), judgement, inspection=inspection.pk).status_code == 302
    assert Judgement.objects.get().regime == "report_card"


# People


def test_people_are_looked_at_and_changed_on_their_own_page(admin):
    person = UserFactory(role="staff", name="Mary")

    page = admin.get(change(person)).content.decode()
    save(admin, change(person), role="admin", name="Mairi", is_active="", password="typed")

    assert reverse("person", args=[person.pk]) in page
    kept = User.objects.get(pk=person.pk)
    assert (kept.role, kept.name, kept.is_active, kept.password) == ("staff", "Mary", True, person.password)


# Two people at once


def test_row_that_somebody_else_takes_meanwhile_is_an_error_and_no_failure(admin, monkeypatch):
    """The form is valid when it looks; the database has the last word."""
    school = SchoolFactory()
    monkeypatch.setattr(Membership, "validate_constraints", lambda *args, **kwargs: None)
    MembershipFactory(school=school)

    response = save(admin, add(Membership), school=school.pk, year="2017-18", status="member")

    assert errors(response) == {"": ["This school already has a membership row for that year."]}


def test_rule_that_is_checked_last_is_an_error_and_no_failure(admin, monkeypatch):
    """PostgreSQL checks that a judgement has its inspection's regime when all is stored; here nothing sees to it."""
    monkeypatch.setattr(JudgementForm, "has_changed", ModelForm.has_changed)
    inspection = InspectionFactory(inspected_on=datetime.date(2024, 9, 1))
    inspection.judgements.create(area="leadership", grade="2", graded_on=datetime.date(2024, 9, 1))

    response = save(admin, change(inspection), inspected_on="02/09/2024")

    assert list(errors(response)) == [""]
    inspection.refresh_from_db()
    assert inspection.inspected_on == datetime.date(2024, 9, 1)


# The partnership's logo


PNG = png()
NO_PNG = "The file is no PNG that can be read. Save the logo as PNG and choose it again."


def test_a_logo_is_stored_and_stays_when_something_else_is_saved(admin):
    partnership = PartnershipFactory()

    assert save(admin, change(partnership), logo=SimpleUploadedFile("logo.png", PNG)).status_code == 302
    stored = Partnership.objects.get().logo
    assert save(admin, change(partnership), name="Another").status_code == 302

    partnership.refresh_from_db()
    with partnership.logo.open() as kept:
        assert (partnership.name, partnership.logo.name, kept.read()) == ("Another", stored.name, PNG)


def test_a_logo_is_shown_as_it_is_printed_and_its_address_serves_it(admin):
    partnership = PartnershipFactory()
    assert "There is none: the report’s first page has the name alone." in page_of(admin, partnership)
    save(admin, change(partnership), logo=SimpleUploadedFile("logo.png", PNG))

    shown = re.search(r'<img src="([^"]+)" alt="([^"]+)"', page_of(admin, partnership))

    assert shown[2] == f"Logo of {partnership.name}"
    assert admin.get(shown[1]).content == PNG


def page_of(admin, record):
    return admin.get(change(record)).content.decode()


def test_a_logo_that_is_none_is_an_error_and_nothing_is_stored(admin):
    partnership = PartnershipFactory()

    response = save(admin, change(partnership), logo=SimpleUploadedFile("logo.png", b"GIF89a"))

    assert errors(response) == {"logo": [NO_PNG]}
    assert Partnership.objects.get().logo.name == ""
