"""The inspection that decides a school's grade on a day, and grades in words. Nothing converts one scale to another."""

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from ofsted.models import Area, AreaGrade, Grade, Inspection, InspectionKind, Judgement, Regime
from schools.models import SchoolPhase, in_area
from schools.on_a_day import urn_on

GRADES = {grade.name.lower(): grade for grade in Grade}
COUNTED = (InspectionKind.GRADED, InspectionKind.UNGRADED)
LATEST_FIRST = (F("inspected_on").desc(), F("number_order").desc(nulls_last=True), F("inspection_number").desc())
OWN_FIRST = ("is_predecessors", *LATEST_FIRST)


def latest_graded(school: str, on: datetime.date, *, has_predecessors_grade: Any = None) -> QuerySet[Inspection]:
    """The graded inspection that decides the grade, on the day `on`, of the school in column `school`: at most one row.

    It is the latest one published on or before `on`; without a publication date its first day decides. Of two on the
    same day the higher inspection number wins. A short inspection that keeps the grade changes nothing, and inspections
    under an earlier URN count. After a graded inspection of a later regime a school no longer holds an overall grade.

    A predecessor's inspection counts while the school has no graded one of its own that is known on the day, of
    whichever regime (Ofsted's method since June 2018). A school that does not count predecessors has neither theirs nor
    those under an earlier URN: what counts is under the URN that it had on the day, or under none on record. So its
    grade of a day before it became an academy stays. `has_predecessors_grade` stands in for the school's own switch.
    """
    graded = _counted(school, on, has_predecessors_grade).filter(kind=InspectionKind.GRADED, known_on__lte=on)
    return graded.order_by(*OWN_FIRST)[:1]


def _counted(school: str, on: Any, counts: Any = None) -> QuerySet[Inspection]:
    """The inspections of the school in column `school` that may count on the day `on`, by its switch."""
    if counts is None:
        counts = OuterRef("has_predecessors_grade" if school == "pk" else f"{school}__has_predecessors_grade")
    of_its_own = Q(is_predecessors=False) & (Q(urn=None) | Q(urn=urn_on(on, "school")))
    inspections = Inspection.objects.alias(counts=ExpressionWrapper(counts, output_field=BooleanField()))
    return inspections.filter(Q(counts=True) | of_its_own, school=OuterRef(school))


def latest_published(on: datetime.date) -> QuerySet[Inspection]:
    """Graded and ungraded inspections of schools in area published on or before `on`, the latest first.

    Without a publication date the first day decides. Those of predecessors are no news of the school. Each has the
    grade its school held until then by the rule of `latest_graded`, `grade_before`, and the regime it is of,
    `before_regime`.
    """
    earlier = (
        _counted("school", OuterRef(OuterRef("known_on")))
        .filter(kind=InspectionKind.GRADED, known_on__lt=OuterRef("known_on"))
        .order_by(*OWN_FIRST)
    )
    own = Inspection.objects.filter(in_area("school__"), is_predecessors=False, kind__in=COUNTED, known_on__lte=on)
    return own.annotate(
        grade_before=Subquery(earlier.values("overall")[:1]), before_regime=Subquery(earlier.values("regime")[:1])
    ).order_by("-known_on", "-pk")


def latest_of(school: str, on: datetime.date) -> QuerySet[Inspection]:
    """The latest graded or ungraded inspection, on the day `on`, of the school in column `school`: at most one row.

    A predecessor's where it has none of its own, as for its grade.
    """
    return _counted(school, on).filter(kind__in=COUNTED, known_on__lte=on).order_by(*OWN_FIRST)[:1]


def with_areas(inspections: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Each inspection with the `areas` it judged, for `areas_in_words`, by no further query."""
    judged = Judgement.objects.filter(inspection=OuterRef("pk")).order_by("graded_on", "pk")
    return inspections.annotate(areas=ArraySubquery(judged.values(row=JSONObject(area="area", grade="grade"))))


def areas_in_words(inspection: Inspection) -> list[str]:
    """`Inclusion: Strong standard`, in the order of the report, of an inspection read `with_areas`.

    Of an area graded again after a monitoring visit, the latest grade.
    """
    latest = {row["area"]: row["grade"] for row in inspection.areas}
    return [f"{area.label}: {AreaGrade(latest[area]).label}" for area in Area if area in latest]


def grade_text(record: SchoolPhase, grade: str, name: str) -> str:
    """A grade and whether it is a predecessor's, or why there is none: nothing is converted and nothing invented."""
    words = grade_in_words(getattr(record, grade), getattr(record, f"{name}_regime"))
    return f"{words} (predecessor’s)" if getattr(record, f"{name}_is_predecessors") else words


def grade_in_words(grade: int | None, regime: str | None) -> str:
    """`regime` is that of the inspection the grade is from; `None` where there is no inspection."""
    if grade:
        return Grade(grade).label
    match regime:
        case None:
            return "No graded inspection published"
        case Regime.OVERALL_EFFECTIVENESS:
            return "Graded inspection without an overall grade on record"
        case Regime.KEY_JUDGEMENTS:
            return "Not judged overall (key judgements only)"
        case _:
            return "Report card, which has no overall grade"


def whose_in_words(inspection: Inspection) -> str:
    """`of its predecessor, Redlands`; nothing where the inspection is the school's own."""
    if not inspection.is_predecessors:
        return ""
    return f"of its predecessor, {inspection.inspected_name}" if inspection.inspected_name else "of its predecessor"


def found_in_words(inspection: Inspection) -> str:
    """What an inspection found, in the words of its own regime.

    Empty for the kinds that give no grade, and where an ungraded one has no outcome on record.
    """
    match inspection.kind:
        case InspectionKind.GRADED:
            return grade_in_words(inspection.overall, inspection.regime)
        case InspectionKind.UNGRADED:
            return inspection.get_ungraded_outcome_display()
        case _:
            return ""
