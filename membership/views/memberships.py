"""The page of a school's membership in one year, the steps taken there, and its history."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.history.reading import changes_of
from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import Kind, display
from membership.models import AgreementSchool, Membership, MembershipStatus, RenewalLetter, RenewalRound
from membership.renewals import standing
from membership.renewals.board import HEADINGS
from membership.renewals.forms import StepForm
from membership.renewals.wording import days_outstanding
from membership.views.board import tell
from thep.numbers import number_in


def membership_of(request: HttpRequest, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.visible_to(request.user).select_related("school"), pk=pk)


@requires(Permission.SCHOOL_VIEW)
@require_safe
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, membership_of(request, pk))


def show(
    request: HttpRequest, membership: Membership, *, form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    user, school = request.user, membership.school
    rows = Membership.objects.visible_to(user).filter(school=school).order_by("-year")
    taken = AgreementSchool.objects.visible_to(user).filter(school=school).order_by("-agreement__year", "period", "pk")
    agreements: dict[Any, list[str]] = {}
    for row in taken.annotate(
        year=F("agreement__year"), package=F("agreement__package__name"), fee=F("agreement__fee")
    ):
        agreements.setdefault(row.year, []).append(f"{row.package}, {display(row.fee, Kind.MONEY)}")
    is_outstanding = membership.status in standing.OUTSTANDING
    may_step = user.may(Permission.MEMBERSHIP_MANAGE)
    letters = RenewalLetter.objects.visible_to(user).filter(membership=membership).select_related("sent_by")
    return render(
        request,
        "membership/membership.html",
        {
            "membership": membership,
            "standing": HEADINGS[membership.status],
            "days": days_outstanding(membership, timezone.localdate()) if is_outstanding else None,
            "round": RenewalRound.objects.visible_to(user).filter(year=membership.year).first(),
            "packages": agreements.get(membership.year, []),
            "before": membership.year - 1,
            "packages_before": agreements.get(membership.year - 1, []),
            "other_years": [(row, agreements.get(row.year, [])) for row in rows if row.pk != membership.pk],
            "letters": letters.order_by("-sent_at", "-pk"),
            "sees_letters": user.may(Permission.CONTACT_VIEW) or not user.may(Permission.REPORT_VIEW),
            "form": may_step and (form or StepForm(status=membership.status)),
            "is_outstanding": is_outstanding,
        },
        status=status,
    )


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def membership_step(request: HttpRequest, pk: int) -> HttpResponse:
    """A step on a day, for a reason. A form that was opened before somebody else changed it is told so."""
    membership = membership_of(request, pk)
    was = request.POST.get("was", "")
    form = StepForm(request.POST, status=was if was in MembershipStatus else membership.status)
    if not form.is_valid():
        return show(request, membership, form=form, status=422)
    said = form.cleaned_data
    try:
        done = standing.take(membership=membership, **said, by=request.user)
    except standing.Changed:
        membership = membership_of(request, pk)
        messages.warning(request, "Somebody changed this while you had it open. Nothing was saved: see below.")
        return show(request, membership, form=_asked_again(request, membership), status=409)
    except standing.Refused as refused:
        form.add_error("on", str(refused))
        return show(request, membership, form=form, status=422)
    tell(request, membership, said["step"], done=done)
    return redirect(membership)


def _asked_again(request: HttpRequest, membership: Membership) -> StepForm:
    """With what was typed, beside what the membership says now."""
    kept = {name: request.POST.get(name, "") for name in ("on", "reason")}
    return StepForm(initial=kept, status=membership.status)


@requires(Permission.SCHOOL_VIEW)
@require_safe
def membership_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed on it, the latest first."""
    membership = membership_of(request, pk)
    older_than = number_in(request.GET.get("older_than"))
    page = changes_of(membership, request.user, older_than=older_than)
    context = {"membership": membership, "page": page, "older_than": older_than}
    return render(request, "membership/membership_history.html", context)
