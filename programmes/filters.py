"""Filters of the list of programmes, kept in its address."""

from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from lists.filters import ChosenFilter, FiltersForm, ListFilter, TypedFilter, year_of, years_between
from programmes.models import (
    EVERY_STAGE,
    PROGRAMME_PHASES,
    CareerStage,
    LedBy,
    Participation,
    Programme,
    ProgrammeKind,
    Run,
)
from thep.years import AcademicYear

EVERY = "every"
STAGES = [(EVERY, EVERY_STAGE), *CareerStage.choices]


class ProgrammeFilter(ListFilter):
    """All programmes, with who took part in one year: the latest in which somebody did, unless another is chosen."""

    q = TypedFilter(label="Name or subject", method="named")
    kind = ChosenFilter(label="Kind", any_of_them="Any kind", choices=ProgrammeKind)
    phase = ChosenFilter(label="Phase", any_of_them="Any phase", choices=PROGRAMME_PHASES)
    year = ChosenFilter(label="Who took part in", any_of_them="The latest year", choices=(), method="kept")
    stage = ChosenFilter(label="For", any_of_them="Any stage", choices=STAGES, method="for_stage")
    led_by = ChosenFilter(label="Led that year by", any_of_them="Anyone", choices=LedBy, method="led")

    in_sight = ("q", "kind", "phase", "year")

    class Meta:
        model = Programme
        fields: list[str] = []
        form = FiltersForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Participation.objects.visible_to(self.request.user).order_by()
        found = rows.aggregate(first=Min("year"), last=Max("year"))
        runs = Run.objects.visible_to(self.request.user).order_by().aggregate(first=Min("year"), last=Max("year"))
        self.latest = found["last"] or runs["last"]
        known = [year for year in (*found.values(), *runs.values()) if year is not None]
        self.offer_years("year", years_between(min(known, default=None), max(known, default=None)))

    @property
    def chosen_year(self) -> AcademicYear | None:
        return year_of(self.asked("year")) or self.latest

    def named(self, programmes: QuerySet[Programme], name: str, text: str) -> QuerySet[Programme]:
        return programmes.filter(Q(name__icontains=text) | Q(subject__icontains=text))

    def kept(self, programmes: QuerySet[Programme], name: str, slug: str) -> QuerySet[Programme]:
        return programmes

    def for_stage(self, programmes: QuerySet[Programme], name: str, stage: str) -> QuerySet[Programme]:
        return programmes.filter(career_stage="" if stage == EVERY else stage)

    def led(self, programmes: QuerySet[Programme], name: str, led_by: str) -> QuerySet[Programme]:
        """With a run of the year chosen that such a one leads."""
        runs = Run.objects.visible_to(self.request.user).filter(year=self.chosen_year, led_by=led_by)
        return programmes.filter(pk__in=runs.values("programme"))
