"""The page of an associate, and changing what it says."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from membership.models import AssociateMembership, AssociateOffer, AssociateStatus
from overview.associates.forms import AssociateForm, NewAssociateForm, OfferForm, StandingForm
from overview.year import year_in_hand
from schools.models import Associate

SHOWN = 20


def associate_of(request: HttpRequest, pk: int) -> Associate:
    return get_object_or_404(Associate.objects.visible_to(request.user), pk=pk)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@requires(Permission.REPORT_VIEW)
@require_safe
def associate(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, associate_of(request, pk))


def _show(request: HttpRequest, associate: Associate, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Its standing by year, contacts, visits, what it leads and what it offered, each the latest first."""
    user, today = request.user, timezone.localdate()
    year = year_in_hand(today)
    visits = associate.visits.visible_to(user).defer("internal_note", "met").annotate(focus_name=F("focus__name"))
    found = list(visits.order_by("-visited_on", "-pk")[: SHOWN + 1])
    contacts = associate.contacts.visible_to(user).exclude(name="")
    return render(
        request,
        "overview/associates/associate.html",
        {
            "associate": associate,
            "memberships": associate.memberships.visible_to(user).order_by("-year"),
            "contacts": contacts.order_by(F("left_on").desc(nulls_first=True), "sort_name", "pk"),
            "visits": found[:SHOWN],
            "has_more_visits": len(found) > SHOWN,
            "offers": associate.offers.visible_to(user).order_by("-year", "-offered_on", "pk"),
            "runs": associate.runs_led.visible_to(user).select_related("programme").order_by("-year", "pk"),
            "standing_form": forms.get("standing_form") or StandingForm(initial={"year": year}),
        },
        status=status,
    )


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def associate_new(request: HttpRequest) -> HttpResponse:
    form = NewAssociateForm(_typed(request), initial={"year": year_in_hand(timezone.localdate())})
    if request.method == "POST" and form.is_valid():
        made = form.save()
        said = form.cleaned_data
        AssociateMembership.objects.create(associate=made, year=said["year"], status=said["status"])
        messages.success(request, f"{made} is an associate now.")
        return redirect(made)
    return _form(request, form, title="New associate", save="Add the associate")


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def associate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    associate = _held(Associate.objects.visible_to(request.user), request, pk)
    form = AssociateForm(_typed(request), instance=associate)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "The name is changed.")
        return redirect(associate)
    return _form(request, form, title="Change the name", save="Save", back=associate_of(request, pk))


def _held(rows: Any, request: HttpRequest, pk: int) -> Any:
    """For update, where it may be written."""
    return get_object_or_404(rows.select_for_update() if request.method == "POST" else rows, pk=pk)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def associate_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """How it stands in a year: written once for the year, whoever presses again; other years are left as they are."""
    associate = associate_of(request, pk)
    form = StandingForm(request.POST)
    if not form.is_valid():
        return _show(request, associate, status=422, standing_form=form)
    year, status = form.cleaned_data["year"], form.cleaned_data["status"]
    AssociateMembership.objects.update_or_create(associate=associate, year=year, defaults={"status": status})
    messages.success(request, f"{year}: {AssociateStatus(status).label.lower()}.")
    return redirect(f"{associate.get_absolute_url()}#membership")


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def offer_add(request: HttpRequest, pk: int) -> HttpResponse:
    associate = associate_of(request, pk)
    year = year_in_hand(timezone.localdate())
    form = OfferForm(_typed(request), instance=AssociateOffer(associate=associate), initial={"year": year})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "The offer is on record.")
        return redirect(f"{associate.get_absolute_url()}#offers")
    return _form(request, form, title="What they offered", save="Add the offer", back=associate)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def offer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    offer = _held(AssociateOffer.objects.visible_to(request.user), request, pk)
    form = OfferForm(_typed(request), instance=offer)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "The offer is changed.")
        return redirect(f"{offer.associate.get_absolute_url()}#offers")
    return _form(request, form, title="What they offered", save="Save", back=offer.associate, offer=offer)


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def offer_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was entered by mistake. Its history stays."""
    offer = get_object_or_404(AssociateOffer.objects.visible_to(request.user).select_related("associate"), pk=pk)
    offer.delete()
    messages.success(request, "The offer is removed.")
    return redirect(f"{offer.associate.get_absolute_url()}#offers")


def _form(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "overview/associates/form.html", {"form": form, **context}, status=status)
