"""Letters about renewing: their wording, what each school would get, and sending them."""

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from accounts.policy import requires
from documents.display import counted
from membership.models import LetterKind, LetterWording, Membership, RenewalLetter
from membership.renewals import letters
from membership.renewals.forms import SendForm, WordingForm
from membership.renewals.wording import NAMES, Letter, letter, print_of, values_for
from membership.views.board import filters_of
from thep.numbers import number_in


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def renewal_letters(request: HttpRequest) -> HttpResponse:
    """Whom a letter would go to and what it says; then it is sent to exactly these, unless they have answered since."""
    if request.method == "POST":
        return _send(request)
    found = _asked_for(request)
    return _show(request, found, _kind_of(request.GET.get("kind", ""), found), key=uuid.uuid4())


def _asked_for(request: HttpRequest) -> QuerySet[Membership]:
    """Those ticked, or all that match the filters of the board: of one year, awaiting an answer."""
    asked = request.POST if request.method == "POST" else request.GET
    numbers = [number_in(text) for text in [*asked.getlist("row"), *asked.get("rows", "").split(".")] if text]
    if numbers or request.method == "POST":
        rows = Membership.objects.visible_to(request.user).filter(pk__in=[one for one in numbers if one is not None])
        return rows.filter(year=rows.order_by("-year").values("year")[:1])
    filters = filters_of(request)
    return letters.awaited(filters.qs) if filters.chosen_year else Membership.objects.none()


def _kind_of(asked: str, found: QuerySet[Membership]) -> LetterKind:
    """Unless one is chosen: a reminder once any of them was written to, else the invitation."""
    if asked in LetterKind:
        return LetterKind(asked)
    was_written = RenewalLetter.objects.filter(membership__in=found.order_by()).exists()
    return LetterKind.REMINDER if was_written else LetterKind.INVITATION


def _show(
    request: HttpRequest, found: QuerySet[Membership], kind: LetterKind, *, key: uuid.UUID, status: int = 200
) -> HttpResponse:
    rows = list(found.select_related("school").order_by("school__sort_name", "pk")[: letters.MOST_LETTERS + 1])
    too_many = len(rows) > letters.MOST_LETTERS
    awaited = [] if too_many else [row for row in rows if row.status in letters.OUTSTANDING]
    wording = LetterWording.objects.visible_to(request.user).get(kind=kind)
    drafts = letters.drafts_of(wording, awaited)
    going = [draft for draft in drafts if draft.receivers]
    read = number_in(request.GET.get("read"))
    year = rows[0].year if rows else None
    return render(
        request,
        "membership/renewal_letters.html",
        {
            "year": year,
            "board": f"{reverse('renewal-board')}{f'?year={year.slug}' if year else ''}",
            "kind": kind,
            "kinds": LetterKind,
            "rows": ".".join(str(row.pk) for row in awaited),
            "key": key,
            "words": print_of(wording),
            "going": going,
            "nobody": [draft for draft in drafts if not draft.receivers],
            "answered": [] if too_many else [row for row in rows if row.status not in letters.OUTSTANDING],
            "shown": next((draft for draft in going if draft.membership.pk == read), going[0] if going else None),
            "addresses": sum(len(draft.receivers) for draft in going),
            "too_many": too_many,
            "most": letters.MOST_LETTERS,
        },
        status=status,
    )


def _send(request: HttpRequest) -> HttpResponse:
    found, form = _asked_for(request), SendForm(request.POST)
    if not form.is_valid() or not found.exists() or found.count() > letters.MOST_LETTERS:
        messages.warning(request, "Nothing was sent. Choose the schools again.")
        return redirect("renewal-board")
    said = form.cleaned_data
    wording = LetterWording.objects.visible_to(request.user).get(kind=said["kind"])
    year = found.values_list("year", flat=True)[0]
    try:
        sent = letters.send(key=said["key"], wording=wording, words=said["words"], memberships=found, by=request.user)
    except letters.Reworded:
        messages.warning(request, "The wording was changed while you read it. Nothing was sent: read it again below.")
        return _show(request, found, said["kind"], key=said["key"], status=409)
    _tell(request, sent)
    return redirect(f"{reverse('renewal-board')}?year={year.slug}")


def _tell(request: HttpRequest, sent: letters.Sent) -> None:
    if sent.schools:
        when = "" if sent.is_at_once else " They go within a quarter of an hour."
        to = counted(sent.messages, "address", "addresses")
        messages.success(request, f"{counted(sent.schools, 'letter')} sent, to {to}.{when}")
    elif sent.before:
        messages.info(request, "These letters were sent already. Nothing was sent again.")
    left = [
        *([f"{counted(sent.answered, 'school')} answered meanwhile"] if sent.answered else ()),
        *([f"{counted(sent.without, 'school')} with nobody to write to"] if sent.without else ()),
    ]
    if left:
        messages.warning(request, f"Left out: {' and '.join(left)}.")


@requires(Permission.MEMBERSHIP_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def renewal_wording(request: HttpRequest) -> HttpResponse:
    """The words of one kind of letter, and beside them how a real school would read them. Looking saves nothing."""
    asked = request.GET.get("kind", "")
    kind = LetterKind(asked) if asked in LetterKind else LetterKind.INVITATION
    wording = LetterWording.objects.visible_to(request.user).get(kind=kind)
    is_sent = request.method == "POST"
    form = WordingForm(request.POST if is_sent else None, instance=wording)
    is_right = is_sent and form.is_valid()
    if is_right and "look" not in request.POST:
        form.save()
        messages.success(request, f"The wording of the {kind.label.lower()} is saved.")
        return redirect(f"{reverse('renewal-wording')}?kind={kind}")
    school, preview = _preview(wording) if is_right or not is_sent else (None, None)
    return render(
        request,
        "membership/renewal_wording.html",
        {
            "kind": kind,
            "kinds": LetterKind,
            "form": form,
            "names": NAMES.items(),
            "school": school,
            "preview": preview,
            "is_unsaved": is_right,
        },
        status=422 if is_sent and not is_right else 200,
    )


def _preview(wording: LetterWording) -> tuple[str | None, Letter | None]:
    """To the first school that is awaited in the latest year, else to the first of any."""
    rows = Membership.objects.select_related("school").order_by("-year", "school__sort_name", "pk")
    membership = letters.awaited(rows).first() or rows.first()
    if membership is None:
        return None, None
    values = values_for([membership], membership.year, timezone.localdate())
    return str(membership.school), letter(wording, values[membership.pk])
