"""Weights that make respondents look like the population in several margins at once."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Result
from analytics.stats.core.labels import Codes, Labels, encode
from analytics.stats.core.result import StatsError

_ROUNDS = 1000
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True, repr=False)
class Raking(Result):
    """One weight per respondent with mean 1 (None where a margin is missing).

    `n_effective` is Kish's (sum w)^2 / sum w^2. With `reason` there are no weights.
    """

    weights: tuple[float | None, ...]
    n_used: int
    n_missing: int
    n_effective: float | None
    largest_weight: float | None
    rounds: int
    reason: str | None


def rake(margins: Mapping[str, Labels], targets: Mapping[str, Mapping[Hashable, float]]) -> Raking:
    """Raking (iterative proportional fitting; Deming & Stephan 1940) to the population's shares.

    `margins` maps a name to one label per respondent, `targets` the same names to the share (or
    count) of each label in the population. Raises StatsError for other names or negative shares.
    """
    for argument, given in (("margins", margins), ("targets", targets)):
        if not isinstance(given, Mapping) or not all(isinstance(name, str) for name in given):
            raise StatsError(argument, "must map the name of each margin to its labels or shares")
    if any(not isinstance(shares, Mapping) for shares in targets.values()):
        raise StatsError("targets", "must map the labels of each margin to their shares")
    if not margins or set(margins) != set(targets):
        raise StatsError("targets", "must name the same margins as `margins`, at least one")
    names = sorted(margins)
    levels, codes = _encoded(margins, names)
    usable = (codes >= 0).all(axis=0)
    cells, member, counts = np.unique(codes[:, usable], axis=1, return_inverse=True, return_counts=True)
    n, missing = int(usable.sum()), int((~usable).sum())
    shares = [_shares(targets[name], levels[i], name) for i, name in enumerate(names)]
    reason = "no_respondent" if n == 0 else next((s for s in shares if isinstance(s, str)), None)
    if reason:
        return Raking((), n, missing, None, None, 0, reason)
    wanted = [s * n for s in shares if not isinstance(s, str)]
    weight, rounds = _fit(cells.astype(np.intp), counts, wanted)
    if weight is None:
        return Raking((), n, missing, None, None, rounds, "not_converged")
    squares = math.fsum((counts * weight**2).tolist())
    each = np.full(usable.size, np.nan)
    each[usable] = weight[member.ravel()]
    return Raking(
        weights=tuple(None if math.isnan(w) else w for w in each.tolist()),
        n_used=n,
        n_missing=missing,
        n_effective=math.fsum((counts * weight).tolist()) ** 2 / squares,
        largest_weight=float(weight.max()),
        rounds=rounds,
        reason=None,
    )


def _encoded(margins: Mapping[str, Labels], names: list[str]) -> tuple[list[tuple[Hashable, ...]], Codes]:
    levels, codes = [], []
    for name in names:
        found, column = encode(margins[name], "margins")
        levels.append(found)
        codes.append(column)
    if len({column.size for column in codes}) > 1:
        raise StatsError("margins", "must have one label per respondent in every margin")
    return levels, np.vstack(codes)


def _shares(target: Mapping[Hashable, float], levels: tuple[Hashable, ...], name: str) -> Floats | str:
    values = list(target.values())
    if any(isinstance(v, bool) or not isinstance(v, (int, float)) or not 0 <= v < math.inf for v in values):
        raise StatsError("targets", f"the shares of {name!r} must be numbers, 0 or more")
    if not math.fsum(values) > 0:
        raise StatsError("targets", f"the shares of {name!r} must not all be 0")
    whole = math.fsum(values)
    if any(target.get(at, 0) / whole == 0 for at in levels):
        return "respondents_without_population"
    if any(share > 0 and at not in levels for at, share in target.items()):
        return "population_without_respondents"
    return np.array([target[at] for at in levels]) / whole


def _furthest(have: NDArray[Any], target: Floats) -> float:
    with np.errstate(over="ignore"):
        return float(np.abs(have / target - 1).max())


def _fit(cells: Codes, counts: Codes, wanted: list[Floats]) -> tuple[Floats | None, int]:
    weight = np.ones(counts.size)
    for rounds in range(1, _ROUNDS + 1):
        furthest = 0.0
        for codes, target in zip(cells, wanted, strict=True):
            have = np.bincount(codes, weights=counts * weight, minlength=target.size)
            if have.min() <= 0 or not math.isfinite(float(have.max())):
                return None, rounds
            furthest = max(furthest, _furthest(have, target))
            with np.errstate(over="ignore"):
                weight = weight * (target / have)[codes]
        if furthest <= _CLOSE:
            return weight, rounds
    return None, _ROUNDS
