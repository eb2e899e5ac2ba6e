"""`manage.py import_items FILE`: questions from a file into the bank, as drafts."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import item_files
from assessments.services.item_imports import import_items


class Command(BaseCommand):
    help = "Import questions from GIFT, Moodle XML, Aiken, CSV or XLSX into the bank, as drafts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=item_files.FORMATS, default="", help="guessed when absent")
        parser.add_argument(
            "--language",
            choices=item_files.LANGUAGES,
            default=item_files.LANGUAGES[0],
            help="of words that no mark gives to a language",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--json", action="store_true", help="say it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        try:
            reading = item_files.read(
                data, filename=path.name, format=options["format"], language=options["language"]
            )
        except item_files.ItemFileError as error:
            raise CommandError(f"{path.name}: {error}") from error
        done = import_items(actor=None, items=reading.items, source=path.name, dry_run=options["dry_run"])
        messages = [
            *(
                {"place": one.place, "unit": reading.unit, "refused": one.refused, "text": one.text}
                for one in reading.messages
            ),
            *(
                {
                    "place": one.item.place,
                    "unit": reading.unit,
                    "refused": False,
                    "text": f"{one.action}: {one.of}" if one.of else f"replaces the draft of {one.item.key}",
                }
                for one in done.done
                if one.of or one.replaces
            ),
        ]
        messages.sort(key=lambda one: one["place"])
        counts = {
            "read": len(reading.items) + reading.refused,
            "imported": done.imported,
            "duplicate": done.duplicate,
            "refused": reading.refused,
        }
        if options["json"]:
            facts = {**counts, "dry_run": options["dry_run"], "messages": messages}
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
            return
        for one in messages:
            self.stdout.write(f"{one['unit']} {one['place']}: {one['text']}")
        words = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(f"{words}{' (nothing was written)' if options['dry_run'] else ''}")
