"""Whether the conditions of the certificate are met. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from assessments.rules.results import Result
from courses.data import Requirements

Check = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Record:
    """What one person has done."""

    enrollment_id: int
    lessons_done: int
    lessons_total: int
    pre_done: bool
    post_best: float | None
    post_max: float | None
    result: Result
    evaluated: bool

    @property
    def competent(self) -> bool | None:
        """What the assessed role-plays come to; None while nothing is decided."""
        return self.result.competent


def requirements(record: Record, checks: Iterable[Check], pass_mark: float) -> Requirements:
    """What `record` amounts to, and which of the conditions demanded are missing, in their order."""
    missing = tuple(name for name, met in checks if not met)
    return Requirements(
        enrollment_id=record.enrollment_id,
        lessons_done=record.lessons_done,
        lessons_total=record.lessons_total,
        pre_done=record.pre_done,
        post_best=record.post_best,
        post_max=record.post_max,
        passed=is_passed(record.post_best, record.post_max, pass_mark),
        competent=record.competent,
        verdict=record.result.verdict,
        evaluated=record.evaluated,
        complete=not missing,
        missing=missing,
    )


def is_passed(score: float | None, max_score: float | None, pass_mark: float) -> bool:
    """Whether a score reaches the mark; 16 of 20 is 80 %, whatever floating point makes of it."""
    if score is None or not max_score:
        return False
    return score / max_score >= pass_mark - 1e-9


def points_needed(max_score: float, pass_mark: float) -> int:
    """The fewest whole points that reach the mark: 16 of 20 at 80 %."""
    return ceil(max_score * pass_mark - 1e-9)
