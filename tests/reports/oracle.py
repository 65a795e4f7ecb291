"""Every figure read a second time from the same rows: plain Python over whole tables, sharing nothing with the portal.

Only columns are used, never a queryset method, a model method or a range of the portal's. It is slow and means to be
plain: where it and the portal differ, one of them has misread the definition.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import permutations
from typing import Any

from membership.models import Agreement, AgreementSchool, AssociateMembership, Charge, Membership, Package, PackagePrice
from ofsted.models import Inspection, NationalOutcome
from programmes.models import Participation, Programme, Strand
from reports.dates import ReportDates
from schools.models import (
    Associate,
    FormerGovernance,
    FormerName,
    Partnership,
    School,
    SchoolPhase,
    SchoolUrn,
)
from schools.names import folded
from visits.models import Visit

LINES = ("nursery", "primary", "secondary", "special")
PHASES = (*LINES, "ap")
GOVERNANCE = ("maintained", "academy", "free_school", "independent", "other")
GRADES = {1: "outstanding", 2: "good", 3: "requires_improvement", 4: "inadequate"}
PUBLISHED = (*GRADES.values(), "good_or_outstanding")


@dataclass(frozen=True)
class Reading:
    """What a figure must be. `names` is `None` where its rows are neither schools nor associates."""

    value: Any
    of: int | None = None
    names: tuple[str, ...] | None = ()

    @property
    def percent(self) -> int | None:
        if not self.of:
            return None
        return int((Decimal(100 * self.value) / self.of).quantize(Decimal(1), ROUND_HALF_UP))


def first_of_september(year: int) -> datetime.date:
    return datetime.date(year, 9, 1)


def is_in_year(day: datetime.date, year: int) -> bool:
    return first_of_september(year) <= day < first_of_september(year + 1)


def slug(year: int) -> str:
    return f"{year}-{str(year + 1)[-2:]}"


def holds(period: Any, day: datetime.date) -> bool:
    return (period.lower is None or period.lower <= day) and (period.upper is None or day < period.upper)


def then(rows: Iterable[Any], school: int, day: datetime.date) -> Any:
    """The one row that says what the school had on the day, if there is one."""
    found = [row for row in rows if row.school_id == school and holds(row.period, day)]
    return found[0] if found else None


class Oracle:
    """The figures of one report, from all rows there are. Years are whole numbers here: 2017 is 2017-18."""

    def __init__(self, dates: ReportDates) -> None:
        self.report_year, self.membership_year = dates.report_year.start, dates.membership_year.start
        self.as_at = dates.as_at
        leap_day = (self.as_at.month, self.as_at.day) == (2, 29)
        self.year_before = datetime.date(self.as_at.year - 1, self.as_at.month, 28 if leap_day else self.as_at.day)

        self.la_codes = {code for partnership in Partnership.objects.all() for code in partnership.la_codes}
        self.schools = {school.pk: school for school in School.objects.all()}
        self.former_names = list(FormerName.objects.all())
        self.former_governances = list(FormerGovernance.objects.all())
        self.urns = list(SchoolUrn.objects.all())
        self.associates = {associate.pk: associate for associate in Associate.objects.all()}
        self.phases = list(SchoolPhase.objects.all())
        self.memberships = list(Membership.objects.all())
        self.associate_memberships = list(AssociateMembership.objects.all())
        self.packages = list(Package.objects.all())
        self.agreements = list(Agreement.objects.all())
        self.coverings = list(AgreementSchool.objects.all())
        self.prices = list(PackagePrice.objects.all())
        self.charges = list(Charge.objects.all())
        self.programmes = list(Programme.objects.all())
        self.strands = {strand.pk: strand for strand in Strand.objects.all()}
        self.participation = list(Participation.objects.all())
        self.visits = list(Visit.objects.all())
        self.inspections = list(Inspection.objects.all())
        self.national = list(NationalOutcome.objects.all())

    def figures(self) -> dict[str, Reading]:
        found: dict[str, Reading] = {}
        for year in (self.membership_year, self.membership_year - 1):
            found |= self.membership_of(year) | self.changes(year) | self.associates_of(year)
            found |= self.packages_of(year) | self.income_of(year)
        found |= self.participation_figures() | self.inspection_figures()
        for day in (self.as_at, self.year_before):
            found |= self.outcomes_on(day)
        return found | self.movements() | self.national_figures() | self.visit_figures()

    # Schools

    def is_in_area(self, school: int) -> bool:
        return self.schools[school].la_code in self.la_codes

    def is_open(self, school: int, year: int) -> bool:
        day, row = first_of_september(year), self.schools[school]
        return (row.opened_on is None or row.opened_on <= day) and (row.closed_on is None or row.closed_on > day)

    def phases_in(self, school: int, year: int, *, only_main: bool = False) -> set[str]:
        return {
            row.phase
            for row in self.phases
            if row.school_id == school
            and (row.is_main or not only_main)
            and (row.from_year is None or row.from_year.start <= year)
            and (row.until_year is None or row.until_year.start >= year)
        }

    def lines_in(self, school: int, year: int, *, only_main: bool = False) -> set[str]:
        """The report's lines: alternative provision stands on the secondary one."""
        return {"secondary" if phase == "ap" else phase for phase in self.phases_in(school, year, only_main=only_main)}

    def listed(self, schools: Iterable[int]) -> tuple[str, ...]:
        """Names as on the as-at date in name order; a school given twice is listed twice."""
        names = [self.name(pk) for pk in schools]
        return tuple(name for _, name in sorted((folded(name), name) for name in names))

    def name(self, school: int) -> str:
        row = then(self.former_names, school, self.as_at) or self.schools[school]
        return row.short_name or row.name

    def governance(self, school: int, day: datetime.date) -> str:
        row = then(self.former_governances, school, day) or self.schools[school]
        return row.governance

    def urn(self, school: int, day: datetime.date) -> int:
        """In use on the day: of several the current one, and where none is known to have been, that of today."""
        its = [row for row in self.urns if row.school_id == school]
        return max(its, key=lambda row: (holds(row.period, day), row.is_current, row.urn)).urn

    def counting(self, schools: Iterable[int], of: int | None = None) -> Reading:
        schools = list(schools)
        return Reading(len(schools), of, self.listed(schools))

    # Membership

    def members(self, year: int) -> set[int]:
        return {
            row.school_id
            for row in self.memberships
            if row.year.start == year and row.status == "member" and self.is_open(row.school_id, year)
        }

    def membership_of(self, year: int) -> dict[str, Reading]:
        found, members, everyone = {}, self.members(year), []
        for line in LINES:
            key = f"membership.{slug(year)}.{line}"
            open_here = {pk for pk in self.schools if self.is_open(pk, year) and line in self.lines_in(pk, year)}
            near = {pk for pk in open_here if self.is_in_area(pk)}
            counted = members & open_here
            found[f"{key}.in_area"] = self.counting(counted & near, of=len(near))
            found[f"{key}.out_of_area"] = self.counting(counted - near)
            found[f"{key}.total"] = self.counting(counted)
            found[f"{key}.not_members"] = self.counting(near - members)
            everyone += counted
        found[f"membership.{slug(year)}.all.total"] = self.counting(everyone)
        return found

    def changes(self, year: int) -> dict[str, Reading]:
        now, before = self.members(year), self.members(year - 1)
        return {
            f"membership.{slug(year)}.joined": self.counting(now - before),
            f"membership.{slug(year)}.left": self.counting(before - now),
        }

    def associates_of(self, year: int) -> dict[str, Reading]:
        rows = [row for row in self.associate_memberships if row.year.start == year]
        known_before = {row.associate_id for row in self.associate_memberships if row.year.start == year - 1}
        total = {row.associate_id for row in rows if row.status in ("member", "renewing")}
        parts = {
            "total": total,
            "to_renew": {row.associate_id for row in rows if row.status == "renewing"},
            "new": total - known_before,
        }
        return {f"associates.{slug(year)}.{part}": self.counting_associates(found) for part, found in parts.items()}

    def counting_associates(self, associates: Iterable[int]) -> Reading:
        rows = [self.associates[pk] for pk in associates]
        return Reading(len(rows), None, tuple(name for _, name in sorted((row.sort_name, row.name) for row in rows)))

    # Packages and income

    def packages_of(self, year: int) -> dict[str, Reading]:
        found, under_sla = {}, set()
        for package in self.packages:
            key = f"packages.{slug(year)}.{package.slug}"
            agreements = {row.pk for row in self.agreements if row.year.start == year and row.package_id == package.pk}
            covered = {row.school_id for row in self.coverings if row.agreement_id in agreements}
            found[f"{key}.agreements"] = Reading(len(agreements), names=None)
            found[f"{key}.schools"] = self.counting(covered)
            if package.is_sla:
                under_sla |= covered
        found[f"packages.{slug(year)}.all.schools"] = self.counting(under_sla)
        return found

    def income_of(self, year: int) -> dict[str, Reading]:
        sla = {package.pk for package in self.packages if package.is_sla}
        fees = sum((row.fee for row in self.agreements if row.year.start == year and row.package_id in sla), Decimal(0))
        extra = sum((row.amount for row in self.charges if row.year.start == year), Decimal(0))
        return {
            f"income.{slug(year)}.{part}": Reading(f"{amount:.2f}", names=None)
            for part, amount in (("packages", fees), ("extra", extra), ("total", fees + extra))
        }

    def movement_of(self, year: int) -> dict[str, dict[int, tuple[int, int]]]:
        """What became of each school from the year before: its movement, and what it paid then and now in pence."""
        now, before = self.members(year), self.members(year - 1)
        years = {row.year.start for row in self.memberships}
        ever = set().union(*(self.members(earlier) for earlier in years if earlier < year - 1))
        found: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for pk in self.schools:
            (package_before, paid_before), (package, paid) = (
                self._package_and_pence(pk, year - 1),
                self._package_and_pence(pk, year),
            )
            if pk in now and pk in before:
                kind = self._traded(pk, year, (package_before, paid_before), (package, paid))
            elif pk in now:
                kind = "rejoined" if pk in ever else "new"
            elif pk in before:
                kind = "left"
            elif package or package_before:
                kind = "no_member"
            else:
                continue
            found[kind][pk] = paid_before, paid
        return found

    def _traded(self, school: int, year: int, before: tuple[int | None, int], now: tuple[int | None, int]) -> str:
        (package_before, paid_before), (package, paid) = before, now
        if package == package_before:
            return "renewed"
        if package is None or package_before is None:
            return "traded_up" if package_before is None else "traded_down"
        phases = self.phases_in(school, year, only_main=True)
        prices = {row.package_id: row.price for row in self.prices if row.year.start == year and {row.phase} == phases}
        worth = (paid_before, paid)
        if package in prices and package_before in prices:
            worth = (prices[package_before], prices[package])
        if worth[0] == worth[1]:
            return "renewed"
        return "traded_up" if worth[1] > worth[0] else "traded_down"

    def _package_and_pence(self, school: int, year: int) -> tuple[int | None, int]:
        """The package it had last in the year, and its share of all fees: the k-th of n schools by their numbers."""
        sla = {package.pk for package in self.packages if package.is_sla}
        pence, packages = 0, []
        for agreement in self.agreements:
            together = sorted(row.school_id for row in self.coverings if row.agreement_id == agreement.pk)
            if agreement.year.start == year and agreement.package_id in sla and school in together:
                whole, k = int(agreement.fee * 100), together.index(school)
                pence += whole * (k + 1) // len(together) - whole * k // len(together)
                packages.append((agreement.period.lower, agreement.package_id))
        return (max(packages)[1] if packages else None), pence

    # Participation

    def participation_figures(self) -> dict[str, Reading]:
        found = {}
        for programme in self.programmes:
            key = f"participation.{slug(self.report_year)}.{programme.slug}"
            rows = [
                row
                for row in self.participation
                if row.programme_id == programme.pk and row.year.start == self.report_year
            ]
            found[f"{key}.schools"] = self.counting({row.school_id for row in rows})
            by_role, by_strand = defaultdict(list), defaultdict(set)
            for row in rows:
                by_role[row.role].append(row)
                if row.strand_id is not None:
                    by_strand[self.strands[row.strand_id].slug].add(row.school_id)
            for role, same in by_role.items():
                people = sum(row.people or 0 for row in same)
                found[f"{key}.people.{role}"] = Reading(people, names=self.listed(row.school_id for row in same))
            for strand, schools in by_strand.items():
                found[f"{key}.strand.{strand}.schools"] = self.counting(schools)
        return found

    # Ofsted

    def inspection_figures(self) -> dict[str, Reading]:
        year, inspected, thematic = self.report_year, set(), set()
        for row in self.inspections:
            if is_in_year(row.inspected_on, year) and self.is_in_area(row.school_id) and not row.is_predecessors:
                if row.kind in ("graded", "ungraded"):
                    inspected.add(row.school_id)
                elif row.kind == "thematic":
                    thematic.add(row.school_id)
        found = {}
        for phase in PHASES:
            here = {pk for pk in inspected if phase in self.phases_in(pk, year, only_main=True)}
            found[f"inspections.{slug(year)}.{phase}.schools"] = self.counting(here)
        found[f"inspections.{slug(year)}.all.schools"] = self.counting(inspected)
        found[f"inspections.{slug(year)}.thematic.schools"] = self.counting(thematic)
        return found

    @cached_property
    def graded_inspections(self) -> dict[int, list[Inspection]]:
        """Of each school, the earliest first; of one day, the lower number first."""

        def order(row: Inspection) -> tuple:
            digits = re.sub(r"\D", "", row.inspection_number)
            return row.inspected_on, int(digits) if digits else -1, row.inspection_number

        by_school = defaultdict(list)
        for row in sorted(self.inspections, key=order):
            if row.kind == "graded":
                by_school[row.school_id].append(row)
        return by_school

    def grade(self, school: int, day: datetime.date) -> int | None:
        """What the latest graded inspection gave that was published by then; one that judges no overall gives none.

        Its own come first; without the switch, only they count, and only under the URN of the day or under none.
        """
        known = [row for row in self.graded_inspections[school] if (row.published_on or row.inspected_on) <= day]
        own = [row for row in known if not row.is_predecessors]
        if not self.schools[school].has_predecessors_grade:
            known = own = [row for row in own if row.urn in (None, self.urn(school, day))]
        deciding = own or known
        return deciding[-1].overall if deciding else None

    def members_of_line(self, line: str) -> set[int]:
        year = self.membership_year
        return {pk for pk in self.members(year) if self.is_in_area(pk) and line in self.lines_in(pk, year)}

    def outcomes_on(self, day: datetime.date) -> dict[str, Reading]:
        found, below_good = {}, defaultdict(list)
        for line in LINES:
            key = f"outcomes.{day.isoformat()}.{line}"
            members = self.members_of_line(line)
            grades = {pk: grade for pk in members if (grade := self.grade(pk, day)) is not None}
            found[f"{key}.members"] = self.counting(members)
            found[f"{key}.graded"] = self.counting(grades)
            found[f"{key}.not_graded"] = self.counting(members - set(grades))
            for number, name in GRADES.items():
                found[f"{key}.{name}"] = self.counting([pk for pk in grades if grades[pk] == number], of=len(grades))
            found[f"{key}.good_or_outstanding"] = self.counting([pk for pk in grades if grades[pk] <= 2], len(grades))
            for pk, grade in grades.items():
                if grade >= 3:
                    below_good[self.governance(pk, day)].append(pk)
        for governance in GOVERNANCE:
            found[f"outcomes.{day.isoformat()}.all.below_good.{governance}"] = self.counting(below_good[governance])
        return found

    def movements(self) -> dict[str, Reading]:
        found = {}
        for line in LINES:
            for (before, name_before), (now, name_now) in permutations(GRADES.items(), 2):
                key = f"movements.{slug(self.report_year)}.{line}.{name_before}_to_{name_now}"
                found[key] = self.counting(
                    pk
                    for pk in self.members_of_line(line)
                    if (self.grade(pk, self.year_before), self.grade(pk, self.as_at)) == (before, now)
                )
        return found

    def national_figures(self) -> dict[str, Reading]:
        """Of a calendar year the latest that was published by the as-at date; a part left blank was not published."""
        known = sorted((row for row in self.national if row.as_at <= self.as_at), key=lambda row: row.as_at)
        latest = {(row.as_at.year, row.phase): row for row in known}
        return {
            f"national.{year}.{phase}.{part}": Reading(getattr(row, part), names=None)
            for (year, phase), row in latest.items()
            for part in PUBLISHED
        }

    # Visits

    def visit_figures(self) -> dict[str, Reading]:
        year = self.report_year
        made = [
            row
            for row in self.visits
            if row.kind == "visit" and row.status == "done" and is_in_year(row.visited_on, year)
        ]
        visited = {row.school_id for row in made if row.school_id is not None}
        near = {pk for pk in visited if self.is_in_area(pk)}
        key, found = f"visits.{slug(year)}", {}
        for line in LINES:
            here = {pk for pk in near if line in self.lines_in(pk, year, only_main=True)}
            found[f"{key}.{line}.schools"] = self.counting(here)
        found[f"{key}.out_of_area.schools"] = self.counting(visited - near)
        found[f"{key}.all.schools"] = self.counting(visited)
        associates = {row.associate_id for row in made if row.associate_id is not None}
        found[f"{key}.associates"] = self.counting_associates(associates)
        return found
