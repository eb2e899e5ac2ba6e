"""Where a person stands on the path: which steps are open, done, or still locked. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from courses.data import Texts

LOCKED, TODO, DOING, DONE = "locked", "todo", "doing", "done"


class StepLike(Protocol):
    """What the rules need to know of a step."""

    key: str
    kind: str
    title: Texts
    after: Sequence[str]
    required: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one person and one step.

    Where a step has parts, `part` is (done, of) and `minutes` (left, of), which count instead of the
    step's own minutes.
    """

    done: bool = False
    started: bool = False
    part: tuple[int, int] | None = None
    minutes: tuple[int, int] | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def status_of(step: StepLike, facts: Mapping[str, Fact], keys: frozenset[str], now: datetime) -> str:
    """Done once and for all; otherwise locked until every step it comes after is done and its window opens.

    A step that an editor took out of the path holds nobody up, and neither does one that is optional.
    """
    fact = facts.get(step.key, Fact())
    if fact.done:
        return DONE
    if any(key in keys and not facts.get(key, Fact()).done for key in step.after):
        return LOCKED
    if fact.started:
        return DOING
    if fact.opens_at is not None and now < fact.opens_at:
        return LOCKED
    if fact.closes_at is not None and now >= fact.closes_at:
        return LOCKED
    return TODO


def holding_keys(steps: Iterable[StepLike]) -> frozenset[str]:
    """The steps that can hold up others: those that are required."""
    return frozenset(step.key for step in steps if step.required)


def share_done(steps: Iterable[StepLike], facts: Mapping[str, Fact]) -> tuple[int, int]:
    """Percent of the required minutes that are behind the person, and the minutes still ahead.

    Rounded down, so that 100 % means that nothing is left.
    """
    total = left = 0
    for step in steps:
        if not step.required or not step.minutes:
            continue
        fact = facts.get(step.key, Fact())
        ahead, whole = fact.minutes or (step.minutes, step.minutes)
        total += whole
        left += 0 if fact.done else ahead
    if not total:
        return (100, 0)
    return (int(100 * (total - left) / total), left)
