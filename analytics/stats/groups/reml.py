"""Restricted maximum likelihood for people nested in centers, from sums kept per center.

y = X b + center + person + residual. The inverse covariance of a center needs only the cross
products of its rows and of its people's sums (Woodbury), so one evaluation costs a few small
matrices per center, however many people there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.stats.core import roots
from analytics.stats.core.arrays import Floats

_LOG_LOW, _LOG_HIGH = -14.0, 10.0
_STEP = 0.01
_NEGLIGIBLE = 1e-5


@dataclass(frozen=True, slots=True)
class CrossProducts:
    """Sums per center over the columns [X, y], the first column of X being 1.

    `rows`: centers x q x q, cross products of rows. `people`: kinds x centers x q x q, cross
    products of the sums of people with k scores; `sizes` holds those k, `counts` how many people.
    """

    rows: Floats
    people: Floats
    sizes: Floats
    counts: Floats
    n: int


@dataclass(frozen=True, slots=True)
class Fit:
    """Estimates: fixed effects, their covariance, variances, and Satterthwaite df per effect."""

    beta: Floats
    covariance: Floats
    df: tuple[float | None, ...]
    var_center: float
    var_person: float
    var_residual: float
    blups: Floats
    blup_variance: Floats
    deviance: float
    boundary: tuple[str, ...]


def fit(sums: CrossProducts) -> Fit | str:
    """Fit by profiled REML (Bates et al. 2015), or the reason why there is no fit."""
    q = sums.rows.shape[1]
    if sums.n <= q - 1:
        return "too_few_rows_for_model"
    active = [0] if len(sums.sizes) == 0 else [0, 1]
    if sums.rows.shape[0] < 2:
        active.remove(0)
    theta = _optimum(sums, active)
    return _report(sums, theta)


def _evaluate(sums: CrossProducts, theta: Floats) -> tuple[Floats, Floats, Floats]:
    """Summed A' V^-1 A, log|V| and the centers' own sums, for rows (log center, log person ratio)."""
    ratio_center = np.where(theta[:, 0] > -np.inf, np.exp(theta[:, 0]), 0.0)
    b = np.broadcast_to(sums.rows, (theta.shape[0], *sums.rows.shape))
    log_v = np.zeros(theta.shape[0])
    if len(sums.sizes):
        ratio_person = np.where(theta[:, 1] > -np.inf, np.exp(theta[:, 1]), 0.0)
        grown = 1 + np.outer(ratio_person, sums.sizes)
        b = b - np.tensordot(ratio_person[:, np.newaxis] / grown, sums.people, axes=1)
        log_v = log_v + np.log(grown) @ sums.counts
    own = b[:, :, 0, 0]
    grown = 1 + ratio_center[:, np.newaxis] * own
    weight = ratio_center[:, np.newaxis] / grown
    border = b[:, :, 0, :]
    m = b.sum(axis=1) - np.einsum("tj,tjk,tjl->tkl", weight, border, border)
    return m, log_v + np.log(grown).sum(axis=1), b


def _rss(m: Floats) -> Floats:
    x, xy = m[:, :-1, :-1], m[:, :-1, -1:]
    rss: Floats = m[:, -1, -1] - (xy * np.linalg.solve(x, xy)).sum(axis=(1, 2))
    return rss


def _deviance(sums: CrossProducts, theta: Floats) -> Floats:
    m, log_v, _ = _evaluate(sums, theta)
    df = sums.n - (m.shape[1] - 1)
    rss = np.maximum(_rss(m), 1e-300)
    log_x = np.linalg.slogdet(m[:, :-1, :-1])[1]
    deviance: Floats = df * (1 + np.log(2 * np.pi * rss / df)) + log_v + log_x
    return deviance


def _optimum(sums: CrossProducts, active: list[int]) -> Floats:
    best = np.full(2, -np.inf)
    if not active:
        return best
    grid = np.linspace(-10.0, 6.0, 13)
    trial = np.full((13 ** len(active), 2), -np.inf)
    mesh = np.meshgrid(*[grid] * len(active), indexing="ij")
    trial[:, active] = np.stack(mesh, -1).reshape(-1, len(active))
    best = trial[int(np.argmin(_deviance(sums, trial)))]
    best = _newton(sums, best, active)
    # A ratio that runs off to zero is a boundary fit: settle it, and fit the other alone.
    for k in active:
        edge = best.copy()
        edge[k] = -np.inf
        others = [i for i in active if i != k]
        if others:
            edge = _along(sums, edge, others[0])
        pair = _deviance(sums, np.array([best, edge]))
        if pair[1] <= pair[0] + 1e-9:
            best = edge
    best[np.exp(best) <= _NEGLIGIBLE] = -np.inf
    return best


def _along(sums: CrossProducts, theta: Floats, k: int) -> Floats:
    def at(value: float) -> float:
        moved = theta.copy()
        moved[k] = value
        return float(_deviance(sums, moved[np.newaxis])[0])

    result = theta.copy()
    result[k] = roots.minimum(at, _LOG_LOW, _LOG_HIGH)
    return result


def _newton(sums: CrossProducts, theta: Floats, active: list[int]) -> Floats:
    radius = 1.5
    value = float(_deviance(sums, theta[np.newaxis])[0])
    for _ in range(60):
        gradient, hessian = _derivatives(sums, theta, active)
        values, vectors = np.linalg.eigh(hessian)
        step = -vectors @ ((vectors.T @ gradient) / np.maximum(np.abs(values), 1e-8))
        length = float(np.abs(step).max())
        if length > radius:
            step *= radius / length
        moved = theta.copy()
        moved[active] = np.clip(theta[active] + step, _LOG_LOW, _LOG_HIGH)
        new = float(_deviance(sums, moved[np.newaxis])[0])
        if new > value + 1e-9:
            radius = min(radius, length) / 4
            continue
        change = float(np.abs(moved[active] - theta[active]).max())
        theta, value = moved, new
        if change < 1e-7:
            break
    return theta


def _stencil(k: int) -> Floats:
    points = [np.zeros(k)]
    for i in range(k):
        for c in (-2, -1, 1, 2):
            points.append(np.eye(k)[i] * c)
    if k == 2:
        points += [np.array([a, b], dtype=float) for a in (-1, 1) for b in (-1, 1)]
        points += [np.array([a, b], dtype=float) for a in (-2, 2) for b in (-2, 2)]
    return np.array(points) * _STEP


def _differences(values: Floats, k: int) -> tuple[Floats, Floats]:
    """Gradient and Hessian, to fourth order, from the values at the stencil."""
    gradient, hessian = np.empty(k), np.empty((k, k))
    for i in range(k):
        m2, m1, p1, p2 = values[1 + 4 * i : 5 + 4 * i]
        gradient[i] = (m2 - 8 * m1 + 8 * p1 - p2) / (12 * _STEP)
        hessian[i, i] = (-m2 + 16 * m1 - 30 * values[0] + 16 * p1 - p2) / (12 * _STEP**2)
    if k == 2:
        near, far = values[9:13], values[13:17]
        signs = np.array([1, -1, -1, 1])
        narrow, wide = signs @ near / (4 * _STEP**2), signs @ far / (16 * _STEP**2)
        hessian[0, 1] = hessian[1, 0] = (4 * narrow - wide) / 3
    return gradient, hessian


def _around(theta: Floats, active: list[int]) -> Floats:
    offsets = _stencil(len(active))
    points = np.repeat(theta[np.newaxis], len(offsets), axis=0)
    points[:, active] += offsets
    return points


def _derivatives(sums: CrossProducts, theta: Floats, active: list[int]) -> tuple[Floats, Floats]:
    return _differences(_deviance(sums, _around(theta, active)), len(active))


def _report(sums: CrossProducts, theta: Floats) -> Fit:
    m, _, b = _evaluate(sums, theta[np.newaxis])
    x = m[0, :-1, :-1]
    inverse: Floats = np.linalg.inv(x).astype(np.float64)
    beta = inverse @ m[0, :-1, -1]
    df = sums.n - len(beta)
    variance = max(float(_rss(m)[0]), 1e-300) / df
    ratio = np.exp(theta)
    weight = ratio[0] / (1 + ratio[0] * b[0, :, 0, 0])
    blups = weight * (b[0, :, 0, -1] - b[0, :, 0, :-1] @ beta)
    # Prediction variance of a center's effect, the fixed effects being estimated too.
    border = weight[:, np.newaxis] * b[0, :, 0, :-1]
    uncertain = np.einsum("jk,kl,jl->j", border, inverse, border)
    blup_variance = variance * (weight + uncertain)
    used = [name for name, there in (("center", len(blups) > 1), ("person", len(sums.sizes) > 0)) if there]
    boundary = tuple(n for n in used if ratio[("center", "person").index(n)] <= _NEGLIGIBLE)
    if ratio.max() > np.exp(_LOG_HIGH - 0.1):
        boundary += ("residual",)
    interior = [k for k in (0, 1) if ratio[k] > _NEGLIGIBLE]
    return Fit(
        beta=beta,
        covariance=variance * inverse,
        df=_satterthwaite(sums, theta, interior, variance),
        var_center=variance * float(ratio[0]),
        var_person=variance * float(ratio[1]),
        var_residual=variance,
        blups=blups,
        blup_variance=blup_variance,
        deviance=float(_deviance(sums, theta[np.newaxis])[0]),
        boundary=boundary,
    )


def _satterthwaite(
    sums: CrossProducts, theta: Floats, interior: list[int], variance: float
) -> tuple[float | None, ...]:
    """2 V^2 / Var(V) per fixed effect, in the parameters (log residual variance, log ratios)."""
    points = _around(theta, interior)
    m, log_v, _ = _evaluate(sums, points)
    x = m[:, :-1, :-1]
    p, k = x.shape[1], len(interior)
    rss = _rss(m)
    rest = log_v + np.linalg.slogdet(x)[1]
    information = np.empty((k + 1, k + 1))
    information[0, 0] = sums.n - p
    if k:
        _, curve = _differences(rss / variance + rest, k)
        information[1:, 1:] = curve
        information[0, 1:] = information[1:, 0] = -_differences(rss / variance, k)[0]
    spread = 2 * np.linalg.pinv(information)
    inverses: Floats = np.linalg.inv(x).astype(np.float64)
    answers: list[float | None] = []
    for effect in range(p):
        v = inverses[:, effect, effect]
        gradient = np.concatenate([[v[0]], _differences(v, k)[0]]) if k else v[:1]
        noise = float(gradient @ spread @ gradient)
        answers.append(2 * float(v[0]) ** 2 / noise if noise > 0 else None)
    return tuple(answers)
