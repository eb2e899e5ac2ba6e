"""What comes out of the analysis of a test; no words."""

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.reports.shares import Range
from assessments.data import AskedQuestion

FEW = 20
"""Below this many people nothing is said of a single question: any of them could turn it round."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option: how many chose it, and what share of the lowest, the middle and the highest third.

    `key` None is "not answered". `flags`: "never_chosen", "attracts_strong", "check_key".
    """

    key: str | None
    text: Mapping[str, str]
    is_key: bool
    n: int
    share: float | None
    thirds: tuple[float | None, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question: `difficulty` is the mean share of its points, `discrimination` the correlation of its
    points with those of all the others.

    `flags`, the weightiest first: "check_key", "attracts_strong", "no_variance", "poor_discrimination",
    "revise_item", "hard_item", "easy_item", "unused_options". `rival` is the option that those who did
    best chose more often than the right one, or that draws strong people; `annulled` says that the
    question counts for nobody.
    """

    question: AskedQuestion
    n: int
    difficulty: Range
    discrimination: Range
    flags: tuple[str, ...]
    options: tuple[OptionRow, ...] = ()
    rival: str | None = None
    annulled: bool = False


@dataclass(frozen=True, slots=True)
class Consistency:
    """How reliably the total ranks people: "omega", or "alpha" where there is none (`reason` says why).

    `reason` alone: neither can be told ("drawn": people were asked different questions). `sem` is
    the standard error of one person's total, in points.
    """

    kind: str
    value: Range
    sem: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class FormAnalysis:
    """A form of a test. `people` sat it; `hidden`: too few to say anything to this audience.

    `few`: fewer than `FEW`, so that nothing is flagged. `mean`, `sd` and `maximum` are points. `asked` is
    what a hidden form asks, of which nothing is told.
    """

    people: int
    hidden: bool
    few: bool = False
    mean: float | None = None
    sd: float | None = None
    maximum: float = 0.0
    consistency: Consistency | None = None
    questions: tuple[QuestionRow, ...] = ()
    asked: tuple[AskedQuestion, ...] = ()
