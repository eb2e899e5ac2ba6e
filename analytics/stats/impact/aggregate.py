"""Averages of group-time effects, with the error of their weights (Callaway & Sant'Anna 2021)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Answer
from analytics.stats.core.labels import Codes
from analytics.stats.core.result import Estimate, Interval, undefined
from analytics.stats.core.wald import normal
from analytics.stats.impact.panel import NEVER, Panel

_ASSUMPTIONS = ("parallel_trends", "no_anticipation", "units_independent")
_BLOCK = 2_000_000


@dataclass(frozen=True, slots=True)
class Effects:
    """ATT(g, t) by group and time position, and units x effects influence."""

    groups: Codes
    times: Codes
    values: Floats
    influence: Floats


@dataclass(frozen=True, slots=True, repr=False)
class AggregateAt(Answer):
    """One entry: `at` is the periods since adoption, the adoption time or the calendar time."""

    HEADLINE: ClassVar[str] = "effect"

    at: float
    effect: Estimate
    se: float | None
    band: Interval | None


@dataclass(frozen=True, slots=True, repr=False)
class Aggregate(Answer):
    """An overall effect, and its entries with a band that covers all of them at once."""

    HEADLINE: ClassVar[str] = "overall"

    kind: str
    overall: Estimate
    overall_se: float | None
    entries: tuple[AggregateAt, ...]
    critical_value: float | None


def aggregate(
    kind: str,
    panel: Panel,
    effects: Effects,
    confidence: float,
    replicates: int,
    seed: int,
    reason: str | None,
) -> Aggregate:
    """The "simple", "dynamic", "group" or "calendar" aggregation of `effects`."""
    method, n = f"att_{kind}", panel.cohort.size
    after = effects.times >= effects.groups
    if reason:
        return Aggregate(kind, undefined(reason, method=method, n_used=n), None, (), None)
    member = panel.cohort[:, None] == effects.groups
    if kind == "simple":
        whole = _average(effects.values[after], effects.influence[:, after], member[:, after])
        overall, error = _estimate(whole, panel, method, confidence)
        return Aggregate(kind, overall, error, (), None)
    at = _places(kind, panel, effects)
    chosen = np.ones_like(after) if kind == "dynamic" else after
    places = np.unique(at[chosen])
    parts = []
    for place in places:
        here = chosen & (at == place)
        # Within a cohort all effects weigh the same; otherwise cohorts weigh by their size.
        weights = None if kind == "group" else member[:, here]
        parts.append(_average(effects.values[here], effects.influence[:, here], weights))
    values, influence = np.array([p.value for p in parts]), np.column_stack([p.influence for p in parts])
    counted = places >= 0 if kind == "dynamic" else np.ones(places.size, dtype=bool)
    cohorts = panel.times[np.minimum(panel.cohort, panel.times.size - 1)]
    sizes = (panel.cohort[:, None] != NEVER) & (cohorts[:, None] == places) if kind == "group" else None
    # As in R's did, the overall effect by group is conditional on the cohorts' sizes.
    mean = _average(values[counted], influence[:, counted], sizes, sizes_known=True)
    overall, error = _estimate(mean, panel, method, confidence)
    critical = critical_value(influence, confidence, replicates, seed)
    entries = []
    for place, part in zip(places, parts, strict=True):
        se = float(standard_errors(part.influence[:, None])[0]) * panel.unit
        effect, band = with_intervals(part.value * panel.unit, se, n, method, confidence, critical)
        entries.append(AggregateAt(float(place), effect, se, band))
    return Aggregate(kind, overall, error, tuple(entries), critical)


@dataclass(frozen=True, slots=True)
class _Average:
    """A weighted mean of effects and each unit's influence on it."""

    value: float
    influence: Floats


def _places(kind: str, panel: Panel, effects: Effects) -> Floats:
    """Where each effect belongs: time since adoption, adoption time or calendar time."""
    group, time = panel.times[effects.groups], panel.times[effects.times]
    return {"dynamic": time - group, "group": group, "calendar": time}[kind]


def _average(
    values: Floats, influence: Floats, member: NDArray[np.bool_] | None, *, sizes_known: bool = False
) -> _Average:
    """Mean of `values`, equal weights or the sizes of the cohorts that `member` (units x values) marks."""
    if member is None:
        return _Average(float(values.mean()), influence.mean(axis=1))
    share = member.mean(axis=0)
    whole = float(share.sum())
    weights = share / whole
    value = float(weights @ values)
    if sizes_known:
        return _Average(value, influence @ weights)
    # The cohorts' sizes are estimates too: the last terms are their part of the error.
    surprise = member - share
    sizes = surprise @ values / whole - surprise.sum(axis=1) * (value / whole)
    return _Average(value, influence @ weights + sizes)


def _estimate(whole: _Average, panel: Panel, method: str, confidence: float) -> tuple[Estimate, float]:
    se = float(standard_errors(whole.influence[:, None])[0]) * panel.unit
    n = panel.cohort.size
    return with_intervals(whole.value * panel.unit, se, n, method, confidence, None)[0], se


def standard_errors(influence: Floats) -> Floats:
    """Standard error of each column's effect."""
    return np.asarray(np.sqrt((influence**2).sum(axis=0)) / max(1, influence.shape[0]))


def with_intervals(
    value: float, se: float, n: int, method: str, confidence: float, critical: float | None
) -> tuple[Estimate, Interval | None]:
    """The estimate with its own normal interval, and the interval of the band."""
    interval = normal(value, se, confidence) if se > 0 else None
    estimate = Estimate(
        value=value,
        n_used=n,
        method=method,
        interval=interval,
        assumptions=_ASSUMPTIONS,
        interval_reason=None if interval else "no_variance",
    )
    band = None
    if interval and critical is not None:
        band = Interval(value - critical * se, value + critical * se, confidence, "multiplier_bootstrap")
    return estimate, band


def critical_value(influence: Floats, confidence: float, replicates: int, seed: int) -> float | None:
    """How many standard errors wide a band over all columns is, from Rademacher multipliers."""
    errors = standard_errors(influence)
    studentized = influence[:, errors > 0] / errors[errors > 0]
    n, columns = studentized.shape
    if not columns or n == 0:
        return None
    rng = np.random.Generator(np.random.PCG64(seed))
    largest = []
    step = max(1, _BLOCK // n)
    for start in range(0, replicates, step):
        signs = rng.integers(0, 2, size=(min(step, replicates - start), n)) * 2.0 - 1.0
        largest.append(np.abs(signs @ studentized / n).max(axis=1))
    return float(np.quantile(np.concatenate(largest), confidence))
