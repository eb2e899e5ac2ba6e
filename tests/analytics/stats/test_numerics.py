"""Distributions, quadratures, root finding and resampling against other ways of computing them."""

import math

import numpy as np
import pytest
import scipy.stats

from analytics.stats.core import (
    bootstrap,
    logistic,
    noncentral_t,
    resampling,
    roots,
    studentized_range,
    tails,
)
from analytics.stats.core.result import StatsError
from analytics.stats.gain.standardized import hedges_j


@pytest.mark.parametrize(
    ("t", "df", "ncp"),
    [(4.06, 9, 1.3), (38.4, 1030, 40.0), (-2.0, 5, -1.0), (2.0, 2, 5.0), (0.1, 3, 2.0), (100.0, 5, 80.0)],
)
def test_noncentral_t_agrees_with_the_library_where_that_is_right(t, df, ncp):
    assert noncentral_t.cdf(t, df, ncp) == pytest.approx(scipy.stats.nct.cdf(t, df, ncp), abs=1e-12)


def test_noncentral_t_far_from_its_mean_is_0_or_1():
    assert noncentral_t.cdf(50.0, 4, -80.0) == pytest.approx(1.0, abs=1e-12)
    assert noncentral_t.cdf(-50.0, 4, 80.0) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(("t", "df"), [(3.0, 1), (0.0, 7), (-4.0, 20), (500.0, 2), (1e4, 10**6)])
def test_noncentrality_limits_put_the_tails_where_they_belong(t, df):
    low, high = noncentral_t.limits(t, df, 0.9)
    assert noncentral_t.cdf(t, df, low) == pytest.approx(0.95, abs=1e-9)
    assert noncentral_t.cdf(t, df, high) == pytest.approx(0.05, abs=1e-9)


def test_p_values_never_reach_zero():
    assert tails.t_two_sided(1e6, 1e6) == tails.SMALLEST_P
    assert tails.normal_two_sided(50.0) == tails.SMALLEST_P
    assert tails.f_upper(1e9, 3, 500) > 0
    assert tails.chi2_upper(1e5, 1) == tails.SMALLEST_P
    assert tails.t_upper(-60.0, 30) == 1.0


def test_wilson_limits():
    low, high = tails.wilson(0.5, 10, 0.95)
    assert (low, high) == (pytest.approx(0.236593090512564), pytest.approx(0.763406909487436))
    assert tails.wilson(0.0, 5, 0.95)[0] == 0.0


@pytest.mark.parametrize(("q", "k", "df"), [(3.5, 3, 68), (2.0, 5, 10), (6.0, 10, 30)])
def test_studentized_range_agrees_with_the_library(q, k, df):
    assert studentized_range.upper(q, k, df) == pytest.approx(
        scipy.stats.studentized_range.sf(q, k, df), abs=1e-8
    )


def test_hedges_factor_joins_smoothly_and_is_undefined_at_one():
    assert hedges_j(1) is None
    assert hedges_j(2) == pytest.approx(0.5641895835477563, rel=1e-14)
    exact = math.exp(math.lgamma(25.5) - math.lgamma(25.0)) / math.sqrt(25.5)
    assert hedges_j(51) == pytest.approx(exact, rel=1e-12)
    assert hedges_j(1e9) == pytest.approx(1 - 0.75e-9, rel=1e-15)


@pytest.mark.parametrize(
    ("function", "low", "high", "root"),
    [
        (lambda x: math.exp(x) - 5, -30.0, 9.0, math.log(5)),
        (lambda x: x**3, -1.0, 3.0, 0.0),
        (lambda x: x - 2, 2.0, 9.0, 2.0),
        (lambda x: math.copysign(1, x - 0.3), 0.0, 1.0, 0.3),
    ],
)
def test_bracketed_root(function, low, high, root):
    assert roots.bracketed(function, low, high) == pytest.approx(root, abs=1e-9)


@pytest.mark.parametrize(
    ("function", "low", "high", "least"),
    [
        (lambda x: (x - 1.234) ** 2, -5.0, 9.0, 1.234),
        (lambda x: -x, 0.0, 1.0, 1.0),
        (lambda x: abs(x - 0.5) ** 0.5, 0.0, 4.0, 0.5),
        (lambda x: math.cos(x), 0.0, 6.0, math.pi),
        (lambda x: 1.0, 0.0, 1.0, None),
    ],
)
def test_minimum(function, low, high, least):
    found = roots.minimum(function, low, high)
    assert low <= found <= high
    if least is not None:
        assert found == pytest.approx(least, abs=1e-6)


@pytest.mark.parametrize(
    "rows",
    [
        np.column_stack([np.arange(50.0), np.arange(50.0) ** 2, np.ones(50)]),
        np.column_stack([np.arange(50.0) / 7, -np.arange(50.0), np.ones(50)]),
        np.column_stack([np.repeat([0.0, 5.0], 100), np.ones(200)]),
        np.column_stack([np.arange(70_000.0), np.ones(70_000)]),
        np.column_stack([np.arange(64.0) * 1e9, np.arange(64.0) * 2e9, np.arange(64.0) * 3e9]),
    ],
    ids=["packed", "decimals", "few distinct", "too many for the table", "several words"],
)
def test_resampled_sums_have_the_right_mean_and_spread(rows):
    replicates = 100 if len(rows) > 1000 else 4000
    sums = resampling.resampled_sums(rows, replicates, 7)
    n = len(rows)
    expected, spread = n * rows.mean(axis=0), np.sqrt(n) * rows.std(axis=0)
    noise = 5 * spread / math.sqrt(replicates)
    assert (np.abs(sums.mean(axis=0) - expected) <= noise + 1e-9 * np.abs(expected)).all()
    assert sums.std(axis=0) == pytest.approx(spread, rel=0.3, abs=1e-6 * np.abs(expected).max())


def test_resampled_sums_do_not_depend_on_row_order():
    rows = np.random.default_rng(1).normal(size=(40, 3))
    first = resampling.resampled_sums(rows, 200, 5)
    second = resampling.resampled_sums(rows[::-1], 200, 5)
    assert np.array_equal(first, second)


def _mean(sums):
    return sums[:, 0] / sums[:, 1]


def test_bca_agrees_with_scipy():
    values = np.random.default_rng(3).exponential(size=60)
    own = bootstrap.bca(np.column_stack([values, np.ones(60)]), _mean, seed=1, replicates=20_000)
    peer = scipy.stats.bootstrap((values,), np.mean, n_resamples=20_000, method="BCa", rng=2)
    width = peer.confidence_interval.high - peer.confidence_interval.low
    assert own.interval.low == pytest.approx(peer.confidence_interval.low, abs=0.03 * width)
    assert own.interval.high == pytest.approx(peer.confidence_interval.high, abs=0.03 * width)
    assert (own.seed, own.replicates, own.generator, own.reason) == (1, 20_000, "PCG64", None)


def test_bca_says_why_there_is_no_interval():
    def run(values, statistic=_mean, seed=1):
        units = np.column_stack([values, np.ones(len(values))])
        return bootstrap.bca(units, statistic, seed=seed, replicates=200)

    assert run(np.arange(7.0)).reason == "too_few_units_to_resample"
    constant = run(np.full(9, 2.0))
    assert (constant.interval.low, constant.interval.high) == (2.0, 2.0)

    def fragile(sums):
        return np.where(sums[:, 1] < 9, np.nan, sums[:, 0])

    assert run(np.arange(9.0), fragile).reason == "undefined_when_one_unit_is_left_out"

    def choosy(sums):
        return np.where(sums[:, 0] < 20, np.nan, sums[:, 0])

    assert run(np.arange(9.0), choosy).reason == "undefined_in_some_resamples"

    odd = np.sqrt([2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0])

    def peaked(sums):
        return -np.abs(sums[:, 0] - odd.sum() * sums[:, 1] / 9)

    assert run(odd, peaked, seed=2).reason == "estimate_outside_its_resamples"


def test_bca_refuses_an_adjustment_beyond_the_last_resample():
    units = np.column_stack([[0.0] * 30 + [36.0], np.ones(31)])
    far = bootstrap.bca(units, _mean, confidence=1 - 1e-12, seed=1, replicates=200)
    assert (far.interval, far.reason) == (None, "acceleration_out_of_range")


@pytest.mark.parametrize(
    ("argument", "seed", "replicates"),
    [
        ("seed", -1, 200),
        ("seed", 1.0, 200),
        ("seed", True, 200),
        ("replicates", 1, 99),
        ("replicates", 1, True),
    ],
)
def test_resampling_options_are_checked(argument, seed, replicates):
    with pytest.raises(StatsError, match=f"^{argument}: "):
        bootstrap.check_resampling(seed, replicates)


def test_acceleration_of_constant_values_is_zero():
    assert bootstrap.acceleration(np.ones(5)) == 0.0


def test_logistic_regression_names_what_stops_it():
    ones, x = np.ones(20), np.arange(20.0)
    outcome = (x > 9.5).astype(float)
    assert logistic.fit(("(intercept)", "x"), np.column_stack([ones, x]), outcome) == "separation"
    assert logistic.fit(("a", "b"), np.column_stack([ones, ones]), outcome) == "collinear_predictors"
    twice = np.column_stack([ones, x, x * 2])
    assert logistic.fit(("a", "b", "c"), twice, (x % 3 == 0).astype(float)) == "collinear_predictors"
    assert logistic.fit(("a", "b"), np.ones((2, 2)), np.ones(2)) == "too_few_rows_for_model"
    fitted = logistic.fit(("a", "b"), np.column_stack([ones, x]), (x % 2 == 0).astype(float))
    assert fitted.probability.sum() == pytest.approx(10, abs=1e-9)
    assert fitted.se.shape == (2,)
