"""`manage.py report KEY --format pdf --out FILE`: a report of the registry, as whoever runs the server."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from analytics.render.documents.formats import FILES
from analytics.reports.document import Document
from analytics.reports.registry import Asked, Report, UnknownChoice, keys, report, run
from lms.core import audit
from lms.core.errors import UserError

LANGUAGES = {"es": "es-mx", "en": "en"}
FILTERS = ("cohort", "center", "period")


class Command(BaseCommand):
    help = "Write a report to a file, for the people of some cohort, center or period."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", choices=keys())
        for name in FILTERS:
            parser.add_argument(f"--{name}", default="", metavar=name.upper())
        parser.add_argument("--format", choices=("html", *FILES, "bundle"), default="pdf")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")
        parser.add_argument("--language", choices=LANGUAGES, default="es")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(LANGUAGES[options["language"]]):
            try:
                content = self.content(options)
                options["out"].write_bytes(content)
            except UserError as error:
                self.stderr.write(str(error))
                sys.exit(1)
            except OSError as error:
                reason = error.strerror or str(error)
                self.stderr.write(
                    _("The report cannot be written to “%(name)s”: %(reason)s.")
                    % {"name": options["out"], "reason": reason}
                )
                sys.exit(1)
            with transaction.atomic():
                asked = {name: options[name] for name in FILTERS if options[name]}
                audit.record(actor=None, action="analytics.report", report=options["key"], **asked)

    def content(self, options: dict[str, Any]) -> bytes:
        """The file's bytes; raises UserError where there is nobody to report on."""
        found = report(options["key"])
        assert found is not None
        try:
            document = run(found, Asked(None, {name: options[name] for name in FILTERS}))
        except UnknownChoice as error:
            raise UserError(
                _("This report is not made for that cohort, center or period."), code="unknown_choice"
            ) from error
        if document is None:
            raise UserError(_("Nobody is enrolled there, so there is nothing to report."), code="nobody")
        if options["format"] == "html":
            from analytics.render.documents import html_file

            return html_file.render(document)
        if options["format"] == "bundle":
            return _bundle(found, document)
        return FILES[options["format"]][1](document)


def _bundle(found: Report, document: Document) -> bytes:
    """The archive of a report; the program’s is the one for evaluators, which works everything out anew."""
    from analytics.program import bundle as of_program
    from analytics.releases.models import latest
    from analytics.render.documents import bundle
    from analytics.selectors.scopes import everybody_scope

    release = latest() if found.key == "program" else None
    return bundle.render(document) if release is None else of_program.build(everybody_scope(), release)
