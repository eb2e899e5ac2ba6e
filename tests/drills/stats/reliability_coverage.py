"""Coverage of alpha (Feldt), omega (delta method) and the Mantel-Haenszel delta."""

from __future__ import annotations

import numpy as np
from scipy import special

from analytics import stats
from analytics.stats.core.result import Interval
from tests.drills.stats import Outcome, coverage

_LOADINGS = np.array([0.8, 0.7, 0.6, 0.7, 0.5, 0.6])
_DIFFICULTY = np.linspace(-1.5, 1.5, 24)


def _true_alpha(cov: np.ndarray) -> float:
    k = len(cov)
    return float(k / (k - 1) * (1 - np.trace(cov) / cov.sum()))


def _parallel(rng: np.random.Generator) -> tuple[Interval | None, float]:
    matrix = rng.standard_normal((60, 1)) + 1.5 * rng.standard_normal((60, 8))
    return stats.items.alpha(matrix).interval, 8 / (8 + 1.5**2)


def _answers(n: int, rng: np.random.Generator) -> np.ndarray:
    return (rng.random((n, 24)) < special.expit(rng.standard_normal((n, 1)) - _DIFFICULTY)).astype(float)


def _answers_cov() -> np.ndarray:
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    p = special.expit(nodes[:, None] - _DIFFICULTY)
    weights = weights / weights.sum()
    mean = weights @ p
    cov = (p * weights[:, None]).T @ p - np.multiply.outer(mean, mean)
    np.fill_diagonal(cov, mean * (1 - mean))
    return cov


def _binary(rng: np.random.Generator) -> tuple[Interval | None, float]:
    return stats.items.alpha(_answers(120, rng)).interval, _true_alpha(_answers_cov())


def _congeneric(rng: np.random.Generator, n: int) -> np.ndarray:
    noise = np.sqrt(1 - _LOADINGS**2)
    return rng.standard_normal((n, 1)) * _LOADINGS + noise * rng.standard_normal((n, 6))


def _true_omega() -> float:
    return float(_LOADINGS.sum() ** 2 / (_LOADINGS.sum() ** 2 + (1 - _LOADINGS**2).sum()))


def _omega(rng: np.random.Generator) -> tuple[Interval | None, float]:
    return stats.items.omega(_congeneric(rng, 150)).interval, _true_omega()


def _omega_skewed(rng: np.random.Generator) -> tuple[Interval | None, float]:
    shared = rng.exponential(size=(300, 1)) - 1
    noise = np.sqrt(1 - _LOADINGS**2) * (rng.exponential(size=(300, 6)) - 1)
    return stats.items.omega(shared * _LOADINGS + noise).interval, _true_omega()


def _difficulty(rng: np.random.Generator) -> tuple[Interval | None, float]:
    found = stats.items.analyze(_answers(80, rng)[:, 10:14])
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    truth = float(weights @ special.expit(nodes - _DIFFICULTY[10]) / weights.sum())
    return found.items[0].difficulty.interval, truth


def _delta(rng: np.random.Generator) -> tuple[Interval | None, float]:
    ability = rng.standard_normal((600, 1))
    groups = np.repeat([0, 1], 300)
    matrix = (rng.random((600, 24)) < special.expit(ability - _DIFFICULTY)).astype(float)
    return stats.items.dif_mantel_haenszel(matrix, groups, reference=0).items[11].interval, 0.0


def _run(name: str, draw, model: str, n: str, seed: int, note: str):
    def drill() -> Outcome:
        return coverage(name, draw, model=model, n=n, seed=seed, note=note)

    return drill


_RASCH = "24 items, P(right) = expit(ability - b), ability N(0, 1)"
_FACTOR = "6 items, loadings .5 to .8, {} factor and errors"

DRILLS = {
    name: _run(name, *rest)
    for name, *rest in (
        ("alpha_parallel", _parallel, "8 items = N(0, 1) true score + N(0, 1.5) error", "60", 201, "Feldt"),
        ("alpha_binary", _binary, _RASCH, "120", 202, "Feldt, 0/1 items"),
        ("omega_normal", _omega, _FACTOR.format("normal"), "150", 203, "analytic delta method"),
        ("omega_skewed", _omega_skewed, _FACTOR.format("exponential"), "300", 204, "analytic delta method"),
        ("item_difficulty", _difficulty, _RASCH, "80", 205, "Wilson"),
        ("mantel_haenszel_delta", _delta, f"{_RASCH}, no DIF", "300 + 300", 206, "Robins-Breslow-Greenland"),
    )
}
