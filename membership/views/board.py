"""The board of renewals: its columns, one press to say that a school is in, and a school added to it."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from membership.filters import BoardFilter
from membership.models import Membership, MembershipStatus, RenewalRound
from membership.renewals import board, standing
from membership.renewals.cards import cards_to_html
from membership.renewals.forms import AddForm
from membership.renewals.opening import Refused, years_to_open
from thep.numbers import number_in
from thep.years import AcademicYear


def filters_of(request: HttpRequest) -> BoardFilter:
    return BoardFilter(request.GET, Membership.objects.visible_to(request.user), request=request)


@requires(Permission.REPORT_VIEW)
@require_safe
def renewal_board(request: HttpRequest) -> HttpResponse:
    """Filters and the page of each column are in the address."""
    filters = filters_of(request)
    year = filters.chosen_year
    if year is None:
        return render(request, "membership/renewal_board.html", {"year": None})
    found = filters.qs
    pages = {status: number_in(request.GET.get(status)) or 1 for status in MembershipStatus}

    def address_of(status: MembershipStatus, page: int) -> str:
        query = request.GET.copy()
        query[status] = str(page)
        return f"?{query.urlencode()}#{status}"

    columns = board.columns_of(found, year, request.user, pages, address_of)
    may_step = request.user.may(Permission.MEMBERSHIP_MANAGE)
    members_before = Membership.objects.visible_to(request.user).filter(year=year - 1, status=MembershipStatus.MEMBER)
    return render(
        request,
        "membership/renewal_board.html",
        {
            "year": year,
            "before": year - 1,
            "filters": filters,
            "kept": filters.kept_in_address,
            "asked": filters.said.items(),
            "columns": columns,
            "columns_with_cards": [(column, cards_to_html(column, may_step=may_step)) for column in columns],
            "awaited": sum(column.count for column in columns if column.is_awaited),
            "retention": board.retention_of(filters.of_these_schools(members_before), year),
            "round": RenewalRound.objects.visible_to(request.user).filter(year=year).first(),
        },
    )


@requires(Permission.MEMBERSHIP_MANAGE)
@require_POST
def renewal_board_step(request: HttpRequest) -> HttpResponse:
    """A step of today that asks nothing: the name of the button is the step, its value the school and what it was."""
    back = f"{reverse('renewal-board')}{'?' if request.GET else ''}{request.GET.urlencode()}"
    step, said = next(((step, said) for step in standing.STEPS if (said := request.POST.get(step.slug))), (None, ""))
    named = re.fullmatch(r"([0-9]{1,18})-([a-z]+)", said)
    if not named:
        return redirect(back)
    number, was = named.groups()
    rows = Membership.objects.visible_to(request.user).select_related("school")
    membership = get_object_or_404(rows, pk=number)
    if was in step.reason_from:
        return redirect(f"{membership.get_absolute_url()}#answer")
    try:
        done = standing.take(
            membership=membership, step=step, was=was, on=timezone.localdate(), reason="", by=request.user
        )
    except standing.Changed:
        membership.refresh_from_db()
        now = membership.get_status_display().lower()
        messages.warning(request, f"{membership.school} is {now} meanwhile. Nothing was changed: look again.")
    except Refused as refused:
        messages.warning(request, f"{membership.school} was left as it is. {refused}")
    else:
        tell(request, membership, step, done=done)
    return redirect(back)


def tell(request: HttpRequest, membership: Membership, step: standing.Step, *, done: bool) -> None:
    now = board.HEADINGS[step.to].lower()
    if done:
        messages.success(request, f"{membership.school} is {now} for {membership.year}.")
    else:
        messages.info(request, f"{membership.school} was {now} already. Nothing was changed.")


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def renewal_add(request: HttpRequest) -> HttpResponse:
    """A school that has no row of the year, invited or a member at once."""
    year = _year_to_add_to(request.GET.get("year", ""))
    form = AddForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        (school,) = said["places"]
        try:
            membership, is_new = standing.add(
                school=school, year=year, **{name: said[name] for name in ("status", "on", "reason")}, by=request.user
            )
        except Refused as refused:
            form.add_error("place_name", str(refused))
        else:
            now = board.HEADINGS[membership.status].lower()
            if is_new:
                messages.success(request, f"{school} is {now} for {year}.")
            else:
                messages.info(request, f"{school} was on the board already: {now}. Nothing was changed.")
            return redirect(membership)
    return render(
        request,
        "membership/renewal_add.html",
        {"year": year, "form": form, "board": f"{reverse('renewal-board')}?year={year.slug}"},
        status=422 if form.is_bound else 200,
    )


def _year_to_add_to(slug: str) -> AcademicYear:
    """One that has memberships, or the one after them; the latest that is open unless another is asked for."""
    years, _ = years_to_open(timezone.localdate())
    known = {*years, *(year - 1 for year in years), AcademicYear.of(timezone.localdate())}
    asked = next((year for year in known if year.slug == slug), None)
    if slug and asked is None:
        raise Http404
    return asked or max(year for year in known)
