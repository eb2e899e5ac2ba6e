"""What comes out of the reports on cohorts; no words."""

from collections.abc import Hashable
from dataclasses import dataclass

from analytics.reports.gain import Gain
from analytics.reports.shares import Range
from courses.data import Texts


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
