"""The page of a programme; making one, and changing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import NOTHING
from programmes import actions
from programmes.forms.programme import ProgrammeForm
from programmes.kpis import COUNTED_FROM
from programmes.models import EVERY_STAGE, Programme, ReportedAs
from programmes.reading import years_of
from programmes.views.editing import edited


def programme_of(request: HttpRequest, pk: int) -> Programme:
    return get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)


@requires(Permission.REPORT_VIEW)
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    programme = programme_of(request, pk)
    facts = [
        ("Kind", programme.get_kind_display()),
        ("Phase", programme.get_phase_display()),
        ("Subject", programme.subject),
        ("For", programme.get_career_stage_display() or EVERY_STAGE),
        ("In the report", ", then ".join(ReportedAs(one).label.lower() for one in programme.reported_as).capitalize()),
    ]
    return render(
        request,
        "programmes/programme.html",
        {
            "programme": programme,
            "facts": [(what, which or NOTHING) for what, which in facts],
            "rule": COUNTED_FROM[programme.counted_by],
            "years": years_of(programme, request.user),
        },
    )


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_new(request: HttpRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made, is_new = actions.make_programme(
                slug=form.cleaned_data["slug"], columns=form.written(), by=request.user
            )
        except actions.Different as other:
            form.add_error("slug", f"“{other.record}” has this short name already. Write another.")
        else:
            words = f"{made} is on record. Add its first year." if is_new else f"{made} was on record already."
            messages.success(request, words)
            return redirect(made)
    context = {
        "form": form,
        "title": "New programme",
        "button": "Save the programme",
        "back": (reverse("programme-list"), "Programmes"),
    }
    return render(request, "programmes/programme_form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another rule counts every year of the programme anew."""
    programme = programme_of(request, pk)
    form = ProgrammeForm(request.POST if request.method == "POST" else None, record=programme)
    address = programme.get_absolute_url()
    context = {
        "title": f"Change {programme}",
        "button": "Save",
        "back": (address, str(programme)),
        "programme": programme,
    }
    return edited(request, form, template="programmes/programme_form.html", context=context, leads_to=address)
