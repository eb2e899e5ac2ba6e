"""What a release takes from one person, as text, and what that adds to each indicator. Pure."""

from collections.abc import Mapping
from math import isnan
from typing import Any, NamedTuple

MEASURES = ("K1", "K2", "S1")
"""Indicators that are counts of people by their results."""

TAKEN: Mapping[str, Mapping[str, Any]] = {
    "K1": {"pre": None, "post": None, "maximum": None},
    "K2": {"post_done": False, "passed": False},
    "S1": {"rated": False, "competent": False},
}
"""By measure, the facts that it rests on, as they are of whoever is not in it."""

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


def part(facts: Facts, measure: str) -> tuple[Any, ...] | None:
    """What a measure takes from the person; None for whoever is not in its base."""
    match measure:
        case "K1":
            taken = (facts.pre, facts.post, facts.maximum)
            return None if facts.pre is None or facts.post is None else taken
        case "K2":
            return (facts.passed,) if facts.post_done else None
        case _:
            return (facts.competent,) if facts.rated else None


def fitting(
    before: Mapping[Any, str], now: Mapping[Any, str], least: int
) -> tuple[dict[Any, str], dict[str, frozenset[Any]]]:
    """The marks of `now` that may be published, and by measure the people whom it leaves out.

    A measure of fewer than `least` is left out of all. Where fewer than `least` came to one, and nobody
    who was in it changed, it stays as it is in `before` and they wait. Nobody is left without results.
    """
    out = {}
    for measure in MEASURES:
        was, is_ = _base(before, measure, least), _base(now, measure)
        came = frozenset(is_.keys() - was.keys())
        stays = all(is_.get(key) == one for key, one in was.items())
        if len(is_) < least:
            out[measure] = frozenset(now)
        else:
            out[measure] = came if stays and len(came) < least else frozenset()
    left = {}
    for key, mark in now.items():
        facts = read(mark)
        for measure, names in TAKEN.items():
            if key in out[measure]:
                facts = facts._replace(**names)
        if has_results(facts):
            left[key] = write(facts)
    return left, out


def uneven(before: Mapping[Any, str], now: Mapping[Any, str], least: int) -> bool:
    """Whether some measure that is shown would move on by somebody, yet by fewer than `least`."""
    for measure in MEASURES:
        was, is_ = _base(before, measure, least), _base(now, measure)
        touched = sum(was.get(key) != is_.get(key) for key in was.keys() | is_.keys())
        if is_ and 0 < touched < least:
            return True
    return False


def _base(own: Mapping[Any, str], measure: str, least: int = 0) -> dict[Any, tuple[Any, ...]]:
    """Who is in a measure, with what it takes; nobody where they are fewer than `least`: no sum has those."""
    found = {key: part(read(mark), measure) for key, mark in own.items() if mark}
    base = {key: one for key, one in found.items() if one is not None}
    return base if len(base) >= least else {}


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
