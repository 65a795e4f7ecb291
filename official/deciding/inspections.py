"""What accepting a proposal about an inspection writes: one more inspection, or more facts of one. None is removed."""

import datetime
from typing import Any

from official.deciding.refusals import ChangedSince, NotDecided
from official.models import Proposal
from official.planning.drafts import PROVENANCE
from official.planning.held import JUDGED, Facts
from ofsted.models import Inspection, Judgement, Regime

DAYS = ("ended_on", "published_on")


def add(proposal: Proposal, choices: dict[str, Any]) -> None:
    if proposal.school_id is None:
        raise NotDecided("It belongs to no school of the portal yet. Add the school, or accept its conversion, first.")
    after = proposal.after
    if Inspection.objects.filter(school=proposal.school_id, inspection_number=after["number"]).exists():
        raise ChangedSince("the school has an inspection with this number")
    inspection = Inspection(
        school_id=proposal.school_id,
        inspection_number=after["number"],
        kind=after["kind"],
        inspected_on=datetime.date.fromisoformat(after["inspected_on"]),
    )
    _write(inspection, after, proposal)


def correct(proposal: Proposal, choices: dict[str, Any]) -> None:
    _write(_stored(proposal), proposal.after, proposal)


def confirm_same(proposal: Proposal, choices: dict[str, Any]) -> None:
    """It takes Ofsted's number, and is still known under the one it had, so a spreadsheet read again finds it."""
    inspection, after = _stored(proposal), proposal.after
    if inspection.inspection_number != proposal.before["number"]:
        raise ChangedSince("the inspection has another number")
    if inspection.inspection_number not in inspection.other_numbers:
        inspection.other_numbers = [*inspection.other_numbers, inspection.inspection_number]
    inspection.inspection_number = after["number"]
    _write(inspection, after, proposal)


def _stored(proposal: Proposal) -> Inspection:
    inspection = Inspection.objects.select_for_update().filter(pk=proposal.after["inspection"]).first()
    if inspection is None or inspection.school_id != proposal.school_id:
        raise ChangedSince("the inspection is no longer there, or is another school’s")
    return inspection


def _write(inspection: Inspection, after: Facts, proposal: Proposal) -> None:
    for name, value in after["facts"].items():
        if not name.startswith(JUDGED):
            is_day = name in DAYS
            setattr(inspection, name, datetime.date.fromisoformat(value) if is_day else value)
    inspection.facts_from = inspection.facts_from | after[PROVENANCE]
    inspection.file = proposal.file
    inspection.save()
    _judge(inspection, after["facts"])


def _judge(inspection: Inspection, said: Facts) -> None:
    regime = Regime.on(inspection.inspected_on)
    for name, grade in said.items():
        if name.startswith(JUDGED):
            area, day = name.removeprefix(JUDGED).split("@")
            Judgement.objects.update_or_create(
                inspection=inspection,
                area=area,
                graded_on=datetime.date.fromisoformat(day),
                defaults={"grade": grade, "regime": regime},
            )
