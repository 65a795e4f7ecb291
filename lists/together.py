"""Doing the same to several rows of a list: which they are, what is asked before, and what is said afterwards."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.display import counted
from lists.asking import Asked
from lists.declared import List, Together

MOST_AT_ONCE = 500
NAMED = 10
LARGEST_KEY = 2**63 - 1


def ask_and_do(declared: List, request: HttpRequest, what: str) -> HttpResponse:
    """The ticked rows, or all that match, are named and asked about; what is confirmed is done to exactly these.

    A row that meanwhile no longer fits is left out and said, so that sending twice does nothing more.
    """
    query = QueryDict(request.GET.get("asked", ""))
    asked = Asked(declared, request, query)
    action = next((one for one in asked.together if one.slug == what), None)
    if action is None:
        raise Http404
    address = f"{reverse(declared.name)}{'?' if asked.kept else ''}{asked.kept}"
    if request.method == "POST":
        ticked = _with_keys(declared.rows(request.user), request.POST.getlist("row"))
    elif request.GET.get("all"):
        ticked = asked.found
    else:
        ticked = _with_keys(declared.rows(request.user), request.GET.getlist("row"))
    keys = list(ticked.order_by("pk").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if trouble := _trouble(declared, keys):
        messages.warning(request, trouble)
        return redirect(address)
    if action.leads_to:
        return redirect(action.leads_to(keys))
    return _asked(asked, action, request, keys, address)


def _asked(asked: Asked, action: Together, request: HttpRequest, keys: list[int], address: str) -> HttpResponse:
    declared = asked.declared
    rows = declared.rows(request.user).filter(pk__in=keys)
    form = action.form(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        number = action.do(rows, by=request.user, **form.cleaned_data)
        _tell(declared, action, request, number, len(keys) - number)
        return redirect(address)
    fitting = list(action.fits(rows).order_by("pk").values_list("pk", flat=True))
    named = declared.read(rows.filter(pk__in=fitting[:NAMED]), asked).order_by("pk")
    return render(
        request,
        "lists/together.html",
        {
            "list": declared,
            "action": action,
            "form": form,
            "keys": fitting,
            "title": action.title.format(counted(len(fitting), declared.one, declared.many)),
            "left_out": _left_out(declared, action, len(keys) - len(fitting)),
            "named": named,
            "more": max(len(fitting) - NAMED, 0),
            "address": address,
        },
    )


def _with_keys(rows: QuerySet, keys: list[str]) -> QuerySet:
    """Those that have one of these keys; what is no key is passed over."""
    numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 20}
    return rows.filter(pk__in=[number for number in numbers if number <= LARGEST_KEY])


def _trouble(declared: List, keys: list[int]) -> str:
    if not keys:
        return f"Tick the {declared.many} first."
    if len(keys) > MOST_AT_ONCE:
        return f"That is more than {MOST_AT_ONCE} {declared.many} at once. Narrow the filters first."
    return ""


def _tell(declared: List, action: Together, request: HttpRequest, number: int, left_out: int) -> None:
    if number:
        messages.success(request, action.done(number))
    if words := _left_out(declared, action, left_out):
        messages.warning(request, words)


def _left_out(declared: List, action: Together, number: int) -> str:
    return (
        f"{counted(number, declared.one, declared.many)} left out: {_they(number)} {action.misfits}." if number else ""
    )


def _they(number: int) -> str:
    return "it is" if number == 1 else "they are"
