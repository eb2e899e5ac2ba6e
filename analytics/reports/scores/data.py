"""The report on a spreadsheet of scores: plain data, unrounded, without words for screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.core.errors import UserError

if TYPE_CHECKING:  # what computes it brings NumPy and SciPy, which the form of choices need not load
    from analytics.reports.gain import Gain

REPEATED = ("first", "last", "rows")
"""What counts of people who stand in several rows: the first, the last, or every row as a person."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose: which columns hold what, and answers to what the file leaves open.

    `max_score` is the highest possible score, of both unless `max_post` says another for the second.
    `person` is the column that says who a row is, `score` that of the scores in a file with one row per
    person and test. `repeated` is one of REPEATED, `missing` lists values that stand for "no score"
    ("none": none do), `words` gives numbers to words ("never=1; always=5").
    """

    pre: str
    post: str
    group: str = ""
    max_score: float | None = None
    max_post: float | None = None
    person: str = ""
    score: str = ""
    repeated: str = ""
    missing: str = ""
    words: str = ""


class OpenQuestionError(UserError):
    """What the file alone does not say: no figure before it is answered.

    `field` is the part of `Choice` that answers it, `proposal` what is most likely meant.
    """

    def __init__(self, message: str, *, code: str, field: str, proposal: str = "") -> None:
        super().__init__(message, code=code)
        self.field = field
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no person: `kind` is "maximum", "test", "total", "heading", "remark" or "key"."""

    row: int
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class ScoresReport:
    """The whole report.

    `markers` are words read as "no score", with how often each stood there; `left_out` are rows that
    are no people; `reader_notes` is what was noticed on the way, in words.
    """

    file_name: str
    choice: Choice
    max_score: float | None
    overall: "Gain"
    groups: "tuple[Gain, ...]"
    pairs: tuple[tuple[float, float], ...]
    markers: Mapping[str, int]
    reader_notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
