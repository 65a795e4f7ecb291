"""Opening the renewals of a year from the members of the year before: once, and undone while nobody has answered."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.utils import timezone

from lists.filters import years_between
from membership.models import (
    AssociateMembership,
    AssociateStatus,
    Membership,
    MembershipStatus,
    RenewalLetter,
    RenewalRound,
)
from schools.models import School, open_in
from thep.years import LAST_START, AcademicYear


class Refused(Exception):
    """What cannot be done. Nothing was written; the message says why, for a person."""


def years_to_open(today: datetime.date) -> tuple[list[AcademicYear], AcademicYear | None]:
    """The years after one that had members, the latest first, and which of them comes next.

    That is the year after the one of `today`, or after the last with members where that is long past.
    """
    members = Membership.objects.filter(status=MembershipStatus.MEMBER)
    found = members.aggregate(first=Min("year"), last=Max("year"))
    years = [year + 1 for year in years_between(found["first"], found["last"]) if year.start < LAST_START]
    coming = AcademicYear.of(today) + 1
    return years, next((year for year in years if year <= coming), years[-1] if years else None)


@dataclass(frozen=True)
class Opening:
    """What opening the renewals of `year` would do now."""

    year: AcademicYear

    @cached_property
    def round(self) -> RenewalRound | None:
        return RenewalRound.objects.filter(year=self.year).select_related("opened_by").first()

    @property
    def _members(self) -> QuerySet[School]:
        rows = Membership.objects.filter(year=self.year - 1, status=MembershipStatus.MEMBER)
        return School.objects.filter(pk__in=rows.values("school"))

    @property
    def _has_row(self) -> Exists:
        return Exists(Membership.objects.filter(school=OuterRef("pk"), year=self.year))

    @property
    def invited(self) -> QuerySet[School]:
        """Members of the year before that are open in the year and have no row of it yet."""
        return self._members.filter(~self._has_row, open_in(self.year))

    @property
    def closed(self) -> QuerySet[School]:
        """Members of the year before that are not open in the year, and so are not asked."""
        return self._members.filter(~self._has_row, ~open_in(self.year))

    @property
    def there(self) -> QuerySet[School]:
        """Members of the year before that have a row of the year, whatever it says."""
        return self._members.filter(self._has_row)

    @property
    def others(self) -> QuerySet[School]:
        """Schools in area, open in the year, that were not members the year before and have no row of the year."""
        members = Membership.objects.filter(school=OuterRef("pk"), year=self.year - 1, status=MembershipStatus.MEMBER)
        return School.objects.in_area().filter(~Exists(members), ~self._has_row, open_in(self.year))

    @property
    def associates(self) -> QuerySet[AssociateMembership]:
        """Rows of the associates that were members the year before and have none of the year."""
        there = AssociateMembership.objects.filter(associate=OuterRef("associate"), year=self.year)
        return AssociateMembership.objects.filter(~Exists(there), year=self.year - 1, status=AssociateStatus.MEMBER)

    @property
    def made(self) -> QuerySet[Membership]:
        """The rows that opening made, so far."""
        return Membership.objects.filter(renewal_round__year=self.year)

    @property
    def why_not_back(self) -> str:
        """Why the renewals cannot be taken back; empty where they can."""
        if self.made.exclude(status=MembershipStatus.INVITED).exists():
            return "Schools have answered already, so the renewals stay open."
        if RenewalLetter.objects.filter(membership__renewal_round__year=self.year).exists():
            return "Letters have gone out already, so the renewals stay open."
        answered = AssociateMembership.objects.filter(renewal_round__year=self.year)
        if answered.exclude(status=AssociateStatus.RENEWING).exists():
            return "Associates have answered already, so the renewals stay open."
        return ""


@dataclass(frozen=True)
class Opened:
    """How many rows were made of each kind."""

    schools: int = 0
    associates: int = 0

    def __bool__(self) -> bool:
        return bool(self.schools or self.associates)


@transaction.atomic
def open_renewals(*, year: AcademicYear, answer_by_on: datetime.date | None, with_others: bool, by: Any) -> Opened:
    """Invite to `year` whoever was a member the year before, and `with_others` the schools in area that were not.

    Done again it invites only who has no row yet. Two people at once follow each other. No row of another year is
    touched, and none of this one that is there.
    """
    today = timezone.localdate()
    values = {"opened_on": today, "opened_by": by, "answer_by_on": answer_by_on}
    RenewalRound.objects.get_or_create(year=year, defaults=values)
    held = RenewalRound.objects.select_for_update().get(year=year)
    if held.answer_by_on != answer_by_on:
        held.answer_by_on = answer_by_on
        held.full_clean()
        held.save(update_fields=["answer_by_on"])
    opening = Opening(year)
    asked = [*opening.invited.order_by("pk"), *(opening.others.order_by("pk") if with_others else ())]
    Membership.objects.bulk_create(
        Membership(school=school, year=year, status=MembershipStatus.INVITED, invited_on=today, renewal_round=held)
        for school in asked
    )
    renewing = [
        AssociateMembership(
            associate_id=row.associate_id, year=year, status=AssociateStatus.RENEWING, renewal_round=held
        )
        for row in opening.associates.order_by("pk")
    ]
    AssociateMembership.objects.bulk_create(renewing)
    return Opened(len(asked), len(renewing))


@transaction.atomic
def take_back(*, year: AcademicYear, by: Any) -> int:
    """Remove the rows that opening made, and that it was opened: how many schools. `Refused` once anybody answered."""
    held = RenewalRound.objects.select_for_update().filter(year=year).first()
    if held is None:
        return 0
    list(held.memberships.select_for_update().order_by("pk"))
    opening = Opening(year)
    if why := opening.why_not_back:
        raise Refused(why)
    number, _ = opening.made.delete()
    held.associate_memberships.all().delete()
    held.delete()
    return number
