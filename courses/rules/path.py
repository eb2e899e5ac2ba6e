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
    step's own minutes. `behind` says that what comes after need not wait any more, though the step is
    not done: a role-play that was held and waits for its rating.
    """

    done: bool = False
    behind: bool = False
    started: bool = False
    part: tuple[int, int] | None = None
    minutes: tuple[int, int] | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def status_of(step: StepLike, facts: Mapping[str, Fact], keys: frozenset[str], now: datetime) -> str:
    """Done once and for all; otherwise locked until every step before it is behind and its window opens.

    A step that an editor took out of the path holds nobody up, and neither does one that is optional.
    """
    fact = facts.get(step.key, Fact())
    if fact.done:
        return DONE
    if not is_reached(step, facts, keys):
        return LOCKED
    if fact.started:
        return DOING
    if fact.opens_at is not None and now < fact.opens_at:
        return LOCKED
    if fact.closes_at is not None and now >= fact.closes_at:
        return LOCKED
    return TODO


def is_reached(step: StepLike, facts: Mapping[str, Fact], keys: frozenset[str]) -> bool:
    """Whether every step before it is behind."""
    before = [facts.get(key, Fact()) for key in step.after if key in keys]
    return all(one.done or one.behind for one in before)


def holding_keys(steps: Iterable[StepLike]) -> frozenset[str]:
    """The steps that can hold up others: those that are required."""
    return frozenset(step.key for step in steps if step.required)
