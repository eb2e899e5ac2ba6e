"""The likelihood of answers given raw scores, and its maximum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stats.core.arrays import Floats
from analytics.stats.scaling.responses import Responses

_STEPS = 200
_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class _Design:
    """People counted by the set of items they saw (rows of `seen`) and their raw score (columns)."""

    seen: Floats
    people: Floats
    right: Floats


def _design(loaded: Responses) -> _Design:
    k = len(loaded.items)
    scores = loaded.right.sum(axis=1).astype(np.intp)
    right = loaded.counts @ loaded.right
    if loaded.seen is None:
        return _Design(
            np.ones((1, k)), np.bincount(scores, loaded.counts, k + 1)[None, :].astype(np.float64), right
        )
    seen, group = np.unique(loaded.seen, axis=0, return_inverse=True)
    people = np.zeros((seen.shape[0], k + 1))
    np.add.at(people, (group.ravel(), scores), loaded.counts)
    return _Design(seen, people, right)


def maximize(loaded: Responses) -> tuple[Floats, float] | None:
    """Newton steps with the conditional covariance of answers replaced by its independent part."""
    design = _design(loaded)
    k = len(loaded.items)
    asked = loaded.counts @ loaded.seen_or_ones()
    difficulty = np.log((asked - design.right) / design.right)
    difficulty -= difficulty.mean()
    value, expected, spread = _likelihood(design, difficulty)
    for _ in range(_STEPS):
        step = np.linalg.solve(spread + 1 / k, expected - design.right)
        size = 1.0
        while True:
            candidate = difficulty + size * step
            candidate -= candidate.mean()
            new = _likelihood(design, candidate)
            if new[0] >= value - 1e-9 * abs(value) or size < 1e-4:
                break
            size /= 2
        moved = float(np.abs(candidate - difficulty).max())
        difficulty, (value, expected, spread) = candidate, new
        if moved < _TOLERANCE:
            return difficulty, value
    return None


def _likelihood(design: _Design, difficulty: Floats) -> tuple[float, Floats, Floats]:
    """Conditional log-likelihood, expected right answers per item, and approximate information."""
    chance = design.seen / (1 + np.exp(difficulty))
    without = _sums_without(chance)
    whole = _sums(chance)
    value = float(-(design.right @ difficulty))
    level = (design.seen * np.log1p(np.exp(-difficulty))).sum(axis=1)
    used = design.people > 0
    logs = np.log(whole, out=np.zeros_like(whole), where=used) + level[:, None]
    value -= float((design.people * logs).sum())
    share = np.divide(design.people, whole, out=np.zeros_like(whole), where=used)
    given = chance[:, :, None] * without[:, :, :-1]
    expected = (given * share[:, None, 1:]).sum(axis=(0, 2))
    conditional_p = np.divide(given, whole[:, None, 1:], out=np.zeros_like(given), where=used[:, None, 1:])
    weights = np.sqrt(design.people[:, None, 1:])
    variance = conditional_p * (1 - conditional_p)
    # Exact for items of equal difficulty: a fixed score leaves m - 1 of m answers free.
    asked = design.seen.sum(axis=1)[:, None, None]
    variance = variance * asked / (asked - 1)
    spread = np.diag((variance * design.people[:, None, 1:]).sum(axis=(0, 2)))
    scale = np.sqrt(np.maximum(variance.sum(axis=1, keepdims=True), 1e-300))
    centered = (variance * weights / scale).transpose(1, 0, 2).reshape(difficulty.size, -1)
    return value, expected, spread - centered @ centered.T


def _sums(chance: Floats) -> Floats:
    """Distribution of the raw score for each row of `chance` (Poisson-binomial, all terms positive)."""
    groups, k = chance.shape
    sums = np.zeros((groups, k + 1))
    sums[:, 0] = 1.0
    for j in range(k):
        p = chance[:, j : j + 1]
        sums[:, 1:] = sums[:, 1:] * (1 - p) + sums[:, :-1] * p
        sums[:, 0] *= 1 - p[:, 0]
    return sums


def _sums_without(chance: Floats) -> Floats:
    """`_sums` with each item left out in turn: groups × items × scores."""
    groups, k = chance.shape
    sums = np.zeros((groups, k, k + 1))
    sums[:, :, 0] = 1.0
    for j in range(k):
        p = np.repeat(chance[:, j : j + 1], k, axis=1)
        p[:, j] = 0.0
        sums[:, :, 1:] = sums[:, :, 1:] * (1 - p[:, :, None]) + sums[:, :, :-1] * p[:, :, None]
        sums[:, :, 0] *= 1 - p
    return sums


def information_matrix(loaded: Responses, difficulty: Floats) -> Floats:
    """Exact information: covariances of answers given the raw score, summed over people."""
    design = _design(loaded)
    k = difficulty.size
    chance = design.seen / (1 + np.exp(difficulty))
    whole = _sums(chance)
    used = design.people > 0
    share = np.divide(design.people, whole, out=np.zeros_like(whole), where=used)
    single = chance[:, :, None] * _sums_without(chance)[:, :, :-1]
    information = np.zeros((k, k))
    given = np.divide(single, whole[:, None, 1:], out=np.zeros_like(single), where=used[:, None, 1:])
    for i in range(k):
        rest = chance.copy()
        rest[:, i] = 0.0
        pairs = chance[:, i, None, None] * rest[:, :, None] * _sums_without(rest)[:, :, :-2]
        information[i] = (pairs * share[:, None, 2:]).sum(axis=(0, 2))
        information[i, i] = float((single[:, i] * share[:, 1:]).sum())
        information[i] -= (given[:, i, None] * given * design.people[:, None, 1:]).sum(axis=(0, 2))
    return information
