"""A workbook of 24,000 schools to read in, made like the filled databases: `python -m bench.workbooks FOLDER`."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import django
import openpyxl

from bench.sizes import ENGLAND, LAST_YEAR

SIZE = replace(ENGLAND, name="workbook", closed_schools=0, participation=100_000, years_on_record=1)
FILE, FOLDER = "england.xlsx", "england"
SCHOOLS = (
    *("urn", "name", "short_name", "phase", "also_counted_in", "also_counted_from"),
    *("la_code", "governance", "trust", "opened_on", "former_urns"),
)
Sheet = tuple[str, Iterator[tuple]]


def sheets() -> Iterator[Sheet]:
    """Each table with its rows, the headings first. A year of participation, and that year's and the next's members."""
    from bench.rows.membership import FEES, each_agreement, each_membership
    from bench.rows.programmes import STRANDS, all_programmes, each_participation
    from bench.rows.schools import each_school, trust_name

    made = list(each_school(SIZE))
    places = [place for place, *_ in made]
    urns = {place.pk: place.urn for place in places}
    programmes = all_programmes()
    slugs = {one.pk: one.slug for one in programmes}
    slug_of_year = {year.start: year.slug for year in SIZE.membership_years}

    def schools() -> Iterator[tuple]:
        yield SCHOOLS
        for place, (_, name, short, la_code, governance, trust, opened_on, _), phases, _ in made:
            second, since = next(((phase, first) for _, phase, main, first, _ in phases if not main), ("", None))
            counted_from = f"{since}-{(since + 1) % 100:02}" if since else ""
            belongs_to = trust_name(trust) if trust else ""
            names = place.urn, name, short, place.phase, second, counted_from, la_code
            yield *names, governance, belongs_to, opened_on, place.former_urn

    def memberships() -> Iterator[tuple]:
        yield "year", "urn", "status", "joined_on", "left_on", "reason"
        for school, year, status, joined_on, left_on, reason in each_membership(SIZE, places):
            yield slug_of_year[year], urns[school], status, joined_on, left_on, reason

    def packages() -> Iterator[tuple]:
        yield "year", "urns", "package", "fee", "agreed_on"
        taken = set()
        for year, slug, covered, *_ in each_agreement(SIZE, places):
            key = year, " ".join(str(place.urn) for place in covered)
            if key not in taken:  # the workbook has no second agreement within a year
                taken.add(key)
                yield year.slug, key[1], slug, FEES[slug] * len(covered), year.first_day

    def programme_rows() -> Iterator[tuple]:
        yield "slug", "name", "kind", "phase", "subject", "reported_as"
        for one in programmes:
            yield one.slug, one.name, one.kind, one.phase, one.subject, one.reported_as.strip("{}").replace(",", " ")

    def participation() -> Iterator[tuple]:
        yield "year", "programme", "urn", "role", "strand", "people"
        for _, programme, school, role, strand, people in each_participation(SIZE, places, programmes):
            yield LAST_YEAR.slug, slugs[programme], urns[school], role, STRANDS[strand - 1] if strand else "", people

    yield "partnership", iter([("name", "la_codes"), ("England", " ".join(SIZE.la_codes))])
    yield "schools", schools()
    yield "memberships", memberships()
    yield "packages", packages()
    yield "programmes", programme_rows()
    yield "participation", participation()


def write(where: Path) -> None:
    """As a workbook and as a folder of CSV files."""
    (where / FOLDER).mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets():
        sheet = book.create_sheet(name)
        with (where / FOLDER / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            for row in rows:
                plain = [str(cell) if isinstance(cell, str) else cell for cell in row]
                sheet.append(plain)
                writer.writerow(plain)
    book.save(where / FILE)


if __name__ == "__main__":
    django.setup()
    write(Path(sys.argv[1]))
