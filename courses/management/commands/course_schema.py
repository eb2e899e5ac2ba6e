"""`manage.py course_schema`: what the files of a course hold, from the schema that reads them."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.course_files.reference import KINDS, markdown


class Command(BaseCommand):
    help = "Describe the files of a course: Markdown for authors, or JSON Schema for editors."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["md", "json"], default="md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "md":
            self.stdout.write(markdown(), ending="")
            return
        schemas = {
            kind.__name__: kind.model_json_schema() for _name, kinds, _example in KINDS for kind in kinds
        }
        self.stdout.write(json.dumps(schemas, ensure_ascii=False, indent=2))
