"""`manage.py check_course [FOLDER]`: everything wrong with a course kept as files, without loading it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.course_files import examine_course
from courses.management.commands.load_course import DEFAULT_FOLDER


class Command(BaseCommand):
    help = "Say everything that is wrong with a course kept as text files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)

    def handle(self, *args: Any, **options: Any) -> None:
        course, problems = examine_course(options["folder"])
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
        self.stdout.write(
            f"{course.title.en}: {len(course.modules)} modules, {len(course.lessons)} lessons, no problem"
        )
