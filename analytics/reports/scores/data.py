"""The report on a spreadsheet of scores: plain data, unrounded, without words for screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.core.errors import UserError

if TYPE_CHECKING:  # what computes it brings NumPy and SciPy, which the form of choices need not load
    from analytics.reports.gain import Gain
    from analytics.reports.shares import Range

REPEATED = ("first", "last", "rows")
"""What counts of people who stand in several rows: the first, the last, or every row as a person."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose: which columns hold what, and answers to what the file leaves open.

    `max_score` is the highest possible score, of both unless `max_post` says another for the second.
    `person` is the column that says who a row is, `score` that of the scores in a file with one row per
    person and test. `repeated` is one of REPEATED, `missing` lists values that stand for "no score"
    ("none": none do), `words` gives numbers to words ("never=1; always=5"). `also` are further columns of
    groups, each told apart by itself; `follow` a third score, out of what the second is; `form_pre` and
    `form_post` the columns of the form that each score is of.
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
    also: tuple[str, ...] = ()
    follow: str = ""
    form_pre: str = ""
    form_post: str = ""

    @property
    def groupings(self) -> tuple[str, ...]:
        """Every column of groups, each once."""
        return tuple(dict.fromkeys(one for one in (self.group, *self.also) if one))


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
class Breakdown:
    """The groups of one column."""

    column: str
    groups: "tuple[Gain, ...]"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The third score: who has all three, their means, the share of the gain that was kept, and the changes
    from the first and from the second score to it.
    """

    column: str
    n: int
    means: tuple[float | None, ...]
    kept: "Range"
    since_first: "Gain"
    since_second: "Gain"


@dataclass(frozen=True, slots=True)
class Forms:
    """Who had which form before and after, each order by its label "A – B".

    Where people had two forms crosswise, `gain` is free of their difference, and `easier` says by how much
    `form` is the easier one.
    """

    orders: "tuple[Gain, ...]"
    gain: "Range"
    easier: "Range"
    form: str


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One question: the share of its points earned before and after, and how it tells people apart after.

    `pre` and `post` are the headings of its columns; None where it stands in one test alone.
    """

    pre: str | None
    post: str | None
    before: float | None
    after: float | None
    discrimination: float | None
    n_before: int
    n_after: int


@dataclass(frozen=True, slots=True)
class Items:
    """The questions of both tests, and the reliability (alpha) of each total."""

    questions: tuple[ItemFigures, ...]
    alpha_before: "Range"
    alpha_after: "Range"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row as it was read: its number in the file, its groups, and its scores on one scale."""

    number: int
    groups: tuple[str, ...]
    pre: float | None
    post: float | None
    follow: float | None = None
    forms: tuple[str, str] = ("", "")


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
    breakdowns: tuple[Breakdown, ...]
    rows: tuple[ScoreRow, ...]
    markers: Mapping[str, int]
    reader_notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    follow: FollowUp | None = None
    forms: Forms | None = None
    items: Items | None = None

    @property
    def groups(self) -> "tuple[Gain, ...]":
        """Those of every column, one after the other."""
        return tuple(gain for one in self.breakdowns for gain in one.groups)

    @property
    def pairs(self) -> tuple[tuple[float, float], ...]:
        """Both scores of everybody who has them."""
        return tuple((one.pre, one.post) for one in self.rows if one.pre is not None and one.post is not None)
