"""The tables whose rows are each one record."""

import datetime
from decimal import Decimal

import pytest

from membership.models import AssociateMembership, Charge, Membership
from ofsted.models import Inspection, Judgement, NationalOutcome
from programmes.models import Participation, Programme, Strand
from schools.models import Associate, Partnership
from tests.factories import (
    AssociateFactory,
    AssociateMembershipFactory,
    ChargeFactory,
    EnrolmentFactory,
    InspectionFactory,
    MembershipFactory,
    NationalOutcomeFactory,
    ParticipationFactory,
    PartnershipFactory,
    ProgrammeFactory,
    RunFactory,
    SchoolFactory,
    VisitFactory,
)
from tests.workbook.books import applied, counts, edits, places, planned, told
from thep.years import AcademicYear
from visits.models import Visit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 3, 1)


@pytest.fixture
def ash():
    return SchoolFactory(name="Ash", urn=100001)


@pytest.fixture
def beech():
    return SchoolFactory(name="Beech", urn=100002)


# Partnership

PARTNERSHIP = "name,short_name,la_codes\nRiverside Education Partnership,Riverside,211 201\n"


def test_partnership_is_made_and_changed():
    applied(partnership=PARTNERSHIP)
    plan = applied(partnership=PARTNERSHIP.replace("211 201", "211").replace(",Riverside,", ",,"))

    partnership = Partnership.objects.get()
    assert (partnership.pk, partnership.name, partnership.short_name, partnership.la_codes) == (
        1,
        "Riverside Education Partnership",
        "",
        ["211"],
    )
    assert edits(plan, "partnership") == [(2, "short_name", "Riverside", ""), (2, "la_codes", "211 201", "211")]


def test_second_partnership_is_told():
    assert told(planned(partnership=PARTNERSHIP + "Another,,301\n")) == [
        ("partnership", 3, "", "", "Row 2 is the one row allowed.")
    ]


# Memberships

MEMBERSHIPS = "year,urn,status,joined_on,left_on,reason\n"


def test_memberships_are_made_changed_and_left(ash, beech):
    MembershipFactory(school=ash, status="invited", reason="Asked in June")
    MembershipFactory(school=beech, joined_on=DAY)
    text = MEMBERSHIPS + "2017-18,100001,member,2017-09-01,,\n2017-18,100002,member,01/03/2018,,\n"

    plan = applied(memberships=text + "2018-19,100001,withdrawn,,31/12/2018,Too dear\n")

    assert counts(plan, "memberships") == (1, 1, 1, 0)
    assert edits(plan, "memberships") == [
        (2, "status", "invited", "member"),
        (2, "joined_on", "", "2017-09-01"),
        (2, "reason", "Asked in June", ""),
    ]
    assert [
        (one.year.slug, one.school, one.status, one.joined_on, one.left_on, one.reason)
        for one in Membership.objects.order_by("year", "school__name")
    ] == [
        ("2017-18", ash, "member", datetime.date(2017, 9, 1), None, ""),
        ("2017-18", beech, "member", DAY, None, ""),
        ("2018-19", ash, "withdrawn", None, datetime.date(2018, 12, 31), "Too dear"),
    ]


def test_former_urn_finds_the_school_and_the_two_are_one_row(ash):
    ash.urns.create(urn=100901, is_current=False)

    assert told(planned(memberships=MEMBERSHIPS + "2017-18,100001,member,,,\n2017-18,100901,member,,,\n")) == [
        (
            "memberships",
            3,
            "year, urn",
            "2017-18 100901",
            "Row 2 has the same year, urn already. Keep one of the two rows.",
        )
    ]


def test_unknown_school_is_told():
    assert told(planned(memberships=MEMBERSHIPS + "2017-18,100001,member,,,\n")) == [
        (
            "memberships",
            2,
            "urn",
            "100001",
            "No school has or had this URN. Correct it, or add the school to the schools table.",
        )
    ]


def test_school_that_leaves_before_it_joins_is_told(ash):
    MembershipFactory(school=ash, joined_on=DAY)

    assert told(planned(memberships="year,urn,status,left_on\n2017-18,100001,member,2018-02-28\n")) == [
        (
            "memberships",
            2,
            "left_on",
            "2018-02-28",
            "A school cannot leave before it joins, on 2018-03-01. Correct one of the two.",
        )
    ]


def test_missing_rows_are_those_of_the_files_years(ash, beech):
    MembershipFactory(school=ash)
    MembershipFactory(school=ash, year=AcademicYear(2016))

    plan = applied(memberships=MEMBERSHIPS + "2017-18,100002,member,,,\n")

    assert plan.of("memberships").missing == ("2017-18 100001 Ash",)
    assert Membership.objects.count() == 3


def test_row_set_aside_is_not_missing(ash, beech):
    MembershipFactory(school=ash)

    plan = planned(memberships=MEMBERSHIPS + "2017-18,100001,membr,,,\n2017-18,100009,member,,,\n")

    assert counts(plan, "memberships") == (0, 0, 0, 0)


# Associates


def test_associates_are_made_with_their_membership():
    known = AssociateFactory(name="Bow Arts")
    AssociateMembershipFactory(associate=known, status="renewing")
    AssociateMembershipFactory(associate=known, year=AcademicYear(2016))
    text = "year,name,status\n2017-18,Bow  Arts,member\n2017-18,City Choir,lapsed\n2018-19,City Choir,member\n"

    plan = applied(associates=text)

    assert edits(plan, "associates") == [(2, "status", "renewing", "member")]
    assert [(new.kind, new.name) for new in plan.names] == [("associate", "City Choir")]
    assert list(Associate.objects.order_by("name").values_list("name", flat=True)) == ["Bow Arts", "City Choir"]
    assert AssociateMembership.objects.count() == 4
    assert planned(associates=text).is_empty


# Charges


def test_charges_are_known_by_year_and_reference(ash, beech):
    ChargeFactory(reference="INV-1", school=ash, amount=100)
    ChargeFactory(reference="INV-2")
    text = (
        "year,reference,urn,description,amount,charged_on\n"
        "2017-18,INV-1,100002,Venue hire,-50.25,2018-03-01\n2018-19,INV-1,,Training,100,\n"
    )

    plan = applied(charges=text)

    assert edits(plan, "charges") == [
        (2, "urn", "100001", "100002"),
        (2, "amount", "100.00", "-50.25"),
        (2, "charged_on", "", "2018-03-01"),
    ]
    assert plan.of("charges").missing == ("2017-18 INV-2",)
    changed = Charge.objects.get(reference="INV-1", year=2017)
    assert (changed.school, changed.amount) == (beech, Decimal("-50.25"))
    assert Charge.objects.get(reference="INV-1", year=2018).school is None
    assert planned(charges=text).is_empty


# Programmes and participation

PROGRAMMES = "slug,name,kind,phase,subject,reported_as\n"
PARTICIPATION = "year,programme,urn,role,strand,people\n"


def test_programmes_are_made_and_changed():
    ProgrammeFactory(slug="heads-up", name="Heads up", phase="primary")
    text = PROGRAMMES + "heads-up,Heads Up,Leadership programme,cross-phase,,people schools\nnet,Net,network,,EAL,\n"

    plan = applied(programmes=text)

    assert edits(plan, "programmes") == [
        (2, "name", "Heads up", "Heads Up"),
        (2, "kind", "project", "leadership"),
        (2, "phase", "primary", "cross_phase"),
        (2, "reported_as", "schools", "people schools"),
    ]
    assert list(Programme.objects.order_by("slug").values_list("slug", "kind", "phase", "subject", "reported_as")) == [
        ("heads-up", "leadership", "cross_phase", "", ["people", "schools"]),
        ("net", "network", "", "EAL", []),
    ]
    assert planned(programmes=text).is_empty


def test_participation_is_known_by_its_whole_key(ash):
    programme = ProgrammeFactory(slug="peer-review")
    strand = Strand.objects.create(name="Challenge Partners", slug="cp")
    ParticipationFactory(school=ash, programme=programme, people=2)
    ParticipationFactory(school=ash, programme=programme, strand=strand, people=3)
    ParticipationFactory(school=ash, programme=programme, role="coach")
    ParticipationFactory(school=ash, programme=programme, year=AcademicYear(2016))
    text = (
        PARTICIPATION
        + "2017-18,peer-review,100001,member,,4\n2017-18,peer-review,100001,member,challenge partners,\n"
        + "2017-18,peer-review,100001,member,EDT,1\n2017-18,peer-review,100001,member,cp,1\n"
    )

    assert told(planned(participation=text)) == [
        (
            "participation",
            5,
            "year, programme, urn, role, strand",
            "2017-18 peer-review 100001 member cp",
            "Row 3 has the same year, programme, urn, role, strand already. Keep one of the two rows.",
        )
    ]
    plan = applied(participation=text.rpartition("2017-18")[0])
    assert edits(plan, "participation") == [(2, "people", "2", "4"), (3, "people", "3", "")]
    assert plan.of("participation").missing == ("2017-18 peer-review 100001 Ash coach",)
    assert [(new.kind, new.name) for new in plan.names] == [("strand", "EDT")]
    assert Strand.objects.get(slug="edt").name == "EDT"


def test_participation_that_is_counted_is_not_the_workbooks_and_makes_room_for_its_rows(ash, beech):
    run = RunFactory(programme=ProgrammeFactory(slug="eal", counted_by="enrolled"))
    for school in (ash, beech):
        EnrolmentFactory(run=run, school=school)

    plan = applied(participation="year,programme,urn,role,strand,people\n2017-18,eal,100001,member,,3\n")

    assert counts(plan, "participation") == (1, 0, 0, 0)
    rows = Participation.objects.order_by("school__name").values_list("school", "people", "is_counted")
    assert list(rows) == [(ash.pk, 3, False), (beech.pk, None, True)]


def test_strand_is_made_once_whatever_its_case(ash, beech):
    ProgrammeFactory(slug="peer-review")

    applied(
        participation=PARTICIPATION
        + "2017-18,peer-review,100001,member,SSAT,\n2017-18,peer-review,100002,member,ssat,\n",
    )

    assert list(Strand.objects.values_list("name", "slug")) == [("SSAT", "ssat")]
    assert Participation.objects.filter(strand__slug="ssat").count() == 2


def test_unknown_programme_is_told_with_the_nearest(ash):
    ProgrammeFactory(slug="peer-review")

    assert told(planned(participation=PARTICIPATION + "2017-18,peer-revue,100001,member,,\n")) == [
        (
            "participation",
            2,
            "programme",
            "peer-revue",
            "There is no such programme. Did you mean “peer-review”? Correct it, or add it to the programmes table.",
        )
    ]


def test_people_are_a_whole_number(ash):
    ProgrammeFactory(slug="peer-review")
    line = "2017-18,peer-review,100001,member,,{}\n"

    plan = planned(participation=PARTICIPATION + line.format("-1") + line.format("2.5"))

    assert places(plan) == [("participation", 2, "people", "-1"), ("participation", 3, "people", "2.5")]


# Visits

VISITS = "reference,date,urn,associate,visitor,kind,status,purpose,shared_note\n"


def test_visits_are_made_and_changed(ash):
    choir = AssociateFactory(name="City Choir")
    VisitFactory(reference="V1", school=ash, internal_note="Not for the school")
    VisitFactory(reference="V2", school=ash)
    VisitFactory(reference=None, school=ash)
    text = (
        VISITS
        + '"V1",2018-03-02,,City Choir,Ann,visit,done,Talk,"Two\nlines"\n'
        + "V3,2018-03-01,100001,,,call,planned,,\n"
    )

    plan = applied(visits=text)

    assert edits(plan, "visits") == [
        (2, "date", "2018-03-01", "2018-03-02"),
        (2, "urn", "100001", ""),
        (2, "associate", "", "City Choir"),
        (2, "visitor", "", "Ann"),
        (2, "purpose", "", "Talk"),
        (2, "shared_note", "", "Two\nlines"),
    ]
    assert plan.of("visits").missing == ("V2",)
    first = Visit.objects.get(reference="V1")
    assert (first.school, first.associate, first.shared_note, first.internal_note) == (
        None,
        choir,
        "Two\nlines",
        "Not for the school",
    )
    third = Visit.objects.get(reference="V3")
    assert (third.school, third.kind, third.status) == (ash, "call", "planned")
    assert planned(visits=text).is_empty


def test_visit_is_to_one_place(ash):
    AssociateFactory(name="City Choir")

    assert told(planned(visits=VISITS + "V1,2018-03-01,100001,City Choir,,,,,\n".replace(",,,,", ",,visit,done,"))) == [
        (
            "visits",
            2,
            "associate",
            "City Choir",
            "A visit is to a school or to an associate. Empty one of urn and associate.",
        )
    ]
    assert told(planned(visits="reference,date\nV1,2018-03-01\n")) == [
        ("visits", 2, "urn", "", "Write the school's URN here, or the associate visited under associate.")
    ]


def test_visit_keeps_its_one_place_when_a_column_is_left_out(ash):
    VisitFactory(reference="V1", school=None, associate=AssociateFactory(name="City Choir"))

    assert places(planned(visits="reference,date,urn\nV1,2018-03-01,100001\n")) == [
        ("visits", 2, "associate", "City Choir")
    ]


def test_visit_to_an_unknown_associate_is_told():
    AssociateFactory(name="City Choir")

    assert told(planned(visits="reference,date,associate\nV1,2018-03-01,City Chior\n")) == [
        (
            "visits",
            2,
            "associate",
            "City Chior",
            "There is no such associate. Did you mean “City Choir”? Correct it, or add it to the associates table.",
        )
    ]


def test_kind_and_status_left_out_are_a_visit_done(ash):
    applied(visits="reference,date,urn\nV1,2018-03-01,100001\n")

    assert list(Visit.objects.values_list("kind", "status")) == [("visit", "done")]


# Inspections

INSPECTIONS = "inspection_number,urn,inspected_on,published_on,kind,overall\n"


def test_inspections_are_made_and_changed(ash, beech):
    ash.urns.create(urn=100901, is_current=False)
    InspectionFactory(inspection_number="10", school=beech, urn=100002, inspected_on=DAY)
    InspectionFactory(inspection_number="12", school=beech)
    text = INSPECTIONS + "10,100901,2018-03-01,2018-04-01,graded,2\n11,100001,2018-05-01,,Ungraded,\n"

    plan = applied(inspections=text)

    assert edits(plan, "inspections") == [
        (2, "urn", "100002", "100901"),
        (2, "published_on", "", "2018-04-01"),
        (2, "overall", "", "2"),
    ]
    assert plan.of("inspections").missing == ("12",)
    changed = Inspection.objects.get(inspection_number="10")
    assert (changed.school, changed.urn, changed.overall) == (ash, 100901, 2)
    assert planned(inspections=text).is_empty


def test_inspection_follows_its_urn_to_another_school(ash, beech):
    InspectionFactory(inspection_number="10", school=beech, urn=100001, inspected_on=DAY)

    plan = applied(inspections=INSPECTIONS + "10,100001,2018-03-01,,graded,\n")

    assert edits(plan, "inspections") == [(2, "urn", "100002 Beech", "100001 Ash")]
    assert Inspection.objects.get().school == ash


def test_number_that_stands_for_several_schools_is_the_rows_schools(ash, beech):
    for school in (ash, beech):
        InspectionFactory(inspection_number="10", school=school, urn=school.urns.get().urn, inspected_on=DAY)
    oak = SchoolFactory(name="Oak", urn=100003)

    plan = planned(inspections=INSPECTIONS + "10,100002,2018-03-01,,graded,3\n")
    assert (edits(plan, "inspections"), plan.of("inspections").missing) == ([(2, "overall", "", "3")], ())
    plan = planned(inspections=INSPECTIONS + f"10,{oak.urns.get()},2018-03-01,,graded,3\n")
    assert told(plan) == [
        (
            "inspections",
            2,
            "inspection_number",
            "10",
            "The portal has this number for 2 other schools. Correct it there.",
        )
    ]


@pytest.mark.parametrize(
    ("line", "column", "value", "advice"),
    [
        (
            "10,100001,2018-03-01,,ungraded,2",
            "overall",
            "2",
            "Only a graded inspection before 2 September 2024 has an overall grade. Leave it empty.",
        ),
        (
            "10,100001,2024-09-02,,graded,2",
            "overall",
            "2",
            "Only a graded inspection before 2 September 2024 has an overall grade. Leave it empty.",
        ),
        (
            "10,100001,2018-03-01,2018-02-28,graded,2",
            "published_on",
            "2018-02-28",
            "A report is not published before its inspection, on 2018-03-01.",
        ),
        ("10,100001,2018-03-01,,graded,9", "overall", "9", "Write one of: 1, 2, 3, 4."),
        (
            "10,100001,2018-03-01,,short,",
            "kind",
            "short",
            "Write one of: graded, ungraded, monitoring, thematic.",
        ),
    ],
)
def test_inspection_is_held_to_its_regime(ash, line, column, value, advice):
    assert told(planned(inspections=INSPECTIONS + line + "\n")) == [("inspections", 2, column, value, advice)]


def test_last_day_with_an_overall_grade_is_1_september_2024(ash):
    applied(inspections=INSPECTIONS + "10,100001,2024-09-01,,graded,2\n")

    assert list(Inspection.objects.values_list("overall", "regime")) == [(2, "overall_effectiveness")]


@pytest.mark.parametrize(
    ("stored", "line", "column", "advice"),
    [
        (
            {"ended_on": DAY},
            "10,100001,2018-03-02,,graded,",
            "inspected_on",
            "The portal has 2018-03-01 as its last day. Correct that in the portal first.",
        ),
        (
            {"kind": "ungraded", "ungraded_outcome": "remains_good"},
            "10,100001,2018-03-01,,graded,",
            "kind",
            "The portal has the outcome of an ungraded inspection. Take that away in the portal first.",
        ),
        (
            {"safeguarding": "effective"},
            "10,100001,2025-12-01,,graded,",
            "inspected_on",
            "The portal has judgements of another of Ofsted's regimes. Correct those there first.",
        ),
    ],
)
def test_what_the_portal_knows_of_an_inspection_is_not_contradicted(ash, stored, line, column, advice):
    InspectionFactory(inspection_number="10", school=ash, urn=100001, inspected_on=DAY, **stored)

    plan = planned(inspections=INSPECTIONS + line + "\n")

    assert [(one[2], one[4]) for one in told(plan)] == [(column, advice)]


def test_judgements_keep_an_inspection_in_its_regime(ash):
    inspection = InspectionFactory(inspection_number="10", school=ash, urn=100001, inspected_on=DAY)
    inspection.refresh_from_db()
    Judgement.objects.create(inspection=inspection, area="leadership", grade="2", graded_on=DAY)

    assert places(planned(inspections=INSPECTIONS + "10,100001,2024-10-01,,graded,\n")) == [
        ("inspections", 2, "inspected_on", "2024-10-01")
    ]
    assert told(planned(inspections=INSPECTIONS + "10,100001,2018-03-02,,graded,\n")) == []


# National figures


def test_national_figures_are_stored_as_published():
    NationalOutcomeFactory(phase="primary", good=70)
    NationalOutcomeFactory(phase="special")
    text = (
        "as_at,phase,outstanding,good,requires_improvement,inadequate,good_or_outstanding,source\n"
        "2017-08-31,Primary,19,72%,8,,90,Ofsted\n31/08/2017,nursery,63,37,0,,94.5,\n"
    )

    plan = applied(national=text)

    assert edits(plan, "national") == [
        (2, "outstanding", "", "19"),
        (2, "good", "70", "72"),
        (2, "requires_improvement", "", "8"),
        (2, "good_or_outstanding", "", "90"),
        (2, "source", "", "Ofsted"),
    ]
    assert plan.of("national").missing == ("2017-08-31 special",)
    nursery = NationalOutcome.objects.get(phase="nursery")
    assert (nursery.requires_improvement, nursery.inadequate, nursery.good_or_outstanding) == (
        Decimal(0),
        None,
        Decimal("94.5"),
    )
    assert planned(national=text).is_empty


# What one table brings for another

PHASELESS = "urn,name,phase,la_code\n100001,Ash,primary,211\n"


def test_rows_may_name_what_other_tables_bring():
    PartnershipFactory()

    plan = applied(
        visits="reference,date,urn,associate\nV1,2018-03-01,100901,\nV2,2018-03-01,,City Choir\n",
        participation=PARTICIPATION + "2017-18,peer-review,100001,member,,\n",
        memberships="year,urn,status\n2017-18,100901,member\n",
        packages="year,urns,package,fee\n2017-18,100001,gold,1\n",
        inspections=INSPECTIONS + "10,100901,2018-03-01,,graded,1\n",
        programmes=PROGRAMMES + "peer-review,Peer review,project,,,\n",
        associates="year,name,status\n2017-18,City Choir,member\n",
        schools="urn,name,phase,la_code,former_urns\n100001,Ash,primary,211,100901\n",
    )

    assert [table.table.name for table in plan.tables] == [
        "schools",
        "memberships",
        "associates",
        "packages",
        "programmes",
        "participation",
        "visits",
        "inspections",
    ]
    assert Membership.objects.get().school == Participation.objects.get().school == Inspection.objects.get().school
    assert Visit.objects.get(reference="V2").associate == AssociateMembership.objects.get().associate


def test_rows_are_not_blamed_for_the_row_they_name():
    plan = planned(
        schools=PHASELESS.replace("primary", "junior"),
        programmes=PROGRAMMES + "peer-review,Peer review,projct,,,\n",
        associates="year,name,status\n2017-18,City Choir,membr\n",
        memberships="year,urn,status\n2017-18,100001,member\n",
        packages="year,urns,package,fee\n2017-18,100001,gold,1\n",
        participation=PARTICIPATION + "2017-18,peer-review,100001,member,,\n",
        visits="reference,date,urn,associate\nV1,2018-03-01,100001,\nV2,2018-03-01,,City Choir\n",
    )

    assert places(plan) == [
        ("schools", 2, "phase", "junior"),
        ("associates", 2, "status", "membr"),
        ("programmes", 2, "kind", "projct"),
    ]


def test_rows_are_not_blamed_for_a_table_that_cannot_be_read():
    plan = planned(schools="urn,name\n100001,Ash\n", memberships="year,urn,status\n2017-18,100001,member\n")

    assert places(plan) == [("schools", 1, "phase", ""), ("schools", 1, "la_code", "")]
