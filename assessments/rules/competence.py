"""Whether a rating says "competent"."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import fsum
from typing import Any

# "leave_out": what was not observed stays out of the mean.
NOT_OBSERVED_RULES = frozenset({"leave_out"})


@dataclass(frozen=True, slots=True)
class CompetenceRules:
    """The thresholds of one rubric; the defaults are the programme's proposal.

    Two assessors whose means are together within `grey_zone` levels of `pass_mean` talk it over.
    """

    pass_mean: float = 3.0
    critical_min: int = 3
    fail_at_or_below: int = 1
    min_observed: int = 7
    comment_at_or_below: int = 2
    moderation_gap: int = 2
    not_observed: str = "leave_out"
    grey_zone: float = 0.2

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "CompetenceRules":
        """Known thresholds of `data`; the rest keep their defaults."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})


@dataclass(frozen=True, slots=True)
class Outcome:
    """`mean` is over what was observed, None when nothing was; `enough` says whether that suffices.

    `barred`: whatever the mean, it is not competent.
    """

    mean: float | None
    observed: int
    enough: bool
    competent: bool
    barred: bool = False


def outcome(
    scores: Mapping[str, int | None],
    *,
    critical: frozenset[str],
    rules: CompetenceRules,
    weights: Mapping[str, float] | None = None,
) -> Outcome:
    """Apply `rules` to scores by criterion; None is N/O and stays out of the mean.

    A criterion without a weight weighs 1. A critical criterion that nobody observed cannot be said
    to reach its minimum.
    """
    observed = {key: value for key, value in scores.items() if value is not None}
    mean = _mean(observed, weights or {})
    enough = len(observed) >= rules.min_observed
    barred = (
        mean is None
        or not enough
        or any(observed.get(key, 0) < rules.critical_min for key in critical)
        or min(observed.values()) <= rules.fail_at_or_below
    )
    # A weighted mean of threes is three, whatever floating point makes of it.
    competent = not barred and mean is not None and mean >= rules.pass_mean - 1e-9
    return Outcome(mean, len(observed), enough, competent, barred)


def _mean(observed: Mapping[str, int], weights: Mapping[str, float]) -> float | None:
    total = fsum(weights.get(key, 1) for key in observed)
    if not total:
        return None
    return fsum(weights.get(key, 1) * value for key, value in observed.items()) / total
