"""What the history says of how a change came about: the person and address of a request, a file, a command.

A change made outside all of these, such as by SQL at the server, has none.
"""

from typing import Any

import pghistory
from django.http import HttpRequest
from django.utils.functional import lazystr

PERSON, ADDRESS, FILE, COMMAND = "user", "address", "file", "command"


def recording(**context: Any) -> pghistory.context:
    """All that is written within is one go, by `file=`, `command=` or the two. Within a request it adds to that's."""
    return pghistory.context(**context)


def recording_request(request: HttpRequest) -> pghistory.context:
    """The person is looked up when something is written: who has just signed in counts, and reading costs nothing.

    The address is the route, as `schools/<int:pk>/`: what varies in it may be a secret, such as an invitation's token.
    """
    return pghistory.context(**{PERSON: lazystr(_Person(request)), ADDRESS: lazystr(_Route(request))})


class _Person:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __str__(self) -> str:
        """Their number, or nothing."""
        person = getattr(self._request, "user", None)
        return str(person.pk or "") if person else ""


class _Route(_Person):
    def __str__(self) -> str:
        match = self._request.resolver_match
        return match.route if match else ""
