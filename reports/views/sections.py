"""One section of a report being written: its words, its notes, its quotes and its earlier versions."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from accounts.policy import requires
from documents.document import Section
from documents.html import to_html
from reports.models import Quote, Report, ReportSection, RowNote
from reports.views.draft import figure_address, quote_of, report_of, section_of, whole
from reports.writing import notes, reading, versions
from reports.writing.document import Writing
from reports.writing.forms import MOST_LETTERS, NoteForm, QuoteForm, SectionForm
from reports.writing.markdown import Written
from thep.versions import changed_since, version_of
from thep.years import AcademicYear

WRITTEN = ("title", "text", "is_shown")
MOST_IN_A_TITLE = ReportSection._meta.get_field("title").max_length


@requires(Permission.REPORT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def section(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    report = report_of(request, report_year)
    found = section_of(report, pk, locked=request.method == "POST")
    writing = Writing(report)
    if request.method != "POST":
        return _section(request, found, writing, SectionForm(instance=found, writing=writing))
    form = SectionForm(request.POST, instance=found, writing=writing)
    if not form.is_valid():
        return _section(request, found, writing, form, status=422)
    form.save()
    messages.success(request, f"“{found.title}” is saved.")
    return redirect("report-section" if "stay" in request.POST else "report-draft", report_year, *_stay(request, pk))


def _stay(request: HttpRequest, pk: int) -> list[int]:
    return [pk] if "stay" in request.POST else []


def _section(
    request: HttpRequest, found: ReportSection, writing: Writing, form: SectionForm, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "reports/section.html",
        {
            "report": writing.report,
            "section": found,
            "form": form,
            "version": version_of(found, WRITTEN),
            "readers": reading.readers_of(writing.report, but=request.user).get(found.pk, []),
            "quotes": found.quotes.order_by("position", "pk"),
            "has_notes": bool(_places(writing, found)),
        },
        status=status,
    )


@requires(Permission.REPORT_WRITE)
@require_POST
@transaction.atomic
def autosave(request: HttpRequest, report_year: AcademicYear, pk: int) -> JsonResponse:
    """Keep what is typed so far, also where a live figure in it is none yet. Refused where somebody wrote meanwhile.

    Says who else has the section open, which live figures are none, and how the words are printed: all of it is asked
    after each pause in typing, and makes every figure once.
    """
    report = report_of(request, report_year)
    found = section_of(report, pk, locked=True)
    writing = Writing(report)
    reading.seen(section=found, by=request.user)
    others = reading.readers_of(report, but=request.user).get(pk, [])
    if "text" not in request.POST:
        return JsonResponse({"readers": others})
    if changed_since(request.POST.get("version", ""), found, WRITTEN):
        return JsonResponse({"readers": others, "problem": "changed"}, status=409)
    title, text = request.POST.get("title", "").strip(), "\n".join(request.POST["text"].splitlines())
    if not 0 < len(title) <= MOST_IN_A_TITLE or len(text) > MOST_LETTERS:
        return JsonResponse({"readers": others, "problem": "refused"}, status=422)
    found.title, found.text = title, text
    found.save(update_fields=["title", "text"])
    written = writing.read(text)
    return JsonResponse(
        {
            "readers": others,
            "version": version_of(found, WRITTEN),
            "saved": date_format(timezone.localtime(), "H:i"),
            "problems": [f"{problem.written}: {problem.words}" for problem in written.problems],
            "look": _look(report, written),
        }
    )


def _look(report: Report, written: Written) -> str:
    """How the words are printed; nothing where there are none."""
    if not written.prose.blocks:
        return ""
    return to_html(Section("look", "", (written.prose,)), figure_address(report))


@requires(Permission.REPORT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def section_notes(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    """Notes beside the lines of the section's tables, each in place of what the portal says there."""
    report = report_of(request, report_year, locked=request.method == "POST")
    found = section_of(report, pk)
    writing = Writing(report)
    places = _places(writing, found)
    if not places:
        raise Http404("This section has no tables.")
    held = writing.notes
    forms = [
        (
            place,
            NoteForm(
                request.POST if request.method == "POST" else None,
                prefix=place.key,
                initial={"text": held.get(place.key, "")},
                writing=writing,
            ),
        )
        for place in places
    ]
    are_valid = [form.is_valid() for _, form in forms]  # each says what is wrong with it
    if request.method == "POST" and all(are_valid):
        _save_notes(report, {place.key: form.cleaned_data["text"] for place, form in forms}, held)
        messages.success(request, "The notes are saved.")
        return redirect("report-section", report_year, pk)
    return render(
        request,
        "reports/notes.html",
        {"report": report, "section": found, "forms": forms, "is_wrong": request.method == "POST"},
        status=422 if request.method == "POST" else 200,
    )


def _places(writing: Writing, found: ReportSection) -> list[notes.Place]:
    printed = writing.of_figures(found.figures)
    return list(notes.places(printed)) if printed else []


def _save_notes(report: Report, typed: dict[str, str], held: dict[str, str]) -> None:
    """Only those that say something else than before: of the others there is no version."""
    for line, text in typed.items():
        if text == held.get(line, ""):
            continue
        if text:
            RowNote.objects.update_or_create(report=report, line=line, defaults={"text": text})
        else:
            RowNote.objects.filter(report=report, line=line).delete()


@requires(Permission.REPORT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def quote(request: HttpRequest, report_year: AcademicYear, pk: int, quote_pk: int | None = None) -> HttpResponse:
    """A quote for the section: a new one, or one there is."""
    report = report_of(request, report_year)
    found = section_of(report, pk)
    held = Quote(section=found) if quote_pk is None else quote_of(report, quote_pk, locked=request.method == "POST")
    form = QuoteForm(request.POST if request.method == "POST" else None, instance=held)
    if request.method == "POST" and form.is_valid():
        if quote_pk is None and Quote.objects.filter(section=found, words=form.cleaned_data["words"]).exists():
            messages.info(request, "This quote is in the section already.")
        else:
            form.save()
            messages.success(request, "The quote is saved.")
        return redirect("report-section", report_year, pk)
    return render(
        request,
        "reports/quote.html",
        {"report": report, "section": found, "form": form, "quote": held},
        status=422 if request.method == "POST" else 200,
    )


@requires(Permission.REPORT_WRITE)
@require_POST
def remove_quote(request: HttpRequest, report_year: AcademicYear, pk: int, quote_pk: int) -> HttpResponse:
    quote_of(report_of(request, report_year), quote_pk).delete()
    messages.success(request, "The quote is removed. The history keeps it.")
    return redirect("report-section", report_year, pk)


@requires(Permission.REPORT_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def section_versions(request: HttpRequest, report_year: AcademicYear, pk: int) -> HttpResponse:
    """What the section said before, each version with who wrote it; any can be put back."""
    report = report_of(request, report_year)
    found = section_of(report, pk, locked=request.method == "POST")
    if request.method == "POST":
        version = versions.find(found, whole(request.POST.get("version")))
        if version is None:
            raise Http404("There is no such version.")
        found.text, found.title = version.text, version.title
        found.save(update_fields=["text", "title"])
        messages.success(request, "The earlier words are back. What stood there is among the versions.")
        return redirect("report-section", report_year, pk)
    return render(
        request,
        "reports/versions.html",
        {"report": report, "section": found, "versions": versions.of(found)},
    )
