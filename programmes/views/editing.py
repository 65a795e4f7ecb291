"""What the pages with a form have in common."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst

from programmes import versions
from programmes.forms.fields import EditForm


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
                status, changed = 409, _as_it_is(form, meanwhile)
            else:
                messages.success(request, "Saved.")
                return redirect(leads_to)
    return render(request, template, {"form": form, "changed": changed, **context}, status=status)


def _as_it_is(form: EditForm, meanwhile: versions.ChangedMeanwhile) -> list[tuple[str, str]]:
    """What the record says now of what changed; the form is then about the record as it is."""
    form.ask_again(meanwhile.record)
    named = [(name, meanwhile.record._meta.get_field(name)) for name in meanwhile.names]
    return [(capfirst(field.verbose_name), _words(meanwhile.record, name)) for name, field in named]


def _words(record: Any, name: str) -> str:
    shown: Callable[[], str] | None = getattr(record, f"get_{name}_display", None)
    value = shown() if shown else getattr(record, name)
    return ", ".join(value) if isinstance(value, list) else str("" if value is None else value)


def refused(request: HttpRequest, words: str, leads_to: str) -> HttpResponse:
    messages.warning(request, words)
    return redirect(leads_to)


def done(request: HttpRequest, words: str, leads_to: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(leads_to)
