"""Filters of the inbox, kept in its address."""

from typing import Any

from django.db.models import Q, QuerySet

from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter
from official.models import Proposal, ProposalKind, State
from schools.models import School


class InboxFilter(ListFilter):
    """What is to decide, unless another state is chosen."""

    school = TypedFilter(label="School or URN", method="of_school")
    kind = ChosenFilter(label="Kind", any_of_them="Any kind", choices=ProposalKind.choices, field_name="kind")
    state = ChosenFilter(label="State", any_of_them="To decide", choices=State.choices[1:], method="kept")

    in_sight = ("school", "kind", "state")

    class Meta:
        model = Proposal
        fields: list[str] = []
        form = FiltersForm

    def of_school(self, proposals: QuerySet[Proposal], name: str, text: str) -> QuerySet[Proposal]:
        wanted = Q(school__in=School.objects.matching(text))
        if text.strip().isdigit():
            wanted |= Q(urn=int(text.strip()[:9]))
        return proposals.filter(wanted)

    def kept(self, proposals: QuerySet[Proposal], name: str, answer: str) -> QuerySet[Proposal]:
        return proposals

    def filter_queryset(self, queryset: QuerySet[Proposal]) -> QuerySet[Proposal]:
        state: Any = self.asked("state") or State.OPEN
        return super().filter_queryset(queryset).filter(state=state)
