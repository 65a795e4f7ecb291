"""Filters of the list of programmes, kept in its address."""

from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter, year_of, years_between
from programmes.models import PROGRAMME_PHASES, Participation, Programme, ProgrammeKind
from thep.years import AcademicYear


class ProgrammeFilter(ListFilter):
    """All programmes, with who took part in one year: the latest on record, unless another is chosen."""

    q = TypedFilter(label="Name or subject", method="named")
    kind = ChosenFilter(label="Kind", any_of_them="Any kind", choices=ProgrammeKind)
    phase = ChosenFilter(label="Phase", any_of_them="Any phase", choices=PROGRAMME_PHASES)
    year = ChosenFilter(label="Who took part in", any_of_them="The latest year", choices=(), method="kept")

    in_sight = ("q", "kind", "phase", "year")

    class Meta:
        model = Programme
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Participation.objects.visible_to(self.request.user).order_by()
        found = rows.aggregate(first=Min("year"), last=Max("year"))
        self.years = years_between(found["first"], found["last"])
        self.offer_years("year", self.years)

    @property
    def chosen_year(self) -> AcademicYear | None:
        return year_of(self.asked("year")) or (self.years[0] if self.years else None)

    def named(self, programmes: QuerySet[Programme], name: str, text: str) -> QuerySet[Programme]:
        return programmes.filter(Q(name__icontains=text) | Q(subject__icontains=text))

    def kept(self, programmes: QuerySet[Programme], name: str, slug: str) -> QuerySet[Programme]:
        return programmes
