"""Finding a column by its heading, and guessing which column is which."""

import difflib
import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from lms.core.errors import UserError
from lms.core.spreadsheets import Fit, column_letter
from lms.core.text import plain, quoted

GUESSES = {
    "pre": re.compile(r"\b(pre|antes|inicial|diagnostic\w*|before|pre ?test|entrada|baseline|t0)\b"),
    "post": re.compile(r"\b(post|pos|despues|final|after|pos ?t?test|salida|endline)\b"),
    "group": re.compile(r"\b(grupo|group|centro|center|cohorte|cohort|sexo|sex|oficina|office|region)\b"),
}


def names(headers: Sequence[str]) -> list[str]:
    """One name per column by which it can be chosen: its heading, with its letter if need be."""
    return [
        header if header and headers.count(header) == 1 else f"{header} ({column_letter(place)})".strip()
        for place, header in enumerate(headers)
    ]


def position(headers: Sequence[str], name: str) -> int:
    """Where the column called `name` is; case, accents and blanks do not matter unless they must."""
    for spelled in (headers, names(headers)):
        exact = [i for i, header in enumerate(spelled) if header == name]
        if len(exact) == 1:
            return exact[0]
    found = [i for i, header in enumerate(headers) if plain(header) == plain(name)] if name else []
    if len(found) == 1:
        return found[0]
    if found:
        alike = ", ".join(quoted(names(headers)[i]) for i in found)
        raise UserError(
            _("Several columns are called “%(name)s”. Say which one you mean: %(columns)s.")
            % {"name": name, "columns": alike},
            code="duplicate_header",
        )
    raise UserError(_unknown(headers, name), code="unknown_column")


def holds(headers: Sequence[str], name: str) -> bool:
    """Whether some column is called `name`."""
    return any(plain(header) == plain(name) for header in (*headers, *names(headers)))


def fitting(*wanted: str) -> Fit:
    """Whether a row has every column that somebody named; how many can be guessed if none was named."""
    named = [name for name in wanted if name]

    def fit(headers: Sequence[str]) -> int:
        if named:
            return int(all(holds(headers, name) for name in named))
        return sum(bool(guess(headers, field)) for field in ("pre", "post"))

    return fit


def guess(headers: Sequence[str], field: str) -> str:
    """The name of the first column whose heading says that it is the `field`."""
    pattern = GUESSES[field]
    said = (re.sub(r"[._\-\d:()\[\]/]+", " ", plain(header)) for header in headers)
    return next((name for name, text in zip(names(headers), said, strict=True) if pattern.search(text)), "")


def _unknown(headers: Sequence[str], name: str) -> str:
    message = _("There is no column called “%(name)s”. The file has: %(columns)s.") % {
        "name": name,
        "columns": ", ".join(quoted(header) for header in headers if header),
    }
    likely = difflib.get_close_matches(plain(name), [plain(header) for header in headers], n=1)
    if likely:
        nearest = next(header for header in headers if plain(header) == likely[0])
        message += " " + _("Did you mean “%s”?") % nearest
    return message
