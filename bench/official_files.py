"""GIAS's extract and Ofsted's file of all England, made by chance: `python -m bench.official_files write|read PATH`.

The headings are those of the tests' files. Rows are as wide and as full as the real ones, schools and grades made up.
"""

import csv
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import xlsxwriter

from bench.scratch import ROOT

HEADERS = ROOT / "tests" / "official" / "files" / "headers"
GIAS, OFSTED, OFSTED_XLSX = "edubasealldata20260831.csv", "as_at_31_Aug_2026.csv", "as_at_31_Aug_2026.xlsx"
ESTABLISHMENTS, INSPECTED = 52_000, 22_000
FIRST_URN = 100_000
STATUSES = ("1", "Open"), ("2", "Closed")
AREAS = ("Strong standard", "Expected standard", "Needs attention")


def write(folder: Path) -> None:
    """The three files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ((GIAS, gias()), (OFSTED, ofsted())):
        with (folder / name).open("w", encoding="cp1252", newline="") as file:
            csv.writer(file).writerows(rows)
    with xlsxwriter.Workbook(folder / OFSTED_XLSX, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("D2_Most_recent_inspections")
        for n, row in enumerate(ofsted()):
            sheet.write_row(n, 0, row)


def gias() -> Iterator[list[str]]:
    headings = _headings("gias_edubasealldata_2025-04_onwards_135col")
    yield headings
    for n, chance in _each("gias", ESTABLISHMENTS):
        status = STATUSES[n % 2]
        known = {
            "URN": str(FIRST_URN + n),
            "LA (code)": str(201 + n % 152),
            "EstablishmentNumber": str(1000 + n % 8000),
            "EstablishmentName": f"School {n} – St Anne’s Church of England Primary",
            "TypeOfEstablishment (code)": "34",
            "TypeOfEstablishment (name)": "Academy converter",
            "EstablishmentStatus (code)": status[0],
            "EstablishmentStatus (name)": status[1],
            "OpenDate": _day(chance, "-", 1990, 2020),
            "CloseDate": _day(chance, "-", 2021, 2025) if n % 2 else "",
            "PhaseOfEducation (name)": "Primary",
            "StatutoryLowAge": "3",
            "StatutoryHighAge": "11",
            "Trusts (name)": f"TRUST {n % 2500}",
        }
        yield [known.get(heading, "" if len(heading) % 3 else "Not applicable") for heading in headings]


def ofsted() -> Iterator[list[str]]:
    """A third with a report card, half with a graded and a third with an ungraded inspection of the time before."""
    headings = _headings("ofsted_mi_latest_2026-summer_reportcard_date-of-grade")
    yield headings
    for n, chance in _each("ofsted", INSPECTED):
        known = {
            "URN": str(FIRST_URN + n),
            "LAESTAB": f"{201 + n % 152}{1000 + n % 8000}",
            "School name": f"School {n} – St Anne’s Church of England Primary",
            "Ofsted phase": "Primary",
            "Local authority": f"Authority {n % 152}",
        }
        if n % 3 == 0:
            known |= _card(headings, n, chance)
        if n % 2 == 0:
            known |= _earlier(headings, n, chance)
        if n % 3 == 1:
            known |= {
                "Latest ungraded inspection number": f"103{n:05}",
                "Date of latest ungraded inspection": _day(chance, "/", 2021, 2023),
                "Ungraded inspection overall outcome": "School remains Good",
            }
        yield [known.get(heading, "NULL") for heading in headings]


def _card(headings: list[str], n: int, chance: random.Random) -> dict[str, str]:
    dated = [heading.partition(" - ")[0] for heading in headings if heading.endswith("date of grade")]
    day = _day(chance, "/", 2026, 2026)
    return {
        "Inspection number of latest full inspection": f"104{n:05}",
        "Inspection start date": day,
        **{area: chance.choice(AREAS) for area in dated},
        **{f"{area} - date of grade": day for area in dated},
        "Safeguarding standards": "Met",
    }


def _earlier(headings: list[str], n: int, chance: random.Random) -> dict[str, str]:
    judged = [heading for heading in headings if heading.startswith("Latest OEIF")]
    return {
        "Inspection number of latest OEIF graded inspection": f"102{n:05}",
        "Inspection start date of latest OEIF graded inspection": _day(chance, "/", 2020, 2023),
        **{heading: str(chance.randint(1, 4)) for heading in judged},
        "Latest OEIF category of concern": "NULL",
        "Latest OEIF  safeguarding is effective?": "Yes",
    }


def _headings(name: str) -> list[str]:
    with (HEADERS / f"{name}.header.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _each(subject: str, rows: int) -> Iterator[tuple[int, random.Random]]:
    chance = random.Random(subject)
    return ((n, chance) for n in range(rows))


def _day(chance: random.Random, sign: str, first: int, last: int) -> str:
    return sign.join((f"{chance.randint(1, 28):02}", f"{chance.randint(1, 12):02}", str(chance.randint(first, last))))


def read(path: Path) -> dict[str, int]:
    """How many facts were read, and how many problems were told."""
    django.setup()
    from official.reading.files import opened
    from schools.models import OfficialKind

    with opened(path, path.name) as source:
        facts = source.establishments() if source.kind == OfficialKind.GIAS else source.schools()
        return {"facts": sum(1 for _ in facts), "problems": source.problem_count}


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    if what == "write":
        write(where)
    else:
        print(json.dumps(read(where)))
