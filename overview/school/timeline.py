"""All that happened at and with a school, in one line by date."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import TextChoices
from django.urls import reverse

from documents.display import Kind as Cell
from documents.display import counted, day, display
from membership.models import MembershipStatus
from ofsted.kpis.grades import areas_in_words, found_in_words, whose_in_words
from ofsted.models import Inspection
from overview.school.records import Records
from schools.models import NO_TRUST, Former, School
from thep.years import AcademicYear
from visits.models import Action, Visit, VisitStatus


class Subject(TextChoices):
    """What an entry is about; the value is also the part of the school page that has more of it."""

    VISITS = "visits", "Visits"
    ACTIONS = "actions", "Actions"
    OFSTED = "ofsted", "Ofsted"
    MEMBERSHIP = "membership", "Membership"
    PACKAGES = "packages", "Packages and charges"
    PARTICIPATION = "participation", "Taking part"
    SCHOOL = "school", "The school"


@dataclass(frozen=True)
class Entry:
    """`on` is its place; `when` says it: what is known only by its year stands at the year's first day."""

    on: datetime.date
    subject: Subject
    words: str
    detail: str = ""
    link: str = ""
    year: AcademicYear | None = field(default=None, compare=False)

    @property
    def when(self) -> str:
        return str(self.year) if self.year else day(self.on)


def timeline(school: School, records: Records) -> list[Entry]:
    """The latest first. What has no date of its own but that of its year stands at 1 September."""
    entries = [
        *(_visit(visit) for visit in (*records.coming, *records.visits)),
        *(entry for action in records.actions for entry in _action(action)),
        *(_inspection(inspection) for inspection in records.inspections),
        *_memberships(records),
        *_payments(records),
        *_participation(records),
        *_school(school),
    ]
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def _visit(visit: Visit) -> Entry:
    about = ": ".join(part for part in (visit.focus_name, visit.purpose) if part)
    status = "" if visit.status == VisitStatus.DONE else f", {visit.get_status_display().lower()}"
    who = f" by {visit.visitor}" if visit.visitor else ""
    return Entry(
        visit.visited_on,
        Subject.VISITS,
        f"{visit.get_kind_display()}{who}{status}",
        about or visit.cancelled_because,
        visit.get_absolute_url(),
    )


def _action(action: Action) -> Iterator[Entry]:
    whose = f" ({action.doer})" if action.doer else ""
    link = f"{reverse('visit', args=[action.visit_id])}#actions"
    if action.done_on:
        yield Entry(action.done_on, Subject.ACTIONS, f"Done: {action.what}{whose}", action.outcome, link)
    elif action.due_on:
        yield Entry(action.due_on, Subject.ACTIONS, f"Due: {action.what}{whose}", "", link)


def _inspection(inspection: Inspection) -> Entry:
    found, whose = found_in_words(inspection), whose_in_words(inspection)
    words = f"{inspection.get_kind_display()} inspection" + (f" {whose}" if whose else "")
    words += f": {found}" if found else ""
    return Entry(inspection.inspected_on, Subject.OFSTED, words, "; ".join(areas_in_words(inspection)))


def _memberships(records: Records) -> Iterator[Entry]:
    for membership in records.memberships:
        words = f"{MembershipStatus(membership.status).label}, {membership.year}"
        on = membership.joined_on or membership.year.first_day
        year = None if membership.joined_on else membership.year
        yield Entry(on, Subject.MEMBERSHIP, words, "" if membership.left_on else membership.reason, year=year)
        if membership.left_on:
            yield Entry(membership.left_on, Subject.MEMBERSHIP, f"Left, {membership.year}", membership.reason)


def _payments(records: Records) -> Iterator[Entry]:
    for agreement in records.agreements:
        words = f"{agreement.package} package, {agreement.year}"
        on, year = agreement.agreed_on or agreement.period.lower, None if agreement.agreed_on else agreement.year
        yield Entry(on, Subject.PACKAGES, words, display(agreement.fee, Cell.MONEY), year=year)
    for charge in records.charges:
        on, year = charge.charged_on or charge.year.first_day, None if charge.charged_on else charge.year
        yield Entry(on, Subject.PACKAGES, charge.description, display(charge.amount, Cell.MONEY), year=year)


def _participation(records: Records) -> Iterator[Entry]:
    """A year of it is one entry: of most programmes no day is on record."""
    for year, rows in groupby(records.participation, key=lambda row: row.year):
        names = list(dict.fromkeys(row.programme for row in rows))
        words = f"Took part in {counted(len(names), 'programme')}"
        yield Entry(year.first_day, Subject.PARTICIPATION, words, ", ".join(names), year=year)


def _school(school: School) -> Iterator[Entry]:
    if school.opened_on:
        yield Entry(school.opened_on, Subject.SCHOOL, "Opened")
    if school.closed_on:
        yield Entry(school.closed_on, Subject.SCHOOL, "Closed")
    for name in school.its_former_names:
        yield from _ends(name.from_on, name.until_on, f"Took the name {name.what}", f"Gave up the name {name.what}")
    for trust in school.its_former_trusts:
        yield from _trust(trust)
    for governance in school.its_former_governances:
        what = governance.what
        yield from _ends(
            governance.from_on, governance.until_on, f"Governance: {what}", f"Governance no longer: {what}"
        )
    for urn in school.its_urns:
        yield from _ends(urn.period.lower, urn.period.upper, f"Took the URN {urn}", f"Gave up the URN {urn}")


def _trust(trust: Former) -> Iterator[Entry]:
    """Days in no trust end as it joins one, which a row of its own or the school itself names."""
    if trust.what == NO_TRUST:
        return _ends(trust.from_on, trust.until_on, "In no trust", "Last day in no trust")
    return _ends(trust.from_on, trust.until_on, f"Joined {trust.what}", f"Left {trust.what}")


def _ends(first: datetime.date | None, last: datetime.date | None, began: str, ended: str) -> Iterator[Entry]:
    if first:
        yield Entry(first, Subject.SCHOOL, began)
    if last:
        yield Entry(last, Subject.SCHOOL, ended)


def about(subjects: Iterable[str], entries: Iterable[Entry]) -> list[Entry]:
    """Those about one of the subjects; all, where none is named."""
    wanted = set(subjects)
    return [entry for entry in entries if not wanted or entry.subject in wanted]
