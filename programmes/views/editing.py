"""What the pages with a form have in common."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from programmes.forms.fields import EditForm
from thep import versions


def edited(
    request: HttpRequest, form: EditForm, *, template: str, context: dict[str, Any], leads_to: str
) -> HttpResponse:
    """Save what the form says of its record, or show it: again with what was typed where something is wrong."""
    changed: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                versions.change(
                    record=form.record,
                    version=form.cleaned_data["version"],
                    columns=form.written(),
                    by=request.user,
                )
            except versions.ChangedMeanwhile as meanwhile:
                status, changed = 409, versions.as_it_is(meanwhile.record, meanwhile.names)
                form.ask_again(meanwhile.record)
            else:
                messages.success(request, "Saved.")
                return redirect(leads_to)
    return render(request, template, {"form": form, "changed": changed, **context}, status=status)


def refused(request: HttpRequest, words: str, leads_to: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect(leads_to)


def done(request: HttpRequest, words: str, leads_to: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(leads_to)
