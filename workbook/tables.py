"""The tables of a workbook. One declaration drives the reading, the messages, the empty workbook and the guide."""

from membership.models import AssociateStatus, MembershipStatus
from ofsted.models import CARD_AREAS, AreaGrade, Basis, Grade, InspectionKind
from ofsted.sheets import KEY_AREAS
from programmes.models import PROGRAMME_PHASES, ParticipationRole, ProgrammeKind, ReportedAs
from schools.models import Governance, Phase
from visits.models import VisitKind, VisitStatus
from workbook.cells import (
    LONGEST,
    Choice,
    Choices,
    Code,
    Codes,
    Date,
    Money,
    Named,
    Percentage,
    Slug,
    Text,
    Urn,
    Urns,
    Whole,
    Year,
)
from workbook.declared import Column, Table, key, key_with, optional, required

PHASE = Choice(tuple(Phase.choices))
YEAR = key("year", Year(), "The academic year.")
SCHOOL = key("urn", Urn(), "The school, by a URN it has or had.", field="school", refers_to="school")


def _percentage(name: str) -> Column:
    words = name.replace("_", " ")
    return optional(name, Percentage(), f"Schools that are {words}, as published; empty where it was not.")


BASIS = key_with(Basis.PUBLISHED, "basis", Choice(tuple(Basis.choices)), "Whether it was published or counted.")
ABOUT_NATIONAL = (
    optional("schools", Whole(), "How many schools had a grade; what was counted says so."),
    optional("note", Text(500), "What a reader should know of it."),
)
TABLES = (
    Table(
        "partnership",
        "The partnership itself: one row.",
        (
            required("name", Text(200), "The partnership's full name."),
            optional("short_name", Text(100), "The name used in running text."),
            required("la_codes", Codes(), "The local authorities that make up its area."),
        ),
    ),
    Table(
        "schools",
        "A school to a row, in the area or not.",
        (
            key("urn", Urn(), "The school's URN today."),
            required("name", Text(200), "The school's full name."),
            optional("short_name", Text(200), "The name that lists print."),
            required("phase", PHASE, "The phase it is counted in."),
            optional("also_counted_in", PHASE, "An all-through school's second phase."),
            optional("also_counted_from", Year(), "The first year it is counted in the second phase."),
            required("la_code", Code(), "Its local authority."),
            optional("governance", Choice(tuple(Governance.choices)), "Who runs it.", blank=False),
            optional("trust", Text(200), "Its multi-academy trust, by name; a new one is added."),
            optional("opened_on", Date(), "The day it opened; empty if long ago."),
            optional("closed_on", Date(), "The day it closed."),
            optional("former_urns", Urns(), "URNs it had before, as a maintained school. None is taken away."),
        ),
    ),
    Table(
        "memberships",
        "A school's subscription for a year.",
        (
            YEAR,
            SCHOOL,
            required("status", Choice(tuple(MembershipStatus.choices)), "Where the subscription stands."),
            optional("joined_on", Date(), "The day it joined."),
            optional("left_on", Date(), "The day it left."),
            optional("reason", Text(500), "Why it declined, withdrew or came back."),
        ),
    ),
    Table(
        "associates",
        "An organisation that is not a school, for a year.",
        (
            YEAR,
            key(
                "name",
                Text(200),
                "Its name; a new one is added.",
                field="associate",
                refers_to="named_associate",
            ),
            required("status", Choice(tuple(AssociateStatus.choices)), "Its standing that year."),
        ),
    ),
    Table(
        "packages",
        "What a school, or several together, takes for a year: one agreement to a row.",
        (
            YEAR,
            key("urns", Urns(), "Every school that the agreement covers."),
            required("package", Text(100), "The package, by its short name, such as bronze or non_sla."),
            required("fee", Money(), "The fee agreed for the year."),
            optional("agreed_on", Date(), "The day it was agreed."),
        ),
    ),
    Table(
        "charges",
        "A charge or refund beside the packages.",
        (
            YEAR,
            key("reference", Text(100), "The invoice or other reference, once in a year."),
            optional("urn", Urn(), "The school, if it is one's.", field="school", refers_to="school"),
            required("description", Text(300), "What it is for."),
            required("amount", Money(refunds=True), "How much."),
            optional("charged_on", Date(), "The day of the charge."),
        ),
    ),
    Table(
        "programmes",
        "A network, project, conference or leadership programme.",
        (
            key("slug", Slug(), "The short name that other sheets and the report's figures know it by."),
            required("name", Text(200), "Its name in the report."),
            required("kind", Choice(tuple(ProgrammeKind.choices)), "Which table of the report it stands in."),
            optional("phase", Choice(tuple(PROGRAMME_PHASES), empty=""), "Whom it is for."),
            optional("subject", Text(100), "Its subject."),
            optional("reported_as", Choices(tuple(ReportedAs.values)), "What its line counts, in the order printed."),
        ),
    ),
    Table(
        "participation",
        "A school taking part in a programme in a year.",
        (
            YEAR,
            key("programme", Slug(), "The programme, by its slug.", refers_to="programme"),
            SCHOOL,
            key("role", Choice(tuple(ParticipationRole.choices)), "What its people were there as."),
            key("strand", Named(), "The provider; a new one is added.", blank=True, refers_to="strand"),
            optional("people", Whole(), "How many people; empty where they were not counted."),
        ),
    ),
    Table(
        "visits",
        "A visit or call to a school or an associate.",
        (
            key("reference", Text(100), "A number or name of your own that no other visit has."),
            required("date", Date(), "The day.", field="visited_on"),
            optional("urn", Urn(), "The school visited, if one was.", field="school", refers_to="school"),
            optional("associate", Text(200), "The associate visited, if one was.", refers_to="associate"),
            optional("visitor", Text(200), "Who went, from the partnership."),
            optional("kind", Choice(tuple(VisitKind.choices)), "A call is not counted as a visit.", blank=False),
            optional("status", Choice(tuple(VisitStatus.choices)), "Only a visit that is done counts.", blank=False),
            optional("purpose", Text(200), "What it was for."),
            optional("shared_note", Text(LONGEST, lines=True), "A note that the school can read."),
        ),
    ),
    Table(
        "inspections",
        "An inspection by Ofsted.",
        (
            key("inspection_number", Text(100), "Ofsted's number."),
            required(
                "urn",
                Urn(),
                "The URN it then had.",
                field="school",
                refers_to="school",
                also="urn",
            ),
            required("inspected_on", Date(), "The first day."),
            optional("published_on", Date(), "The day its report was published."),
            required("kind", Choice(tuple(InspectionKind.choices)), "What kind of inspection."),
            optional("overall", Choice(tuple(Grade.choices)), "Overall effectiveness, 1 is outstanding."),
        ),
    ),
    Table(
        "national",
        "Overall effectiveness nationally, as published or counted.",
        (
            key("as_at", Date(), "The day it is for."),
            key("phase", PHASE, "The phase."),
            BASIS,
            _percentage("outstanding"),
            _percentage("good"),
            _percentage("requires_improvement"),
            _percentage("inadequate"),
            _percentage("good_or_outstanding"),
            optional("source", Text(500), "Where it was published, or how it was counted."),
            *ABOUT_NATIONAL,
        ),
    ),
    Table(
        "national_areas",
        "One grade of one area nationally, of report cards or key judgements.",
        (
            key("as_at", Date(), "The day it is for."),
            key("phase", PHASE, "The phase."),
            key("area", Choice(tuple((area.value, area.label) for area in (*CARD_AREAS, *KEY_AREAS))), "The area."),
            key("grade", Choice(tuple(AreaGrade.choices)), "The grade: of a report card its own, else 1 to 4."),
            BASIS,
            required("percent", Percentage(), "Schools with this grade in the area."),
            optional("source", Text(500), "Where it was published, or how it was counted."),
            *ABOUT_NATIONAL,
        ),
    ),
)
BY_NAME = {table.name: table for table in TABLES}
NAMES = ", ".join(BY_NAME)
MAX_WIDTH = 200  # columns of a sheet that hold anything; the widest table has a dozen
NOT_TABLES = frozenset(["notes", "lists", "readme"])
"""Sheets that are no tables: the empty workbook's own, and a reader's notes."""
