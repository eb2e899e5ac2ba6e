"""Reading one cell of a score column: a number, nothing, or something that is no score."""

import math
import re
import unicodedata

NUMBER = re.compile(r"[+-]?(\d{1,15}([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
LARGEST = 1e9

# What people write where there is no score, in both languages; compared without accents or case.
NO_SCORE = {
    "", "-", "--", ".", "*", "?", "na", "n/a", "n.a.", "#n/a", "#n/d", "nan", "null", "none",
    "nd", "n/d", "s/d", "sd", "np", "n.p.", "n/p", "sc", "s/c", "no presento", "no se presento",
    "ausente", "sin dato", "sin calificacion", "falta", "absent", "missing", "no score", "did not take",
}  # fmt: skip
TOTALS = {"total", "totales", "suma", "promedio", "media", "media general", "promedio general", "average",
          "mean", "sum", "overall", "desviacion estandar", "desv. est."}  # fmt: skip


class NotAScoreError(ValueError):
    """The cell holds text that is neither a number nor a sign for "no score"."""


def plain(text: str) -> str:
    """`text` for comparing: no accents, no case, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.casefold().split())


def is_blank(cell: object) -> bool:
    """Whether nothing stands in the cell."""
    return isinstance(cell, str) and not cell.strip()


def is_no_score(cell: object) -> bool:
    """Whether the cell says that there is no score."""
    return isinstance(cell, str) and plain(_dashes(cell)) in NO_SCORE


def is_percent(cell: object) -> bool:
    """Whether the cell is a number followed by a percent sign."""
    return isinstance(cell, str) and cell.rstrip().endswith("%") and not is_no_score(cell)


def number(cell: object) -> float:
    """The number in a cell: 7, 7.5, 7,5, −2 or 85 %. Raises NotAScoreError for anything else.

    One comma is a decimal comma, as Spanish-language Excel writes it; "1,234" could be two
    numbers and is refused.
    """
    if isinstance(cell, bool):
        raise NotAScoreError
    if isinstance(cell, (int, float)):
        return _bounded(float(cell))
    text = _dashes(str(cell)).strip().removesuffix("%").strip()
    if not NUMBER.fullmatch(text) or re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        raise NotAScoreError
    return _bounded(float(text.replace(",", ".")))


def _dashes(text: str) -> str:
    return text.replace("\u2212", "-").replace("–", "-").replace("—", "-").replace("\xa0", " ")


def _bounded(value: float) -> float:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise NotAScoreError
    return value
