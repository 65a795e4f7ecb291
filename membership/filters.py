"""Filters of the lists of agreements and of renewals and of the board, kept in their addresses."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Max, Min, QuerySet

from accounts.permissions import Permission
from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter, year_of, years_between
from membership.models import Agreement, AgreementSchool, Membership, MembershipStatus, Package
from membership.packages.owed import Owed, is_owed
from membership.renewals.board import unwritten_for
from schools.models import Phase, School, SchoolPhase
from thep.years import AcademicYear

SLA = [("yes", "With a service-level agreement"), ("no", "Without one")]
OUTSTANDING = "outstanding"
STATUSES = [(OUTSTANDING, "Outstanding: invited or renewing"), *MembershipStatus.choices]


def years_of(rows: QuerySet) -> list[AcademicYear]:
    """From the first to the last on record, the latest first."""
    found = rows.order_by().aggregate(first=Min("year"), last=Max("year"))
    return years_between(found["first"], found["last"])


class AgreementFilter(ListFilter):
    school = TypedFilter(label="School", method="of_school")
    year = ChosenFilter(label="Year", any_of_them="Any year", choices=(), method="in_year")
    package = ChosenFilter(label="Package", any_of_them="Any package", choices=(), field_name="package")
    sla = ChosenFilter(label="Service-level agreement", any_of_them="With or without", choices=SLA, method="with_sla")

    owed = ChosenFilter(label="Invoice and payment", any_of_them="Paid or not", choices=Owed, method="with_owed")

    in_sight = ("school", "year", "package", "sla", "owed")

    class Meta:
        model = Agreement
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_years("year", years_of(self.queryset))
        packages = Package.objects.visible_to(self.request.user).order_by("position", "name")
        self.offer("package", ((str(pk), name) for pk, name in packages.values_list("pk", "name")))

    def of_school(self, agreements: QuerySet[Agreement], name: str, text: str) -> QuerySet[Agreement]:
        schools = School.objects.visible_to(self.request.user).matching(text)
        return agreements.filter(pk__in=AgreementSchool.objects.filter(school__in=schools).values("agreement"))

    def in_year(self, agreements: QuerySet[Agreement], name: str, slug: str) -> QuerySet[Agreement]:
        return agreements.filter(year=year_of(slug))

    def with_sla(self, agreements: QuerySet[Agreement], name: str, answer: str) -> QuerySet[Agreement]:
        return agreements.filter(package__is_sla=answer == "yes")

    def with_owed(self, agreements: QuerySet[Agreement], name: str, owed: str) -> QuerySet[Agreement]:
        return agreements.filter(is_owed(Agreement, owed))


class OneYearFilter(ListFilter):
    """The memberships of one year: the latest on record, unless another is chosen."""

    school = TypedFilter(label="School", method="of_school")
    year = ChosenFilter(label="Year", any_of_them="The latest", choices=(), method="kept")
    phase = ChosenFilter(label="Phase", any_of_them="Any phase", choices=Phase, method="in_phase")

    class Meta:
        model = Membership
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years_of(self.queryset)
        self.offer_years("year", self.years)

    @property
    def chosen_year(self) -> AcademicYear | None:
        return year_of(self.asked("year")) or (self.years[0] if self.years else None)

    def filter_queryset(self, memberships: QuerySet[Membership]) -> QuerySet[Membership]:
        return super().filter_queryset(memberships).filter(year=self.chosen_year)

    def kept(self, memberships: QuerySet[Membership], name: str, slug: str) -> QuerySet[Membership]:
        return memberships

    def of_school(self, memberships: QuerySet[Membership], name: str, text: str) -> QuerySet[Membership]:
        return memberships.filter(school__in=School.objects.visible_to(self.request.user).matching(text))

    def in_phase(self, memberships: QuerySet[Membership], name: str, phase: str) -> QuerySet[Membership]:
        """Of schools counted in the phase in that year, whether it is the main one or a second."""
        if self.chosen_year is None:
            return memberships.none()
        counted = SchoolPhase.objects.in_year(self.chosen_year).filter(phase=phase)
        return memberships.filter(school__in=counted.values("school"))


class RenewalFilter(OneYearFilter):
    status = ChosenFilter(label="Status", any_of_them="Any status", choices=STATUSES, method="with_status")

    in_sight = ("school", "year", "status", "phase")

    def with_status(self, memberships: QuerySet[Membership], name: str, status: str) -> QuerySet[Membership]:
        if status == OUTSTANDING:
            return memberships.filter(status__in=[MembershipStatus.INVITED, MembershipStatus.RENEWING])
        return memberships.filter(status=status)


class BoardFilter(OneYearFilter):
    trust = TypedFilter(label="Trust", method="of_trust")
    unwritten = django_filters.NumberFilter(
        label="Days without a letter", min_value=1, max_value=3650, decimal_places=0, method="not_written_to"
    )

    in_sight = ("school", "year", "phase", "trust", "unwritten")

    def hidden_from(self, user: Any) -> Iterable[str]:
        """When a school was written to is for those who see its letters."""
        return () if user.may(Permission.CONTACT_VIEW) else ("unwritten",)

    @property
    def said(self) -> dict[str, str]:
        """What was asked for, without the pages."""
        asked = {name: self.data.get(name, "").replace("\0", "").strip() for name in self.filters}
        return {name: said for name, said in asked.items() if said}

    @property
    def kept_in_address(self) -> str:
        return urlencode(self.said)

    def of_trust(self, memberships: QuerySet[Membership], name: str, text: str) -> QuerySet[Membership]:
        return memberships.filter(school__trust__name__icontains=text)

    def not_written_to(self, memberships: QuerySet[Membership], name: str, days: Decimal) -> QuerySet[Membership]:
        return unwritten_for(memberships, int(days))

    def of_these_schools(self, memberships: QuerySet[Membership]) -> QuerySet[Membership]:
        """Of whatever year, those of the schools that are asked for."""
        for name in ("school", "phase", "trust"):
            if said := self.asked(name):
                memberships = self.filters[name].filter(memberships, said)
        return memberships
