"""How far a sitting is, from its start to what the person learns: computed, never stored."""

from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from assessments.rules.timing import State

Scored = TypeVar("Scored")


class Stage(Enum):
    """In progress; over at its deadline and not closed yet; sent and not wholly marked; marked, and
    its result waits; released to the person."""

    IN_PROGRESS = "in_progress"
    EXPIRED = "expired"
    SUBMITTED = "submitted"
    MARKED = "marked"
    RELEASED = "released"


def stage_of(state: State, *, waits: bool, tells: bool) -> Stage:
    """The stage of a sitting in a state of `rules.timing`.

    `waits`: something in it waits for whoever marks by hand; `tells`: results are not held back.
    """
    if state is State.IN_PROGRESS:
        return Stage.IN_PROGRESS
    if state is State.EXPIRED:
        return Stage.EXPIRED
    if waits:
        return Stage.SUBMITTED
    return Stage.RELEASED if tells else Stage.MARKED


def that_counts(counts: str, scores: Sequence[tuple[float, Scored]]) -> Scored | None:
    """Of scores in the order of their sittings, each with what it is of, the one that counts.

    `counts` as in `DeliveryRules`; of several equally good ones the first. None without any.
    """
    if not scores:
        return None
    if counts == "best":
        return max(scores, key=lambda one: one[0])[1]
    return scores[0 if counts == "first" else -1][1]
