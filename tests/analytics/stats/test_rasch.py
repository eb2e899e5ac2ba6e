"""The Rasch model against brute force, with gaps, and where it has no answer."""

import itertools
import math

import numpy as np
import pytest
from scipy import optimize

from analytics import stats
from analytics.stats.scaling import rasch_likelihood


def sample(n, b, seed, sd=1.0):
    rng = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(np.asarray(b) - rng.normal(size=(n, 1)) * sd))
    return (rng.random(chance.shape) < chance).astype(float)


GAPS = sample(120, [-1.0, -0.3, 0.2, 1.1], 1)
GAPS[np.random.default_rng(2).random(GAPS.shape) < 0.15] = np.nan


def conditional_loglik(matrix, b):
    """Sum over people of ln P(answers | raw score), by listing every answer pattern."""
    value = 0.0
    for row in matrix:
        seen = ~np.isnan(row)
        own, r = b[seen], int(np.nansum(row))
        if not 0 < r < seen.sum():
            continue
        ways = sum(math.exp(-sum(c)) for c in itertools.combinations(own, r))
        value += -float(own @ row[seen]) - math.log(ways)
    return value


def test_conditional_estimates_maximize_the_conditional_likelihood():
    fit = stats.scaling.rasch_conditional(GAPS)
    b = np.array([item.difficulty for item in fit.items])
    best = optimize.minimize(
        lambda free: -conditional_loglik(GAPS, np.append(free, -free.sum())), b[:3] + 0.1, tol=1e-10
    )
    assert b[:3].tolist() == pytest.approx(best.x.tolist(), abs=1e-5)
    assert sum(b) == pytest.approx(0, abs=1e-12)
    assert fit.loglik == pytest.approx(conditional_loglik(GAPS, b), abs=1e-9)


def test_conditional_standard_errors_are_those_of_the_curvature():
    fit = stats.scaling.rasch_conditional(GAPS)
    b = np.array([item.difficulty for item in fit.items])
    h, k = 1e-3, 4
    hessian = np.empty((k, k))
    for i in range(k):
        for j in range(k):
            steps = [np.eye(k)[i] * s * h + np.eye(k)[j] * t * h for s in (1, -1) for t in (1, -1)]
            values = [conditional_loglik(GAPS, b + step) for step in steps]
            hessian[i, j] = (values[0] - values[1] - values[2] + values[3]) / (4 * h * h)
    # Adding a constant to all difficulties is a direction without curvature.
    se = np.sqrt(np.diag(np.linalg.inv(-hessian + 1 / k) - 1 / k))
    assert [item.se for item in fit.items] == pytest.approx(se.tolist(), abs=1e-5)


def test_people_and_items_without_information_are_listed():
    matrix = [[1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 0], [1, 1, 1, 0], [1, 0, 1, 0], [None] * 4, [1, 1, 0, 0]]
    fit = stats.scaling.rasch_conditional(matrix)
    assert fit.items_excluded == (1, 4)
    assert fit.persons_extreme == 2
    assert dict(fit.excluded) == {"no_answers": 1, "extreme_score": 2}
    assert [item.number for item in fit.items] == [2, 3]
    assert fit.n_used == 4
    # Two items: the odds of either being the only right one settle the difference.
    assert fit.items[1].difficulty - fit.items[0].difficulty == pytest.approx(math.log(2 / 2), abs=1e-9)


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        ([[0, 2], [1, 0]], "not_binary"),
        ([[0], [1]], "fewer_than_two_items"),
        (np.ones((5, 3)), "fewer_than_two_items"),
        (np.zeros((0, 3)), "fewer_than_two_items"),
        (
            [[1, 0, None, None], [0, 1, None, None], [None, None, 1, 0], [None, None, 0, 1]],
            "disconnected_design",
        ),
        ([[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 1]], "no_finite_estimate"),
    ],
)
def test_undefined_with_a_reason(matrix, reason):
    fit = stats.scaling.rasch_conditional(matrix)
    assert (fit.items, fit.loglik) == ((), None)
    assert fit.reason == reason


def test_row_order_changes_nothing():
    assert stats.scaling.rasch_conditional(GAPS[::-1]) == stats.scaling.rasch_conditional(GAPS)
    assert stats.scaling.rasch_marginal(GAPS[::-1]) == stats.scaling.rasch_marginal(GAPS)


def test_relabelled_items_keep_their_difficulty():
    once = [item.difficulty for item in stats.scaling.rasch_conditional(GAPS).items]
    turned = [item.difficulty for item in stats.scaling.rasch_conditional(GAPS[:, ::-1]).items]
    assert turned[::-1] == pytest.approx(once, abs=1e-9)


def test_marginal_is_the_common_slope_model():
    matrix = sample(400, [-1, 0, 0.5, 1], 3, sd=1.5)
    fit, one = stats.scaling.rasch_marginal(matrix), stats.scaling.fit_irt(matrix, model="1pl")
    assert fit.loglik == one.loglik
    assert fit.theta_variance == one.items[0].a ** 2
    assert [i.difficulty for i in fit.items] == [-i.d for i in one.items]
    assert stats.scaling.rasch_marginal([[0, 2]]).reason == "not_binary"


def test_many_items_do_not_overflow():
    b = np.linspace(-2, 2, 70)
    fit = stats.scaling.rasch_conditional(sample(60, b, 4))
    kept = [b[i.number - 1] for i in fit.items]
    assert np.corrcoef(kept, [i.difficulty for i in fit.items])[0, 1] > 0.9


def test_warm_scores_are_finite_and_rise():
    fit = stats.scaling.rasch_conditional(GAPS)
    scores = stats.scaling.warm_scores(fit)
    assert len(scores) == 5
    assert all(a[0] < b[0] for a, b in itertools.pairwise(scores))
    # A middle score solves sum P = r - bias, checked at the returned ability.
    theta, se = scores[2]
    p = np.array([1 / (1 + math.exp(i.difficulty - theta)) for i in fit.items])
    q = p * (1 - p)
    assert 2 - p.sum() + (q * (1 - 2 * p)).sum() / (2 * q.sum()) == pytest.approx(0, abs=1e-9)
    assert se == pytest.approx(1 / math.sqrt(q.sum()), abs=1e-9)
    assert stats.scaling.warm_scores(stats.scaling.rasch_conditional([[0, 2]])) == ()


def test_a_fit_that_is_stopped_early_is_no_fit(monkeypatch):
    monkeypatch.setattr(rasch_likelihood, "_STEPS", 1)
    assert stats.scaling.rasch_conditional(GAPS).reason == "not_converged"


def test_a_newton_step_that_goes_too_far_is_shortened():
    matrix = [[1, 0, 0], [1, 0, 0], [1, 0, 0], [1, 0, 1], [1, 0, 1], [0, 0, 1], [1, 0, 0]]
    fit = stats.scaling.rasch_conditional(matrix)
    assert fit.items_excluded == (2,)
    # Of four people with one of the two right, three had the first and one the second.
    assert fit.items[1].difficulty - fit.items[0].difficulty == pytest.approx(math.log(4 / 1), abs=1e-9)
