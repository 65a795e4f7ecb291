"""Whether a school counts its predecessor's grade: what it would change, and the switch."""

import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.policy import requires
from ofsted.kpis.predecessors import effects
from overview.school.records import Records
from schools.models import School
from thep.years import AcademicYear

YEARS_SHOWN = 10


class CountingForm(forms.Form):
    """The choice is sent as it is wanted, not as "the other one": sent twice it does nothing more."""

    counts = forms.TypedChoiceField(
        choices=[("yes", "Count it"), ("no", "Do not count it")],
        coerce=lambda chosen: chosen == "yes",
        error_messages={
            "required": "Choose with the button whether it counts.",
            "invalid_choice": "Choose with the button whether it counts.",
        },
    )


def has_predecessors(school: School, records: Records) -> bool:
    """Whether the switch can matter: it was inspected as another school or under another URN, or is switched off."""
    return (
        not school.has_predecessors_grade
        or len(school.its_urns) > 1
        or any(inspection.is_predecessors for inspection in records.inspections)
    )


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def school_predecessors(request: HttpRequest, pk: int) -> HttpResponse:
    """The school's grade with it and without, before anybody decides; the way back is the same page."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    form = CountingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        counts = form.cleaned_data["counts"]
        School.objects.filter(pk=school.pk).exclude(has_predecessors_grade=counts).update(has_predecessors_grade=counts)
        does = "counts" if counts else "does not count"
        messages.success(request, f"A predecessor’s grade {does} for {school}. It can be changed back here.")
        return redirect("school-predecessors", school.pk)
    today = timezone.localdate()
    now, *before = effects(school, [today, *_reported_days(today)])
    context = {"school": school, "form": form, "now": now, "before": [each for each in before if not each.is_none]}
    return render(request, "overview/school_predecessors.html", context, status=422 if form.is_bound else 200)


def _reported_days(today: datetime.date) -> list[datetime.date]:
    """31 July of the years behind, on which reports read grades unless somebody chooses another day."""
    year = AcademicYear.of(today)
    days = [(year - ago).report_day for ago in range(YEARS_SHOWN + 1)]
    return [day for day in days if day < today]
