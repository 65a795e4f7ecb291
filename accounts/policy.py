"""Who may call a view. Every view says so itself; one that does not is refused to all."""

from collections.abc import Callable
from typing import Any

from accounts.permissions import Permission

PUBLIC = "public"
OWN_ACCOUNT = "own account"

View = Callable[..., Any]


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare that a view is for people with `permission`. `PolicyMiddleware` holds to it."""

    def declare(view: View) -> View:
        view.policy = permission
        return view

    return declare


def public(view: View) -> View:
    """Declare that a view is for anyone, signed in or not."""
    view.policy = PUBLIC
    return view


def own_account(view: View) -> View:
    """Declare that a view is about people's own sign-in: for anyone signed in, also before a second step is set up.

    It may show and change nothing but what is the person's own.
    """
    view.policy = OWN_ACCOUNT
    return view


def policy_of(view: View) -> Permission | str | None:
    """The permission a view asks for, `PUBLIC`, `OWN_ACCOUNT`, or `None` where nobody decided.

    Django admin wraps its views afresh for each address and marks them with their site or their model's admin.
    """
    if declared := getattr(view, "policy", None):
        return declared
    if hasattr(view, "admin_site") or hasattr(view, "model_admin"):
        return Permission.ADMIN_SITE
    return None
