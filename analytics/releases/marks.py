"""What a release takes from one person, as text, and what that adds to each indicator. Pure."""

from collections.abc import Mapping
from math import isnan
from typing import Any, NamedTuple

MEASURES = ("K1", "K2", "S1")
"""Indicators that are counts of people by their results."""

Delta = dict[str, tuple[int, int]]
"""By measure, by how much (count, base) differ."""


class Facts(NamedTuple):
    """Results of one person; None is "not taken" or "not rated"."""

    pre: float | None
    post: float | None
    maximum: float | None
    post_done: bool
    passed: bool
    rated: bool
    competent: bool


def facts_of(row: Any) -> Facts:
    """The results in one row of `analytics.facts.PERSON`."""
    return Facts(
        _number(row["pre"]),
        _number(row["post"]),
        _number(row["maximum"]),
        *(bool(row[name]) for name in ("post_done", "passed", "rated", "competent")),
    )


def write(facts: Facts) -> str:
    """The mark: equal for equal results."""
    return ",".join("" if one is None else f"{float(one):g}" for one in facts)


def read(mark: str) -> Facts:
    """What was written."""
    numbers = [float(one) if one else None for one in mark.split(",")]
    return Facts(*numbers[:3], *(bool(one) for one in numbers[3:]))  # type: ignore[arg-type]


def has_results(facts: Facts) -> bool:
    """Whether there is anything that a figure could take."""
    return facts.pre is not None or facts.post is not None or facts.post_done or facts.rated


def counts(facts: Facts, definition: Mapping[str, Any]) -> Delta:
    """What the person adds to count and base of each measure."""
    both = facts.pre is not None and facts.post is not None
    gained = both and (facts.post or 0) - (facts.pre or 0) >= definition["improved_items"]
    return {
        "K1": (int(gained), int(both)),
        "K2": (int(facts.post_done and facts.passed), int(facts.post_done)),
        "S1": (int(facts.rated and facts.competent), int(facts.rated)),
    }


def add(total: Delta, part: Delta, sign: int = 1) -> None:
    """Adds to, or takes from, a sum of them."""
    for name, (count, base) in part.items():
        own = total.get(name, (0, 0))
        total[name] = own[0] + sign * count, own[1] + sign * base


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)
