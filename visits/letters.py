"""What people are told about visits by e-mail. No message holds the note itself: a mailbox is read by others too."""

from django.utils import timezone

from accounts.models import User
from mail.sending import send
from thep.addresses import absolute
from visits.models import NoteAnswer, Visit


def tell_heads(visit: Visit) -> None:
    """Those who may act for its school today, that its note can be read; nobody unless it is shared."""
    if not visit.is_shared:
        return
    acting = visit.school.representatives.who_may_act(timezone.localdate()).select_related("user")
    for head in acting.order_by("user__name", "pk"):
        send("note_shared", to=head.user.email, context=_context(visit, head.user))


def tell_visitors(answer: NoteAnswer) -> None:
    """Those who made the visit and can sign in, else who logged it, what its school answered."""
    visit = answer.visit
    went = [row.user for row in visit.visitor_rows.select_related("user").order_by("user__name", "pk")]
    for person in [one for one in went or [visit.logged_by] if one and one.is_active]:
        send("note_answered", to=person.email, context={**_context(visit, person), "answer": answer})


def _context(visit: Visit, person: User) -> dict[str, object]:
    return {"visit": visit, "person": person, "link": absolute(visit.get_absolute_url())}
