"""Where a school stands with its membership of one year, and the steps from there: the one table of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from documents.display import day
from membership.models import Membership, MembershipStatus
from membership.renewals.opening import Refused
from schools.models import School, open_in
from thep.years import AcademicYear

INVITED, RENEWING = MembershipStatus.INVITED, MembershipStatus.RENEWING
MEMBER = MembershipStatus.MEMBER
DECLINED, WITHDRAWN = MembershipStatus.DECLINED, MembershipStatus.WITHDRAWN
OUTSTANDING = (INVITED, RENEWING)


@dataclass(frozen=True)
class Step:
    """`label` is what a person chooses, `short` what stands on a button.

    `dated` is the field that its day is kept in; `cleared` are those of turns that no longer hold: the dates of a row
    say how it came to its status, and what was before is in its history. `reason_from`: the statuses from which a
    reason must be given. `not_before` are the dates that come first.
    """

    slug: str
    label: str
    short: str
    to: MembershipStatus
    comes_from: tuple[MembershipStatus, ...]
    dated: str = ""
    cleared: tuple[str, ...] = ()
    reason_from: tuple[MembershipStatus, ...] = ()
    not_before: tuple[str, ...] = ()


STEPS = (
    Step("renewing", "It means to renew", "Renewing", RENEWING, (INVITED,)),
    Step(
        "join",
        "It is in",
        "In",
        MEMBER,
        (INVITED, RENEWING, DECLINED, WITHDRAWN),
        dated="joined_on",
        cleared=("declined_on", "left_on"),
        reason_from=(DECLINED, WITHDRAWN),
        not_before=("invited_on", "declined_on", "left_on"),
    ),
    Step(
        "decline",
        "It declines",
        "Declined",
        DECLINED,
        (INVITED, RENEWING),
        dated="declined_on",
        reason_from=(INVITED, RENEWING),
        not_before=("invited_on",),
    ),
    Step(
        "withdraw",
        "It withdraws",
        "Withdrawn",
        WITHDRAWN,
        (MEMBER,),
        dated="left_on",
        reason_from=(MEMBER,),
        not_before=("joined_on", "invited_on"),
    ),
    Step(
        "invite",
        "Ask it again",
        "Invited",
        INVITED,
        (DECLINED, WITHDRAWN),
        dated="invited_on",
        cleared=("joined_on", "declined_on", "left_on"),
        not_before=("declined_on", "left_on"),
    ),
    Step("reopen", "Not answered yet after all", "Invited", INVITED, (RENEWING, MEMBER), cleared=("joined_on",)),
)
BY_SLUG = {step.slug: step for step in STEPS}
IN_WORDS = {"invited_on": "it was asked", "joined_on": "it joined", "declined_on": "it declined", "left_on": "it left"}


class Changed(Exception):
    """Somebody else has changed the membership since the form was shown. Nothing was written."""


class TooEarly(Refused):
    """A day that comes before one it must follow."""


def steps_from(status: str) -> list[Step]:
    return [step for step in STEPS if status in step.comes_from]


@transaction.atomic
def take(*, membership: Membership, step: Step, was: str, on: datetime.date | None, reason: str, by: Any) -> bool:
    """Take a step on a day, for a reason. Whether anything changed: who presses twice takes it once.

    `was` is the status that stood beside the form: `Changed` where another stands there now. `TooEarly` where the day
    comes before one that it must follow.
    """
    held = Membership.objects.select_for_update(of=("self",)).select_related("school").get(pk=membership.pk)
    if held.status == step.to:
        return False
    if held.status != was or was not in step.comes_from:
        raise Changed
    if step.dated:
        for name in step.not_before:
            earlier = getattr(held, name)
            if earlier and on < earlier:
                raise TooEarly(f"That is before {day(earlier)}, when {IN_WORDS[name]}.")
        setattr(held, step.dated, on)
    for name in step.cleared:
        setattr(held, name, None)
    held.status, held.reason = step.to, reason
    held.save(update_fields=["status", "reason", *filter(None, [step.dated]), *step.cleared])
    return True


@transaction.atomic
def add(
    *, school: School, year: AcademicYear, status: MembershipStatus, on: datetime.date, reason: str, by: Any
) -> tuple[Membership, bool]:
    """A row for a school that has none of the year: its membership, and whether it was made now.

    `Refused` for a school that is not open in the year: such a member is counted nowhere.
    """
    if not School.objects.filter(open_in(year), pk=school.pk).exists():
        raise Refused(f"{school} is not open on {day(year.first_day)}, so it cannot be a member in {year}.")
    dated = {INVITED: "invited_on", MEMBER: "joined_on"}[status]
    return Membership.objects.get_or_create(
        school=school, year=year, defaults={"status": status, "reason": reason, dated: on}
    )
