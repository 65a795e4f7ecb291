from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mail import due
from mail.models import Message, State
from mail.posting import Result, deliver_waiting


class Command(BaseCommand):
    help = "Sends what waits for the mail server, and what falls due. For a timer, every quarter of an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        waiting = Message.objects.waiting().count()
        posted = due.post_due(now, is_trial=dry_run)
        if dry_run:
            self.stdout.write(f"Would be sent: {waiting} waiting, {posted} falling due. Nothing was sent.")
            return
        results = deliver_waiting()
        self.stdout.write(
            f"Waiting before: {waiting}. Falling due: {posted}. "
            + " ".join(f"{result.capitalize()}: {results[result]}." for result in Result)
        )
        unclear = Message.objects.with_state(now).filter(state=State.UNCLEAR).count()
        if unclear:
            self.stdout.write(f"Unclear since earlier: {unclear}. An admin decides, under People, Messages sent.")
        if results.total() > results[Result.SENT] + results[Result.DROPPED]:
            raise CommandError("The mail server did not take every message.")
