"""The report on a spreadsheet of scores: plain data, unrounded, without words for screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what computes it brings NumPy and SciPy, which the form of choices need not load
    from analytics.reports.gain import Gain


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose: which columns hold what, and the highest possible score."""

    pre: str
    post: str
    group: str = ""
    max_score: float | None = None


@dataclass(frozen=True, slots=True)
class ScoresReport:
    """The whole report.

    `markers` are words read as "no score", with how often each stood there; `reader_notes` is what
    the reader of the file said, in words; `total_rows` are rows that read like totals rather
    than people.
    """

    file_name: str
    choice: Choice
    max_score: float | None
    overall: "Gain"
    groups: "tuple[Gain, ...]"
    pairs: tuple[tuple[float, float], ...]
    markers: Mapping[str, int]
    reader_notes: tuple[str, ...]
    total_rows: tuple[int, ...]
