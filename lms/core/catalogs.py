"""The message catalogs: which file belongs to which catalog, and compiling without GNU gettext."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

# Where a string stands decides which catalog it is in; the first that fits.
SOURCES = {
    "accounts": (
        "lms/accounts",
        "templates/accounts",
        "templates/account",
        "templates/allauth",
        "templates/mfa",
    ),
    "assessments": ("assessments", "templates/assessments"),
    "courses": ("courses", "templates/courses"),
    "analytics": ("analytics", "templates/analytics"),
    "core": ("lms", "templates"),
}
TRANSLATED = ("es_MX",)
# Words of the packages below us that their own catalogs lack or say stiffly; kept by hand.
ADDED = ("wagtail", "django")


def catalog_of(path: Path) -> str:
    """The catalog that the strings of `path` (relative to the project) belong to."""
    for catalog, folders in SOURCES.items():
        if any(path.is_relative_to(folder) for folder in folders):
            return catalog
    raise LookupError(path)


def source_files() -> Iterator[Path]:
    """Every module and template with strings for people, relative to the project, in order."""
    tops = sorted({folder.split("/")[0] for folders in SOURCES.values() for folder in folders})
    for top in tops:
        for path in sorted((settings.BASE_DIR / top).rglob("*")):
            relative = path.relative_to(settings.BASE_DIR)
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in relative.parts:
                yield relative


def po_file(catalog: str, locale: str) -> Path:
    """Where the translations of `catalog` into `locale` are kept."""
    return settings.BASE_DIR / "locale" / catalog / locale / "LC_MESSAGES" / "django.po"


def compile_catalogs() -> int:
    """Write each catalog that changed as the binary file that gettext reads; says how many."""
    written = 0
    for locale in TRANSLATED:
        for catalog in (*SOURCES, *ADDED):
            source = po_file(catalog, locale)
            target = source.with_suffix(".mo")
            if source.exists() and (
                not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns
            ):
                # Another process may be reading it, or writing it as well.
                unfinished = target.with_suffix(f".{os.getpid()}")
                polib.pofile(str(source)).save_as_mofile(str(unfinished))
                unfinished.replace(target)
                written += 1
    return written


if __name__ == "__main__":
    # Without Django's set-up: the catalogs must be there before anything starts.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
    compile_catalogs()
