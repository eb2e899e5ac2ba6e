"""`manage.py analyze_scores FILE --pre COL --post COL`: the gain in a file of scores, without a database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from analytics.render.scores import as_json, text
from analytics.reports.scores.build import build
from analytics.reports.scores.data import REPEATED, Choice, OpenQuestionError, ScoresReport
from analytics.reports.scores.loading import File, load
from lms.core.errors import UserError

LANGUAGES = {"es": "es-mx", "en": "en"}
OPTIONS = {
    "repeated": "--repeated",
    "missing": "--missing",
    "words": "--words",
    "max_post": "--max, --max-post",
    "person": "--person",
    "score": "--score",
    "by": "--by",
}
"""Which option answers which question that a file leaves open."""


class Command(BaseCommand):
    requires_system_checks: list[str] = []

    @property
    def help(self) -> str:  # type: ignore[override]
        """What the command does; argparse can break lines of text only, not of lazy translations."""
        return _("Report the gain between two columns of scores in a CSV or XLSX file.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help=_("CSV or XLSX file, one row per person"))
        parser.add_argument("--pre", required=True, metavar="COL", help=_("column of the first score"))
        parser.add_argument("--post", required=True, metavar="COL", help=_("column of the second score"))
        parser.add_argument(
            "--group",
            action="append",
            default=[],
            metavar="COL",
            help=_("column to report separately by; may be given several times"),
        )
        parser.add_argument(
            "--follow-up", default="", metavar="COL", help=_("column of a third score, months later")
        )
        parser.add_argument(
            "--form-pre", default="", metavar="COL", help=_("column of the first score’s form")
        )
        parser.add_argument(
            "--form-post",
            default="",
            metavar="COL",
            help=_("column of the second score’s form, if people did not have the other of two"),
        )
        parser.add_argument("--max", type=float, metavar="N", help=_("highest possible score"))
        parser.add_argument(
            "--max-post", type=float, metavar="N", help=_("highest possible second score, if it is another")
        )
        parser.add_argument("--sheet", default="", metavar="NAME", help=_("sheet of the workbook"))
        parser.add_argument(
            "--second-sheet",
            default="",
            metavar="NAME",
            help=_("sheet of the second scores, if it is another"),
        )
        parser.add_argument("--second", metavar="FILE", help=_("file of the second scores, if it is another"))
        parser.add_argument("--by", default="", metavar="COL", help=_("column by which two files are joined"))
        parser.add_argument("--person", default="", metavar="COL", help=_("column that says who a row is"))
        parser.add_argument(
            "--score", default="", metavar="COL", help=_("column of scores, where each test has its own row")
        )
        parser.add_argument(
            "--repeated", choices=REPEATED, default="", help=_("which row counts of who stands in several")
        )
        parser.add_argument(
            "--missing",
            default="",
            metavar="VALUES",
            help=_("values that stand for “no score”, such as -99; or “none”"),
        )
        parser.add_argument(
            "--words", default="", metavar="MAP", help=_("numbers for words: never=1; sometimes=2; always=3")
        )
        parser.add_argument("--json", action="store_true", help=_("print unrounded values as JSON"))
        parser.add_argument("--pdf", metavar="OUT", help=_("also write the report as PDF to this file"))
        parser.add_argument(
            "--out",
            metavar="FILE",
            help=_("also write the report to this file: .xlsx, .csv, .pdf, .html, .json or .zip (a bundle)"),
        )
        parser.add_argument("--language", choices=LANGUAGES, default="es", help=_("language of the words"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override(LANGUAGES[options["language"]]):
            try:
                report = self.report(options)
                for name in filter(None, (options["pdf"], options["out"])):
                    self.write(report, Path(name), "pdf" if name == options["pdf"] else "")
            except UserError as error:
                self.complain(error)
            self.stdout.write(as_json.render(report) if options["json"] else text.render(report), ending="")

    def report(self, options: dict[str, Any]) -> ScoresReport:
        """The report on the file or files named in `options`."""
        # Two sheets of one workbook are joined like two files.
        other = options["second"] or (options["file"] if options["second_sheet"] else None)
        second = _file(other) if other else None
        groups = options["group"] if isinstance(options["group"], list) else [options["group"]]
        first_group, *also = groups or [""]
        choice = Choice(
            options["pre"],
            options["post"],
            first_group,
            options["max"],
            options["max_post"],
            options["person"],
            options["score"],
            options["repeated"],
            options["missing"],
            options["words"],
            tuple(also),
            options["follow_up"],
            options["form_pre"],
            options["form_post"],
        )
        first = _file(options["file"])
        table, choice = load(
            first,
            second,
            choice,
            sheet=options["sheet"],
            second_sheet=options["second_sheet"],
            by=options["by"],
        )
        apart = second is not None and second.name != first.name
        name = f"{first.name} + {second.name}" if second and apart else first.name
        return build(table, choice, file_name=name)

    def complain(self, error: UserError) -> None:
        """Say what is wrong, which option answers it, and what was noticed; end with 1."""
        lines = [str(error)]
        if isinstance(error, OpenQuestionError):
            lines.append(_("Answer with %(option)s.") % {"option": _answer(error)})
        self.stderr.write("\n".join([*lines, *(f"- {note}" for note in error.notes)]))
        sys.exit(1)

    def write(self, report: ScoresReport, path: Path, kind: str) -> None:
        """Write the report beside the text; the bytes are complete before the file is touched."""
        from analytics.render.documents import html_file  # what the terminal need not load
        from analytics.render.scores import page
        from analytics.render.scores.document import document

        kind = kind or path.suffix.lstrip(".").lower()
        if kind == "html":
            content: str | bytes = html_file.render(document(report))
        elif kind in page.DOWNLOADS:
            content = page.DOWNLOADS[kind][0](report)
        else:
            raise UserError(
                _("The file “%(name)s” has no known ending. Known: %(kinds)s.")
                % {"name": path, "kinds": ", ".join(f".{one}" for one in ("html", *page.DOWNLOADS))},
                code="unknown_format",
            )
        try:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        except OSError as error:
            raise UserError(
                _("The file “%(name)s” cannot be written: %(reason)s.")
                % {"name": path, "reason": _reason(error)},
                code="unwritable_file",
            ) from error


def _file(name: str) -> File:
    path = Path(name)
    try:
        return File(path.name, path.read_bytes())
    except OSError as error:
        raise UserError(
            _("The file “%(name)s” cannot be read: %(reason)s.") % {"name": path, "reason": _reason(error)},
            code="unreadable_file",
        ) from error


def _answer(error: OpenQuestionError) -> str:
    option = OPTIONS[error.field]
    if error.field == "repeated":
        return f"{option} {'|'.join(REPEATED)}"
    return f'{option}="{error.proposal}"' if error.proposal else option


def _reason(error: OSError) -> str:
    """The usual causes in the person's language; the system's own words for the rest."""
    if isinstance(error, FileNotFoundError):
        return _("it does not exist")
    if isinstance(error, IsADirectoryError):
        return _("it is a folder")
    if isinstance(error, PermissionError):
        return _("permission is missing")
    return error.strerror or str(error)
