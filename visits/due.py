"""Telling the owners of actions, where they sign in here, of what falls due and of what is overdue."""

import datetime

from accounts.models import User
from mail.kinds import MessageKind
from mail.models import Message
from mail.posting import post
from schools.models import Partnership
from thep.addresses import absolute
from visits.models import Action

SOON = datetime.timedelta(days=7)
LATE = datetime.timedelta(days=14)
"""An older date was missed by the timer, or written when it was past; a reminder would say nothing new."""


def tell_owners(day: datetime.date) -> int:
    """Each owner of open actions, in one message a day of each kind: of those due on `day` or within a week after it,
    and, once, of those whose day has passed. How many messages.

    An action is told once for each date it was due on, so again when that is moved.
    """
    due = (MessageKind.ACTIONS_DUE, day, day + SOON)
    overdue = (MessageKind.ACTIONS_OVERDUE, day - LATE, day - datetime.timedelta(days=1))
    return sum(_tell(kind, day, first, last) for kind, first, last in (due, overdue))


def _tell(kind: MessageKind, day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    actions = Action.objects.filter(done_on=None, due_on__range=(first, last))
    owners = User.objects.filter(pk__in=actions.values("owner"), is_active=True).order_by("name", "pk")
    partnership = Partnership.objects.first()
    posted = 0
    for owner in owners:
        if listed := _not_told(kind, owner, actions.filter(owner=owner)):
            posted += post(
                kind,
                to=owner,
                about=f"{day:%Y-%m-%d}",
                context={"actions": list(listed.values()), "partnership": partnership},
                listed=listed,
                at_once=False,
            )
    return posted


def _not_told(kind: MessageKind, owner: User, actions) -> dict[str, Action]:
    """Those that the owner may see and has not been told of for the date they have now, each with its link."""
    seen = actions.visible_to(owner).select_related("visit__school", "visit__associate").order_by("due_on", "pk")
    by_name = {f"action {action.pk}, {action.due_on:%Y-%m-%d}": action for action in seen}
    messages = Message.objects.filter(kind=kind, person=owner, listed__overlap=list(by_name))
    told = {name for listed in messages.values_list("listed", flat=True) for name in listed}
    left = {name: action for name, action in by_name.items() if name not in told}
    for action in left.values():
        action.link = absolute(action.visit.get_absolute_url())
    return left
