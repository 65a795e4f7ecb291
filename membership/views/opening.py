"""Opening the renewals of a year, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted, listed
from membership.renewals import opening
from membership.renewals.forms import OpenForm
from thep.years import AcademicYear

NAMED = 60


def _year_in(text: str, years: list[AcademicYear]) -> AcademicYear | None:
    return next((year for year in years if year.slug == text), None)


def _board(year: AcademicYear) -> str:
    return f"{reverse('renewal-board')}?year={year.slug}"


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def renewals_open(request: HttpRequest) -> HttpResponse:
    """What opening would do, said before it is done. Pressed again it invites only who has no row yet."""
    years, coming = opening.years_to_open(timezone.localdate())
    year = _year_in(request.POST.get("year") or request.GET.get("year", ""), years) or coming
    if year is None:
        return render(request, "membership/renewals_open.html", {"year": None})
    would = opening.Opening(year)
    form = OpenForm(request.POST if request.method == "POST" else None, opened=would.round)
    if request.method == "POST" and form.is_valid():
        done = opening.open_renewals(year=year, **form.cleaned_data, by=request.user)
        _tell(request, year, done)
        return redirect(_board(year))
    return render(
        request,
        "membership/renewals_open.html",
        {
            "year": year,
            "before": year - 1,
            "years": years,
            "form": form,
            "round": would.round,
            "associates": would.associates.count(),
            "others": would.others.count(),
            "made": would.made.count(),
            "why_not_back": would.why_not_back if would.round else "",
            "named": [
                (key, heading, rows.count(), rows.order_by("sort_name", "pk")[:NAMED])
                for key, heading, rows in (
                    ("invited", "Will be invited", would.invited),
                    ("there", f"Have a row for {year} already, so nothing changes", would.there),
                    ("closed", f"Are not open on 1 September {year.start}, so are not asked", would.closed),
                )
            ],
        },
        status=422 if form.is_bound else 200,
    )


def _tell(request: HttpRequest, year: AcademicYear, done: opening.Opened) -> None:
    made = []
    if done.schools:
        made.append(f"{counted(done.schools, 'school')} invited")
    if done.associates:
        made.append(f"{counted(done.associates, 'associate')} put down as renewing")
    if made:
        messages.success(request, f"The renewals for {year} are open: {listed(made)}. No letter has been sent yet.")
    else:
        messages.info(request, f"The renewals for {year} are open, and there is nobody new to invite.")


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def renewals_take_back(request: HttpRequest) -> HttpResponse:
    years, _ = opening.years_to_open(timezone.localdate())
    year = _year_in(request.POST.get("year", ""), years)
    if year is None:
        return redirect("renewals-open")
    try:
        number = opening.take_back(year=year, by=request.user)
    except opening.Refused as refused:
        messages.warning(request, str(refused))
    else:
        schools = counted(number, "school")
        messages.success(request, f"The renewals for {year} are taken back: {schools} no longer invited.")
    return redirect(f"{reverse('renewals-open')}?year={year.slug}")
