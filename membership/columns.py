"""The columns of the lists of agreements and of renewals, and how their rows are read with what stands in them."""

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from documents.display import Kind
from lists.asking import Asked
from lists.declared import ListColumn
from membership.filters import RenewalFilter
from membership.kpis.members import status_in
from membership.kpis.packages import packages_in
from membership.models import Agreement, AgreementSchool, Membership, MembershipStatus
from membership.renewals.board import last_letter
from membership.renewals.standing import OUTSTANDING
from membership.renewals.wording import days_outstanding
from schools.models import current_urn

AGREEMENT_COLUMNS = (
    ListColumn(
        "Package",
        lambda agreement: agreement.package.name,
        link=lambda agreement: agreement.get_absolute_url(),
        sort="package",
        by=("package__position",),
    ),
    ListColumn("Year", lambda agreement: str(agreement.year), sort="year"),
    ListColumn(
        "Schools",
        lambda agreement: ", ".join(school["name"] for school in agreement.covered),
        links=lambda agreement: [
            (school["name"], reverse("school-detail", args=[school["pk"]])) for school in agreement.covered
        ],
    ),
    ListColumn("Fee", lambda agreement: agreement.fee, Kind.MONEY, sort="fee"),
    ListColumn("Agreed on", lambda agreement: agreement.agreed_on, Kind.DATE, sort="agreed_on", has_gaps=True),
    ListColumn("Invoice", lambda agreement: agreement.invoice_reference),
    ListColumn("Invoiced on", lambda agreement: agreement.invoiced_on, Kind.DATE, sort="invoiced_on", has_gaps=True),
    ListColumn("Paid on", lambda agreement: agreement.paid_on, Kind.DATE, sort="paid_on", has_gaps=True),
)


def with_agreement_columns(agreements: QuerySet[Agreement], asked: Asked) -> QuerySet[Agreement]:
    covered = AgreementSchool.objects.visible_to(asked.user).filter(agreement=OuterRef("pk"))
    schools = covered.order_by("school__sort_name", "pk").values(
        row=JSONObject(pk="school_id", name="school__display_name")
    )
    return agreements.select_related("package").annotate(covered=ArraySubquery(schools))


def _days_outstanding(membership: Membership) -> int | None:
    """For those still invited or renewing; nothing on the first day."""
    return days_outstanding(membership, membership.today) or None if membership.status in OUTSTANDING else None


def _last_letter_on(membership: Membership) -> datetime.date | None:
    return membership.last_letter_at and timezone.localtime(membership.last_letter_at).date()


def _sees_letters(user: Any) -> bool:
    return user.may(Permission.CONTACT_VIEW)


RENEWAL_COLUMNS = (
    ListColumn(
        "School",
        lambda membership: str(membership.school),
        link=lambda membership: membership.school.get_absolute_url(),
        sort="school",
        by=("school__sort_name",),
    ),
    ListColumn("URN", lambda membership: membership.urn),
    ListColumn("Year", lambda membership: str(membership.year)),
    ListColumn(
        "Status",
        lambda membership: MembershipStatus(membership.status).label,
        sort="status",
        links=lambda membership: [(MembershipStatus(membership.status).label, membership.get_absolute_url())],
    ),
    ListColumn("Invited on", lambda membership: membership.invited_on, Kind.DATE, sort="invited_on", has_gaps=True),
    ListColumn("Days outstanding", _days_outstanding, Kind.INTEGER),
    ListColumn("Last letter", _last_letter_on, Kind.DATE, shown_to=_sees_letters),
    ListColumn("The year before", lambda membership: membership.before and MembershipStatus(membership.before).label),
    ListColumn("Package the year before", lambda membership: membership.packages_before),
    ListColumn("Reason", lambda membership: membership.reason),
)


def with_renewal_columns(memberships: QuerySet[Membership], asked: Asked) -> QuerySet[Membership]:
    filters: RenewalFilter = asked.filters
    today: datetime.date = timezone.localdate()
    found = memberships.select_related("school").annotate(
        urn=current_urn("school"),
        today=Value(today, output_field=DateField()),
        last_letter_at=last_letter("pk", asked.user),
    )
    if filters.chosen_year is None:
        nothing = Subquery(Membership.objects.none().values("reason"))
        return found.annotate(before=nothing, packages_before=nothing)
    earlier = filters.chosen_year - 1
    return found.annotate(before=status_in(earlier, "school"), packages_before=packages_in(earlier, "school"))
