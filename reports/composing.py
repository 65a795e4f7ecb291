"""What the sections of the report share: a figure by its key, the names behind it, and the usual cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from documents.document import Cell, Heading, Listed, Names, Printed
from documents.figure import Figure, Name, Unit
from membership.models import Package
from programmes.models import Programme
from reports.dates import ReportDates

NAMES_IN_A_CELL = 80
"""More than any phase of a borough has. Where there are more, nobody reads them here: a few stand for them."""
A_FEW_NAMES = 12


def names_told(figure: Figure, most: int = NAMES_IN_A_CELL) -> tuple[Name, ...]:
    """Those of its names that are printed: all of up to `most`, else a few."""
    is_short = len(figure.names) <= A_FEW_NAMES or figure.value <= most
    return figure.names if is_short else figure.names[:A_FEW_NAMES]


@dataclass(frozen=True)
class Material:
    """All that a report is made of: its dates, its figures by key and the programmes and packages there are."""

    dates: ReportDates
    figures: Mapping[str, Figure]
    programmes: QuerySet[Programme]
    packages: QuerySet[Package]

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]

    def get(self, key: str) -> Figure | None:
        """The figure, where it exists and something was published for it."""
        figure = self.figures.get(key)
        return None if figure is None or figure.value is None else figure

    def printed(self, key: str, *, share: bool = False, after: str = "") -> Printed:
        return Printed(self.figures[key], share=share, after=after)

    def number(self, key: str) -> Cell:
        return Cell.of(self.printed(key))

    def share(self, key: str) -> Cell:
        return Cell.of(self.printed(key, share=True))

    def national(self, key: str) -> Cell:
        figure = self.get(key)
        return Cell() if figure is None else Cell.of(Printed(figure))

    def names(self, key: str, *, most: int = NAMES_IN_A_CELL) -> Names:
        """The names behind a figure, each with its page: all of up to `most`, else a few and how many more."""
        figure = self.figures[key]
        shown = names_told(figure, most)
        listed = tuple(Listed(name.text, self._address(figure.unit, name.pk)) for name in shown)
        return Names(listed, figure, more=figure.value - len(shown))

    def _address(self, unit: Unit, pk: int) -> str:
        return self._a_school.replace("/0/", f"/{pk}/") if unit == Unit.SCHOOLS else ""

    @cached_property
    def _a_school(self) -> str:
        """The address of school 0: hundreds of names stand on a page, and reversing each is dear."""
        return reverse("school-detail", args=[0])


def numbers(*texts: str, group: str = "") -> tuple[Heading, ...]:
    return tuple(Heading(text, group, is_number=True) for text in texts)
