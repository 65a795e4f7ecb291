"""The board of a year's renewals: who is invited, renewing, in, declined or withdrawn, counted over all of them."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, DateTimeField, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from documents.display import Kind, counted, day, display
from membership.kpis.packages import packages_in
from membership.models import Agreement, AgreementSchool, Membership, MembershipStatus, RenewalLetter
from membership.renewals.standing import OUTSTANDING, Step, steps_from
from membership.renewals.wording import days_outstanding
from thep.years import AcademicYear

ON_A_PAGE = 30
IN = MembershipStatus.MEMBER
HEADINGS = {**{status: status.label for status in MembershipStatus}, IN: "In"}


@dataclass(frozen=True)
class Card:
    """A school on the board, with what it had the year before."""

    membership: Membership
    address: str
    about: str
    days: int | None

    @property
    def days_words(self) -> str:
        return counted(self.days, "day") if self.days else "today"


@dataclass(frozen=True)
class BoardColumn:
    """`count` is over all schools, of which `cards` are a page."""

    status: MembershipStatus
    heading: str
    count: int
    cards: list[Card]
    page: int
    pages: int
    quick: list[Step]
    address_of: Callable[[int], str]

    @property
    def other(self) -> str:
        """What the link to the steps that ask for a reason says."""
        return {IN: "Withdraws…"}.get(self.status, "Other…" if self.quick else "Comes back…")

    @property
    def is_awaited(self) -> bool:
        return self.status in OUTSTANDING

    @property
    def earlier(self) -> str:
        """The address of the page before; empty on the first."""
        return self.address_of(self.page - 1) if self.page > 1 else ""

    @property
    def later(self) -> str:
        return self.address_of(self.page + 1) if self.page < self.pages else ""


def fee_in(year: AcademicYear, school: str) -> Subquery:
    """The fees agreed for `year` by agreements that cover the school in column `school`; `None` where none does."""
    covering = AgreementSchool.objects.filter(school=OuterRef(OuterRef(school))).values("agreement")
    agreed = Agreement.objects.filter(year=year, pk__in=covering).order_by().values("year")
    return Subquery(agreed.annotate(total=Sum("fee")).values("total"))


def last_letter(membership: str, user: Any) -> Subquery:
    """When the school in column `membership` was last written to, for who may see its letters."""
    letters = RenewalLetter.objects.visible_to(user).filter(membership=OuterRef(membership)).order_by("-sent_at")
    return Subquery(letters.values("sent_at")[:1], output_field=DateTimeField())


def unwritten_for(memberships: QuerySet[Membership], days: int) -> QuerySet[Membership]:
    """Those that got no letter within so many days up to now."""
    since = timezone.now() - datetime.timedelta(days=days)
    lately = RenewalLetter.objects.filter(sent_at__gte=since)
    return memberships.exclude(pk__in=lately.values("membership"))


def columns_of(
    found: QuerySet[Membership],
    year: AcademicYear,
    user: Any,
    pages: Mapping[MembershipStatus, int],
    address_of: Callable[[MembershipStatus, int], str],
) -> list[BoardColumn]:
    """The columns of the memberships `found`, which are of `year`: one query to count, one for the pages' rows."""
    counts = dict(found.order_by().values_list("status").annotate(number=Count("pk")))
    last = {status: max(-(-counts.get(status, 0) // ON_A_PAGE), 1) for status in MembershipStatus}
    at = {status: min(max(pages.get(status, 1), 1), last[status]) for status in MembershipStatus}
    rows = (
        Membership.objects.filter(pk__in=_on_pages(found, {status: at[status] for status in counts}))
        .select_related("school")
        .annotate(
            packages_before=packages_in(year - 1, "school"),
            fee_before=fee_in(year - 1, "school"),
            last_letter_at=last_letter("pk", user),
        )
        .order_by("school__sort_name", "pk")
    )
    today = timezone.localdate()
    cards: dict[str, list[Card]] = {}
    for row in rows:
        cards.setdefault(row.status, []).append(_card(row, today))
    return [
        BoardColumn(
            status=status,
            heading=HEADINGS[status],
            count=counts.get(status, 0),
            cards=cards.get(status, []),
            page=at[status],
            pages=last[status],
            quick=[step for step in steps_from(status) if status in OUTSTANDING and step.to in (IN, OUTSTANDING[1])],
            address_of=partial(address_of, status),
        )
        for status in MembershipStatus
    ]


def _on_pages(found: QuerySet[Membership], pages: Mapping[str, int]) -> list[int]:
    """The memberships on these pages of each status, by one query.

    Each status on its own, and not numbered all together: for the first pages the names are read in their order until
    there are enough, and of all England nobody's are sorted.
    """
    of_each = [
        found.filter(status=status)
        .order_by("school__sort_name", "pk")
        .values_list("pk", flat=True)[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        for status, page in pages.items()
    ]
    if len(of_each) < 2:
        return [pk for numbers in of_each for pk in numbers]
    return list(of_each[0].union(*of_each[1:], all=True))


def _card(row: Membership, today: datetime.date) -> Card:
    package = row.packages_before or ""
    fee = "" if row.fee_before is None else display(row.fee_before, Kind.MONEY)
    letter = row.last_letter_at and f"letter {day(timezone.localtime(row.last_letter_at).date())}"
    return Card(
        membership=row,
        address=row.get_absolute_url(),
        about=" · ".join(filter(None, (", ".join(filter(None, (package, fee))), letter))),
        days=days_outstanding(row, today) if row.status in OUTSTANDING else None,
    )


@dataclass(frozen=True)
class Retention:
    """Of the members of the year before: how many are in, to come, lost, and not asked at all."""

    members: int
    are_in: int
    to_come: int
    lost: int
    not_asked: int


def retention_of(members_before: QuerySet[Membership], year: AcademicYear) -> Retention:
    """What became of last year's members, of which `members_before` are the rows."""
    now = FilteredRelation("school__memberships", condition=Q(school__memberships__year=year))  # one at most
    rows = members_before.alias(now=now).order_by().values_list("now__status")
    by_status: dict[str | None, int] = dict(rows.annotate(number=Count("pk")))

    def of(*statuses: str | None) -> int:
        return sum(by_status.get(status, 0) for status in statuses)

    return Retention(
        members=sum(by_status.values()),
        are_in=of(IN),
        to_come=of(*OUTSTANDING),
        lost=of(MembershipStatus.DECLINED, MembershipStatus.WITHDRAWN),
        not_asked=of(None),
    )
