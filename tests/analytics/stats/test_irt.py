"""1PL and 2PL against brute force, with gaps, and where they have no answer."""

import math

import numpy as np
import pytest
from scipy import optimize

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.scaling import irt, irt_em, responses


def sample(n, a, d, seed):
    rng = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(-(rng.normal(size=(n, 1)) * a + d)))
    return (rng.random(chance.shape) < chance).astype(float)


SLOPES, INTERCEPTS = np.array([1.4, 0.9, 1.8, 1.1]), np.array([0.5, -0.7, 0.1, 1.2])
FULL = sample(600, SLOPES, INTERCEPTS, 1)
GAPS = np.where(np.random.default_rng(2).random(FULL.shape) < 0.1, np.nan, FULL)


def marginal_loglik(matrix, a, d, nodes=61):
    theta = np.linspace(-6, 6, nodes)
    weights = np.exp(-(theta**2) / 2)
    weights /= weights.sum()
    p = 1 / (1 + np.exp(-(np.multiply.outer(a, theta) + d[:, None])))
    value = 0.0
    for row in matrix:
        seen = ~np.isnan(row)
        value += math.log(
            float(weights @ np.prod(np.where(row[seen, None] == 1, p[seen], 1 - p[seen]), axis=0))
        )
    return value


@pytest.mark.parametrize("matrix", [FULL[:200], GAPS[:200]], ids=["complete", "gaps"])
def test_2pl_maximizes_the_marginal_likelihood(matrix):
    fit = stats.scaling.fit_irt(matrix, fewest=0)
    a, d = (np.array(column) for column in zip(*((i.a, i.d) for i in fit.items), strict=True))
    assert fit.loglik == pytest.approx(marginal_loglik(matrix, a, d), abs=1e-9)
    slope = optimize.approx_fprime(
        np.concatenate([a, d]), lambda x: marginal_loglik(matrix, x[:4], x[4:]), 1e-6
    )
    assert np.abs(slope).max() < 1e-3


@pytest.mark.parametrize("matrix", [FULL[:200], GAPS[:200]], ids=["complete", "gaps"])
@pytest.mark.parametrize("common", [True, False])
def test_standard_errors_are_those_of_the_curvature(matrix, common):
    model = irt_em.Likelihood(responses.load(matrix, drop_extreme_persons=False), nodes=61, common=common)
    a, d = np.full(4, 1.2) if common else SLOPES, INTERCEPTS
    size, h = (5 if common else 8), 1e-5
    numerical = np.empty((size, size))
    for i in range(size):
        step = np.zeros(size)
        step[i] = h
        grow = (lambda s: (a + s[:1], d + s[1:])) if common else (lambda s: (a + s[:4], d + s[4:]))
        up, down = model.gradient(*grow(step))[1], model.gradient(*grow(-step))[1]
        numerical[i] = -(up - down) / (2 * h)
    assert np.abs(model.information(a, d) - numerical).max() < 1e-4


def test_2pl_recovers_what_made_the_data():
    fit = stats.scaling.fit_irt(sample(4000, SLOPES, INTERCEPTS, 3))
    for item, a, d in zip(fit.items, SLOPES, INTERCEPTS, strict=True):
        assert abs(item.a - a) < 4 * item.se_a
        assert abs(item.d - d) < 4 * item.se_d
        assert item.b == pytest.approx(-item.d / item.a, abs=1e-12)


def test_standard_error_of_difficulty_is_that_of_the_reparametrized_model():
    fit = stats.scaling.fit_irt(FULL, model="1pl")
    item = fit.items[0]
    # With one slope, se(b) from the delta method lies between the naive extremes.
    assert item.se_d / item.a * 0.5 < item.se_b < item.se_d / item.a * 2
    assert len({i.a for i in fit.items}) == 1


def test_items_that_measure_the_opposite_get_negative_slopes_only_when_few():
    mostly = FULL.copy()
    mostly[:, 0] = 1 - mostly[:, 0]
    fit = stats.scaling.fit_irt(mostly)
    assert fit.items[0].a < 0 < min(i.a for i in fit.items[1:])
    assert fit.items[0].flags == ("extreme_slope",)
    turned = stats.scaling.fit_irt(1 - mostly)
    assert turned.items[0].a < 0 < min(i.a for i in turned.items[1:])
    assert turned.items[1].a == pytest.approx(fit.items[1].a, abs=1e-6)


@pytest.mark.parametrize(
    ("matrix", "options", "reason"),
    [
        (FULL[:499], {}, "too_few_persons"),
        ([[0, 2], [1, 0]], {}, "not_binary"),
        (np.full((600, 3), np.nan), {}, "no_answers"),
        (FULL[:, :2], {}, "fewer_than_three_items"),
        (FULL[:, :1], {"model": "1pl"}, "fewer_than_two_items"),
        ([[1, 1, 1], [0, 0, 0]] * 300, {}, "not_converged"),
    ],
)
def test_undefined_with_a_reason(matrix, options, reason):
    fit = stats.scaling.fit_irt(matrix, **options)
    assert (fit.items, fit.loglik, fit.reason) == ((), None, reason)
    assert stats.scaling.person_scores(fit, np.ones((2, 3))).theta == (None, None)


def test_items_that_cannot_be_estimated_are_listed():
    fit = stats.scaling.fit_irt(np.column_stack([np.ones(600), FULL]))
    assert fit.items_excluded == (1,)
    assert [i.number for i in fit.items] == [2, 3, 4, 5]
    assert fit.items[0].a == stats.scaling.fit_irt(FULL).items[0].a


def test_people_without_an_answer_are_left_out_and_scored_as_unknown():
    matrix = np.vstack([FULL, np.full((2, 4), np.nan)])
    fit = stats.scaling.fit_irt(matrix)
    assert dict(fit.excluded) == {"no_answers": 2}
    found = stats.scaling.person_scores(fit, matrix)
    assert found.theta[-1] is None
    assert found.se[-1] is None
    assert found.reliability.n_used == 600


def test_scores_are_posterior_means():
    fit = stats.scaling.fit_irt(FULL)
    theta = np.linspace(-6, 6, 61)
    weights = np.exp(-(theta**2) / 2)
    for i, item in enumerate(fit.items):
        p = 1 / (1 + np.exp(-(item.a * theta + item.d)))
        weights = weights * (p if i != 2 else 1 - p)
    mean = (weights @ theta) / weights.sum()
    found = stats.scaling.person_scores(fit, [[1, 1, 0, 1], [1, None, None, None]])
    assert found.theta[0] == pytest.approx(mean, abs=1e-12)
    assert found.se[0] == pytest.approx(math.sqrt(weights @ (theta - mean) ** 2 / weights.sum()), abs=1e-12)
    assert found.se[1] > found.se[0]


def test_reliability_needs_two_people():
    assert (
        stats.scaling.person_scores(stats.scaling.fit_irt(FULL), [[1, 1, 0, 1]]).reliability.reason
        == "fewer_than_two_persons"
    )


def test_information_is_that_of_the_logistic_model():
    fit = stats.scaling.fit_irt(FULL)
    expected = 0.0
    for item in fit.items:
        p = 1 / (1 + math.exp(-item.d))
        expected += item.a**2 * p * (1 - p)
    assert stats.scaling.test_information(fit, [0.0, 800.0]) == pytest.approx((expected, 0.0), abs=1e-12)
    assert stats.scaling.test_information(fit, [None]) == (None,)


def test_a_flat_item_has_no_difficulty():
    assert irt._difficulty(0.0, 1.0, 1.0, 1.0, 0.0) == (None, None)


def test_row_order_changes_nothing():
    assert stats.scaling.fit_irt(GAPS[::-1]) == stats.scaling.fit_irt(GAPS)
    fit = stats.scaling.fit_irt(GAPS)
    assert (
        stats.scaling.person_scores(fit, GAPS[::-1]).theta
        == stats.scaling.person_scores(fit, GAPS).theta[::-1]
    )


def test_few_people_are_said():
    assert stats.scaling.fit_irt(FULL[:150], model="1pl").warnings == ("few_persons",)


def test_more_than_sixty_four_items_keep_patterns_apart():
    rng = np.random.default_rng(8)
    matrix = (rng.random((50, 70)) < 0.5).astype(float)
    matrix[1] = matrix[0]
    loaded = responses.load(matrix, drop_extreme_persons=False)
    assert loaded.counts.sum() == 50
    assert loaded.pattern_of[0] == loaded.pattern_of[1]
    assert (loaded.right[loaded.pattern_of] == matrix).all()


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.scaling.fit_irt(FULL, model="3pl"), "model"),
        (lambda: stats.scaling.fit_irt(FULL, nodes=5), "nodes"),
        (lambda: stats.scaling.fit_irt(FULL, fewest=-1), "fewest"),
        (lambda: stats.scaling.fit_irt("abc"), "matrix"),
        (lambda: stats.scaling.person_scores(stats.scaling.fit_irt(FULL), FULL[:, :2]), "matrix"),
        (lambda: stats.scaling.person_scores(stats.scaling.fit_irt(FULL), FULL + 1), "matrix"),
    ],
)
def test_mistakes_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument


class Stub:
    """A likelihood whose information and gradient are given."""

    common, k = False, 1

    def __init__(self, informations, gradient):
        self.informations, self.slope = list(informations), gradient

    def information(self, a, d):
        return np.array(self.informations.pop(0))

    def gradient(self, a, d):
        return -1.0, np.array(self.slope)


GOOD, BAD = [[1.0, 0.0], [0.0, 1.0]], [[-1.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("informations", "gradient"),
    [([BAD], [0.0, 0.0]), ([GOOD], [2.0, 0.0]), ([GOOD], [0.1, 0.0]), ([GOOD, BAD], [0.0, 0.0])],
    ids=["not a maximum", "too far", "never settles", "no standard errors"],
)
def test_newton_steps_give_up(informations, gradient):
    assert irt_em._polish(Stub(informations, gradient), np.ones(1), np.zeros(1)) is None
