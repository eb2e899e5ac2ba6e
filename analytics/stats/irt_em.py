"""Marginal likelihood of the two-parameter logistic model on a grid of abilities.

EM of Bock & Aitkin (1981), accelerated by SQUAREM (Varadhan & Roland 2008) and finished with
Newton steps on Louis's (1982) observed information, which also gives the standard errors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from analytics.stats.arrays import Floats
from analytics.stats.responses import Responses

_LARGEST_SLOPE = 25.0
_LARGEST_INTERCEPT = 60.0
_EM_STEPS = 500
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
    """The data, the grid and the steps on them; `common` ties all slopes together (1PL)."""

    __slots__ = ("common", "counts", "k", "right", "right_t", "seen", "theta", "weights")

    def __init__(self, data: Responses, *, nodes: int, common: bool) -> None:
        self.right, self.seen, self.counts = data.right, data.seen, data.counts
        self.right_t = np.ascontiguousarray(data.right.T)
        self.theta, self.weights = grid(nodes)
        self.common = common
        self.k = data.right.shape[1]

    def posterior(self, a: Floats, d: Floats) -> tuple[float, Floats, Floats]:
        """Log-likelihood, chance of a right answer (items × nodes), posterior (patterns × nodes)."""
        logit = np.multiply.outer(a, self.theta) + d[:, None]
        # log(1 - P), written so that neither tail overflows.
        miss = -np.logaddexp(0.0, logit)
        joint = self.right @ logit
        joint += miss.sum(axis=0) if self.seen is None else self.seen @ miss
        peak = joint.max(axis=1, keepdims=True)
        joint -= peak
        np.exp(joint, out=joint)
        joint *= self.weights
        mass = joint.sum(axis=1, keepdims=True)
        joint /= mass
        loglik = float(self.counts @ (np.log(mass) + peak)[:, 0])
        return loglik, np.exp(logit + miss), joint

    def em_step(self, a: Floats, d: Floats) -> tuple[Floats, Floats, float]:
        """New slopes and intercepts, and the log-likelihood of the old ones."""
        loglik, _, posterior = self.posterior(a, d)
        posterior *= self.counts[:, None]
        right = self.right_t @ posterior
        shown = posterior.sum(axis=0)[None, :] if self.seen is None else self.seen.T @ posterior
        for _ in range(3):
            a, d = self._newton(a, d, right, shown)
        return a, d, loglik

    def _newton(self, a: Floats, d: Floats, right: Floats, shown: Floats) -> tuple[Floats, Floats]:
        p = 1 / (1 + np.exp(-np.clip(np.multiply.outer(a, self.theta) + d[:, None], -700, 700)))
        gap = right - shown * p
        weight = shown * p * (1 - p)
        g_d, g_a = gap.sum(axis=1), gap @ self.theta
        h_dd, h_da, h_aa = weight.sum(axis=1), weight @ self.theta, weight @ self.theta**2
        h_dd = np.maximum(h_dd, 1e-12)
        if self.common:
            step = float((g_a - h_da * g_d / h_dd).sum()) / max(float((h_aa - h_da**2 / h_dd).sum()), 1e-12)
            step_a = np.full(self.k, np.clip(step, -1, 1))
        else:
            step_a = np.clip((g_a - h_da * g_d / h_dd) / np.maximum(h_aa - h_da**2 / h_dd, 1e-12), -1, 1)
        return a + step_a, d + np.clip((g_d - h_da * step_a) / h_dd, -1, 1)

    def observed(self, a: Floats, d: Floats) -> tuple[float, Floats, Floats]:
        """Log-likelihood, gradient and observed information of (slopes, intercepts)."""
        loglik, p, posterior = self.posterior(a, d)
        mean = posterior @ self.theta
        square = posterior @ self.theta**2
        score_d = self.right - self._shown(posterior @ p.T)
        score_a = self.right * mean[:, None] - self._shown((posterior * self.theta) @ p.T)
        posterior *= self.counts[:, None]
        shown = (
            np.broadcast_to(posterior.sum(axis=0), p.shape) if self.seen is None else self.seen.T @ posterior
        )
        weight = shown * p * (1 - p)
        blocks = []
        for power, moment in ((2, square), (1, mean), (0, np.ones_like(mean))):
            full = np.diag(weight @ self.theta**power)
            blocks.append(full - self._products(posterior, p, power, moment))
        scores = np.hstack([score_a, score_d])
        information = np.block([[blocks[0], blocks[1]], [blocks[1], blocks[2]]])
        information += (scores * self.counts[:, None]).T @ scores
        return loglik, self.counts @ scores, information

    def _shown(self, values: Floats) -> Floats:
        return values if self.seen is None else values * self.seen

    def _products(self, posterior: Floats, p: Floats, power: int, moment: Floats) -> Floats:
        """Sum over people and nodes of theta**power (x_j - P_j)(x_l - P_l)."""
        scale = self.theta**power
        if self.seen is None:
            crossed = (self.right_t @ posterior * scale) @ p.T
            squares = (p * (posterior.sum(axis=0) * scale)) @ p.T
            gram = (self.right_t * (self.counts * moment)) @ self.right
            result: Floats = gram - crossed - crossed.T + squares
            return result
        result = np.zeros((self.k, self.k))
        for q, s in enumerate(scale.tolist()):
            gap = self.right - self.seen * p[:, q]
            result += s * (gap * posterior[:, q : q + 1]).T @ gap
        return result

    def tied(self, gradient: Floats, information: Floats) -> tuple[Floats, Floats]:
        """Gradient and information of (common slope, intercepts) from those of free slopes."""
        join = np.zeros((2 * self.k, self.k + 1))
        join[: self.k, 0] = 1.0
        join[self.k :, 1:] = np.eye(self.k)
        return gradient @ join, join.T @ information @ join


def maximize(data: Responses, *, nodes: int, common: bool) -> Solution | None:
    """The maximum, or None when the steps run away or do not settle."""
    model = Likelihood(data, nodes=nodes, common=common)
    seen = data.counts @ data.seen_or_ones()
    hits = data.counts @ data.right
    a, d = np.ones(model.k), np.log(hits / (seen - hits)) * 1.2
    steps = 0
    while steps < _EM_STEPS:
        a, d, moved, used = _squarem(model, a, d)
        steps += used
        if np.abs(a).max() > _LARGEST_SLOPE or np.abs(d).max() > _LARGEST_INTERCEPT:
            return None
        if moved < _ROUGH:
            finished = _polish(model, a, d)
            if finished is not None:
                a, d, loglik, covariance = finished
                return Solution(a, d, loglik, covariance, steps)
            if moved < _FINE:
                return None
    return None


def _squarem(model: Likelihood, a: Floats, d: Floats) -> tuple[Floats, Floats, float, int]:
    """Two EM steps, a leap along their trend, kept when the likelihood does not fall."""
    a1, d1, _ = model.em_step(a, d)
    a2, d2, value = model.em_step(a1, d1)
    first = np.concatenate([a1 - a, d1 - d])
    second = np.concatenate([a2 - a1, d2 - d1])
    moved = float(np.abs(second).max())
    bend = second - first
    norm = float(np.linalg.norm(bend))
    if norm == 0:
        return a2, d2, moved, 2
    leap = max(1.0, float(np.linalg.norm(first)) / norm)
    start = np.concatenate([a, d])
    far = start + 2 * leap * first + leap**2 * bend
    a3, d3, reached = model.em_step(far[: model.k], far[model.k :])
    if math.isfinite(reached) and reached >= value:
        return a3, d3, moved, 3
    return a2, d2, moved, 3


def _polish(model: Likelihood, a: Floats, d: Floats) -> tuple[Floats, Floats, float, Floats] | None:
    """Newton steps to the exact maximum; None when the likelihood is not yet curved like one."""
    value = -math.inf
    for _ in range(20):
        loglik, gradient, information = model.observed(a, d)
        if loglik < value - 1e-6:
            return None
        value = loglik
        if model.common:
            gradient, information = model.tied(gradient, information)
        try:
            np.linalg.cholesky(information)
        except np.linalg.LinAlgError:
            return None
        covariance: Floats = np.linalg.inv(information).astype(np.float64)
        step = covariance @ gradient
        if np.abs(step).max() < _FINE:
            return a, d, loglik, covariance
        if np.abs(step).max() > 1:
            return None
        slopes = step[:1] if model.common else step[: model.k]
        a, d = a + slopes, d + step[slopes.size :]
    return None
