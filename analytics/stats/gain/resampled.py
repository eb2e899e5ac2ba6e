"""BCa intervals over persons for the mean gain and for d_av."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analytics.stats.core.arrays import Floats, level
from analytics.stats.core.bootstrap import DEFAULT_REPLICATES, DEFAULT_SEED, Bootstrap, bca, check_resampling
from analytics.stats.core.moments import differences
from analytics.stats.gain.raw import complete_pairs


def bootstrap_mean(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    confidence: float = 0.95,
    seed: int = DEFAULT_SEED,
    replicates: int = DEFAULT_REPLICATES,
) -> Bootstrap:
    """BCa interval of the mean of post - pre over complete pairs."""
    wanted = level(confidence)
    check_resampling(seed, replicates)
    pairs = complete_pairs(pre, post)
    gap = differences(pairs.pre, pairs.post)
    units = np.column_stack([gap.values * gap.unit, np.ones(pairs.n)])
    return bca(units, _mean, confidence=wanted, seed=seed, replicates=replicates)


def bootstrap_d_av(
    pre: ArrayLike,
    post: ArrayLike,
    *,
    confidence: float = 0.95,
    seed: int = DEFAULT_SEED,
    replicates: int = DEFAULT_REPLICATES,
) -> Bootstrap:
    """BCa interval of d_av (Cumming 2012) over complete pairs."""
    wanted = level(confidence)
    check_resampling(seed, replicates)
    pairs = complete_pairs(pre, post)
    if pairs.n == 0:
        return bca(np.empty((0, 4)), _d_av, confidence=wanted, seed=seed, replicates=replicates)
    # Scores near their middle keep the sums of squares from canceling.
    middle = round(float(np.median(np.concatenate([pairs.pre, pairs.post]))))
    x, y = pairs.pre - middle, pairs.post - middle
    units = np.column_stack([x, y, x * x + y * y, np.ones(pairs.n)])
    return bca(units, _d_av, confidence=wanted, seed=seed, replicates=replicates)


def _mean(sums: Floats) -> Floats:
    mean: Floats = sums[:, 0] / sums[:, 1]
    return mean


def _d_av(sums: Floats) -> Floats:
    x, y, squares, n = sums.T
    variances = (squares - (x * x + y * y) / n) / (n - 1)
    scale = np.sqrt(np.maximum(variances, 0.0) / 2)
    # A resample of identical people has rounding noise for a standard deviation.
    noise = np.sqrt(1e-13 * squares / n)
    value: Floats = np.divide((y - x) / n, scale, out=np.full(len(sums), np.nan), where=scale > noise)
    return value
