"""The schools of a run: enrolling many at once, and one school’s enrolment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from programmes import enrolling
from programmes.actions import HasMarks
from programmes.forms.enrolment import EnrolForm, EnrolmentForm, WithdrawForm
from programmes.models import Enrolment, Run
from programmes.views.editing import done, edited, refused
from programmes.views.run import run_of
from schools.models import Phase, School

MOST_SHOWN = 500
NO_PHASE = "No phase"


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def run_enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Which schools are shown to be ticked is in the address: `phase`, and `members=1`."""
    run = run_of(request, pk)
    form = EnrolForm(request.POST if request.method == "POST" else None, run=run, user=request.user)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        strand = enrolling.strand_named(said["new_strand"]) if said["new_strand"] else said["strand"]
        enrolled = enrolling.enrol(
            run=run, schools=said["schools"], strand=strand, enrolled_on=said["enrolled_on"], by=request.user
        )
        return done(request, _words(enrolled), f"{run.get_absolute_url()}#schools")
    return render(
        request, "programmes/enrol.html", _shown(request, run) | {"form": form}, status=422 if form.is_bound else 200
    )


def _words(enrolled: enrolling.Enrolled) -> str:
    parts = [f"{counted(enrolled.added, 'school')} enrolled."] if enrolled.added else ["No school is new on it."]
    if enrolled.there:
        parts.append(f"{enrolled.there} {'was' if enrolled.there == 1 else 'were'} enrolled already.")
    if enrolled.withdrawn:
        parts.append(f"{enrolled.withdrawn} had withdrawn: take that back where it says so below.")
    return " ".join(parts)


def _shown(request: HttpRequest, run: Run) -> dict[str, Any]:
    phase, is_members = request.GET.get("phase", ""), request.GET.get("members") == "1"
    schools = enrolling.schools_of_the_year(run, request.user)
    if phase in Phase.values:
        schools = schools.filter(phase=phase)
    if is_members:
        schools = schools.filter(is_member=True)
    shown = list(schools[: MOST_SHOWN + 1])
    enrolments: dict[int, list[Enrolment]] = {}
    for row in Enrolment.objects.filter(run=run).select_related("strand").order_by("pk"):
        enrolments.setdefault(row.school_id, []).append(row)
    return {
        "run": run,
        "groups": _by_phase(shown[:MOST_SHOWN], enrolments),
        "most": MOST_SHOWN if len(shown) > MOST_SHOWN else None,
        "phases": Phase.choices,
        "phase": phase,
        "is_members": is_members,
    }


def _by_phase(schools: list[School], enrolments: dict[int, list[Enrolment]]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for school in schools:
        there = enrolments.get(school.pk, [])
        groups.setdefault(school.phase or "", []).append((school, str(school.pk), there))
    return [(Phase(phase).label, groups[phase]) for phase in Phase if phase in groups] + [
        (NO_PHASE, rows) for phase, rows in groups.items() if not phase
    ]


def enrolment_of(request: HttpRequest, pk: int) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).select_related("run__programme", "school", "strand")
    return get_object_or_404(rows, pk=pk)


def _schools_of(enrolment: Enrolment) -> str:
    return f"{enrolment.run.get_absolute_url()}#schools"


def _about(enrolment: Enrolment, **more: Any) -> dict[str, Any]:
    run = enrolment.run
    people = run.participants.filter(school=enrolment.school_id, withdrawn_on=None).count()
    initial = {"on": timezone.localdate(), "with_people": True}
    return {
        "enrolment": enrolment,
        "people": people,
        "withdraw_form": WithdrawForm(enrolment=enrolment, people=people, initial=initial),
        "title": str(enrolment.school),
        "line": str(run),
        "back": (run.get_absolute_url(), str(run)),
        **more,
    }


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def enrolment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = enrolment_of(request, pk)
    form = EnrolmentForm(request.POST if request.method == "POST" else None, record=enrolment)
    template, leads_to = "programmes/enrolment.html", _schools_of(enrolment)
    return edited(request, form, template=template, context=_about(enrolment), leads_to=leads_to)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def enrolment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = enrolment_of(request, pk)
    about = _about(enrolment)
    form = WithdrawForm(request.POST, enrolment=enrolment, people=about["people"])
    if not form.is_valid():
        shown = about | {"form": EnrolmentForm(record=enrolment), "withdraw_form": form}
        return render(request, "programmes/enrolment.html", shown, status=422)
    said = form.cleaned_data
    enrolling.withdraw(
        enrolment=enrolment,
        on=said["on"],
        because=said["because"],
        with_people=said.get("with_people", False),
        by=request.user,
    )
    return done(request, f"{enrolment.school} withdrew.", _schools_of(enrolment))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def enrolment_return(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = enrolment_of(request, pk)
    enrolling.take_back(enrolment=enrolment, by=request.user)
    return done(request, f"{enrolment.school} is on it again.", _schools_of(enrolment))


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def enrolment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    enrolment = enrolment_of(request, pk)
    try:
        enrolling.remove(enrolment=enrolment, by=request.user)
    except HasMarks:
        words = f"{enrolment.school} stays: some of its people are marked in a register. It can withdraw."
        return refused(request, words, _schools_of(enrolment))
    return done(request, f"{enrolment.school} is removed. Its people on the run stay.", _schools_of(enrolment))
