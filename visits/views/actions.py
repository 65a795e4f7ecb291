"""The actions agreed at a visit: adding one, marking it done, changing and removing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from thep.numbers import number_in
from visits import agreed
from visits.models import Action
from visits.page_forms import ActionForm, DoneForm, NewActionForm
from visits.views.visit import show, visit_of


def action_of(request: HttpRequest, pk: int) -> Action:
    rows = Action.objects.visible_to(request.user).select_related("visit__school", "visit__associate")
    return get_object_or_404(rows.defer("visit__internal_note", "visit__met", "visit__shared_note"), pk=pk)


def _back(action: Action, words: str, request: HttpRequest) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{action.visit.get_absolute_url()}#actions")


@requires(Permission.VISIT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def action_add(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_of(request, pk)
    data = request.POST if request.method == "POST" else None
    form = NewActionForm(data, initial={"after": agreed.latest_of(visit)}, visit=visit)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        action = agreed.add(visit=visit, **said | {"after": number_in(said["after"])}, by=request.user)
        return _back(action, "The action is added.", request)
    return _form(request, {"visit": visit, "form": form})


@requires(Permission.VISIT_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def action_edit(request: HttpRequest, pk: int) -> HttpResponse:
    action = action_of(request, pk)
    names = ("what", "owner", "owner_name", "due_on")
    initial = {name: getattr(action, name) for name in names}
    data = request.POST if request.method == "POST" else None
    form = ActionForm(data, initial=initial, visit=action.visit, action=action)
    if request.method == "POST" and form.is_valid():
        agreed.change(action=action, **form.cleaned_data, by=request.user)
        return _back(action, "The action is changed.", request)
    return _form(request, {"visit": action.visit, "action": action, "form": form})


def _form(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return render(request, "visits/action.html", context, status=422 if context["form"].is_bound else 200)


@requires(Permission.VISIT_LOG)
@require_POST
def action_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Done on a day, with what came of it. Who presses twice finishes it once."""
    action = action_of(request, pk)
    form = DoneForm(request.POST, prefix=f"a{action.pk}")
    if not form.is_valid():
        return show(request, visit_of(request, action.visit_id), status=422, **{f"done_{action.pk}": form})
    agreed.finish(action=action, **form.cleaned_data, by=request.user)
    return _back(action, "The action is done.", request)


@requires(Permission.VISIT_LOG)
@require_POST
def action_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    action = action_of(request, pk)
    agreed.reopen(action=action, by=request.user)
    return _back(action, "The action is open again.", request)


@requires(Permission.VISIT_LOG)
@require_POST
def action_remove(request: HttpRequest, pk: int) -> HttpResponse:
    action = action_of(request, pk)
    agreed.remove(action=action, by=request.user)
    return _back(action, "The action is removed.", request)
