from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.history.recording import recording
from documents.display import NOTHING, counted
from spreadsheets.refusals import FileRefused
from workbook import imports
from workbook.plans import Plan, TablePlan

SHOWN = 20  # rows of each kind, unless --verbosity is 2


class Command(BaseCommand):
    help = (
        "Read an .xlsx workbook, a folder of .csv files or a zip of it. Says what would change, unless told to --apply."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument("--apply", action="store_true", help="write it, all or nothing")

    def handle(self, *, path: Path, apply: bool, verbosity: int, **options: Any) -> None:
        self.shown = None if verbosity > 1 else SHOWN
        try:
            parsed = imports.read(path)
        except FileRefused as refused:
            raise CommandError(str(refused)) from refused
        plan = imports.plan(parsed)
        self._print(plan)
        if plan.problems:
            applied = " Nothing was applied." if apply else ""
            raise CommandError(f"{counted(len(plan.problems), 'problem')}.{applied}")
        if apply:
            with recording(command="import_workbook", file=path.name):
                self._apply(parsed, plan)
        elif not plan.is_empty:
            self.stdout.write("Nothing was written. Add --apply to write it.")

    def _apply(self, parsed: imports.Parsed, plan: Plan) -> None:
        try:
            _, is_applied = imports.apply_if_same(parsed, fingerprint=plan.fingerprint, by="import_workbook")
        except imports.NotApplied as error:
            raise CommandError(str(error)) from error
        if not is_applied:
            raise CommandError("The records changed meanwhile, so nothing was applied. Run it again.")
        self.stdout.write(f"Applied: {plan.created:,} new, {plan.changed:,} changed.")

    def _print(self, plan: Plan) -> None:
        for table in plan.tables:
            self._print_table(table)
        for new in plan.names:
            self.stdout.write(f"new {new.kind}: {new.name}")
        for note in plan.notes:
            self.stdout.write(note)
        self._print_some("problem in", (str(problem) for problem in plan.problems), len(plan.problems))

    def _print_table(self, table: TablePlan) -> None:
        self.stdout.write(
            f"{table.table.name}: {len(table.creates):,} new, {len(table.changes):,} changed, "
            f"{table.unchanged:,} unchanged, {len(table.missing):,} not in the file"
        )
        self._print_some("new row", map(table.words, table.creates), len(table.creates))
        self._print_some("changed row", (line for line in _changes(table)), sum(len(c.edits) for c in table.changes))
        self._print_some("not in the file:", iter(table.missing), len(table.missing))

    def _print_some(self, what: str, lines: Iterable[str], count: int) -> None:
        for n, line in enumerate(lines):
            if n == self.shown:
                self.stdout.write(f"  … and {count - n:,} more (--verbosity 2 lists them)")
                break
            self.stdout.write(f"  {what} {line}")


def _changes(table: TablePlan) -> Iterable[str]:
    for change in table.changes:
        for edit in change.edits:
            before, after = edit.before or NOTHING, edit.after or NOTHING
            yield f"{change.row.line}: {change.label}: {edit.column}: {before} → {after}"
