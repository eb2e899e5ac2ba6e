"""Whether the conditions of the certificate are met. Pure."""

from dataclasses import dataclass

from courses.data import Requirements


@dataclass(frozen=True, slots=True)
class Demands:
    """What a cohort's path demands; a step that is not on it, or is optional, is not demanded."""

    lessons: bool
    post_test: bool
    role_play: bool
    evaluation: bool
    pass_mark: float


@dataclass(frozen=True, slots=True)
class Record:
    """What one person has done."""

    enrollment_id: int
    lessons_done: int
    lessons_total: int
    pre_done: bool
    post_best: float | None
    post_max: float | None
    ratings: tuple[bool, ...]
    evaluated: bool


def requirements(record: Record, demands: Demands) -> Requirements:
    """What of the conditions `record` meets, and what is missing, in the order of the path.

    Whoever was rated by several people is competent only when all of them say so.
    """
    passed = is_passed(record.post_best, record.post_max, demands.pass_mark)
    competent = all(record.ratings) if record.ratings else None
    checks = [
        ("lessons", demands.lessons, record.lessons_done >= record.lessons_total),
        ("role_play", demands.role_play, competent is not None),
        ("competent", demands.role_play, competent is not False),
        ("post_test", demands.post_test, record.post_best is not None),
        ("pass_mark", demands.post_test, record.post_best is None or passed),
        ("evaluation", demands.evaluation, record.evaluated),
    ]
    missing = tuple(name for name, demanded, met in checks if demanded and not met)
    return Requirements(
        enrollment_id=record.enrollment_id,
        lessons_done=record.lessons_done,
        lessons_total=record.lessons_total,
        pre_done=record.pre_done,
        post_best=record.post_best,
        post_max=record.post_max,
        passed=passed,
        competent=competent,
        evaluated=record.evaluated,
        complete=not missing,
        missing=missing,
    )


def is_passed(score: float | None, max_score: float | None, pass_mark: float) -> bool:
    """Whether a score reaches the mark; 16 of 20 is 80 %, whatever floating point makes of it."""
    if score is None or not max_score:
        return False
    return score / max_score >= pass_mark - 1e-9
