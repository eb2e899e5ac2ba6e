"""Marginal likelihood of the two-parameter logistic model on a grid of abilities.

EM of Bock & Aitkin (1981), accelerated by SQUAREM (Varadhan & Roland 2008) and finished with
Newton steps on Louis's (1982) observed information, which also gives the standard errors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analytics.stats.core.arrays import Floats
from analytics.stats.scaling.responses import Responses

_LARGEST_SLOPE = 25.0
_LARGEST_INTERCEPT = 60.0
_EM_STEPS = 500
_LONGEST_LEAP = 1e3
_ROUGH = 1e-3
_FINE = 1e-8


@dataclass(frozen=True, slots=True)
class Solution:
    """Slopes, intercepts, log-likelihood, covariance of (slopes, intercepts); one slope for 1PL."""

    a: Floats
    d: Floats
    loglik: float
    covariance: Floats
    steps: int


def grid(nodes: int) -> tuple[Floats, Floats]:
    """`nodes` equally spaced abilities on [-6, 6] and their standard normal weights."""
    theta = np.linspace(-6.0, 6.0, nodes)
    weights = np.exp(-(theta**2) / 2)
    return theta, weights / weights.sum()


class Likelihood:
    """The data, the grid and the steps on them; `common` ties all slopes together (1PL).

    Arrays run nodes × patterns, so that every sum over nodes or patterns reads memory in order.
    """

    __slots__ = ("common", "counts", "given", "hits", "k", "right", "seen", "theta", "weights")

    def __init__(self, data: Responses, *, nodes: int, common: bool) -> None:
        self.right, self.seen, self.counts = data.right, data.seen, data.counts
        self.hits = np.ascontiguousarray(data.right.T)
        self.given = None if data.seen is None else np.ascontiguousarray(data.seen.T)
        self.theta, self.weights = grid(nodes)
        self.common = common
        self.k = data.right.shape[1]

    def joint(self, a: Floats, d: Floats) -> tuple[float, Floats, Floats, Floats]:
        """Log-likelihood, chance of a right answer (nodes × items), joint density and its sum over nodes."""
        logit = np.multiply.outer(self.theta, a) + d
        # log(1 - P), written so that neither tail overflows.
        miss = -np.logaddexp(0.0, logit)
        density = logit @ self.hits
        density += miss.sum(axis=1)[:, None] if self.given is None else miss @ self.given
        peak = density.max(axis=0)
        density -= peak
        np.exp(density, out=density)
        density *= self.weights[:, None]
        mass = density.sum(axis=0)
        return float(self.counts @ (np.log(mass) + peak)), np.exp(logit + miss), density, mass

    def expected(self, a: Floats, d: Floats) -> tuple[float, Floats, Floats, Floats]:
        """Log-likelihood, chances, and expected right and given answers (nodes × items)."""
        loglik, p, density, mass = self.joint(a, d)
        density *= self.counts / mass
        shown = density.sum(axis=1)[:, None] if self.seen is None else density @ self.seen
        return loglik, p, density @ self.right, shown

    def em_step(self, a: Floats, d: Floats) -> tuple[Floats, Floats, float]:
        """New slopes and intercepts, and the log-likelihood of the old ones."""
        loglik, _, right, shown = self.expected(a, d)
        for _ in range(3):
            a, d = self._newton(a, d, right, shown)
        return a, d, loglik

    def gradient(self, a: Floats, d: Floats) -> tuple[float, Floats]:
        """Log-likelihood and its gradient in (slopes, intercepts); one slope if `common`."""
        loglik, p, right, shown = self.expected(a, d)
        gap = right - shown * p
        free = np.concatenate([self.theta @ gap, gap.sum(axis=0)])
        return loglik, self._tie() @ free

    def _newton(self, a: Floats, d: Floats, right: Floats, shown: Floats) -> tuple[Floats, Floats]:
        p = 1 / (1 + np.exp(-np.clip(np.multiply.outer(self.theta, a) + d, -700, 700)))
        gap = right - shown * p
        weight = shown * p * (1 - p)
        g_d, g_a = gap.sum(axis=0), self.theta @ gap
        h_dd, h_da, h_aa = weight.sum(axis=0), self.theta @ weight, self.theta**2 @ weight
        h_dd = np.maximum(h_dd, 1e-12)
        top, bottom = g_a - h_da * g_d / h_dd, h_aa - h_da**2 / h_dd
        if self.common:
            top, bottom = np.full(self.k, top.sum()), np.full(self.k, bottom.sum())
        step_a = np.clip(top / np.maximum(bottom, 1e-12), -1, 1)
        return a + step_a, d + np.clip((g_d - h_da * step_a) / h_dd, -1, 1)

    def information(self, a: Floats, d: Floats) -> Floats:
        """Observed information of (slopes, intercepts); one slope if `common`."""
        _, p, density, mass = self.joint(a, d)
        density /= mass
        mean, square = self.theta @ density, self.theta**2 @ density
        score_d = self.hits - self._shown(p.T @ density)
        score_a = self.hits * mean - self._shown((p * self.theta[:, None]).T @ density)
        density *= self.counts
        shown = density.sum(axis=1)[:, None] if self.seen is None else density @ self.seen
        weight = shown * p * (1 - p)
        moments = (np.ones_like(mean), mean, square)
        products = self._products(density, p, moments) if self.given is None else self._gaps(density, p)
        blocks = [np.diag(self.theta**power @ weight) - products[power] for power in range(3)]
        scores = np.vstack([score_a, score_d])
        free = np.block([[blocks[2], blocks[1]], [blocks[1], blocks[0]]])
        free += (scores * self.counts) @ scores.T
        tie = self._tie()
        result: Floats = tie @ free @ tie.T
        return result

    def _shown(self, values: Floats) -> Floats:
        return values if self.given is None else values * self.given

    def _products(self, density: Floats, p: Floats, moments: tuple[Floats, ...]) -> list[Floats]:
        """Per power of theta, the sum over people and nodes of theta**power (x_j - P_j)(x_l - P_l)."""
        right, people = density @ self.right, density.sum(axis=1)
        result = []
        for power, moment in enumerate(moments):
            scale = (self.theta**power)[:, None]
            crossed = (right * scale).T @ p
            gram = (self.hits * (self.counts * moment)) @ self.right
            result.append(gram - crossed - crossed.T + (p * (people[:, None] * scale)).T @ p)
        return result

    def _gaps(self, density: Floats, p: Floats) -> list[Floats]:
        """`_products` when some answers are missing: node by node, over the answers given."""
        assert self.given is not None
        result = [np.zeros((self.k, self.k)) for _ in range(3)]
        for q, theta in enumerate(self.theta.tolist()):
            gap = self.hits - self.given * p[q][:, None]
            product = (gap * density[q]) @ gap.T
            for power in range(3):
                result[power] += theta**power * product
        return result

    def _tie(self) -> Floats:
        """Turns free slopes and intercepts into the model's parameters (rows)."""
        if not self.common:
            return np.eye(2 * self.k)
        join = np.zeros((self.k + 1, 2 * self.k))
        join[0, : self.k] = 1.0
        join[1:, self.k :] = np.eye(self.k)
        return join


def maximize(data: Responses, *, nodes: int, common: bool) -> Solution | None:
    """The maximum, or None when the steps run away or do not settle."""
    model = Likelihood(data, nodes=nodes, common=common)
    seen = data.counts @ data.seen_or_ones()
    hits = data.counts @ data.right
    a, d = np.ones(model.k), np.log(hits / (seen - hits)) * 1.2
    steps, moved = 0, math.inf
    while steps < _EM_STEPS and moved > _FINE and not _ran_away(a, d):
        a, d, moved, used = _squarem(model, a, d)
        steps += used
        finished = _polish(model, a, d) if moved < _ROUGH and not _ran_away(a, d) else None
        if finished is not None:
            a, d, loglik, covariance = finished
            return Solution(a, d, loglik, covariance, steps)
    return None


def _ran_away(a: Floats, d: Floats) -> bool:
    return bool(np.abs(a).max() > _LARGEST_SLOPE or np.abs(d).max() > _LARGEST_INTERCEPT)


def _squarem(model: Likelihood, a: Floats, d: Floats) -> tuple[Floats, Floats, float, int]:
    """Two EM steps, a leap along their trend, kept when the likelihood does not fall."""
    a1, d1, _ = model.em_step(a, d)
    a2, d2, value = model.em_step(a1, d1)
    first = np.concatenate([a1 - a, d1 - d])
    second = np.concatenate([a2 - a1, d2 - d1])
    moved = float(np.abs(second).max())
    bend = second - first
    leap = float(np.linalg.norm(first)) / max(float(np.linalg.norm(bend)), 1e-300)
    leap = min(max(1.0, leap), _LONGEST_LEAP)
    start = np.concatenate([a, d])
    far = start + 2 * leap * first + leap**2 * bend
    a3, d3, reached = model.em_step(far[: model.k], far[model.k :])
    if math.isfinite(reached) and reached >= value:
        return a3, d3, moved, 3
    return a2, d2, moved, 3


def _polish(model: Likelihood, a: Floats, d: Floats) -> tuple[Floats, Floats, float, Floats] | None:
    """Newton steps to the exact maximum; None when the likelihood is not yet curved like one.

    The information changes little on the way, so it is renewed only for the standard errors.
    """
    covariance = _inverse(model.information(a, d))
    if covariance is None:
        return None
    for _ in range(30):
        loglik, gradient = model.gradient(a, d)
        step = covariance @ gradient
        size = float(np.abs(step).max())
        if size > 1:
            return None
        slopes = step[:1] if model.common else step[: model.k]
        a, d = a + slopes, d + step[slopes.size :]
        if size < _FINE:
            final = _inverse(model.information(a, d))
            return None if final is None else (a, d, loglik, final)
    return None


def _inverse(information: Floats) -> Floats | None:
    """The covariance of the estimates; None unless the information is positive definite."""
    try:
        root = np.linalg.inv(np.linalg.cholesky(information))
    except np.linalg.LinAlgError:
        return None
    return root.T @ root
