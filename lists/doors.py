"""The addresses of a list, each with the list's policy."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from lists import together, views
from lists.declared import List


def doors(declared: List, stem: str) -> list[URLPattern]:
    """The page at `stem`, and below it the two files, the saved filters and what is done to several rows at once."""

    def view(
        answer: Callable[..., Any], methods: Callable[..., Any], permission: Permission = declared.permission
    ) -> Callable[..., HttpResponseBase]:
        def called(request: HttpRequest, **where: str) -> HttpResponseBase:
            return answer(declared, request, **where)

        return requires(permission)(methods(called))

    name, file = declared.name, f"{stem}{declared.file_name}"
    addresses = [
        path(stem, view(views.page, require_safe), name=name),
        path(f"{file}.csv", view(views.csv_file, require_safe), name=f"{name}-csv"),
        path(f"{file}.xlsx", view(views.xlsx_file, require_safe), name=f"{name}-xlsx"),
        path(f"{stem}filters/", view(views.save_filter, require_POST), name=f"{name}-filters"),
    ]
    if declared.together:
        asking = view(
            together.ask_and_do,
            require_http_methods(["GET", "HEAD", "POST"]),
            declared.together_permission,
        )
        addresses.append(path(f"{stem}together/<slug:what>/", asking, name=f"{name}-together"))
    return addresses
