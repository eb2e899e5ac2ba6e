"""What goes into the reports on cohorts, aligned by enrollment, and what comes out; no words."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analytics.reports.gain import Gain
from analytics.reports.shares import Range
from courses.data import CohortInfo, CompletionRow, PersonScores, Texts

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything known of the people in scope. `rows` and `scores` are aligned, by enrollment.

    `pre` and `post` are first attempts as shares of the highest possible score, missing as NaN.
    `topics` maps (course, topic) to shares before and after, aligned with `rows` too. `ratings` has
    a person's criteria by cohort; `opinions` the mean of each anonymous sheet by cohort.
    """

    cohorts: Mapping[int, CohortInfo]
    rows: tuple[CompletionRow, ...]
    scores: tuple[PersonScores, ...]
    pre: Floats
    post: Floats
    certified: frozenset[int]
    topics: Mapping[tuple[str, str], tuple[Floats, Floats]] = field(default_factory=dict)
    ratings: Mapping[int, tuple[Mapping[str, float], ...]] = field(default_factory=dict)
    opinions: Mapping[int, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure against its target.

    `reading` is "meets", "below", "margin" (the interval holds the target) or "hidden" (too few
    people to show) or "none" (no data yet). `missing` counts people of whom the datum was expected.
    """

    code: str
    value: Range
    count: int | None
    n: int
    missing: int
    target: float
    reading: str


@dataclass(frozen=True, slots=True)
class TopicGain:
    """The gain in one topic; `key` is (course, topic)."""

    key: tuple[str, str]
    title: Texts
    questions: int | None
    gain: Gain


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One row of a table by group: the labels in it (several where small groups were merged)."""

    labels: tuple[Hashable, ...]
    gain: Gain
    people: int
    complete: Range


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path and how many people reached it."""

    key: str
    people: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The mean of one criterion in each cohort of the table; None where it may not be shown."""

    key: str
    title: Texts
    critical: bool
    means: tuple[float | None, ...]
