"""A school's answer to the note of a visit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from thep.numbers import number_in
from visits import notes
from visits.page_forms import AnswerForm
from visits.views.visit import show, visit_of


@requires(Permission.NOTE_ANSWER)
@require_POST
def visit_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The form says which version of the note was read; if that no longer stands, it comes back below the new one."""
    visit, form = visit_of(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, visit, status=422, answer_form=form)
    said = form.cleaned_data
    try:
        notes.answer(
            visit=visit,
            version=number_in(said["version"]),
            is_accurate=said["is_accurate"],
            comment=said["comment"],
            by=request.user,
        )
    except notes.NotShared:
        messages.warning(request, "This visit has no note to answer any more. Nothing was sent.")
    except notes.Corrected:
        visit = visit_of(request, pk)
        form.ask_again(visit.note_version)
        messages.warning(request, "The note was corrected while you read it. Your answer was not sent: see below.")
        return show(request, visit, status=409, answer_form=form)
    else:
        messages.success(request, "Thank you. Your answer is with the partnership.")
    return redirect(visit)
