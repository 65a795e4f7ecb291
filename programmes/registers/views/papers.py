"""Registers on paper, as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from documents import certificates as certificates_pdf
from documents import sheets
from documents.display import Kind, display
from programmes.models import Participant, Run
from programmes.registers import papers
from programmes.registers.views.register import session_of
from schools.models import Partnership


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
@never_cache
def register_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    name = f"register-{session.held_on:%Y-%m-%d}-{session.pk}.pdf"
    return _pdf(sheets.to_pdf(papers.sheet_of(session, sender=_sender())), name)


@requires(Permission.SCHOOL_VIEW)
@require_safe
@never_cache
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one person on a run: for their school too."""
    people = Participant.objects.visible_to(request.user).exclude(contact__name="")
    person = get_object_or_404(people.select_related("contact", "run__programme"), pk=pk)
    return _certificates(request, [person], f"Certificate of attendance: {person.contact}", f"certificate-{pk}.pdf")


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
@never_cache
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """Of everyone on a run who attended, in one file."""
    run = get_object_or_404(Run.objects.visible_to(request.user).select_related("programme"), pk=pk)
    people = Participant.objects.visible_to(request.user).filter(run=run).exclude(contact__name="")
    people = people.select_related("contact", "run__programme").order_by("contact__sort_name", "pk")
    return _certificates(request, people, f"Certificates of attendance: {run}", f"certificates-{pk}.pdf")


def _certificates(request: HttpRequest, people: object, title: str, name: str) -> HttpResponse:
    found = papers.certificates_of(people)
    if not found:
        return render(request, "programmes/register_no_certificate.html", status=404)
    issued = display(timezone.localdate(), Kind.DATE)
    return _pdf(certificates_pdf.to_pdf(found, title=title, sender=_sender(), issued=issued), name)


def _sender() -> str:
    partnership = Partnership.objects.first()
    return partnership.name if partnership else ""


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
