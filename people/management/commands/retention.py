from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.history.recording import recording
from documents.display import counted
from people.personal_data import retention
from people.personal_data.retention import Past


class Command(BaseCommand):
    help = "Says which personal data is past its time, and with --apply makes an end of it. Figures stay as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="anonymise, empty and delete it")

    def handle(self, *, apply: bool, **options: Any) -> None:
        now = timezone.now()
        with recording(command="retention"):
            found = retention.apply(now) if apply else retention.past(now)
        for past in found:
            self.stdout.write(_words(past, done=apply))
        if not apply and any(past.rows for past in found):
            self.stdout.write("Nothing was changed. Add --apply to do it.")


def _words(past: Past, *, done: bool) -> str:
    does = past.holding.then if done else f"would be {past.holding.then}"
    return f"{past.holding.title}: {counted(past.rows, 'record')} {does} (kept: {past.holding.kept})"
