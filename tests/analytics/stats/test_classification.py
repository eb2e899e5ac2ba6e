"""Classification consistency and accuracy against a population where both are known."""

import numpy as np
import pytest
from scipy import integrate
from scipy import stats as scipy_stats

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.scaling import classification

ITEMS, A, B = 20, 4.0, 3.0


def population():
    """Scores whose shares are those of a beta-binomial: the model of Livingston and Lewis holds."""
    shares = scipy_stats.betabinom(ITEMS, A, B).pmf(np.arange(ITEMS + 1))
    return np.repeat(np.arange(ITEMS + 1), np.rint(shares * 200_000).astype(int))


def passing(tau, cut):
    return scipy_stats.binom.sf(cut - 1, ITEMS, tau)


def expected(f):
    return integrate.quad(lambda t: f(t) * scipy_stats.beta.pdf(t, A, B), 0, 1, points=[0.6], limit=200)[0]


@pytest.mark.parametrize("cut", [8, 12, 16])
def test_a_beta_binomial_population_is_recovered(cut):
    scores = population()
    # KR-21 is the reliability at which the effective length is the number of questions.
    mean, var = scores.mean(), scores.var()
    kr21 = ITEMS / (ITEMS - 1) * (1 - mean * (ITEMS - mean) / (ITEMS * var))
    found = stats.scaling.livingston_lewis(scores, cut_score=cut, reliability=kr21, max_score=ITEMS)
    consistency = expected(lambda t: passing(t, cut) ** 2 + (1 - passing(t, cut)) ** 2)
    false_positive = expected(lambda t: passing(t, cut) * (t < cut / ITEMS))
    false_negative = expected(lambda t: (1 - passing(t, cut)) * (t >= cut / ITEMS))
    assert found.consistency.value == pytest.approx(consistency, abs=2e-3)
    assert found.false_positive.value == pytest.approx(false_positive, abs=2e-3)
    assert found.false_negative.value == pytest.approx(false_negative, abs=2e-3)
    assert found.accuracy.value == pytest.approx(1 - false_positive - false_negative, abs=3e-3)
    rate = expected(lambda t: passing(t, cut))
    chance = rate**2 + (1 - rate) ** 2
    assert found.kappa.value == pytest.approx((consistency - chance) / (1 - chance), abs=5e-3)


def test_a_narrow_range_of_true_scores_is_found():
    # True shares uniform on .4 to .8 are a four-parameter beta with both shapes 1.
    rng = np.random.default_rng(1)
    scores = rng.binomial(50, rng.uniform(0.4, 0.8, 100_000))
    mean, var = scores.mean(), scores.var()
    kr21 = 50 / 49 * (1 - mean * (50 - mean) / (50 * var))
    found = stats.scaling.livingston_lewis(scores, cut_score=30, reliability=kr21, max_score=50)
    tau = np.linspace(0.4, 0.8, 4001)
    p = scipy_stats.binom.sf(29, 50, tau)
    assert found.consistency.value == pytest.approx((p**2 + (1 - p) ** 2).mean(), abs=0.01)


def test_subkoviak_by_hand():
    found = stats.scaling.subkoviak([8, 4], cut_score=6, reliability=0.5, n_items=10)
    p = np.array([0.7, 0.5])
    q = scipy_stats.binom.sf(5, 10, p)
    agreement = (q**2 + (1 - q) ** 2).mean()
    assert found.consistency.value == pytest.approx(agreement, abs=1e-12)
    chance = q.mean() ** 2 + (1 - q.mean()) ** 2
    assert found.kappa.value == pytest.approx((agreement - chance) / (1 - chance), abs=1e-12)
    assert found.accuracy.reason == "not_given_by_method"


def test_a_cut_that_everybody_or_nobody_meets():
    low = stats.scaling.subkoviak([8, 4], cut_score=0, reliability=0.5, n_items=10)
    assert (low.consistency.value, low.kappa.reason) == (1.0, "everyone_same_decision")
    high = stats.scaling.subkoviak([8, 4], cut_score=11, reliability=0.5, n_items=10)
    assert high.consistency.value == 1.0


def test_scores_need_not_start_at_zero():
    scores = population()
    once = stats.scaling.livingston_lewis(scores, cut_score=12, reliability=0.7, max_score=20)
    moved = stats.scaling.livingston_lewis(
        scores * 2 + 10, cut_score=34, reliability=0.7, max_score=50, min_score=10
    )
    assert moved.consistency.value == pytest.approx(once.consistency.value, abs=1e-9)


def test_order_of_people_changes_nothing():
    scores = np.array([3, 9, 14, 14, 17, 11, 8, 12.5])
    for method in (
        lambda s: stats.scaling.livingston_lewis(s, cut_score=11, reliability=0.8, max_score=20),
        lambda s: stats.scaling.subkoviak(s, cut_score=11, reliability=0.8, n_items=20),
    ):
        assert method(scores[::-1]) == method(scores)


@pytest.mark.parametrize(
    ("third", "fourth"),
    [
        # Mean .5, variance .01: a normal shape, tails heavier than any beta, no fourth moment.
        (0.5**3 + 3 * 0.5 * 0.01, 0.5**4 + 6 * 0.25 * 0.01 + 3 * 0.0001),
        (0.5**3 + 3 * 0.5 * 0.01, 0.5**4 + 6 * 0.25 * 0.01 + 5 * 0.0001),
        (0.5**3 + 3 * 0.5 * 0.01, float("nan")),
    ],
)
def test_moments_that_no_four_parameter_beta_has(third, fourth):
    assert classification._four_parameters(0.5, 0.01, third, fourth) is None


def test_a_short_test_falls_back_to_two_parameters():
    scores = [0, 1, 1, 2, 2, 2, 3, 3, 1, 2]
    found = stats.scaling.livingston_lewis(scores, cut_score=2, reliability=0.5, max_score=3)
    assert 0.5 < found.consistency.value < 1


@pytest.mark.parametrize(
    ("scores", "reliability", "reason"),
    [
        ([5], 0.8, "no_scores"),
        ([5, 5, 5], 0.8, "no_variance"),
        ([5, 9, 3], 0.0, "reliability_out_of_range"),
        ([5, 9, 3], 1.0, "reliability_out_of_range"),
        ([10, 11, 9, 10, 10, 11, 9], 0.01, "true_scores_do_not_vary"),
    ],
)
def test_undefined_with_a_reason(scores, reliability, reason):
    found = stats.scaling.livingston_lewis(scores, cut_score=8, reliability=reliability, max_score=20)
    assert (found.consistency.value, found.consistency.reason) == (None, reason)
    assert found.accuracy.reason == reason


def test_subkoviak_undefined_with_a_reason():
    assert (
        stats.scaling.subkoviak([], cut_score=1, reliability=0.5, n_items=4).consistency.reason == "no_scores"
    )
    found = stats.scaling.subkoviak([1, None], cut_score=1, reliability=-0.1, n_items=4).consistency
    assert found.reason == "reliability_out_of_range"
    assert dict(found.excluded) == {"missing": 1}


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.scaling.subkoviak([1], cut_score=1, reliability=0.5, n_items=0), "n_items"),
        (lambda: stats.scaling.subkoviak([9], cut_score=1, reliability=0.5, n_items=4), "scores"),
        (lambda: stats.scaling.livingston_lewis([1], cut_score=1, reliability=0.5, max_score=0), "max_score"),
        (
            lambda: stats.scaling.livingston_lewis([1], cut_score="1", reliability=0.5, max_score=4),
            "cut_score",
        ),
        (
            lambda: stats.scaling.livingston_lewis([1], cut_score=1, reliability=float("nan"), max_score=4),
            "reliability",
        ),
    ],
)
def test_mistakes_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
