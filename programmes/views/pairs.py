"""Who coaches whom on a run, and their days of shadowing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from programmes import people
from programmes.forms.people import NewPairForm, PairForm, ShadowingForm
from programmes.models import CoachingPair, Shadowing
from programmes.views.editing import done, edited
from programmes.views.run import run_of


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def pair_new(request: HttpRequest, pk: int) -> HttpResponse:
    run = run_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = NewPairForm(data, run=run, user=request.user)
    if data is not None and form.is_valid():
        pair, is_new = people.pair(run=run, **form.cleaned_data, by=request.user)
        words = "They are a pair." if is_new else "They were a pair already: its days are as they were."
        return done(request, words, reverse("pair", args=[pair.pk]))
    context = {"form": form, "run": run, "title": "Add a pair", "back": (run.get_absolute_url(), str(run))}
    return render(request, "programmes/pair_new.html", context, status=200 if data is None else 422)


def pair_of(request: HttpRequest, pk: int) -> CoachingPair:
    rows = CoachingPair.objects.visible_to(request.user)
    rows = rows.select_related(
        "run__programme", *(f"{who}__{what}" for who in ("coach", "coachee") for what in ("contact", "school"))
    )
    return get_object_or_404(rows, pk=pk)


def _about(pair: CoachingPair, user: Any, **more: Any) -> dict[str, Any]:
    run = pair.run
    return {
        "pair": pair,
        "days": Shadowing.objects.visible_to(user).filter(pair=pair).order_by("-shadowed_on", "is_by_coach", "pk"),
        "day_form": ShadowingForm(pair=pair),
        "title": f"{pair.coach.contact} coaches {pair.coachee.contact}",
        "line": str(run),
        "back": (run.get_absolute_url(), str(run)),
        **more,
    }


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Its days from and until, and the days of shadowing."""
    pair = pair_of(request, pk)
    form = PairForm(request.POST if request.method == "POST" else None, record=pair)
    address = reverse("pair", args=[pair.pk])
    return edited(request, form, template="programmes/pair.html", context=_about(pair, request.user), leads_to=address)


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def pair_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A pair made by mistake, with the days recorded for it."""
    pair = pair_of(request, pk)
    pair.delete()
    return done(request, "The pair is removed.", f"{pair.run.get_absolute_url()}#pairs")


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def shadowing_new(request: HttpRequest, pk: int) -> HttpResponse:
    pair = pair_of(request, pk)
    form = ShadowingForm(request.POST, pair=pair)
    if not form.is_valid():
        about = _about(pair, request.user, form=PairForm(record=pair), day_form=form)
        return render(request, "programmes/pair.html", about, status=422)
    _, is_new = people.shadow(pair=pair, **form.cleaned_data, by=request.user)
    words = "The day is on record." if is_new else "This day was on record already."
    return done(request, words, f"{reverse('pair', args=[pair.pk])}#shadowing")


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def shadowing_remove(request: HttpRequest, pk: int) -> HttpResponse:
    day = get_object_or_404(Shadowing.objects.visible_to(request.user), pk=pk)
    day.delete()
    return done(request, "The day is removed.", f"{reverse('pair', args=[day.pair_id])}#shadowing")
