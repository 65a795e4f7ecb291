"""The changes of all records, newest first."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.history.forms import HistoryFilter
from accounts.history.reading import Change, Page, latest
from accounts.permissions import Permission
from accounts.policy import requires
from thep.numbers import number_in


@requires(Permission.HISTORY_VIEW)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Filters and page are in the address. Each change leads to its record's own history, where it can be restored."""
    form = HistoryFilter(request.GET)
    older_than = number_in(request.GET.get("older_than"))
    is_right = form.is_valid()
    page = latest(request.user, models=form.models(), among=form.among(older_than)) if is_right else Page((), None)
    return render(
        request,
        "accounts/history.html",
        {
            "form": form,
            "is_right": is_right,
            "page": page,
            "older_than": older_than,
            "is_filtered": any(form.chosen.values()),
            "lines": [(change, _address(change)) for change in page.changes],
        },
    )


def _address(change: Change) -> str | None:
    """The record's history under Records, for kinds that have a page there."""
    model: type[models.Model] = change.model
    if not admin.site.is_registered(model):
        return None
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[change.pk])
