"""`manage.py export_course KEY FOLDER`: writes a course of the site as files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.course_files import ContentError
from courses.services.exporting import export_course
from lms.core.errors import UserError


class Command(BaseCommand):
    help = "Write a course as it stands in the site as text files; loading them again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="the key in the course's course.yaml")
        parser.add_argument("folder", type=Path, help="an empty folder, or one that holds a course")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = export_course(key=options["key"], folder=options["folder"])
        except (UserError, ContentError, FileExistsError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(report.files)} files written to {options['folder']}")
        for title in report.unpublished:
            self.stdout.write(f"not published, left out: {title}")
        for problem in report.problems:
            self.stdout.write(f"to be mended before loading: {problem}")
