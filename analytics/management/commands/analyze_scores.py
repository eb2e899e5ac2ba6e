"""`manage.py analyze_scores FILE --pre COL --post COL`: the gain in a file of scores, without a database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from analytics.render.scores import as_json, text
from analytics.reports.scores.build import build
from analytics.reports.scores.data import Choice, ScoresReport
from lms.core.errors import UserError
from lms.core.spreadsheets import read_table

LANGUAGES = {"es": "es-mx", "en": "en"}


class Command(BaseCommand):
    help = gettext_lazy("Report the gain between two columns of scores in a CSV or XLSX file.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help=_("CSV or XLSX file, one row per person"))
        parser.add_argument("--pre", required=True, metavar="COL", help=_("column of the first score"))
        parser.add_argument("--post", required=True, metavar="COL", help=_("column of the second score"))
        parser.add_argument("--group", default="", metavar="COL", help=_("column to report separately by"))
        parser.add_argument("--max", type=float, metavar="N", help=_("highest possible score"))
        parser.add_argument("--json", action="store_true", help=_("print unrounded values as JSON"))
        parser.add_argument("--pdf", metavar="OUT", help=_("also write the report as PDF to this file"))
        parser.add_argument("--language", choices=LANGUAGES, default="es", help=_("language of the words"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override(LANGUAGES[options["language"]]):
            try:
                report = self.report(options)
                if options["pdf"]:
                    self.write_pdf(report, Path(options["pdf"]))
            except UserError as error:
                self.stderr.write(str(error))
                sys.exit(1)
            self.stdout.write(as_json.render(report) if options["json"] else text.render(report), ending="")

    def report(self, options: dict[str, Any]) -> ScoresReport:
        """The report on the file named in `options`."""
        path = Path(options["file"])
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UserError(
                _("The file “%(name)s” cannot be read: %(reason)s.")
                % {"name": path, "reason": _reason(error)},
                code="unreadable_file",
            ) from error
        choice = Choice(options["pre"], options["post"], options["group"], options["max"])
        return build(read_table(data, filename=path.name), choice, file_name=path.name)

    def write_pdf(self, report: ScoresReport, path: Path) -> None:
        """Write the report beside the text; the bytes are complete before the file is touched."""
        from analytics.render.scores import pdf  # ReportLab costs 0.3 s that the other formats need not pay

        try:
            path.write_bytes(pdf.render(report))
        except OSError as error:
            raise UserError(
                _("The PDF “%(name)s” cannot be written: %(reason)s.")
                % {"name": path, "reason": _reason(error)},
                code="unwritable_file",
            ) from error


def _reason(error: OSError) -> str:
    """The usual causes in the person's language; the system's own words for the rest."""
    if isinstance(error, FileNotFoundError):
        return _("it does not exist")
    if isinstance(error, IsADirectoryError):
        return _("it is a folder")
    if isinstance(error, PermissionError):
        return _("permission is missing")
    return error.strerror or str(error)
