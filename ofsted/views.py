"""National figures on their pages: a publication as it stands on record, entering, changing and removing it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.history.events import Among, Events
from accounts.history.reading import changes_among
from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted, day
from ofsted.adding_up import contradictions
from ofsted.lists import areas_address, outcomes_address
from ofsted.models import Area, AreaGrade, Basis, NationalArea, NationalOutcome, Regime
from ofsted.models.national import PARTS
from ofsted.national import remove_figures, save_figures
from ofsted.sheets import GRIDS, AreaSheet, Sheet
from schools.models import Phase
from thep.numbers import number_in


@dataclass(frozen=True)
class Publication:
    """What is on record of one date and basis, or of one phase and regime of it.

    `where` finds its records and their history; `names` are the ends of its addresses' names.
    """

    model: type[NationalOutcome] | type[NationalArea]
    where: dict[str, Any]
    title: str
    list_name: str
    name: str

    @property
    def args(self) -> list[str]:
        return [str(value) for value in self.where.values()]

    @property
    def address(self) -> str:
        return reverse(self.name, args=self.args)

    def part(self, name: str) -> str:
        return reverse(f"{self.name}-{name}", args=self.args)

    def records(self, user: Any) -> QuerySet:
        return self.model.objects.visible_to(user).filter(**self.where).order_by("phase", "pk")

    def sheet(self, data: Any, held: list[Any]) -> Sheet:
        if self.model is NationalArea:
            return AreaSheet(data, held=held, regime=Regime(self.where["regime"]))
        return Sheet(data, held=held)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise Http404(f"“{text}” is no day.") from error


def _outcomes(as_at: str, basis: str) -> Publication:
    where = {"as_at": _day(as_at), "basis": basis}
    title = f"National figures as at {day(where['as_at'])}"
    return Publication(NationalOutcome, where, title, "national-list", "national-outcomes")


def _areas(as_at: str, basis: str, phase: str, regime: str) -> Publication:
    if phase not in Phase or regime not in GRIDS:
        raise Http404("There is no such phase or regime.")
    where = {"as_at": _day(as_at), "basis": basis, "phase": phase, "regime": regime}
    title = f"{Regime(regime).label}: {Phase(phase).label.lower()} schools nationally, as at {day(where['as_at'])}"
    return Publication(NationalArea, where, title, "national-area-list", "national-areas")


def _show(request: HttpRequest, publication: Publication) -> HttpResponse:
    records = list(publication.records(request.user))
    if not records:
        raise Http404("No national figure of this day and basis is on record.")
    return render(
        request,
        "ofsted/national.html",
        {
            "publication": publication,
            "basis": Basis(records[0].basis).label,
            "is_from_file": any(record.file_id for record in records),
            "table": _table_of_areas(records) if publication.model is NationalArea else _table_of_outcomes(records),
            "sources": dict.fromkeys(record.source for record in records if record.source),
            "edit": publication.part("edit"),
            "remove": publication.part("remove"),
            "history": publication.part("history"),
            "words": f"{counted(len(records), 'figure')} will leave every page and comparison. The history keeps them.",
        },
    )


def _table_of_outcomes(records: list[NationalOutcome]) -> dict[str, Any]:
    in_order = sorted(records, key=lambda record: list(Phase).index(record.phase))
    return {
        "corner": "Phase",
        "headings": [part.replace("_", " ").capitalize() for part in PARTS],
        "rows": [
            {
                "label": record.get_phase_display(),
                "figures": [getattr(record, part) for part in PARTS],
                "schools": record.schools,
                "note": record.note,
                "doubts": contradictions({part: getattr(record, part) for part in PARTS}),
            }
            for record in in_order
        ],
    }


def _table_of_areas(records: list[NationalArea]) -> dict[str, Any]:
    areas, grades = GRIDS[Regime(records[0].regime)]
    by_place = {(record.area, record.grade): record for record in records}
    found = [[by_place.get((area, grade)) for grade in grades] for area in areas]
    return {
        "corner": "Area",
        "headings": [AreaGrade(grade).label for grade in grades],
        "rows": [
            {
                "label": Area(area).label,
                "figures": [record and record.percent for record in row],
                "schools": next(record.schools for record in row if record),
                "note": next(record.note for record in row if record),
                "doubts": [],
            }
            for area, row in zip(areas, found, strict=True)
            if any(row)
        ],
    }


def _history(request: HttpRequest, publication: Publication) -> HttpResponse:
    """By what the records said and not by which they are, so that those since removed are in it."""
    columns = {name: [value] for name, value in publication.where.items()}
    older_than = number_in(request.GET.get("older_than"))
    page = changes_among([Events(publication.model, columns)], request.user, Among(older_than=older_than))
    back = publication.address if publication.records(request.user).exists() else reverse(publication.list_name)
    context = {"publication": publication, "back": back, "page": page, "older_than": older_than}
    return render(request, "ofsted/national_history.html", context)


def _new(request: HttpRequest, title: str, list_name: str, sheet: Callable[..., Sheet]) -> HttpResponse:
    asked = {name: request.GET[name] for name in ("as_at", "phase") if name in request.GET}
    made = sheet(request.POST if request.method == "POST" else None, held=[], asked=asked)
    if request.method == "POST":
        try:
            if answer := _saved(request, made):
                return answer
        except IntegrityError:  # somebody entered the same since the form looked
            made = sheet(request.POST, held=[])
            made.is_valid()
    return _form(request, made, title=title, back=reverse(list_name))


def _edit(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The records are read for update, so that nobody comes between looking and writing."""
    with transaction.atomic():
        held = list(publication.records(request.user).select_for_update())
        if not held:
            raise Http404("No national figure of this day and basis is on record.")
        if any(record.file_id for record in held):
            messages.error(request, "These were counted from a file, so they are not changed by hand.")
            return redirect(publication.address)
        made = publication.sheet(request.POST if request.method == "POST" else None, held)
        if request.method == "POST" and (answer := _saved(request, made)):
            return answer
    return _form(request, made, title=publication.title, back=publication.address)


def _saved(request: HttpRequest, sheet: Sheet) -> HttpResponse | None:
    """Back to the figures as they are now, where the form is right."""
    if not sheet.is_valid():
        return None
    records = sheet.records()
    if not sheet.already:
        save_figures(records=records, gone=sheet.gone(), by=request.user)
    messages.success(request, "Saved.")
    first = records[0]
    return redirect(areas_address(first) if isinstance(first, NationalArea) else outcomes_address(first))


def _form(request: HttpRequest, sheet: Sheet, *, title: str, back: str) -> HttpResponse:
    is_wrong = sheet.head.is_bound
    context = {"sheet": sheet, "title": title, "back": back, "is_wrong": is_wrong and not sheet.doubts}
    return render(request, "ofsted/national_form.html", context, status=422 if is_wrong else 200)


def _remove(request: HttpRequest, publication: Publication) -> HttpResponse:
    """A second press finds nothing, which is no mistake."""
    remove_figures(figures=publication.model.objects.filter(**publication.where), by=request.user)
    messages.success(request, f"{publication.title}: removed.")
    return redirect(publication.list_name)


@requires(Permission.REPORT_VIEW)
@require_safe
def outcomes(request: HttpRequest, as_at: str, basis: str) -> HttpResponse:
    return _show(request, _outcomes(as_at, basis))


@requires(Permission.REPORT_VIEW)
@require_safe
def outcomes_history(request: HttpRequest, as_at: str, basis: str) -> HttpResponse:
    return _history(request, _outcomes(as_at, basis))


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def outcomes_new(request: HttpRequest) -> HttpResponse:
    return _new(request, "Enter national figures", "national-list", Sheet)


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def outcomes_edit(request: HttpRequest, as_at: str, basis: str) -> HttpResponse:
    return _edit(request, _outcomes(as_at, basis))


@requires(Permission.OFFICIAL_MANAGE)
@require_POST
def outcomes_remove(request: HttpRequest, as_at: str, basis: str) -> HttpResponse:
    return _remove(request, _outcomes(as_at, basis))


@requires(Permission.REPORT_VIEW)
@require_safe
def areas(request: HttpRequest, **where: str) -> HttpResponse:
    return _show(request, _areas(**where))


@requires(Permission.REPORT_VIEW)
@require_safe
def areas_history(request: HttpRequest, **where: str) -> HttpResponse:
    return _history(request, _areas(**where))


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def areas_new(request: HttpRequest, regime: Regime) -> HttpResponse:
    title = f"Enter national figures: {regime.label.lower()}"
    return _new(request, title, "national-area-list", lambda *args, **kwargs: AreaSheet(*args, regime=regime, **kwargs))


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def areas_edit(request: HttpRequest, **where: str) -> HttpResponse:
    return _edit(request, _areas(**where))


@requires(Permission.OFFICIAL_MANAGE)
@require_POST
def areas_remove(request: HttpRequest, **where: str) -> HttpResponse:
    return _remove(request, _areas(**where))
