"""The log of messages: what was sent to whom, what was not, and sending it again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from accounts.policy import requires
from mail.models import Message, State
from mail.posting import send_again
from people.filters import MessageFilter

MESSAGES_ON_A_PAGE = 50


@requires(Permission.PEOPLE_MANAGE)
@require_safe
def person_messages(request: HttpRequest) -> HttpResponse:
    """The latest first; filters and page are in the address."""
    log = Message.objects.visible_to(request.user).with_state(timezone.now()).defer("text", "html", "listed")
    found = MessageFilter(request.GET, queryset=log.select_related("person").order_by("-queued_at", "-pk"))
    page = Paginator(found.qs, MESSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
    for message in page:
        message.state_label = State(message.state).label
        message.receiver = message.person or message.address or "them"
        message.can_be_sent_again = message.state in (State.FAILED, State.UNCLEAR)
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(request, "people/messages.html", {"filter": found, "page": page, "kept": kept.urlencode()})


@requires(Permission.PEOPLE_MANAGE)
@require_POST
def person_message_again(request: HttpRequest, pk: int) -> HttpResponse:
    log = Message.objects.visible_to(request.user)
    message = get_object_or_404(log, pk=pk)
    tried = send_again(message)
    message = log.with_state(timezone.now()).select_related("person").get(pk=pk)
    if not tried:
        messages.info(request, f"Nothing to do: this message is {message.state}.")
    elif message.state == State.SENT:
        messages.success(request, f"The message to {message.person or message.address} is sent.")
    elif message.error:
        messages.warning(request, f"It was not sent: {message.error}")
    else:
        messages.success(request, f"The message to {message.person or message.address} is on its way.")
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else "person-messages")
