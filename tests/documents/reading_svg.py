"""Charts to draw in tests, and what stands in their drawings."""

from itertools import count
from xml.etree import ElementTree

from documents.chart import Chart, ChartKind, Series
from documents.charts.letters import width
from documents.figure import Figure, Unit

SVG = "{http://www.w3.org/2000/svg}"
UPRIGHT = [ChartKind.COLUMNS, ChartKind.STACKED]


def chart(kind, values, *, categories=("Primary", "Secondary"), unit=Unit.SCHOOLS, **words) -> Chart:
    """`values`: for each series' name its values, `None` for one that there is no figure of."""
    keys = (f"key.{number}" for number in count())
    figures = {
        name: tuple(None if value is None else Figure(next(keys), "", unit, value) for value in each)
        for name, each in values.items()
    }
    series = tuple(Series(name, each) for name, each in figures.items())
    return Chart(
        kind, **{"title": "Members", "summary": "What it says.", **words}, categories=categories, series=series
    )


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - drawn here


def bars_of(svg: str) -> list[ElementTree.Element]:
    return [each for each in read(svg).iter(f"{SVG}rect") if each.get("class") == "bar"]


def told_by(bar: ElementTree.Element) -> str:
    return bar.findtext(f"{SVG}title")


def words_in(svg: str) -> list[str]:
    return [each.text or "" for each in read(svg).iter(f"{SVG}text")]


def values_in(svg: str) -> list[str]:
    return [each.text for each in read(svg).iter(f"{SVG}text") if each.get("class") == "value"]


def extent(bar: ElementTree.Element, kind: ChartKind) -> float:
    return float(bar.get("height" if kind in UPRIGHT else "width"))


def ids_in(svg: str) -> list[str]:
    return [each.get("id") for each in read(svg).iter() if each.get("id")]


def box_of(words: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is written, in the estimate of its letters."""
    x, y, size = (float(words.get(name)) for name in ("x", "y", "font-size"))
    wide = width(words.text or "", size)
    if words.get("transform"):
        return x - size * 0.75, y - wide, x + size * 0.22, y
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[words.get("text-anchor", "start")]
    return left, y - size * 0.75, left + wide, y + size * 0.22
