"""The code that a room signs in by, and the page it leads to."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import public, requires
from programmes.models import RoomSignIn, Session
from programmes.registers import room
from programmes.registers.forms import PersonForm
from programmes.registers.views.register import session_of
from thep.addresses import absolute


@requires(Permission.PROGRAMME_MANAGE)
@require_safe
@never_cache
def register_code(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk)
    address = absolute(reverse("room-sign-in", args=[session.sign_in_key]))
    context = {
        "session": session,
        "address": address,
        "code": _drawn(address),
        "is_open": room.is_open(session),
        "signed_in": RoomSignIn.objects.filter(session=session, is_set_aside=False).count(),
    }
    return render(request, "programmes/register_code.html", context)


def _drawn(address: str) -> str:
    from qrcode import QRCode
    from qrcode.image.svg import SvgPathImage  # here: lxml, which it brings, is 8 MB of every process that draws none

    code = QRCode(border=2, image_factory=SvgPathImage)
    code.add_data(address)
    return mark_safe(code.make_image().to_string(encoding="unicode"))  # noqa: S308 - squares alone


@requires(Permission.PROGRAMME_MANAGE)
@require_POST
def register_code_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form says which code is to end, so that pressed twice ends one."""
    session = session_of(request, pk)
    try:
        instead_of = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        instead_of = None
    room.renew_key(session=session, instead_of=instead_of, by=request.user)
    messages.success(request, "This is the new code. The old one leads nowhere now.")
    return redirect("register-code", session.pk)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def room_sign_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Says the same to everyone: not who is on the register, nor whether it knew them."""
    session = Session.objects.filter(sign_in_key=key).select_related("run__programme").first()
    if session is None or not room.is_open(session):
        return _page(request, {"session": session}, status=404 if session is None else 200)
    if request.method != "POST":
        is_thanked = "thanks" in request.GET
        return _page(request, {"session": session, "is_thanked": is_thanked, "form": PersonForm()})
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, {"session": session, "form": form}, status=422)
    if not ratelimit.consume(request, action="room_sign_in", key=f"room {session.pk}"):
        form.add_error(None, "Many are signing in at once. Wait a minute, then press the button again.")
        return _page(request, {"session": session, "form": form}, status=429)
    room.sign_in(session=session, said=form.said)
    return redirect(f"{reverse('room-sign-in', args=[key])}?thanks")


def _page(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, "programmes/room.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
