"""When a sitting ends. State at a moment is computed, never stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

# An answer sent at the last second over a slow line still counts.
GRACE = timedelta(seconds=60)


class State(Enum):
    IN_PROGRESS = "in_progress"
    EXPIRED = "expired"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class ExtraTime:
    """What an accommodation adds to a time limit: times as long, then minutes more."""

    factor: float = 1.0
    minutes: int = 0


def due_at(
    *,
    started_at: datetime,
    limit_minutes: int | None,
    closes_at: datetime | None,
    extra: ExtraTime = ExtraTime(),
) -> datetime | None:
    """The earlier of the person's own limit and the closing of the window; None without either.

    Extra time lengthens the limit; the window is the same for all.
    """
    ends = [closes_at] if closes_at else []
    if limit_minutes:
        ends.append(started_at + timedelta(minutes=limit_minutes * extra.factor + extra.minutes))
    return min(ends, default=None)


def state(*, submitted_at: datetime | None, due_at: datetime | None, now: datetime) -> State:
    """What a sitting is at `now`."""
    if submitted_at:
        return State.SUBMITTED
    if due_at and now > due_at + GRACE:
        return State.EXPIRED
    return State.IN_PROGRESS


def seconds_left(*, due_at: datetime | None, now: datetime) -> int | None:
    """Whole seconds until the deadline (the grace is not promised to anybody); None without one."""
    return max(0, int((due_at - now).total_seconds())) if due_at else None
