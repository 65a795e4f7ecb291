"""The official files taken in, and one more of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from official import keeping
from official.counting import NotNational, has_national_counts, take_national_counts
from official.forms import FileForm
from official.models import Proposal, ProposalKind, State
from official.reading.fetching import NotFetched
from official.taking_in import Plan
from schools.models import OfficialFile
from spreadsheets.refusals import FileRefused

ON_A_PAGE = 25


@requires(Permission.OFFICIAL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def official_files(request: HttpRequest) -> HttpResponse:
    """What was taken in, and a form for one more. Nothing of the records changes by it: it fills the inbox."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid() and (file := _taken_in(request, form)):
        return redirect("official-file", file.pk)
    files = OfficialFile.objects.visible_to(request.user).annotate(
        to_decide=Count("proposals", filter=Q(proposals__state=State.OPEN))
    )
    page = Paginator(files.order_by("-as_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "official/files.html", {"form": form, "page": page}, status=422 if form.is_bound else 200)


def _taken_in(request: HttpRequest, form: FileForm) -> OfficialFile | None:
    said = form.cleaned_data
    try:
        opening = keeping.uploaded(said["file"]) if said["file"] else keeping.found_at(said["address"])
        with opening as source:
            file, plan = keeping.take_in_recorded(source, said=said["as_at"], by=request.user)
    except FileRefused as error:
        form.add_error("file" if said["file"] else "address", str(error))
    except NotFetched as error:
        form.add_error("address", str(error))
    except keeping.DayUnknown as error:
        form.add_error("as_at", str(error))
    else:
        _tell(request, plan)
        return file
    return None


def _tell(request: HttpRequest, plan: Plan) -> None:
    if plan.found.new:
        messages.success(request, f"{counted(len(plan.found.new), 'proposal')} to decide came into the inbox.")
    else:
        messages.info(request, "The file was read, and proposes nothing new.")
    if plan.newer:
        messages.info(request, f"A newer file was taken in before: {plan.newer}. What that says stands.")


@requires(Permission.OFFICIAL_MANAGE)
@require_safe
def official_file(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(OfficialFile.objects.visible_to(request.user), pk=pk)
    kinds = (
        Proposal.objects.visible_to(request.user)
        .filter(file=file)
        .values("kind")
        .annotate(
            **{state.value: Count("pk", filter=Q(state=state)) for state in State},
        )
    )
    counts = {row["kind"]: row for row in kinds}
    lines = [(kind, counts[kind]) for kind in ProposalKind if kind in counts]
    return render(
        request, "official/file.html", {"file": file, "lines": lines, "is_national": has_national_counts(file)}
    )


@requires(Permission.OFFICIAL_MANAGE)
@require_POST
def official_national(request: HttpRequest, pk: int) -> HttpResponse:
    """What was counted in a national file becomes the national comparison, labelled as counted."""
    file = get_object_or_404(OfficialFile.objects.visible_to(request.user), pk=pk)
    try:
        taken = take_national_counts(file=file, by=request.user)
    except NotNational as error:
        messages.warning(request, str(error))
        return redirect("official-file", pk)
    written = taken.added + taken.changed
    if written:
        messages.success(request, f"{counted(written, 'national figure')} counted from this file, and labelled so.")
    else:
        messages.info(request, "The national figures counted from this file are on record already.")
    return redirect("national-list")
