"""`manage.py messages`: brings the catalogs up to date with the code, or says what is missing."""

import io
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

from lms.core.catalogs import SOURCES, TRANSLATED, catalog_of, compile_catalogs, po_file, source_files

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


class Command(BaseCommand):
    """Extracts strings into `locale/<catalog>/es_MX`, keeping translations; msgids are the English."""

    help = "Update, check (--check) or compile (--compile) the message catalogs."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("catalogs", nargs="*", metavar="CATALOG", help=f"only: {', '.join(SOURCES)}")
        parser.add_argument("--prune", action="store_true", help="drop translations that nothing uses")
        parser.add_argument("--check", action="store_true", help="change nothing; fail on a missing message")
        parser.add_argument("--compile", action="store_true", help="only write the binary catalogs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["compile"]:
            self.stdout.write(f"{compile_catalogs()} compiled")
            return
        problems = []
        found = extract()
        for locale in TRANSLATED:
            for catalog in options["catalogs"] or SOURCES:
                problems += self._one(catalog, locale, found[catalog], options)
        for problem in problems:
            self.stdout.write(problem)
        if options["check"] and problems:
            raise CommandError(f"{len(problems)} messages to mend")
        if not options["check"]:
            self.stdout.write(f"{len(problems)} to translate, {compile_catalogs()} compiled")

    def _one(self, catalog: str, locale: str, found: "Found", options: dict[str, Any]) -> list[str]:
        path = po_file(catalog, locale)
        old = polib.pofile(str(path)) if path.exists() else polib.POFile()
        known = {(entry.msgctxt, entry.msgid): entry for entry in old}
        new = polib.POFile(wrapwidth=100)
        new.metadata = {
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Language": locale,
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        problems = []
        for (context, msgid), (plural, places) in sorted(
            found.items(), key=lambda i: (i[0][1], i[0][0] or "")
        ):
            entry = known.get((context, msgid)) or polib.POEntry(msgid=msgid, msgctxt=context)
            entry.obsolete = False
            entry.occurrences = [(place, "") for place in sorted(places)]
            entry.comment = ""
            if plural and entry.msgid_plural != plural:
                entry.msgid_plural = plural
                entry.msgstr_plural = entry.msgstr_plural or {0: "", 1: ""}
            new.append(entry)
            if not entry.translated() or "fuzzy" in entry.flags:
                problems.append(f"{catalog}/{locale}: {sorted(places)[0]}: {msgid!r}")
        if not options["prune"]:
            for key, entry in known.items():
                if key not in found and entry.translated():
                    entry.obsolete = True
                    new.append(entry)
        if new and not options["check"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or str(old) != str(new):
                new.save(str(path))
        return problems


Found = dict[tuple[str | None, str], tuple[str | None, set[str]]]


def _by_message(item: tuple[tuple[str | None, str], Any]) -> tuple[str, str]:
    (context, msgid), _found = item
    return msgid, context or ""


def extract() -> dict[str, Found]:
    """Every message of the code, by catalog: (context, msgid) → (plural or None, files)."""
    # Babel is a development tool; a running site only compiles.
    from babel.messages.extract import extract as babel_extract

    found: dict[str, Found] = {catalog: {} for catalog in SOURCES}
    for path in source_files():
        text = (settings.BASE_DIR / path).read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = _python_of(text, path)
        messages = babel_extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        )
        for _line, message, _comments, context in messages:
            msgid, plural = message if isinstance(message, tuple) else (message, None)
            if isinstance(message, tuple) and len(message) > 2:
                msgid, plural = message[0], message[1]
            if msgid:
                known = found[catalog_of(path)].setdefault((context, msgid), (plural, set()))
                known[1].add(str(path))
    return found


def _python_of(template: str, path: Path) -> str:
    """A template as the Python calls of its messages; without indents, which Python would read."""
    return "\n".join(line.strip() for line in templatize(template, origin=str(path)).splitlines())
