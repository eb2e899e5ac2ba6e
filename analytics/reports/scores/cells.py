"""Reading one cell of a score column: a number, nothing, or something that is no score."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from analytics.reports.scores.no_score import is_blank, is_no_score
from lms.core.text import key

__all__ = ["NotAScoreError", "Reading", "Signs", "is_blank", "is_no_score", "read", "signs"]

_NUMBER = re.compile(r"[+-]?(\d{1,15}([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+|[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+", re.ASCII)
_THREE = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d*,(\d{1,2}|\d{4,})|[+-]?0,\d+", re.ASCII)
_DECIMAL_POINT = re.compile(r"[+-]?\d*\.(\d{1,2}|\d{4,})|[+-]?0\.\d+", re.ASCII)
_OUT_OF = re.compile(r"(.+?)\s*(?:/|\bde\b|\bout of\b|\bsobre\b)\s*([\d.,]+)", re.ASCII)
_UNIT = re.compile(r"\s*(%|pts?\.?|puntos?|points?|aciertos?)$", re.IGNORECASE)
LARGEST = 1e9


class NotAScoreError(ValueError):
    """The cell holds text that is neither a number nor a sign for "no score"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A score as written: its number, whether a percent sign follows, and "out of" what ("8 / 10")."""

    value: float
    percent: bool = False
    out_of: float | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of commas and points: which ones divide decimals for sure, and the file's separator."""

    commas: bool
    points: bool
    separator: str
    highest: float | None = None

    def ambiguous(self, cell: object) -> bool:
        """Whether the cell could be a number or a thousand times that number.

        In a file with semicolons a comma is the decimal one, unless points say otherwise; elsewhere other
        numbers such as 7,5 or the highest possible score have to show it. A point is the decimal one unless
        commas are.
        """
        found = _THREE.fullmatch(_bare(cell)) if isinstance(cell, str) else None
        if found is None:
            return False
        if self.highest is not None and float(re.sub(r"[.,]", "", found[0])) > self.highest:
            return False  # As thousands it would exceed the highest possible score.
        if found[1] == ".":
            return self.commas
        return self.points or not (self.commas or self.separator == ";")


def signs(cells: Iterable[object], separator: str, highest: float | None) -> Signs:
    """What the cells of the columns of scores show."""
    texts = [_bare(cell) for cell in cells if isinstance(cell, str)]
    return Signs(
        commas=any(_DECIMAL_COMMA.fullmatch(text) for text in texts),
        points=any(_DECIMAL_POINT.fullmatch(text) for text in texts),
        separator=separator,
        highest=highest,
    )


def read(cell: object) -> Reading:
    """7, 7.5, 7,5, −2, 85 %, 8 / 10 or 8 pts. Raises NotAScoreError for anything else."""
    if isinstance(cell, bool):
        raise NotAScoreError
    if isinstance(cell, (int, float)):
        return Reading(_bounded(float(cell)))
    text = _bare(cell, keep_unit=True)
    if found := _OUT_OF.fullmatch(text):
        value, whole = _number(found[1]), _number(found[2])
        if not 0 <= value <= whole:
            raise NotAScoreError
        return Reading(value, out_of=whole)
    return Reading(_number(_UNIT.sub("", text)), percent=text.endswith("%"))


def _number(text: str) -> float:
    if _GROUPED.fullmatch(text):
        thousands = "," if text.rindex(".") > text.rindex(",") else "."
        text = text.replace(thousands, "")
    if not _NUMBER.fullmatch(text):
        raise NotAScoreError
    return _bounded(float(text.replace(",", ".")))


def _bare(cell: object, *, keep_unit: bool = False) -> str:
    """The cell's text with plain digits and dashes; a raised figure is a footnote, not a digit."""
    text = str(cell).strip().removeprefix("'")
    if any(unicodedata.category(c) == "No" for c in text):
        return text
    text = key(text.replace("\u2212", "-").replace("–", "-").replace("—", "-"))
    return text if keep_unit else _UNIT.sub("", text)


def _bounded(value: float) -> float:
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise NotAScoreError
    return value
