"""What `import_gias` and `import_ofsted` share: read, say what would be proposed, and fill the inbox if told to."""

import datetime
from collections.abc import Collection
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.display import Kind, counted, display
from official import keeping, taking_in
from official.reading.fetching import NotFetched
from official.reading.files import Source
from official.words import headline_of
from schools.models import OfficialKind
from spreadsheets.refusals import FileRefused

SHOWN = 20  # of each kind, unless --verbosity is 2


class OfficialCommand(BaseCommand):
    kinds: Collection[OfficialKind]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", metavar="PATH|URL")
        parser.add_argument("--as-at", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD", help="the file's day")
        parser.add_argument("--apply", action="store_true", help="put what it proposes into the inbox")

    def handle(self, *, place: str, as_at: datetime.date | None, apply: bool, verbosity: int, **options: Any) -> None:
        self.shown = None if verbosity > 1 else SHOWN
        try:
            with keeping.found_at(place) as source:
                self._run(source, as_at, apply=apply)
        except (FileRefused, NotFetched) as error:
            raise CommandError(str(error)) from error
        except keeping.DayUnknown as error:
            raise CommandError(f"{error} Add --as-at YYYY-MM-DD.") from error

    def _run(self, source: Source, said: datetime.date | None, *, apply: bool) -> None:
        if source.kind not in self.kinds:
            raise CommandError(f"This is another kind of file: {source.layout}.")
        if apply:
            name = self.__module__.rsplit(".", 1)[-1]
            _, plan = keeping.take_in_recorded(source, said=said, by=None, command=name)
        else:
            plan = taking_in.plan(source, as_at=keeping.day_of(source, said))
        self._print(plan)
        if not apply:
            self.stdout.write("Nothing was written. Add --apply to put this into the inbox.")

    def _print(self, plan: taking_in.Plan) -> None:
        source = plan.source
        day = display(plan.as_at, Kind.DATE)
        self.stdout.write(f"{source.layout}, as at {day}: {counted(source.rows_read, 'row')}.")
        if source.kind != OfficialKind.GIAS_LINKS:
            self.stdout.write(f"Of the portal’s schools it has {plan.seen:,}.")
        if plan.newer:
            self.stdout.write(f"A newer file was taken in before: {plan.newer}. What it says stands.")
        for kind, number in plan.by_kind:
            self.stdout.write(f"{kind.label}: {number:,} to decide")
            of_kind = [draft for draft in plan.found.new if draft.kind == kind]
            for draft in of_kind[: self.shown]:
                self.stdout.write(f"  {draft.urn} {headline_of(draft.kind, draft.subject, draft.after)}")
            if self.shown is not None and number > self.shown:
                self.stdout.write(f"  … and {number - self.shown:,} more (--verbosity 2 lists them)")
        if not plan.found.new:
            self.stdout.write("It proposes nothing new.")
        if plan.found.still_open or plan.found.refused:
            self.stdout.write(f"{plan.found.still_open:,} in the inbox already, {plan.found.refused:,} refused before.")
        for problem in source.problems[: self.shown]:
            self.stdout.write(f"row {problem.line}, {problem.column}: {problem.value!r}: {problem.words}")
        if source.problem_count:
            self.stdout.write(f"{counted(source.problem_count, 'value')} could not be read and were left out.")
