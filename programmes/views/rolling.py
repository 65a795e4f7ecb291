"""Rolling a run over to another year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.policy import requires
from programmes import rolling
from programmes.forms.fields import years_on_record
from programmes.forms.rolling import RollForm, RollRows
from programmes.models import Run
from programmes.views.editing import done, refused
from programmes.views.run import run_of
from thep.years import AcademicYear


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def run_roll_over(request: HttpRequest, pk: int) -> HttpResponse:
    """To the year in the address, `year`, or the next one. Where a run is there already it leads to that."""
    run = run_of(request, pk)
    years = [year for year in years_on_record() if year != run.year]
    year = _year_in(request.GET.get("year", ""), years) or run.year + 1
    if there := rolling.there_already(run, year):
        return _to(request, there)
    data = request.POST if request.method == "POST" else None
    form, rows = RollForm(data), RollRows(data, run=run, year=year)
    if data is not None and form.is_valid() & rows.are_valid():
        made, is_new = rolling.roll_over(run=run, year=year, takes=form.takes(), sessions=rows.typed(), by=request.user)
        if not is_new:
            return _to(request, made)
        return done(request, f"{made} is made. {run.year} is as it was.", made.get_absolute_url())
    context = {"run": run, "year": year, "years": years, "form": form, "rows": rows, **_numbers(run)}
    return render(request, "programmes/roll_over.html", context, status=200 if data is None else 422)


def _year_in(text: str, years: list[AcademicYear]) -> AcademicYear | None:
    return next((year for year in years if year.slug == text), None)


def _to(request: HttpRequest, there: Run) -> HttpResponse:
    return refused(request, f"{there} is there already. Nothing was rolled over.", there.get_absolute_url())


def _numbers(run: Run) -> dict[str, int]:
    return {
        "schools": run.enrolments.filter(withdrawn_on=None).values("school").distinct().count(),
        "people": run.participants.filter(withdrawn_on=None, contact__left_on=None).count(),
    }
