"""What is done about what goes with a visit: the actions that were agreed, and its files."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.confidential import hidden_fields
from accounts.models import User
from visits.attachments import remove_when_unused
from visits.models import Action, Attachment, Visit


def open_of(owner: User) -> QuerySet[Action]:
    """What somebody has still to do, the next due first, those without a day last."""
    mine = Action.objects.visible_to(owner).filter(owner=owner, done_on=None)
    return mine.order_by(F("due_on").asc(nulls_last=True), "pk")


def sees_owners(user: Any) -> bool:
    return not hidden_fields(Action, user) & {"owner", "owner_name"}


def who_does_it(user: Any) -> Any:
    """A column: the name written for who does an action, else that of their sign-in; empty for who may not see it.

    It may be a person of the school.
    """
    if not sees_owners(user):
        return Value("", output_field=TextField())
    written, signed_in = (NullIf(name, Value("")) for name in ("owner_name", "owner__name"))
    return Coalesce(written, signed_in, Value(""), output_field=TextField())


def as_seen_by(user: Any, actions: QuerySet[Action]) -> QuerySet[Action]:
    """Those that are open first, the next due before the others, then those done, the last before the others.

    Who does each is `doer`: not even read for who may not see it.
    """
    rows = actions.visible_to(user).defer("owner_name").annotate(doer=who_does_it(user))
    return rows.order_by(F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")


def actions_on(visit: Visit, user: Any) -> QuerySet[Action]:
    """The actions of a visit, with `done_by_name`, who marked each as done."""
    return as_seen_by(user, visit.actions.all()).annotate(done_by_name=F("done_by__name"))


@transaction.atomic
def add(
    *,
    visit: Visit,
    what: str,
    owner: User | None,
    owner_name: str,
    due_on: datetime.date | None,
    is_internal: bool,
    after: int | None,
    by: User,
) -> Action:
    """Add an action to `visit`. The same one, added to it since its action number `after`, is that one.

    So a form that is sent twice makes one, however late the second time; the same again from a fresh form is another.
    """
    visit = Visit.objects.select_for_update(no_key=True).defer("internal_note", "met").get(pk=visit.pk)
    said = {"what": what, "owner": owner, "owner_name": owner_name, "due_on": due_on, "is_internal": is_internal}
    return visit.actions.filter(pk__gt=after or 0, **said).order_by("pk").first() or visit.actions.create(**said)


def latest_of(visit: Visit) -> int:
    """The number of the visit's latest action, for `add`."""
    return visit.actions.order_by("pk").values_list("pk", flat=True).last() or 0


@transaction.atomic
def finish(*, action: Action, done_on: datetime.date, outcome: str, by: User) -> None:
    _held(action).finish(on=done_on, by=by, outcome=outcome)


@transaction.atomic
def reopen(*, action: Action, by: User) -> None:
    _held(action).reopen()


def change(*, action: Action, by: User, **said: Any) -> None:
    """What is to be done, by whom and when."""
    for name, value in said.items():
        setattr(action, name, value)
    action.save(update_fields=[*said])


def remove(*, action: Action, by: User) -> None:
    """Take away what was entered by mistake; the history still says it."""
    action.delete()


@transaction.atomic
def remove_file(*, file: Attachment, by: User) -> None:
    """Its row, and the stored file unless another place of the same meeting has it too."""
    file.delete()
    remove_when_unused([file.file.name])


def _held(action: Action) -> Action:
    return Action.objects.select_for_update().get(pk=action.pk)
