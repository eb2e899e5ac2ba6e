"""What comes out of the reports on cohorts; no words."""

from dataclasses import dataclass

from analytics.reports.gain import Gain
from analytics.reports.shares import Range
from courses.data import Texts


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure against its target.

    `reading` is "meets", "below", "margin" (the interval holds the target), "hidden" (too few people
    to show), "running" (nobody is due yet) or "none" (no data). `missing` counts people whose date has
    passed and of whom there is no datum, `not_yet` those whose date has not, `left` those who left.
    """

    code: str
    value: Range
    count: int | None
    n: int
    missing: int
    target: float
    reading: str
    not_yet: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class TopicGain:
    """The gain in one topic; `key` is (course, topic)."""

    key: tuple[str, str]
    title: Texts
    questions: int | None
    gain: Gain


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path and how everybody enrolled stands with it: the six numbers add up.

    `ready` are certificates that were earned and not issued; of other steps it is zero.
    """

    key: str
    done: int
    missing: int
    not_yet: int
    left: int
    exempt: int
    ready: int = 0

    @property
    def people(self) -> int:
        return self.done + self.ready + self.missing + self.not_yet + self.left + self.exempt
