"""`manage.py load_course [FOLDER | --all]`: loads a course kept as files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.course_files import ContentError, read_course
from courses.services.loading import load_course

CONTENT = Path(__file__).resolve().parents[2] / "content"
DEFAULT_FOLDER = CONTENT / "labor_conciliation"


def shipped() -> list[Path]:
    """The folders of the courses that come with the platform, the first course first."""
    found = [file.parent for file in CONTENT.glob("*/course.yaml") if file.parent.name != "example"]
    return sorted(found, key=lambda folder: (folder != DEFAULT_FOLDER, folder.name))


class Command(BaseCommand):
    help = "Load a course kept as text files; loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
        parser.add_argument("--all", action="store_true", help="load every course that comes along")
        parser.add_argument(
            "--force", action="store_true", help="overwrite pages that were edited since the last load"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in shipped() if options["all"] else [options["folder"]]:
            self._load(folder, force=options["force"])

    def _load(self, folder: Path, *, force: bool) -> None:
        try:
            course = read_course(folder)
        except ContentError as error:
            raise CommandError(str(error)) from error
        report = load_course(course=course, force=force)
        self.stdout.write(
            f"{course.title.en}: {report.created} pages made, {report.updated} updated, "
            f"{report.unchanged} unchanged"
        )
        for title in report.edited:
            self.stdout.write(f"left as edited (--force overwrites): {title}")
        for title in report.not_in_files:
            self.stdout.write(f"not in the files, left alone: {title}")
