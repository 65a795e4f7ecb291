"""The portal's own part in signing in, and each person's account. The rest of it is allauth's: see `urls.py`."""

from typing import Any

import requests
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import MultipleObjectsReturned
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts import second_step as second_steps
from accounts import sessions as signed_in
from accounts.forms import MailForm
from accounts.policy import own_account, public
from mail import choices
from mail.kinds import MessageKind

NOT_UNDERSTOOD = (requests.RequestException, KeyError, TypeError, ValueError)
"""What comes of a provider that does not answer, or not as the standard says."""


@public
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """allauth wants the address of a page to sign up at. Nobody signs up: people are invited."""
    raise Http404


@public
def enter_second_step(request: HttpRequest) -> HttpResponse:
    """allauth's, but that a person whose second step was reset meanwhile starts again.

    allauth sends them to sign in, and from there back here.
    """
    answer = mfa.authenticate(request)
    if answer.headers.get("Location") == reverse("account_login"):
        clear_login(request)
    return answer


# With an account elsewhere


@public
def sign_in_with(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the provider, by a page that goes on by itself.

    A redirect would do, but for the content security policy: a form of ours may lead to nowhere else, and Chrome counts
    the redirects that follow it.
    """
    if request.method != "POST":  # else any other site could sign people in
        return redirect("account_login")
    provider = _provider(request, provider_id)
    try:
        answer = provider.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except NOT_UNDERSTOOD as error:
        return render_authentication_error(request, provider, exception=error)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    return render(request, "socialaccount/onward.html", {"provider": provider, "address": answer.url})


@public
def back_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider = _provider(request, provider_id)
    try:
        return openid_connect.callback(request, provider_id)
    except NOT_UNDERSTOOD as error:
        return render_authentication_error(request, provider, exception=error)


def _provider(request: HttpRequest, provider_id: str) -> Any:
    try:
        return get_provider_adapter().get_provider(request, provider_id)
    except (SocialApp.DoesNotExist, MultipleObjectsReturned) as error:
        raise Http404 from error


# One's own account


@own_account
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return _account(request, MailForm(person=request.user))


def _account(request: HttpRequest, mail_form: MailForm, *, status: int = 200) -> HttpResponse:
    context = {
        **_second_steps_of(request),
        "sessions": len(signed_in.of(request)),
        "by_duty": [kind for kind in MessageKind if kind.is_by_duty and kind.concerns(request.user)],
        "mail_form": mail_form,
    }
    return render(request, "accounts/account.html", context, status=status)


@own_account
@require_POST
def mail_choices(request: HttpRequest) -> HttpResponse:
    """Which messages one gets, of those not sent by duty."""
    form = MailForm(request.POST, person=request.user)
    if not form.is_valid():
        return _account(request, form, status=422)
    choices.choose(wanted=form.cleaned_data["wanted"], by=request.user)
    messages.success(request, "Saved which messages you get.")
    return redirect("account")


@own_account
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Where a second step is set up; also where those come who need one and have none."""
    return render(request, "mfa/index.html", _second_steps_of(request))


@own_account
@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """To where somebody was going before they were led to set up a second step."""
    return redirect(request.session.pop(second_steps.GOING_TO, "account"))


def _second_steps_of(request: HttpRequest) -> dict[str, Any]:
    mine = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    codes = next((one for one in mine if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "app": next((one for one in mine if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in mine if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": codes and len(codes.wrap().get_unused_codes()),
        "is_set_up": any(one.type in second_steps.KINDS for one in mine),
        "is_required": second_steps.is_required_of(request.user),
        "is_going_on": second_steps.GOING_TO in request.session,
    }


class _AddPasskey(AddWebAuthnView):
    """One that signs in by itself, held by the device: allauth leaves that to a box to tick."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, passwordless=True)}
        return context


class _RemovePasskey(RemoveWebAuthnView):
    """Unless it is the last second step of a person who needs one, which allauth asks for the app alone."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_second_step_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect(self.success_url)
        return super().form_valid(form)


add_passkey = own_account(_AddPasskey.as_view())
remove_passkey = own_account(_RemovePasskey.as_view())


# Where one is signed in


@own_account
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/sessions.html", {"sessions": signed_in.of(request)})


@own_account
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        session.delete()
        logout(request)
        return redirect("account_login")
    session.end()
    messages.success(request, "That session is ended.")
    return redirect("sessions")


@own_account
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    signed_in.end_others(request)
    messages.success(request, "You are signed in here alone.")
    return redirect("sessions")
