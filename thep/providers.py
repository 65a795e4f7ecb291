"""Where people may sign in with an account they have elsewhere: each provider of OpenID Connect has its variables.

A person is found by their e-mail address, so what each provider's word on an address is worth is settled here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

STATED, HOSTED, DOMAINS, ALWAYS = "stated", "hosted", "domains", "always"
"""Whose address is believed: `accounts/openid_connect.py` has the rule of each."""

MICROSOFT, GOOGLE = "https://login.microsoftonline.com/{tenant}/v2.0", "https://accounts.google.com"
OPEN_TENANTS = {"common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"}
"""Microsoft's names for tenants of anybody's making, where an account can claim any address."""


def apps_of(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """allauth's `APPS` for the providers that are switched on; `ValueError` for settings that are not safe or whole."""
    return [app for app in (_microsoft(environment), _google(environment), _other(environment)) if app]


def _microsoft(environment: Mapping[str, str]) -> dict[str, Any] | None:
    found = _whole(environment, "THEP_MICROSOFT_", "TENANT", "DOMAINS", "ID", "SECRET")
    if found is None:
        return None
    if found["TENANT"].lower() in OPEN_TENANTS:
        raise ValueError("THEP_MICROSOFT_TENANT must be your own tenant: in any other an account can claim any address")
    domains = [domain.lower() for domain in found["DOMAINS"].split()]
    server = MICROSOFT.format(tenant=found["TENANT"])
    # Its ID token names the tenant that issued it, which is checked; its answer about the user does not.
    return _app("microsoft", "Microsoft", found, server, DOMAINS, domains=domains, fetch_userinfo=False)


def _google(environment: Mapping[str, str]) -> dict[str, Any] | None:
    found = _whole(environment, "THEP_GOOGLE_", "ID", "SECRET")
    return found and _app("google", "Google", found, GOOGLE, HOSTED)


def _other(environment: Mapping[str, str]) -> dict[str, Any] | None:
    found = _whole(environment, "THEP_OIDC_", "NAME", "SERVER", "ID", "SECRET")
    if found is None:
        return None
    server = urlsplit(found["SERVER"])
    if server.scheme != "https" and server.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError("THEP_OIDC_SERVER must begin with https://")
    believed = ALWAYS if environment.get("THEP_OIDC_VERIFIES") == "1" else STATED
    return _app("other", found["NAME"], found, found["SERVER"], believed)


def _whole(environment: Mapping[str, str], stem: str, *names: str) -> dict[str, str] | None:
    found = {name: environment.get(stem + name, "") for name in names}
    if not any(found.values()):
        return None
    if missing := [stem + name for name, value in found.items() if not value]:
        raise ValueError(f"{stem}… is set in part: {', '.join(missing)} is missing")
    return found


def _app(key: str, name: str, found: dict[str, str], server: str, believed: str, **settings: Any) -> dict[str, Any]:
    return {
        "provider_id": key,
        "name": name,
        "client_id": found["ID"],
        "secret": found["SECRET"],
        "settings": {"server_url": server, "oauth_pkce_enabled": True, "believed": believed, **settings},
    }
