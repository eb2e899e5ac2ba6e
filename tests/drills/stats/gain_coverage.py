"""Coverage of the gain, g_av, Hake's class gain, the retention ratio and the mixed models."""

from __future__ import annotations

import numpy as np
from scipy import special

from analytics import stats
from analytics.stats.core.result import Interval
from tests.drills.stats import Outcome, coverage

_BIVARIATE = "pre, post bivariate normal, SD 5 and 4.5, r = .7, mean gain 4"
_ITEMS = "24 items, P(right) = expit(ability - b), ability N(0, 1) before and + 0.8 after"
_CENTERS = "gain = 4 + N(0, 1.1) center + N(0, 3.4) person, {} centers of 5 to 60"


def _scores(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    shared = rng.standard_normal(n)
    x = 12 + 5 * (np.sqrt(0.7) * shared + np.sqrt(0.3) * rng.standard_normal(n))
    y = 16 + 4.5 * (np.sqrt(0.7) * shared + np.sqrt(0.3) * rng.standard_normal(n))
    return x, y


def _gain(rng: np.random.Generator) -> tuple[Interval | None, float]:
    return stats.gain.paired(*_scores(rng, 40)).gain.interval, 4.0


def _g_av(rng: np.random.Generator) -> tuple[Interval | None, float]:
    truth = 4 / np.sqrt((5**2 + 4.5**2) / 2)
    return stats.gain.effect_sizes(*_scores(rng, 40)).g_av.interval, float(truth)


_DIFFICULTY = np.linspace(-1.5, 1.5, 24)


def _right(ability: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return (rng.random((ability.size, 24)) < special.expit(ability[:, None] - _DIFFICULTY)).sum(axis=1)


def _expected(shift: float) -> float:
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    probability = special.expit(nodes[:, None] + shift - _DIFFICULTY).sum(axis=1)
    return float(weights @ probability / weights.sum())


def _hake(rng: np.random.Generator) -> tuple[Interval | None, float]:
    ability = rng.standard_normal(120)
    x, y = _right(ability, rng), _right(ability + 0.8, rng)
    before, after = _expected(0.0), _expected(0.8)
    estimate = stats.gain.class_gain(x, y, max_score=24, seed=int(rng.integers(2**31)), replicates=2000)
    return estimate.gain.interval, (after - before) / (24 - before)


def _retention(rng: np.random.Generator) -> tuple[Interval | None, float]:
    ability = rng.standard_normal(150)
    x, y, z = (_right(ability + shift, rng) for shift in (0.0, 0.8, 0.6))
    means = [_expected(shift) for shift in (0.0, 0.8, 0.6)]
    return stats.gain.retention(x, y, z).ratio.interval, (means[2] - means[0]) / (means[1] - means[0])


def _cohort(rng: np.random.Generator, centers: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    sizes = np.linspace(5, 60, centers).astype(int)
    codes = np.repeat(np.arange(centers), sizes)
    x = 12 + 5 * rng.standard_normal(codes.size)
    d = 4 + 1.1 * rng.standard_normal(centers)[codes] + 3.4 * rng.standard_normal(codes.size)
    return x, x + d, codes


def _gain_model(centers: int):
    def draw(rng: np.random.Generator) -> tuple[Interval | None, float]:
        x, y, codes = _cohort(rng, centers)
        return stats.groups.mixed_gain(x, y, centers=codes).gain.interval, 4.0

    return draw


def _nested(rng: np.random.Generator) -> tuple[Interval | None, float]:
    sizes = np.linspace(5, 60, 12).astype(int)
    codes = np.repeat(np.arange(12), sizes)
    person = 1.4 * rng.standard_normal(12)[codes] + 4 * rng.standard_normal(codes.size)
    x = 12 + person + 2.6 * rng.standard_normal(codes.size)
    y = 16 + person + 2.6 * rng.standard_normal(codes.size)
    # Weak starters drop out more often: missing at random given the pretest.
    y[rng.random(codes.size) < special.expit(-0.8 - 0.2 * (x - 12))] = np.nan
    return stats.groups.mixed_nested(x, y, centers=codes).gain.interval, 4.0


def _run(name: str, draw, model: str, n: str, seed: int, note: str = ""):
    def drill() -> Outcome:
        return coverage(name, draw, model=model, n=n, seed=seed, note=note)

    return drill


DRILLS = {
    name: _run(name, *rest)
    for name, *rest in (
        ("gain", _gain, _BIVARIATE, "40", 101),
        ("g_av", _g_av, _BIVARIATE, "40", 102, "Algina-Keselman interval"),
        ("hake_class_gain", _hake, _ITEMS, "120", 103, "BCa, 2,000 resamples of people"),
        ("retention_ratio", _retention, f"{_ITEMS}, + 0.6 at the delayed test", "150", 104, "Fieller"),
        ("mixed_gain_12_centers", _gain_model(12), _CENTERS.format(12), "390", 105, "Satterthwaite"),
        ("mixed_gain_40_centers", _gain_model(40), _CENTERS.format(40), "1,300", 106, "Satterthwaite"),
        (
            "mixed_nested_dropout",
            _nested,
            "center N(0, 1.4), person N(0, 4), residual N(0, 2.6); a third drops out, weak starters more",
            "390 in 12 centers",
            107,
            "Satterthwaite",
        ),
    )
}
