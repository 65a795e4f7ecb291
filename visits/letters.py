"""What people are told about visits by e-mail. No message holds the note or a comment: others read a mailbox too."""

from django.utils import timezone

from accounts.permissions import Permission
from mail.kinds import MessageKind
from mail.models import Message
from mail.posting import post
from schools.models import Partnership
from thep.addresses import absolute
from visits.models import NoteAnswer, Visit


def tell_heads(visit: Visit) -> int:
    """Those who may act for its school today, that its note can be read; nobody unless it is shared. How many.

    Each is told once of each version.
    """
    if not visit.is_shared:
        return 0
    kind = MessageKind.NOTE_CORRECTED if _is_correction(visit) else MessageKind.NOTE_SHARED
    acting = visit.school.representatives.who_may_act(timezone.localdate())
    untold = acting.exclude(user__messages__about=_version(visit)).select_related("user")  # by either kind
    context = _context(visit)
    heads = {row.user_id: row.user for row in untold.order_by("user__name", "pk")}.values()
    return sum(post(kind, to=head, about=_version(visit), context=context) for head in heads)


def tell_visitors(answer: NoteAnswer) -> int:
    """Those who made the visit and may read answers, else who logged it, what its school answered. How many."""
    visit = answer.visit
    went = [row.user for row in visit.visitor_rows.select_related("user").order_by("user__name", "pk")]
    kind = MessageKind.NOTE_AGREED if answer.is_accurate else MessageKind.NOTE_DISPUTED
    context = {**_context(visit), "answer": answer}
    told = [one for one in went or [visit.logged_by] if one and one.may(Permission.CONTACT_VIEW)]
    return sum(post(kind, to=person, about=f"answer {answer.pk}", context=context) for person in told)


def _version(visit: Visit) -> str:
    return f"visit {visit.pk}, version {visit.note_version}"


def _is_correction(visit: Visit) -> bool:
    """Whether an earlier version was shared: a note that changed while the visit was planned has no reason."""
    if visit.note_version == 1:
        return False
    earlier = Message.objects.filter(about__startswith=f"visit {visit.pk}, version ").exclude(about=_version(visit))
    return bool(visit.corrected_because) or earlier.exists()


def _context(visit: Visit) -> dict[str, object]:
    return {
        "visit": visit,
        "link": absolute(visit.get_absolute_url()),
        "partnership": Partnership.objects.first(),
    }
