"""What accepting a proposal about a school writes. Membership, visits, participation and inspections stay with it."""

import datetime
from typing import Any

from django.utils import timezone

from official.deciding.refusals import ChangedSince, NotDecided
from official.models import Proposal, State
from official.planning.records import is_headship
from ofsted.models import Inspection
from schools import actions
from schools.models import Contact, Governance, Phase, School, SchoolUrn
from thep.years import AcademicYear

Choices = dict[str, Any]
"""What the person adds: `name`, `short_name`, `on`, `closed_on`, `successor` (a school's number, or `"new"`)."""


def convert(proposal: Proposal, choices: Choices) -> None:
    """The school keeps its identity: it has a new URN from the day the new establishment opened."""
    school, after = _held(proposal), proposal.after
    _unchanged(proposal, urn=_current_urn(school))
    _take_urn(school, proposal, choices)
    if school.closed_on and school.closed_on <= _first_day(proposal, choices):
        school.closed_on = None
        school.save(update_fields=["closed_on"])
    Proposal.objects.filter(urn=after["urn"], school=None, state=State.OPEN).update(school=school)


def merge(proposal: Proposal, choices: Choices) -> None:
    """One school went into another; or several became one, and a person says which of them goes on under the new URN.

    Without a word nothing is carried over: the new establishment is then a school of its own, and the others close.
    """
    if proposal.school_id:
        close(proposal, choices)
        return
    successor, on = choices.get("successor"), _first_day(proposal, choices)
    if not successor:
        raise NotDecided("Say which of the schools goes on under the new URN, or that a new school begins.")
    before = School.objects.filter(pk__in=[each["id"] for each in proposal.before["schools"]])
    if successor == "new":
        going_on = _add(proposal)
    else:
        going_on = before.filter(pk=int(successor)).first()
        if going_on is None:
            raise NotDecided("That school is none of those that were merged.")
        _take_urn(going_on, proposal, choices)
    before.exclude(pk=going_on.pk).filter(closed_on=None).update(closed_on=on)
    Proposal.objects.filter(urn=proposal.urn, school=None, state=State.OPEN).exclude(pk=proposal.pk).update(
        school=going_on
    )


def add(proposal: Proposal, choices: Choices) -> None:
    if SchoolUrn.objects.filter(urn=proposal.urn).exists():
        raise ChangedSince("a school of the portal has this URN")
    school = _add(proposal)
    Proposal.objects.filter(urn=proposal.urn, school=None, state=State.OPEN).exclude(pk=proposal.pk).update(
        school=school
    )
    proposal.school = school


def close(proposal: Proposal, choices: Choices) -> None:
    school = _held(proposal)
    _unchanged(proposal, closed_on=school.closed_on and school.closed_on.isoformat())
    day = choices.get("closed_on") or _day(proposal.after["closed_on"])
    if day and school.opened_on and day < school.opened_on:
        raise NotDecided("A school cannot close before it opens. Correct one of the two days.")
    school.closed_on, school.is_proposed_to_close = day, False
    school.save(update_fields=["closed_on", "is_proposed_to_close"])


def set_status(proposal: Proposal, choices: Choices) -> None:
    school = _held(proposal)
    school.is_proposed_to_close = proposal.after["is_proposed_to_close"]
    school.save(update_fields=["is_proposed_to_close"])


def rename(proposal: Proposal, choices: Choices) -> None:
    school = _held(proposal)
    _unchanged(proposal, name=school.name)
    _rename(school, proposal, choices)


def change_governance(proposal: Proposal, choices: Choices) -> None:
    school = _held(proposal)
    _unchanged(proposal, governance=school.governance)
    governance = Governance(proposal.after["governance"])
    actions.change_governance(school=school, governance=governance, on=_first_day(proposal, choices))


def change_trust(proposal: Proposal, choices: Choices) -> None:
    school = _held(proposal)
    _unchanged(proposal, trust=school.trust.name if school.trust else "")
    actions.change_trust(school=school, trust_name=proposal.after["trust"], on=_first_day(proposal, choices))


def change_phase(proposal: Proposal, choices: Choices) -> None:
    """From the academic year after the file's day: what was counted stays as it was counted."""
    year = AcademicYear.of(proposal.file.as_at) + 1
    actions.change_phase(school=_held(proposal), phases=proposal.after["phases"], from_year=year)


def take_head(proposal: Proposal, choices: Choices) -> None:
    """The head of before stays on record as having left the post."""
    school, after = _held(proposal), proposal.after
    today = timezone.localdate()
    for contact in Contact.objects.filter(school=school, left_on=None):
        if is_headship(contact.post):
            contact.left_on = today
            contact.save(update_fields=["left_on"])
    Contact.objects.create(school=school, name=after["name"], post=after["post"] or "Headteacher")


def _add(proposal: Proposal) -> School:
    after = proposal.after
    if not after["phases"]:
        raise NotDecided("GIAS gives it no phase that the report counts. Add it under Records instead.")
    return actions.add_school(
        urn=proposal.urn,
        name=after["name"],
        la_code=after["la_code"],
        governance=Governance(after["governance"]),
        phases=[Phase(phase) for phase in after["phases"]],
        trust_name=after["trust"],
        opened_on=_day(after["opened_on"]),
    )


def _take_urn(school: School, proposal: Proposal, choices: Choices) -> None:
    after, on = proposal.after, _first_day(proposal, choices)
    if SchoolUrn.objects.filter(urn=proposal.urn).exclude(school=school).exists():
        raise ChangedSince("another school of the portal has the new URN")
    actions.change_urn(school=school, urn=proposal.urn, on=on)
    _rename(school, proposal, choices)
    actions.change_governance(school=school, governance=Governance(after["governance"]), on=on)
    if after["trust"]:
        actions.change_trust(school=school, trust_name=after["trust"], on=on)
    own = SchoolUrn.objects.filter(school=school).values("urn")
    Inspection.objects.filter(school=school, is_predecessors=True, urn__in=own).update(is_predecessors=False)


def _rename(school: School, proposal: Proposal, choices: Choices) -> None:
    name = choices.get("name") or proposal.after["name"]
    short_name = choices.get("short_name", proposal.after.get("short_name", school.short_name))
    actions.rename(school=school, name=name, short_name=short_name, on=_first_day(proposal, choices))


def _first_day(proposal: Proposal, choices: Choices) -> datetime.date:
    """The day the person gave, else that of the opening, else the day of the file, the first on which it is known."""
    return choices.get("on") or _day(proposal.after.get("opened_on")) or proposal.file.as_at


def _held(proposal: Proposal) -> School:
    if proposal.school_id is None:
        raise NotDecided("It belongs to no school of the portal yet. Add the school, or accept its conversion, first.")
    return School.objects.select_related("trust").select_for_update(of=["self"]).get(pk=proposal.school_id)


def _unchanged(proposal: Proposal, **now: Any) -> None:
    for name, value in now.items():
        if proposal.before.get(name) != value:
            raise ChangedSince()


def _current_urn(school: School) -> int | None:
    return SchoolUrn.objects.filter(school=school, is_current=True).values_list("urn", flat=True).first()


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
