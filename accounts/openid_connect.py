"""Signing in with an account that a person has elsewhere, by OpenID Connect.

Nothing about it is kept: each time, the address that the provider vouches for finds the person or it does not.
"""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess, Provider
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render

from accounts.models import User
from thep.providers import ALWAYS, DOMAINS, HOSTED

logger = logging.getLogger(__name__)
GOOGLE_MAIL = {"gmail.com", "googlemail.com"}


def vouched_address(claims: dict[str, Any], settings: dict[str, Any]) -> str | None:
    """The e-mail address that a provider vouches for, by what `settings["believed"]` says of this one.

    Each must say that the address is verified, but:
    - Microsoft says nothing of it. In a tenant of one's own its administrators give out the addresses; in the domains
      named they run the mailboxes as well, so their word adds nothing to what they can do. Guests' are not believed.
    - `ALWAYS` is for a provider that checks every address before it gives it, and does not say so.
    - Google says it also of addresses that have long passed to somebody else. It knows those it hosts.
    """
    address, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(address, str) or "@" not in address:
        return None
    domain, believed = address.rpartition("@")[2].lower(), settings["believed"]
    if believed == DOMAINS:
        is_good = domain in settings["domains"] and verified in (None, True)
    elif believed == ALWAYS:
        is_good = verified in (None, True)
    else:
        is_good = verified is True and (believed != HOSTED or bool(claims.get("hd")) or domain in GOOGLE_MAIL)
    return address if is_good else None


class ProviderAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in the person whose address it is; refuse all else, in the same words whoever exists.

        allauth's own matching by address would take away the person's password, as it cannot know who set it.
        """
        provider = sociallogin.provider
        claims = provider.wrap_account(sociallogin.account).get_user_data() or {}
        address = vouched_address(claims, provider.app.settings)
        person = User.objects.active_with(address) if address else None
        if person is None or sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(
                render(request, "socialaccount/refused.html", {"provider": provider}, status=403)
            )
        sociallogin.user = person
        sociallogin.token = None  # else it would lie in the session until the second step

    def on_authentication_error(
        self, request: HttpRequest, provider: Provider, error: str | None = None, **kwargs: Any
    ) -> None:
        if error == AuthError.CANCELLED:
            messages.info(request, f"You did not sign in with {provider.name}. Choose another way, or try again.")
            raise ImmediateHttpResponse(redirect("account_login"))
        logger.warning("Signing in with %s failed: %s", provider.name, kwargs.get("exception") or "it said no more")
