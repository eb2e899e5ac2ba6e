"""Staggered difference-in-differences without covariates (Callaway & Sant'Anna 2021)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.base import Answer
from analytics.stats.core.bootstrap import DEFAULT_SEED, check_resampling
from analytics.stats.core.labels import Labels
from analytics.stats.core.result import Estimate, Interval, StatsError
from analytics.stats.impact import aggregate
from analytics.stats.impact.aggregate import Aggregate, Effects, critical_value
from analytics.stats.impact.panel import NEVER, Panel, load

FEWEST_UNITS_OF_A_COHORT = 5
CONTROLS = ("never", "not_yet")
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, repr=False)
class GroupTime(Answer):
    """ATT(g, t): the effect at `time` on units first treated at `group`; before `group`, a placebo.

    `band` covers all group-time effects at once; the estimate's interval only this one.
    """

    HEADLINE: ClassVar[str] = "effect"

    group: float
    time: float
    effect: Estimate
    se: float | None
    band: Interval | None
    n_treated: int
    n_controls: int


@dataclass(frozen=True, slots=True, repr=False)
class Staggered(Answer):
    """Group-time effects, their four aggregations, and the two-way fixed effects contrast.

    `twfe` weighs effects of early adopters wrongly when they differ: it is for contrast only.
    With `reason` nothing could be estimated.
    """

    HEADLINE: ClassVar[str] = "simple.overall"

    group_times: tuple[GroupTime, ...]
    simple: Aggregate
    dynamic: Aggregate
    group: Aggregate
    calendar: Aggregate
    twfe: float | None
    n_units: int
    n_periods: int
    control: str
    critical_value: float | None
    seed: int
    replicates: int
    excluded: Mapping[str, int]
    warnings: tuple[str, ...]
    reason: str | None


def staggered(
    outcome: ArrayLike,
    units: Labels,
    times: ArrayLike,
    first_treated: ArrayLike,
    *,
    control: str = "never",
    confidence: float = 0.95,
    replicates: int = 1000,
    seed: int = DEFAULT_SEED,
) -> Staggered:
    """Effects of a program that units adopt at different times, one row per unit and time.

    `first_treated` is 0 (or missing) for units never treated, and the same in all rows of a unit.
    Effects compare the change since the period before adoption (before adoption: since the period
    before) with that of `control` units: never treated, or not yet treated. Without never-treated
    units "not_yet" is used, with a warning. Units without every period and units treated in the
    first period are left out and counted. Errors come from influence functions; the band over all
    effects from a multiplier bootstrap with Rademacher weights over units.
    """
    wanted = level(confidence)
    check_resampling(seed, replicates)
    if control not in CONTROLS:
        raise StatsError("control", "must be 'never' or 'not_yet'")
    panel = load(outcome, units, times, first_treated)
    warnings: tuple[str, ...] = ()
    if control == "never" and panel.cohort.size and not (panel.cohort == NEVER).any():
        control, warnings = "not_yet", ("no_never_treated_unit",)
    sizes = [int((panel.cohort == g).sum()) for g in panel.cohorts]
    if any(size < FEWEST_UNITS_OF_A_COHORT for size in sizes):
        warnings += ("small_cohort",)
    effects, counts = _effects(panel, control)
    reason = panel.reason or (None if effects.values.size else "no_comparison_possible")
    critical = critical_value(effects.influence, wanted, replicates, seed)
    kinds = ("simple", "dynamic", "group", "calendar")
    parts = [aggregate.aggregate(k, panel, effects, wanted, replicates, seed, reason) for k in kinds]
    return Staggered(
        group_times=tuple(_report(panel, effects, counts, wanted, critical)),
        simple=parts[0],
        dynamic=parts[1],
        group=parts[2],
        calendar=parts[3],
        twfe=_two_way(panel),
        n_units=panel.cohort.size,
        n_periods=panel.times.size,
        control=control,
        critical_value=critical,
        seed=seed,
        replicates=replicates,
        excluded=panel.excluded,
        warnings=warnings,
        reason=reason,
    )


def _effects(panel: Panel, control: str) -> tuple[Effects, list[tuple[int, int]]]:
    """Every ATT(g, t) with controls, and the influence of each unit on it."""
    n = panel.cohort.size
    groups: list[int] = []
    at: list[int] = []
    values: list[float] = []
    counts: list[tuple[int, int]] = []
    influence = [np.zeros((n, 0))]
    for g in panel.cohorts:
        treated = panel.cohort == g
        for t in range(1, panel.times.size):
            base = t - 1 if t < g else g - 1
            others = panel.cohort == NEVER
            if control == "not_yet":
                others |= (panel.cohort > t) & ~treated
            if not others.any():
                continue
            change = panel.outcome[:, t] - panel.outcome[:, base]
            effect, own = _difference(change, treated, others)
            groups.append(g)
            at.append(t)
            values.append(effect)
            influence.append(own[:, None])
            counts.append((int(treated.sum()), int(others.sum())))
    where = np.array(groups, dtype=np.intp), np.array(at, dtype=np.intp)
    return Effects(*where, np.array(values), np.hstack(influence)), counts


def _difference(change: Floats, treated: Mask, others: Mask) -> tuple[float, Floats]:
    n, influence, means = change.size, np.zeros(change.size), []
    for mask, sign in ((treated, 1.0), (others, -1.0)):
        mean = float(change[mask].mean())
        influence[mask] = sign * n / mask.sum() * (change[mask] - mean)
        means.append(mean)
    return means[0] - means[1], influence


def _report(
    panel: Panel,
    effects: Effects,
    counts: list[tuple[int, int]],
    confidence: float,
    critical: float | None,
) -> list[GroupTime]:
    errors = aggregate.standard_errors(effects.influence) * panel.unit
    rows = []
    for i, (treated, controls) in enumerate(counts):
        value, error = float(effects.values[i]) * panel.unit, float(errors[i])
        group, time = float(panel.times[effects.groups[i]]), float(panel.times[effects.times[i]])
        estimate, band = aggregate.with_intervals(
            value, error, treated + controls, "att_group_time", confidence, critical
        )
        rows.append(GroupTime(group, time, estimate, error, band, treated, controls))
    return rows


def _two_way(panel: Panel) -> float | None:
    """Coefficient of treatment in a regression with unit and period effects (balanced panel)."""
    if panel.reason:
        return None
    periods = np.arange(panel.times.size)
    treated = ((panel.cohort[:, None] != NEVER) & (periods >= panel.cohort[:, None])).astype(np.float64)
    rest = treated - treated.mean(axis=1, keepdims=True) - treated.mean(axis=0) + treated.mean()
    spread = float((rest**2).sum())
    return float((rest * panel.outcome).sum()) / spread * panel.unit if spread > 1e-12 else None
