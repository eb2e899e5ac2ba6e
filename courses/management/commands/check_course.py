"""`manage.py check_course [FOLDER | --all]`: everything wrong with a course kept as files; loads nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.course_files import Problem, examine_course
from courses.course_files.values import VALUES, aged, examine_values
from courses.management.commands.load_course import DEFAULT_FOLDER, shipped
from lms.core import clock


class Command(BaseCommand):
    help = "Say everything that is wrong with a course kept as text files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
        parser.add_argument("--all", action="store_true", help="check every course that comes along")

    def handle(self, *args: Any, **options: Any) -> None:
        values, problems = examine_values(VALUES)
        self._refuse(problems)
        for problem in aged(values, clock.today()):
            self.stdout.write(f"worth a look: {problem}")
        for folder in shipped() if options["all"] else [options["folder"]]:
            self._check(folder)

    def _check(self, folder: Path) -> None:
        course, problems = examine_course(folder)
        self._refuse(problems)
        self.stdout.write(
            f"{course.title.en}: {len(course.modules)} modules, {len(course.lessons)} lessons, no problem"
        )

    def _refuse(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
