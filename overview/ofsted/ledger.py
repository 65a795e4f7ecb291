"""A school's inspections as a ledger: each in the words of its own regime, with a break wherever the regime changes."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from ofsted.kpis.cards import JUDGED, AreaGraded, ReportCard, latest_of_each, report_cards
from ofsted.kpis.grades import LATEST_FIRST, found_in_words, grade_in_words, latest_graded
from ofsted.kpis.regimes import Break, break_before
from ofsted.models import Inspection, InspectionKind, Judgement, Regime, UngradedOutcome
from ofsted.models.inspections import KEY_JUDGEMENT_OUTCOMES
from schools.models import School, current_urn

GIVES_NONE = {
    InspectionKind.MONITORING: "A monitoring inspection gives no overall grade",
    InspectionKind.THEMATIC: "A thematic visit gives no grade",
    InspectionKind.UNGRADED: "No outcome on record",
}
CONFIRMING = [outcome for outcome in UngradedOutcome if outcome not in KEY_JUDGEMENT_OUTCOMES]
PREDECESSORS = (
    "It is its predecessor’s, and counts while the school has no grade of its own: so Ofsted counts since June 2018."
)
NOT_COUNTED = "A graded inspection is on record that does not count for it: of a predecessor, or not published yet."


@dataclass(frozen=True)
class Entry:
    """`urn` and `name` are said where they are not today's. `areas` have the latest grade first, then those before."""

    inspection: Inspection
    found: str
    areas: list[AreaGraded]
    urn: int | None
    name: str
    source: str
    decides: bool


@dataclass(frozen=True)
class Stretch:
    """Inspections of one regime, the latest first; `ends` is the line below them, where an earlier regime begins."""

    label: str
    entries: list[Entry]
    ends: Break | None = None


@dataclass(frozen=True)
class Today:
    """The grade of today in words, and the inspection it is from; `confirmed` is a later ungraded one that keeps it."""

    words: str
    inspection: Inspection | None = None
    confirmed: Inspection | None = None
    card: ReportCard | None = None
    why: str = ""


@requires(Permission.SCHOOL_VIEW)
@require_safe
def school_inspections(request: HttpRequest, pk: int) -> HttpResponse:
    """All on record, the latest first."""
    today = timezone.localdate()
    schools = School.objects.visible_to(request.user).annotate(
        decides=Subquery(latest_graded("pk", today).values("pk")), urn=current_urn("pk")
    )
    school = get_object_or_404(schools, pk=pk)
    inspections = list(_inspections_of(school).visible_to(request.user))
    entries = [_entry(school, each) for each in inspections]
    return render(
        request,
        "overview/ofsted/ledger.html",
        {
            "school": school,
            "day": today,
            "today": _today(school, inspections, today),
            "stretches": list(_stretches(entries)),
        },
    )


def _inspections_of(school: School) -> QuerySet[Inspection]:
    judged = Prefetch("judgements", Judgement.objects.order_by("graded_on", "pk"))
    return school.inspections.select_related("file").prefetch_related(judged).order_by(*LATEST_FIRST)


def _entry(school: School, inspection: Inspection) -> Entry:
    name = inspection.inspected_name
    return Entry(
        inspection=inspection,
        found=found_in_words(inspection) or GIVES_NONE[InspectionKind(inspection.kind)],
        areas=list(latest_of_each(map(attrgetter(*JUDGED), inspection.judgements.all())).values()),
        urn=inspection.urn if inspection.urn != school.urn else None,
        name=name if name not in (school.name, school.short_name) else "",
        source=str(inspection.file or "Entered by hand or from a workbook"),
        decides=inspection.pk == school.decides,
    )


def _stretches(entries: Iterable[Entry]) -> Iterator[Stretch]:
    by_regime = [(regime, list(same)) for regime, same in groupby(entries, key=lambda each: each.inspection.regime)]
    for number, (regime, same) in enumerate(by_regime, 1):
        yield Stretch(Regime(regime).label, same, break_before(regime) if number < len(by_regime) else None)


def _today(school: School, inspections: list[Inspection], today: datetime.date) -> Today:
    decides = next((each for each in inspections if each.pk == school.decides), None)
    if decides is None:
        graded = [each for each in inspections if each.kind == InspectionKind.GRADED]
        return Today(grade_in_words(None, None), why=NOT_COUNTED if graded else "")
    confirmed = (
        each
        for each in inspections
        if each.ungraded_outcome in CONFIRMING and each.inspected_on > decides.inspected_on and each.known_on <= today
    )
    return Today(
        grade_in_words(decides.overall, decides.regime),
        decides,
        confirmed=next(confirmed, None) if decides.overall else None,
        card=report_cards([decides], today).get(school.pk),
        why=PREDECESSORS if decides.is_predecessors else "",
    )
