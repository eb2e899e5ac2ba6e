"""BCa interval of d_av, B = 10,000, n = 1,000."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pingouin
import scipy.stats

from analytics import stats

TITLE = "BCa, B = 10,000, n = 1,000"
TARGET_MS = 50


def contenders() -> dict[str, Callable[[], object]]:
    rng = np.random.default_rng(2)
    pre = rng.binomial(24, 0.5, 1000).astype(float)
    post = np.minimum(24, pre + rng.binomial(8, 0.5, 1000))
    gain = post - pre

    def d_av(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
        spread = np.sqrt((x.var(axis=axis, ddof=1) + y.var(axis=axis, ddof=1)) / 2)
        return (y.mean(axis=axis) - x.mean(axis=axis)) / spread

    def scipy_d_av() -> object:
        return scipy.stats.bootstrap(
            (pre, post), d_av, paired=True, n_resamples=10_000, method="BCa", vectorized=True
        )

    return {
        "own": lambda: stats.gain.bootstrap_d_av(pre, post, replicates=10_000),
        "own, mean gain": lambda: stats.gain.bootstrap_mean(pre, post, replicates=10_000),
        "scipy.stats.bootstrap, d_av": scipy_d_av,
        "scipy.stats.bootstrap, mean": lambda: scipy.stats.bootstrap(
            (gain,), np.mean, n_resamples=10_000, method="BCa"
        ),
        "pingouin.compute_bootci, mean": lambda: pingouin.compute_bootci(
            gain, func="mean", method="bca", n_boot=10_000, seed=1
        ),
    }
