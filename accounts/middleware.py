"""Holds every view to its policy."""

import logging
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from accounts import second_step
from accounts.policy import OWN_ACCOUNT, PUBLIC, View, policy_of

logger = logging.getLogger(__name__)


class PolicyMiddleware(MiddlewareMixin):
    """Denied unless declared: a view without a policy is refused to everyone, admins too."""

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        policy = policy_of(view)
        if policy == PUBLIC:
            return None
        if policy is None:
            logger.error("%s has no policy, so nobody may see it", request.resolver_match.view_name)
            raise PermissionDenied
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if second_step.is_missing(request) and (elsewhere := second_step.way_to_it(request, policy)):
            return elsewhere
        if policy != OWN_ACCOUNT and not request.user.may(policy):
            raise PermissionDenied
        return None
