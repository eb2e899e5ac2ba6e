"""A million pairs of whole scores in 500 centers: n, gain, SD, t, p, interval, d_av, class gain."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import scipy.stats

from analytics import stats

TITLE = "10^6 pairs, 500 centers"
TARGET_MS = 15


def contenders() -> dict[str, Callable[[], object]]:
    rng = np.random.default_rng(1)
    n = 1_000_000
    center = rng.integers(0, 500, n)
    pre = rng.binomial(24, rng.beta(4, 4, n))
    post = np.minimum(24, pre + rng.binomial(8, 0.5, n))
    mixed_pre = pre + rng.random(n)
    frame = pd.DataFrame({"center": center, "pre": pre, "post": post})

    def pandas_loop() -> list[tuple[float, ...]]:
        rows = []
        for _, group in frame.groupby("center"):
            test = scipy.stats.ttest_rel(group["post"], group["pre"])
            interval = test.confidence_interval()
            gain = group["post"].mean() - group["pre"].mean()
            spread = ((group["pre"].var() + group["post"].var()) / 2) ** 0.5
            hake = gain / (24 - group["pre"].mean())
            rows.append((test.statistic, test.pvalue, interval.low, interval.high, gain / spread, hake))
        return rows

    def pandas_agg() -> object:
        gain = frame["post"] - frame["pre"]
        return (
            frame.assign(gain=gain)
            .groupby("center")
            .agg({"gain": ["count", "mean", "std"], "pre": ["mean", "std"], "post": ["mean", "std"]})
        )

    def numpy_two_pass() -> object:
        return [_two_pass(center, values) for values in (pre, post, post - pre)]

    small = [array.astype(np.uint8) for array in (pre, post)]
    floats = [array.astype(np.float64) for array in (pre, post)]
    codes = center.astype(np.int16)
    return {
        "own": lambda: stats.groups.gain_by_group(pre, post, center, max_score=24),
        "own, uint8 columns": lambda: stats.groups.gain_by_group(*small, codes, max_score=24),
        "own, float columns of whole scores": lambda: stats.groups.gain_by_group(
            *floats, center, max_score=24
        ),
        "own, scores with decimals (sorted first)": lambda: stats.groups.gain_by_group(
            mixed_pre, post, center
        ),
        "pandas groupby + scipy.ttest_rel": pandas_loop,
        "pandas groupby.agg (moments only)": pandas_agg,
        "numpy bincount, two passes (moments only)": numpy_two_pass,
    }


def _two_pass(codes: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    n = np.bincount(codes, minlength=500)
    mean = np.bincount(codes, values, 500) / n
    return mean, np.sqrt(np.bincount(codes, (values - mean[codes]) ** 2, 500) / (n - 1))
