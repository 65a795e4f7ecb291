"""One person's page: what they are, and what an admin can do about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import second_step
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import View, requires
from accounts.states import State, with_state
from mail.sending import NotSent
from people import actions, invitations
from people.forms import ActsForForm, DetailsForm, RepresentativeDaysForm, RoleForm
from people.refusals import Refused
from people.views.listing import NOT_SENT, link_for
from schools.models import SchoolRepresentative


def person_of(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(with_state(User.objects.visible_to(request.user), timezone.now()), pk=pk)


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, person_of(request, pk))


def show(request: HttpRequest, person: User, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page with its forms as they stand; one that was wrong comes back in `forms` with what was typed."""
    today = timezone.localdate()
    acting = [
        (
            row,
            forms.get(f"days_{row.pk}")
            or RepresentativeDaysForm(initial={"from_on": row.from_on, "until_on": row.until_on}),
        )
        for row in person.acts_for.select_related("school").order_by("school__sort_name", "from_on", "pk")
    ]
    role = {"role": person.role, "is_in_challenge_group": person.is_in_challenge_group}
    context = {
        "person": person,
        "state": State(person.state),
        "invitation": person.invitations.select_related("invited_by").order_by("-sent_at").first(),
        "acting": acting,
        "today": today,
        "is_self": person == request.user,
        "has_second_step": second_step.is_set_up(person),
        "needs_second_step": second_step.is_required_of(person),
        "details_form": forms.get("details_form") or DetailsForm(initial={"email": person.email, "name": person.name}),
        "role_form": forms.get("role_form") or RoleForm(initial=role),
        "school_form": forms.get("school_form") or ActsForForm(user=request.user),
    }
    return render(request, "people/person.html", context, status=status)


def done(request: HttpRequest, person: User, act: Callable[[], Any], words: str) -> HttpResponse:
    """Do it, or say why not; back to the person's page either way."""
    try:
        act()
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("person", person.pk)


@requires(Permission.PEOPLE_MANAGE)
@require_POST
def person_details(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_of(request, pk)
    form = DetailsForm(request.POST, person=person)
    if form.is_valid():
        try:
            act = partial(actions.correct, person=person, **form.cleaned_data, by=request.user)
            return done(request, person, act, "Name and address saved.")
        except ValidationError as error:  # taken by another request meanwhile
            form.add_error("email", error.messages)
    return show(request, person, status=422, details_form=form)


@requires(Permission.PEOPLE_MANAGE)
@require_POST
def person_role(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = person_of(request, pk), RoleForm(request.POST)
    if not form.is_valid():
        return show(request, person, status=422, role_form=form)
    return done(
        request,
        person,
        partial(actions.change_role, person=person, **form.cleaned_data, on=timezone.localdate(), by=request.user),
        "Role changed. It holds from this moment.",
    )


@requires(Permission.PEOPLE_MANAGE)
@require_POST
def person_invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_of(request, pk)
    try:
        return done(
            request,
            person,
            partial(invitations.invite_again, person=person, by=request.user, link=link_for(request)),
            f"A new invitation is on its way to {person.email}. Earlier links no longer work.",
        )
    except NotSent:
        messages.warning(request, f"Earlier links no longer work, but {NOT_SENT}")
        return redirect("person", pk)


def at_a_button(act: Callable[..., Any], words: str) -> View:
    """The view of a button that does `act` to a person and then says `words`, with their name for `{person}`."""

    @requires(Permission.PEOPLE_MANAGE)
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        person = person_of(request, pk)
        return done(request, person, partial(act, person=person, by=request.user), words.format(person=person))

    return view


person_withdraw = at_a_button(invitations.withdraw, "The invitation is withdrawn: its link no longer works.")
person_deactivate = at_a_button(actions.deactivate, "{person} is out, on every device.")
person_reactivate = at_a_button(actions.reactivate, "{person} can sign in again.")
person_second_step_reset = at_a_button(
    actions.reset_second_step, "{person} signs in without a second step, and can set up a new one."
)


@requires(Permission.PEOPLE_MANAGE)
@require_POST
def person_school_add(request: HttpRequest, pk: int) -> HttpResponse:
    person, form = person_of(request, pk), ActsForForm(request.POST, user=request.user)
    if not form.is_valid():
        return show(request, person, status=422, school_form=form)
    chosen = form.cleaned_data
    days = {"from_on": chosen["from_on"], "until_on": chosen["until_on"]}
    return done(
        request,
        person,
        partial(actions.act_for, person=person, school=chosen["school"], **days, by=request.user),
        f"{person} acts for {chosen['school']}.",
    )


@requires(Permission.PEOPLE_MANAGE)
@require_POST
def person_school_days(request: HttpRequest, pk: int, acting_pk: int) -> HttpResponse:
    """Change the days, or with `remove` take away what was entered by mistake."""
    person = person_of(request, pk)
    visible = SchoolRepresentative.objects.visible_to(request.user).select_related("school")
    acting = get_object_or_404(visible, pk=acting_pk, user=person)
    if "remove" in request.POST:
        act = partial(actions.remove_acting, acting=acting, by=request.user)
        return done(request, person, act, f"{acting.school} is taken away.")
    form = RepresentativeDaysForm(request.POST)
    if not form.is_valid():
        return show(request, person, status=422, **{f"days_{acting.pk}": form})
    act = partial(actions.change_days, acting=acting, **form.cleaned_data, by=request.user)
    return done(request, person, act, f"Days at {acting.school} changed.")
