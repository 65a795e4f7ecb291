"""Measure speed on a partnership and on England, in databases of their own: `python3 dev.py bench`.

Prints a table of pages and one of programs, with the aim beside each and whether it was met. It never fails for being
slow.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg2

from bench.pages import PAGES, Measured, Page
from bench.programs import PROGRAMS, Program
from bench.running import Failed, Runner
from bench.scratch import Server, origin
from bench.sizes import SIZES, Size
from bench.table import NONE, PAGE_HEADINGS, PROGRAM_HEADINGS, printed


def main() -> None:
    options = _options()
    from thep import settings  # starts the private server, unless DATABASE_URL names another

    server, runner = Server(settings.DATABASES["default"]), Runner(settings.VAR / "bench")
    sizes = list(SIZES) if options.size == "both" else [options.size]
    words = [options.explain] if options.explain else options.only
    pages = [page for page in PAGES if _is_chosen(page.name, words)]
    programs = [one for one in PROGRAMS if one.size in sizes and _is_chosen(one.name, words) and not options.explain]
    if not (pages or programs):
        names = dict.fromkeys(one.name for one in (*PAGES, *PROGRAMS))
        sys.exit(f"Nothing has such a name. There are: {'; '.join(names)}.")
    with ExitStack() as done:
        filled = Filled(server, runner, options.keep, done)
        if pages:
            runner.manage(filled.url(sizes[0]), "collectstatic", "--noinput", "--verbosity", "0")
        if options.explain:
            for size in sizes:
                print(runner.run(filled.url(size), "-m", "bench.pages", "explain", *_names(pages)).output)
        elif pages:
            print(printed(PAGE_HEADINGS, list(_page_lines(pages, sizes, filled))), end="\n\n", flush=True)
        if programs:
            print(printed(PROGRAM_HEADINGS, list(_program_lines(programs, filled))))


def _names(pages: list[Page]) -> list[str]:
    return [page.name for page in pages]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=[*SIZES, "both"], default="both")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="what has one of these words in its name")
    parser.add_argument("--keep", action="store_true", help="keep the filled databases for the next run")
    parser.add_argument("--explain", metavar="NAME", help="print the plans of a page's slowest queries instead")
    return parser.parse_args()


def _is_chosen(name: str, words: list[str]) -> bool:
    return not words or any(word.lower() in name.lower() for word in words)


class Filled:
    """The filled databases, each made when first asked for and dropped at the end unless they are to be kept."""

    def __init__(self, server: Server, runner: Runner, keep: bool, done: ExitStack) -> None:
        self.server, self.runner, self._keep, self._done = server, runner, keep, done
        self._ready: set[str] = set()

    def url(self, size: str) -> str:
        name = f"bench_{size}"
        if size not in self._ready:
            self._make(name, SIZES[size])
            self._ready.add(size)
        return self.server.url(name)

    def _make(self, name: str, size: Size) -> None:
        if not self._keep:
            self._done.callback(self.server.drop, name)
        if self.server.is_from(name, origin(size)):
            return
        print(f"Filling {name}: {size.participation:,} participations and the rest …", file=sys.stderr, flush=True)
        self.server.create(name)
        self.runner.manage(self.server.url(name), "migrate", "--verbosity", "0")
        self.runner.run(self.server.url(name), "-m", "bench.filling", size.name)
        self.server.mark(name, origin(size))


def _page_lines(pages: list[Page], sizes: list[str], filled: Filled) -> Iterator[list[str]]:
    found = {}
    for size in sizes:
        run = filled.runner.run(filled.url(size), "-m", "bench.pages", "measure", *_names(pages))
        found[size] = json.loads(run.output)
    for page in pages:
        smaller = None
        for size in sizes:
            measured, aim = Measured(**found[size][page.name]), page.aim(size)
            met = aim.met(ms=measured.median, queries=measured.queries, sent_kb=measured.sent_kb)
            if smaller and smaller.queries != measured.queries:
                met += f" ({smaller.queries} queries became {measured.queries})"
            yield [
                page.name,
                size,
                str(measured.queries),
                f"{measured.median:.0f}",
                f"{measured.slowest:.0f}",
                f"{measured.least:.0f}",
                f"{measured.python:.0f}",
                f"{measured.sql:.0f}",
                f"×{measured.median / smaller.median:.1f}" if smaller else "",
                f"{measured.kb:.0f}",
                f"{measured.sent_kb:.1f}",
                aim.words(),
                met,
            ]
            smaller = measured


def _program_lines(programs: list[Program], filled: Filled) -> Iterator[list[str]]:
    for program in programs:
        given = [filled.url(program.needs)] if program.needs else []
        for what, run in program.runs(filled.server, filled.runner, *given):
            aim = program.aim_of(what)
            met = aim.met(seconds=run.seconds, mb=run.peak)
            yield [program.name + what, program.size, f"{run.seconds:.1f}", f"{run.peak:.0f}", aim.words() or NONE, met]


if __name__ == "__main__":
    try:
        main()
    except (Failed, psycopg2.Error) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
