"""The programs measured: an empty database made ready, all figures printed, spreadsheets read in, a worker's memory."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import official_files
from bench.running import Failed, Run, Runner
from bench.scratch import ROOT, Server, scratch
from bench.sizes import ENGLAND, LAST_YEAR, PARTNERSHIP, SIZES
from bench.table import NO_AIM, Aim
from bench.workbooks import FILE, FOLDER

SAMPLE = ROOT / "samples" / "tower-hamlets-2017-18"
EMPTY = "bench_empty"


@dataclass(frozen=True)
class Program:
    """`runs` yields what was run and how it went. `needs` is the size of the filled database it is handed, if any.

    What was run may have an aim of its own in `aims`.
    """

    name: str
    runs: Callable[..., Iterator[tuple[str, Run]]]
    size: str
    needs: str = ""
    aim: Aim = NO_AIM
    aims: Mapping[str, Aim] = field(default_factory=dict)

    def aim_of(self, what: str) -> Aim:
        return self.aims.get(what, self.aim)


def migrate(server: Server, runner: Runner) -> Iterator[tuple[str, Run]]:
    with scratch(server, EMPTY) as url:
        yield "", runner.manage(url, "migrate", "--verbosity", "0")


def print_figures(server: Server, runner: Runner, url: str) -> Iterator[tuple[str, Run]]:
    yield "", runner.manage(url, "kpis", LAST_YEAR.slug, "--format", "json")


def serve(server: Server, runner: Runner, url: str) -> Iterator[tuple[str, Run]]:
    run = runner.run(url, "-m", "bench.pages", "worker")
    yield "", Run(run.seconds, json.loads(run.output))


def visits_file(file: str) -> Callable[..., Iterator[tuple[str, Run]]]:
    """All visits, sent piece by piece; an empty file of the same kind says what a worker holds anyway."""

    def runs(server: Server, runner: Runner, url: str) -> Iterator[tuple[str, Run]]:
        for what, query in ((", none", "?place=zzz"), ("", "")):
            run = runner.run(url, "-m", "bench.pages", "file", f"/visits/visits.{file}{query}")
            yield what, Run(run.seconds, json.loads(run.output))

    return runs


def import_sample(server: Server, runner: Runner) -> Iterator[tuple[str, Run]]:
    with _migrated(server, runner) as url:
        yield from _imported(runner, url, str(SAMPLE))


def report_formats(server: Server, runner: Runner) -> Iterator[tuple[str, Run]]:
    """The sample's report: each format's time is that of making it, within one process that has its figures.

    Where LibreOffice is installed, no number may be lost when it converts them.
    """
    with _migrated(server, runner) as url:
        runner.manage(url, "import_workbook", str(SAMPLE), "--apply")
        run = runner.run(url, "-m", "bench.formats", "made")
        for name, seconds in json.loads(run.output).items():
            yield f", {name}", Run(seconds, run.peak)
        if shutil.which("soffice"):
            run = runner.run(url, "-m", "bench.formats", "read")
            if any(json.loads(run.output).values()):
                raise Failed(f"LibreOffice lost numbers of the report: {run.output}")
            yield ", read by LibreOffice", run


def import_england(server: Server, runner: Runner) -> Iterator[tuple[str, Run]]:
    folder = runner.var / "workbooks"
    with _migrated(server, runner) as url:
        runner.run(url, "-m", "bench.workbooks", str(folder))
        yield ", CSV, dry", runner.manage(url, "import_workbook", str(folder / FOLDER))
        yield from _imported(runner, url, str(folder / FILE))


def read_official(file: str) -> Callable[..., Iterator[tuple[str, Run]]]:
    """One of the official files of all England, to its last fact; nothing of it is compared with records."""

    def runs(server: Server, runner: Runner) -> Iterator[tuple[str, Run]]:
        url = server.url(EMPTY)
        run = runner.run(url, "-m", "bench.official_files", "read", str(_official(runner, url, file)))
        if json.loads(run.output)["problems"]:
            raise Failed(f"{file} was not read without a problem: {run.output}")
        yield "", run

    return runs


def plan_official(command: str, file: str) -> Callable[..., Iterator[tuple[str, Run]]]:
    """The same, compared with every record of England: what `import_gias` and `import_ofsted` say before they write."""

    def runs(server: Server, runner: Runner, url: str) -> Iterator[tuple[str, Run]]:
        yield "", runner.manage(url, command, str(_official(runner, url, file)))

    return runs


def _official(runner: Runner, url: str, file: str) -> Path:
    path = runner.var / "official" / file
    if not path.exists():
        runner.run(url, "-m", "bench.official_files", "write", str(path.parent))
    return path


def _imported(runner: Runner, url: str, path: str) -> Iterator[tuple[str, Run]]:
    """Planned, applied, and planned again: the last must find nothing to do."""
    yield ", dry", runner.manage(url, "import_workbook", path)
    yield ", applied", runner.manage(url, "import_workbook", path, "--apply")
    yield ", dry again", runner.manage(url, "import_workbook", path)


@contextmanager
def _migrated(server: Server, runner: Runner) -> Iterator[str]:
    with scratch(server, EMPTY) as url:
        runner.manage(url, "migrate", "--verbosity", "0")
        yield url


OF_ENGLAND = {"size": ENGLAND.name, "needs": ENGLAND.name}
PROGRAMS = (
    Program("migrate an empty database", migrate, PARTNERSHIP.name, aim=Aim(seconds=15)),
    *(Program("kpis --format json", print_figures, size, needs=size) for size in SIZES),
    *(Program("a worker, KPI page served", serve, size, needs=size, aim=Aim(mb=120)) for size in SIZES),
    *(Program("CSV of all visits", visits_file("csv"), size, needs=size, aim=Aim(mb=120)) for size in SIZES),
    *(Program("Excel of all visits", visits_file("xlsx"), size, needs=size, aim=Aim(mb=120)) for size in SIZES),
    Program("import the sample", import_sample, PARTNERSHIP.name),
    Program(
        "the sample’s report",
        report_formats,
        PARTNERSHIP.name,
        aims={", PDF": Aim(seconds=2), ", Word": Aim(seconds=1), ", Excel": Aim(seconds=1)},
    ),
    Program("import 24,000 schools", import_england, ENGLAND.name),
    Program("read GIAS", read_official(official_files.GIAS), ENGLAND.name, aim=Aim(seconds=30, mb=400)),
    Program("read Ofsted", read_official(official_files.OFSTED), ENGLAND.name, aim=Aim(seconds=20, mb=400)),
    Program("plan GIAS", plan_official("import_gias", official_files.GIAS), **OF_ENGLAND, aim=Aim(seconds=30, mb=400)),
    Program("plan Ofsted", plan_official("import_ofsted", official_files.OFSTED), **OF_ENGLAND, aim=Aim(seconds=20)),
    Program("read Ofsted, Excel", read_official(official_files.OFSTED_XLSX), ENGLAND.name, aim=Aim(mb=400)),
)
