"""What one sitting asks, in which order: worked out once, at the start, and stored."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.item_types import REGISTRY
from assessments.rules.drawing import Candidate, draw_from
from assessments.rules.ordering import shuffled


@dataclass(frozen=True, slots=True)
class Offered:
    """A question that an instrument offers; `name` tells it apart for ever."""

    id: Hashable
    name: str
    type: str
    content: Mapping[str, Any]
    points: float
    topic: str = ""
    drawable: bool = True
    tags: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A section: all its questions, or some drawn by a rule."""

    offered: Sequence[Offered]
    draw: int | None = None
    rule: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one sitting asks it."""

    id: Hashable
    points: float
    topic: str
    option_order: list[str]


def lay_out(parts: Sequence[Part], *, seed: int, shuffle: bool) -> list[Asked]:
    """The questions of one sitting in its order; sections stay in theirs.

    The same seed gives the same paper for ever. Raises DrawError when too few can be drawn.
    """
    paper: list[Asked] = []
    for part in parts:
        questions = _drawn(part, seed)
        if shuffle:
            questions = shuffled(questions, seed=seed, name=lambda one: one.name)
        paper += [Asked(one.id, one.points, one.topic, _options(one, seed, shuffle)) for one in questions]
    return paper


def _drawn(part: Part, seed: int) -> list[Offered]:
    if part.draw is None:
        return list(part.offered)
    candidates = [Candidate(one.id, one.name, one.tags) for one in part.offered if one.drawable]
    drawn = {one.id for one in draw_from(candidates, draw=part.draw, rule=part.rule or {}, seed=seed)}
    return [one for one in part.offered if one.id in drawn]


def _options(question: Offered, seed: int, shuffle: bool) -> list[str]:
    """Only a type that names its options has them shuffled."""
    keys = list(REGISTRY[question.type].option_keys(question.content))
    return shuffled(keys, seed=seed, name=lambda key: f"{question.name}:{key}") if shuffle else keys
