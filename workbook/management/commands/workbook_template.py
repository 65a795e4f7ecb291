from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workbook import template


class Command(BaseCommand):
    help = "Write an empty workbook: a sheet for each table, with headings, notes and drop-downs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH.xlsx")

    def handle(self, *, path: Path, **options: Any) -> None:
        if path.suffix.casefold() != ".xlsx":
            raise CommandError(f"{path} is no name for an Excel workbook: it ends with .xlsx.")
        try:
            template.write(path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written: {path}")
