"""REML for crossed or nested random factors with one large factor eliminated (Bates et al. 2015).

The model is y = X b + sum of Z_k u_k + e with independent normal effects. With theta_k the
standard deviation of factor k in units of the residual's, everything but theta has a closed
form; the factor with most levels drops out of the equations because its block is diagonal.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import linalg

from analytics.stats.core.arrays import Floats
from analytics.stats.core.labels import Codes

_STARTS = (1.0, 0.3)
_NEGLIGIBLE = 1e-5
_EXACT_FIT = 1e-20
_NEWTON_STEPS = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """Estimates on the scale of y. `reason` says why there are none.

    Effects and their prediction variances (error in the fixed part included) are per factor in
    the order given. `curvature` is the covariance of theta; factors on the boundary have zeros.
    """

    reason: str | None
    residual: float = 0.0
    theta: Floats = field(default_factory=lambda: np.zeros(0))
    fixed: Floats = field(default_factory=lambda: np.zeros(0))
    fixed_covariance: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    effects: tuple[Floats, ...] = ()
    effect_variances: tuple[Floats, ...] = ()
    curvature: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def variances(self) -> tuple[float, ...]:
        """Variance of each factor, in the order given."""
        return tuple(float(t * t * self.residual) for t in self.theta)


@dataclass(frozen=True, slots=True)
class _Design:
    """Cross-products with the eliminated factor first; `columns` maps the others to their factor."""

    order: tuple[int, ...]
    n: int
    counts: Floats
    incidence: Floats
    inner: Floats
    y_first: Floats
    y_rest: Floats
    y_square: float
    columns: Floats
    p: int


@dataclass(frozen=True, slots=True)
class _State:
    """The solution for one theta."""

    deviance: float
    gradient: Floats
    rss: float
    first: Floats
    rest: Floats
    first_inverse: Floats
    inverse: Floats


def fit(y: Floats, factors: Sequence[Codes], fixed: Floats) -> Fit:
    """REML fit of `y` (rows in canonical order) with `factors` as level codes and `fixed` as X."""
    design, mean, shift = _prepare(y, factors, fixed)
    reason = _not_estimable(y, factors, fixed, design)
    if reason:
        return Fit(reason)
    theta = _optimum(design, len(factors))
    state = _solve(design, theta)
    return _report(design, theta, state, mean, shift, fixed)


def _prepare(y: Floats, factors: Sequence[Codes], fixed: Floats) -> tuple[_Design, float, int]:
    sizes = [int(f.max()) + 1 for f in factors]
    order = tuple(sorted(range(len(factors)), key=lambda k: -sizes[k]))
    mean = math.fsum(y.tolist()) / y.size
    centered = y - mean
    shift = math.frexp(float(np.abs(centered).max()))[1]
    centered = np.ldexp(centered, -shift)
    first = factors[order[0]]
    rest = [np.eye(sizes[k])[factors[k]] for k in order[1:]]
    others = np.hstack([*rest, fixed])
    columns = np.concatenate([np.full(sizes[k], i + 1) for i, k in enumerate(order[1:])] + [np.zeros(0)])
    design = _Design(
        order=order,
        n=y.size,
        counts=np.bincount(first, minlength=sizes[order[0]]).astype(np.float64),
        incidence=_sums(first, others),
        inner=others.T @ others,
        y_first=_sums(first, centered[:, None])[:, 0],
        y_rest=others.T @ centered,
        y_square=float(centered @ centered),
        columns=columns,
        p=fixed.shape[1],
    )
    return design, mean, shift


def _not_estimable(y: Floats, factors: Sequence[Codes], fixed: Floats, design: _Design) -> str | None:
    if any(int(f.max()) < 1 for f in factors):
        return "fewer_than_two_levels"
    if float(np.ptp(y)) == 0:
        return "no_variance"
    first = factors[design.order[0]]
    others = np.hstack([np.eye(int(factors[k].max()) + 1)[factors[k]] for k in design.order[1:]] + [fixed])
    columns = np.column_stack([others, y - y.mean()])
    within = columns - (_sums(first, columns) / design.counts[:, None])[first]
    solution, _, rank, _ = np.linalg.lstsq(within[:, :-1], within[:, -1])
    freedom = design.n - design.counts.size - int(rank)
    if freedom < 1:
        return "no_residual_degrees_of_freedom"
    left = within[:, -1] - within[:, :-1] @ solution
    whole = float(columns[:, -1] @ columns[:, -1])
    return "no_residual_variance" if float(left @ left) <= _EXACT_FIT * whole else None


def _sums(codes: Codes, columns: Floats) -> Floats:
    sums = np.zeros((int(codes.max()) + 1, columns.shape[1]))
    np.add.at(sums, codes, columns)
    return sums


def _solve(design: _Design, theta: Floats) -> _State:
    """Henderson's equations for `theta` (in the design's order), deviance and its gradient."""
    scale = np.concatenate([theta[design.columns.astype(int)], np.ones(design.p)])
    diagonal = theta[0] ** 2 * design.counts + 1
    across = theta[0] * design.incidence * scale
    inner = design.inner * scale[:, None] * scale
    q = design.columns.size
    inner[np.arange(q), np.arange(q)] += 1
    lowered = across / diagonal[:, None]
    r_first, r_rest = theta[0] * design.y_first, scale * design.y_rest
    factor = linalg.cholesky(inner - across.T @ lowered, lower=True)
    right = r_rest - lowered.T @ r_first
    half = linalg.solve_triangular(factor, right, lower=True)
    rss = design.y_square - float((r_first**2 / diagonal).sum()) - float(half @ half)
    rest = linalg.solve_triangular(factor, half, lower=True, trans="T")
    inverse = linalg.cho_solve((factor, True), np.eye(factor.shape[0]))
    first = r_first / diagonal - lowered @ rest
    first_inverse = 1 / diagonal + ((lowered @ inverse) * lowered).sum(axis=1)
    freedom = design.n - design.p
    deviance = float(np.log(diagonal).sum()) + 2 * float(np.log(np.diagonal(factor)).sum())
    deviance += freedom * math.log(rss)
    gradient = np.zeros(theta.size)
    for k, value in enumerate(theta):
        own, spread = (first, first_inverse) if k == 0 else _part(design, k, rest, inverse)
        if value > 0:
            gradient[k] = 2 * (own.size - float(spread.sum()) - freedom * float(own @ own) / rss) / value
    return _State(deviance, gradient, rss, first, rest, first_inverse, inverse)


def _part(design: _Design, k: int, rest: Floats, inverse: Floats) -> tuple[Floats, Floats]:
    mine = np.flatnonzero(design.columns == k)
    return rest[mine], np.diagonal(inverse)[mine]


def _optimum(design: _Design, factors: int) -> Floats:
    from scipy import optimize  # costs 0.2 s to import, and only these models need it

    def objective(theta: Floats) -> tuple[float, Floats]:
        state = _solve(design, theta)
        return state.deviance, state.gradient

    found = [
        optimize.minimize(
            objective,
            np.full(factors, start),
            jac=True,
            method="L-BFGS-B",
            bounds=[(0.0, 1e6)] * factors,
            options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 500},
        )
        for start in _STARTS
    ]
    theta = np.asarray(min(found, key=lambda f: float(f.fun)).x)
    for k in range(factors):
        without = theta.copy()
        without[k] = 0.0
        if theta[k] < _NEGLIGIBLE or _solve(design, without).deviance <= _solve(design, theta).deviance:
            theta = without
    return _polished(design, theta)


def _polished(design: _Design, theta: Floats) -> Floats:
    """Newton steps on the analytic gradient, which the line search leaves at about 1e-6."""
    inside = np.flatnonzero(theta > 0)
    for _ in range(_NEWTON_STEPS if inside.size else 0):
        now = _solve(design, theta).gradient[inside]
        step = np.linalg.lstsq(_hessian(design, theta, inside), now)[0]
        moved = theta.copy()
        moved[inside] -= step
        worse = np.abs(_solve(design, moved).gradient[inside]).max() >= np.abs(now).max()
        if worse or (moved[inside] <= 0).any():
            break
        theta = moved
    return theta


def _hessian(design: _Design, theta: Floats, inside: Codes) -> Floats:
    columns = []
    for k in inside:
        h = 1e-5 * theta[k]
        up, down = theta.copy(), theta.copy()
        up[k] += h
        down[k] -= h
        rise = _solve(design, up).gradient[inside] - _solve(design, down).gradient[inside]
        columns.append(rise / (2 * h))
    hessian = np.column_stack(columns)
    return np.asarray((hessian + hessian.T) / 2)


def _report(design: _Design, theta: Floats, state: _State, mean: float, shift: int, fixed: Floats) -> Fit:
    residual = state.rss / (design.n - design.p)
    inside = np.flatnonzero(theta > 0)
    curvature = np.zeros((theta.size, theta.size))
    if inside.size:
        curvature[np.ix_(inside, inside)] = 2 * np.linalg.pinv(_hessian(design, theta, inside))
    parts = [(state.first, state.first_inverse)]
    parts += [_part(design, k, state.rest, state.inverse) for k in range(1, theta.size)]
    back = np.argsort(design.order)
    q = design.columns.size
    unit = math.ldexp(1.0, shift)
    # The mean taken off before fitting belongs to whatever combination of X makes the constant.
    constant = np.linalg.lstsq(fixed, np.ones(design.n))[0]
    return Fit(
        reason=None,
        residual=residual * unit**2,
        theta=theta[back],
        fixed=state.rest[q:] * unit + mean * constant,
        fixed_covariance=state.inverse[q:, q:] * residual * unit**2,
        effects=tuple(parts[k][0] * theta[k] * unit for k in back),
        effect_variances=tuple(parts[k][1] * theta[k] ** 2 * residual * unit**2 for k in back),
        curvature=curvature[np.ix_(back, back)],
    )
