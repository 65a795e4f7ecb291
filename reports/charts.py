"""Which charts stand in the report: where people would rather look than read."""

from collections.abc import Callable, Sequence

from documents.chart import Chart, ChartKind, Series
from documents.display import day, listed
from documents.figure import Figure
from ofsted.kpis.grades import GRADES
from programmes.models import ProgrammeKind
from reports.composing import Material
from reports.sections import ofsted, participation
from schools.models import LINES
from thep.years import AcademicYear
from visits.kpis import month_key

YEARS_DRAWN = 5
FEWEST_COMPARED = 2
"""A chart of fewer bars says nothing that a sentence does not."""


def of_section(anchor: str, material: Material) -> tuple[Chart, ...]:
    """The charts that stand below the tables of a section; none where there would be nothing to compare."""
    made = [draw(material) for draw in DRAWN.get(anchor, ())]
    return tuple(chart for chart in made if chart and _compares(chart))


def all_of(material: Material) -> tuple[Chart, ...]:
    """Every chart of the report. No two have the same title."""
    return tuple(chart for anchor in DRAWN for chart in of_section(anchor, material))


def members(material: Material) -> Chart:
    year = material.dates.membership_year
    years = (year, year - 1)
    return Chart(
        ChartKind.COLUMNS,
        f"Members by phase, {year} and {year - 1}",
        listed([_beside(material, line.label, f"membership.{{}}.{line}.total", years) for line in LINES]) + ".",
        tuple(line.label for line in LINES),
        tuple(
            Series(str(each), tuple(material[f"membership.{each.slug}.{line}.total"] for line in LINES))
            for each in years
        ),
    )


def packages(material: Material) -> Chart | None:
    years = _years(material, [f"packages.{{}}.{package.slug}.schools" for package in material.packages])
    series = [
        Series(package.name, tuple(material.get(f"packages.{year.slug}.{package.slug}.schools") for year in years))
        for package in material.packages
    ]
    return _over_years("Schools with each package", years, _with_any(series))


def income(material: Material) -> Chart | None:
    years = _years(material, ["income.{}.packages", "income.{}.extra"])
    series = [
        Series(words, tuple(material.get(f"income.{year.slug}.{what}") for year in years))
        for words, what in (("Packages", "packages"), ("Extra income", "extra"))
    ]
    return _over_years("Income", years, _with_any(series))


def schools_in(kind: ProgrammeKind) -> Callable[[Material], Chart | None]:
    """Schools that took part in each programme of the kind, the most first."""

    def draw(material: Material) -> Chart | None:
        year = material.dates.report_year
        held = [
            (programme.name, material[f"participation.{year.slug}.{programme.slug}.schools"])
            for programme in material.programmes
            if programme.kind == kind
        ]
        held = sorted(((name, figure) for name, figure in held if figure.value), key=lambda one: -one[1].value)
        return Chart(
            ChartKind.BARS,
            f"Schools in {participation.PLURALS[kind]}, {year}",
            listed([f"{name} {figure.text}" for name, figure in held]) + ".",
            tuple(name for name, _ in held),
            (Series("Schools", tuple(figure for _, figure in held)),),
        )

    return draw


def outcomes(material: Material) -> Chart:
    """Each phase on the day, the year before, and the nation where it stands on record."""
    dates = material.dates
    rows: list[tuple[str, str]] = []
    for line in LINES:
        for on in (dates.as_at, dates.year_before):
            if material[f"outcomes.{on}.{line}.graded"].value:
                rows.append((f"{line.label}, {day(on)}", f"outcomes.{on}.{line}"))
        if stem := ofsted.latest_national(material, line):
            rows.append((f"{line.label}, nationally {day(material[f'{stem}.good'].origin.on)}", stem))
    series = tuple(
        Series(grade.label, tuple(material.get(f"{stem}.{name}") for _, stem in rows)) for name, grade in GRADES.items()
    )
    good = [
        f"{words}: {_share(material, stem)} good or outstanding" for words, stem in rows if material.get(f"{stem}.good")
    ]
    return Chart(
        ChartKind.SHARES,
        f"Ofsted grades of members on {day(dates.as_at)}, a year before and nationally",
        "; ".join(good) + ".",
        tuple(words for words, _ in rows),
        series,
        note="Each bar is all schools with a grade on the day.",
    )


def movements(material: Material) -> Chart:
    """How many members came from each grade to each other, over all phases, as they stand in the table."""
    year = material.dates.report_year
    moved: list[tuple[str, tuple[Figure, ...]]] = []
    for old, before in GRADES.items():
        for new, after in GRADES.items():
            if old == new:
                continue
            figures = tuple(material[f"movements.{year.slug}.{line}.{old}_to_{new}"] for line in LINES)
            if any(figure.value for figure in figures):
                moved.append((f"{before.label} to {after.label.lower()}", figures))
    series = [Series(line.label, tuple(figures[n] for _, figures in moved)) for n, line in enumerate(LINES)]
    return Chart(
        ChartKind.BARS,
        f"Members whose grade changed, {year}",
        listed([f"{words} {sum(figure.value for figure in figures)}" for words, figures in moved]) + ".",
        tuple(words for words, _ in moved),
        _with_any(series),
    )


def visits(material: Material) -> Chart:
    year = material.dates.report_year
    figures = tuple(material[month_key(month)] for month in year.months)
    most = max(figures, key=lambda figure: figure.value)
    return Chart(
        ChartKind.COLUMNS,
        f"Schools visited in each month, {year}",
        f"Most in {year.months[figures.index(most)]:%B}: {most.text}. "
        + ", ".join(f"{month:%B} {figure.text}" for month, figure in zip(year.months, figures, strict=True))
        + ".",
        tuple(f"{month:%b}" for month in year.months),
        (Series("Schools", figures),),
        note="A school visited in two months is in both.",
    )


DRAWN: dict[str, Sequence[Callable[[Material], Chart | None]]] = {
    "membership": (members,),
    "packages": (packages, income),
    **{anchor: (schools_in(kind),) for kind, anchor in participation.ANCHORS.items()},
    "movements": (movements,),
    "outcomes": (outcomes,),
    "visits": (visits,),
}


def _compares(chart: Chart) -> bool:
    """Whether it has two bars or more that stand for something."""
    return sum(bool(figure and figure.value) for series in chart.series for figure in series.figures) >= FEWEST_COMPARED


def _years(material: Material, keys: list[str]) -> list[AcademicYear]:
    """Of the last years those that have anything on record, the earliest first."""
    latest = material.dates.membership_year
    years = [latest - back for back in range(YEARS_DRAWN - 1, -1, -1)]
    return [
        year for year in years if any((figure := material.get(key.format(year.slug))) and figure.value for key in keys)
    ]


def _over_years(words: str, years: list[AcademicYear], series: tuple[Series, ...]) -> Chart | None:
    if not years:
        return None
    told = [
        f"{year}: " + listed([f"{one.name} {one.figures[n].text}" for one in series if one.figures[n]])
        for n, year in enumerate(years)
    ]
    title = f"{words}, {years[0]} to {years[-1]}" if len(years) > 1 else f"{words}, {years[0]}"
    return Chart(ChartKind.STACKED, title, "; ".join(told) + ".", tuple(map(str, years)), series)


def _with_any(series: list[Series]) -> tuple[Series, ...]:
    return tuple(one for one in series if any(figure and figure.value for figure in one.figures))


def _beside(material: Material, words: str, key: str, years: tuple[AcademicYear, AcademicYear]) -> str:
    now, before = (material[key.format(year.slug)].text for year in years)
    return f"{words} {now}, the year before {before}"


def _share(material: Material, stem: str) -> str:
    """Of a partnership the percentage, of the nation the figure, which is one."""
    figure = material[f"{stem}.good_or_outstanding"]
    return figure.text if figure.percent is None else f"{figure.percent}%"
