"""What templates know about the person signed in."""

from typing import Any

from django.http import HttpRequest

from accounts.permissions import Permission


class Can:
    """`{% if can.report_view %}` in a template: whether this person has that permission."""

    def __init__(self, user: Any) -> None:
        self._user = user

    def __getattr__(self, name: str) -> bool:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._user.is_authenticated and self._user.may(Permission(name))


def permissions(request: HttpRequest) -> dict[str, Can]:
    return {"can": Can(request.user)} if hasattr(request, "user") else {}
