"""The nation, counted from a national Ofsted file as it streams by, and its figures taken from what was counted.

Ofsted publishes no national share of overall grades for after 31 August 2024. Its files still tell of every school, so
the portal counts them: labelled as counted, with the number of schools, and never out of a cut of one area.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models, transaction

from documents.display import Kind, counted, display
from official.facts import InspectedSchool
from ofsted.kpis.national import GRADES_FORGOTTEN_FROM
from ofsted.models import (
    CARD_AREAS,
    CARD_GRADES,
    KEY_JUDGEMENTS_FROM,
    AreaGrade,
    Basis,
    Grade,
    NationalArea,
    NationalOutcome,
    Regime,
)
from schools.models import OfficialFile, OfficialKind, Phase

LEAST_SCHOOLS, LEAST_AUTHORITIES = 10_000, 100
"""England has 22,000 schools that Ofsted inspects, in 153 local authorities."""
PHASES = {
    "nursery": Phase.NURSERY,
    "primary": Phase.PRIMARY,
    "secondary": Phase.SECONDARY,  # all-through schools too: Ofsted's files have no phase for them
    "special": Phase.SPECIAL,
    "pru": Phase.AP,
    "pupil referral unit": Phase.AP,
    "alternative provision": Phase.AP,
}
"""Ofsted's phases, of all years, as the portal's."""


class NationalCounts:
    """Fed with one row after another; holds numbers and URNs alone, whatever the length of the file."""

    def __init__(self) -> None:
        self._urns: set[int] = set()
        self._authorities: set[str] = set()
        self._overall: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._not_judged: Counter[str] = Counter()
        self._areas: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def add(self, row: InspectedSchool) -> None:
        """A school counts once, by its first row. One in a phase that the portal does not have counts in none."""
        if row.urn in self._urns:
            return
        self._urns.add(row.urn)
        self._authorities.add(row.la_name or row.laestab[:3])
        phase = PHASES.get(row.phase_name.strip().casefold())
        if phase is None:
            return
        if row.overall is not None:
            self._overall[phase][row.overall] += 1
        elif row.is_not_judged:
            self._not_judged[phase] += 1
        for area, grade in _latest_card(row).items():
            self._areas[phase][area][grade] += 1

    @property
    def is_national(self) -> bool:
        """Whether the file can be the whole country's. A cut of one borough, however right, is not the nation."""
        authorities = self._authorities - {""}
        return len(self._urns) >= LEAST_SCHOOLS and len(authorities) >= LEAST_AUTHORITIES

    def as_json(self) -> dict[str, Any]:
        """For `OfficialFile.counts`: by phase the schools of each grade, those not judged, and each card area's."""
        return {
            "schools": len(self._urns),
            "authorities": len(self._authorities - {""}),
            "is_national": self.is_national,
            "overall": {
                phase: {str(grade.value): counts[grade] for grade in Grade} for phase, counts in self._overall.items()
            },
            "not_judged": dict(self._not_judged),
            "areas": {
                phase: {area: dict(counts) for area, counts in areas.items()} for phase, areas in self._areas.items()
            },
        }


def _latest_card(row: InspectedSchool) -> dict[str, str]:
    """Each area's grade on the school's latest report card; of an area graded again since, its latest grade."""
    cards = [each for each in row.inspections if any(judged.area in CARD_AREAS for judged in each.judgements)]
    if not cards:
        return {}
    latest = max(cards, key=lambda each: each.inspected_on)
    by_date = sorted(latest.judgements, key=lambda judged: judged.graded_on)
    return {judged.area: judged.grade for judged in by_date if judged.area in CARD_AREAS}


class NotNational(Exception):
    """The file holds no counts of the whole country."""


@dataclass(frozen=True)
class Taken:
    """How many figures were added, changed, taken away, and were right already."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


def has_national_counts(file: OfficialFile) -> bool:
    return file.kind == OfficialKind.OFSTED and bool(file.counts) and file.counts["is_national"]


@transaction.atomic
def take_national_counts(*, file: OfficialFile, by: Any) -> Taken:
    """The file's counts as national figures of its day, `Basis.COUNTED`; once more changes nothing.

    They replace what was counted for the same day from another file. `NotNational` for a cut, or any other file.
    """
    if not has_national_counts(file):
        raise NotNational(f"{file.name} is not of the whole country, so no national figure can be counted from it.")
    OfficialFile.objects.select_for_update(no_key=True).get(pk=file.pk)  # one at a time
    outcomes = _put(NationalOutcome, ("phase",), file, _outcomes(file))
    areas = _put(NationalArea, ("phase", "regime", "area", "grade"), file, _areas(file))
    return Taken(*map(sum, zip(outcomes, areas, strict=True)))


def _put(
    model: type[models.Model], key: tuple[str, ...], file: OfficialFile, wanted: Iterator[dict[str, Any]]
) -> tuple[int, int, int, int]:
    """Only records that differ are touched, so that the history says what was counted and nothing else."""
    held = model.objects.filter(as_at=file.as_at, basis=Basis.COUNTED)
    before = {tuple(getattr(record, name) for name in key): record for record in held}
    added = changed = unchanged = 0
    for values in wanted:
        record = before.pop(tuple(values[name] for name in key), None)
        if record is None:
            model.objects.create(as_at=file.as_at, basis=Basis.COUNTED, file=file, **values)
            added += 1
        elif differing := [name for name, value in (values | {"file": file}).items() if getattr(record, name) != value]:
            for name in differing:
                setattr(record, name, (values | {"file": file})[name])
            record.save(update_fields=differing)
            changed += 1
        else:
            unchanged += 1
    gone = [record.pk for record in before.values() if record.file_id]  # what a person entered stays
    model.objects.filter(pk__in=gone).delete()
    return added, changed, len(gone), unchanged


def _outcomes(file: OfficialFile) -> Iterator[dict[str, Any]]:
    for phase, counts in file.counts["overall"].items():
        numbers = {grade: counts[str(grade.value)] for grade in Grade}
        schools = sum(numbers.values())
        yield {
            "phase": phase,
            **{grade.name.lower(): _share(number, schools) for grade, number in numbers.items()},
            "good_or_outstanding": _share(numbers[Grade.OUTSTANDING] + numbers[Grade.GOOD], schools),
            "schools": schools,
            "source": f"Counted from {file}. Only schools with a grade in the file.",
            "note": _note(file, file.counts["not_judged"].get(phase, 0)),
        }


def _areas(file: OfficialFile) -> Iterator[dict[str, Any]]:
    for phase, areas in file.counts["areas"].items():
        for area, counts in areas.items():
            schools = sum(counts.values())
            for grade in CARD_GRADES:
                yield {
                    "phase": phase,
                    "regime": Regime.REPORT_CARD,
                    "area": area,
                    "grade": AreaGrade(grade),
                    "percent": _share(counts.get(grade, 0), schools),
                    "schools": schools,
                    "source": f"Counted from {file}. Only schools with a grade of this area in the file.",
                    "note": "",
                }


def _share(number: int, of: int) -> Decimal:
    return (Decimal(100 * number) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _note(file: OfficialFile, not_judged: int) -> str:
    """Why the figure is not like those of other years."""
    if file.as_at >= GRADES_FORGOTTEN_FROM:
        return (
            "The file holds only overall grades given since 1 September 2019, so this cannot be compared with earlier "
            "figures"
        )
    if file.as_at >= KEY_JUDGEMENTS_FROM and not_judged:
        since = display(KEY_JUDGEMENTS_FROM, Kind.DATE)
        return f"In no share: {counted(not_judged, 'school')} inspected since {since} without an overall grade"
    return ""
