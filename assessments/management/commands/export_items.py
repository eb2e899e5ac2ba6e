"""`manage.py export_items FILE --format …`: questions of the bank as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import item_files
from assessments.selectors.item_files import file_items


class Command(BaseCommand):
    help = "Write questions of the bank as GIFT, Moodle XML, Aiken, CSV or XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=item_files.FORMATS, required=True)
        parser.add_argument("--key", action="append", help="of one question; may be given several times")
        parser.add_argument("--tag", default="", help="only questions with this tag")
        parser.add_argument("--topic", default="", help="only questions of this topic")

    def handle(self, *args: Any, **options: Any) -> None:
        items = file_items(keys=options["key"], tag=options["tag"], topic=options["topic"])
        if not items:
            raise CommandError("The bank holds no such question; nothing was written.")
        written = item_files.write(items, format=options["format"])
        try:
            options["file"].write_bytes(written.data)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        for key, why in written.left_out:
            self.stdout.write(f"left out: {key}: {why}")
        for key in written.bare:
            self.stdout.write(f"without its pictures: {key}")
        self.stdout.write(f"{len(items) - len(written.left_out)} written, {len(written.left_out)} left out")
