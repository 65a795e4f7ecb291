"""A list read into a register: see first what it would do, mend it, then apply it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from programmes.models import Session
from programmes.registers import list_plans, list_reading, marking
from programmes.registers.forms import ListForm, choices_in
from programmes.registers.views.register import CANCELLED, session_of

UNDECIDED = "Nothing is written yet: say of each line marked below who it is."
NOT_AS_SHOWN = "The register or the list changed since it was read. Nothing was written; this is how it is now."


@requires(Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def register_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is kept between the pages: the form carries the list, and the fingerprint of what was shown."""
    session = session_of(request, pk)
    if request.method != "POST":
        return _show(request, session, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, session, form, status=422)
    form.show(form.cleaned_data["text"])
    try:
        lines, problems = list_reading.parse(form.cleaned_data["text"])
    except list_reading.Refused as refused:
        form.add_error("text", str(refused))
        return _show(request, session, form, status=422)
    read = {"session": session, "lines": lines, "problems": problems, "choices": choices_in(request.POST)}
    if session.is_cancelled:
        messages.error(request, CANCELLED)
        return _show(request, session, form, status=409)
    if "apply" not in request.POST or form.cleaned_data["file"]:
        return _show(request, session, form, plan=list_plans.plan(**read, by=request.user))
    return _apply(request, session, form, read)


def _apply(request: HttpRequest, session: Session, form: ListForm, read: dict[str, Any]) -> HttpResponse:
    fingerprint = request.POST.get("fingerprint", "")
    try:
        applied = list_plans.apply(**read, fingerprint=fingerprint, by=request.user)
    except list_plans.NotAsShown as refused:
        plan = refused.plan
        if plan.is_empty and not plan.problems:
            messages.info(request, "The register says all of this already. Nothing was left to write.")
            return redirect(session)
        is_same = plan.fingerprint == fingerprint
        return _show(request, session, form, plan=plan, notice=UNDECIDED if is_same else NOT_AS_SHOWN, status=409)
    messages.success(
        request,
        f"Applied: {counted(applied.marked, 'mark')}, {counted(applied.added, 'person', 'people')} put on the run.",
    )
    return redirect(session)


def _show(
    request: HttpRequest,
    session: Session,
    form: ListForm,
    *,
    plan: list_plans.Plan | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    asked = {step.line.key for step in plan.unmatched if not step.is_school_known} if plan else set()
    answered = choices_in(request.POST).school
    context = {
        "kept": [(key, school) for key, school in answered.items() if school and key not in asked],
        "session": session,
        "form": form,
        "plan": plan,
        "notice": notice,
        "is_ahead": marking.is_ahead(session),
        "most": list_reading.MOST_LINES,
    }
    return render(request, "programmes/register_list.html", context, status=status)
