"""Exact sums, two-pass variances, and answers that no order of the rows can change."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.stats.core.arrays import level, matrix, vector
from analytics.stats.core.labels import encode
from analytics.stats.core.moments import describe, describe_pairs, differences, lag1_autocorrelation, on_grid
from analytics.stats.core.result import Estimate, Interval, StatsError

PROPERTIES = settings(max_examples=40, deadline=None, derandomize=True)
finite = st.floats(-1e6, 1e6, allow_nan=False)


def test_decimals_are_added_as_whole_numbers():
    moments = describe(np.array([0.1] * 10))
    assert (moments.n, moments.mean, moments.sd) == (10, 0.1, 0.0)


def test_values_off_every_grid_are_centered_first():
    values = 1e9 + np.array([1.0, 2.0, 3.0]) / 3
    moments = describe(values)
    assert moments.mean == pytest.approx(1e9 + 2 / 3, abs=1e-6)
    assert moments.sd == pytest.approx(1 / 3, abs=1e-7)


def test_tiny_values_do_not_underflow():
    assert describe(np.array([1e-200, 3e-200])).sd == pytest.approx(math.sqrt(2) * 1e-200, rel=1e-12)


def test_nothing_has_no_mean_and_one_value_no_spread():
    assert (describe(np.array([])).mean, describe(np.array([3.0])).sd) == (None, None)
    nothing = describe_pairs(np.array([]), np.array([]))
    assert (nothing.n, nothing.mean_d, nothing.sd_d) == (0, None, None)


def test_one_pair_off_the_grid_has_means_only():
    pair = describe_pairs(np.array([1 / 3]), np.array([2 / 3]))
    assert (pair.mean_x, pair.mean_d, pair.sd_d, pair.correlation) == (1 / 3, 1 / 3, None, None)


@pytest.mark.parametrize("step", [1.0, 1 / 3])
def test_correlation_of_a_constant_is_undefined(step):
    pair = describe_pairs(np.array([1.0, 2.0, 4.0]) * step, np.array([5.0, 5.0, 5.0]) * step)
    assert (pair.correlation, pair.sd_y) == (None, 0.0)


@pytest.mark.parametrize("step", [1.0, 1 / 3])
def test_perfect_correlation_is_one(step):
    pair = describe_pairs(np.array([1.0, 2.0, 4.0]) * step, np.array([2.0, 4.0, 8.0]) * step)
    assert pair.correlation == 1.0
    assert pair.covariance == pytest.approx(14 / 3 * step**2, rel=1e-12)


def test_grid_is_refused_when_sums_of_squares_would_overflow():
    assert on_grid(np.array([2.0**40, 1.0])) is None
    assert on_grid(np.array([0.25, 0.5])) == ((pytest.approx([25, 50]),), 100)


def test_differences_beyond_the_grid_find_ties():
    gap = differences(np.array([1 / 3, 2 / 3]), np.array([2 / 3, 1.0]))
    assert gap.values[0] == gap.values[1]
    assert gap.values[0] * gap.unit == pytest.approx(1 / 3, rel=1e-12)


def test_lag1_autocorrelation():
    assert lag1_autocorrelation(np.array([1.0, 2.0, 3.0])) == 0.0
    assert lag1_autocorrelation(np.array([1.0])) is None
    assert lag1_autocorrelation(np.array([2.0, 2.0])) is None
    with pytest.raises(StatsError, match="values"):
        lag1_autocorrelation(np.ones((2, 2)))


@PROPERTIES
@given(st.lists(finite, min_size=2, max_size=30), st.randoms(use_true_random=False))
def test_order_does_not_matter_to_the_last_bit(values, random):
    shuffled = values.copy()
    random.shuffle(shuffled)
    assert describe(np.array(values)) == describe(np.array(shuffled))


@PROPERTIES
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30), st.integers(-5000, 5000))
def test_shifting_whole_scores_shifts_the_mean_and_keeps_the_spread(values, shift):
    before, after = describe(np.array(values, float)), describe(np.array(values, float) + shift)
    assert after.sd == before.sd
    assert after.mean == pytest.approx(before.mean + shift, rel=1e-14, abs=1e-12)


@PROPERTIES
@given(st.lists(finite, min_size=2, max_size=30), st.integers(-300, 200))
def test_scaling_by_a_power_of_two_scales_everything_exactly(values, exponent):
    array = np.array(values) / 3
    before, after = describe(array), describe(np.ldexp(array, exponent))
    if before.sd and abs(before.mean) > 1e-3 and before.sd > 1e-3:
        assert after.sd == pytest.approx(math.ldexp(before.sd, exponent), rel=1e-12)


def test_columns_are_checked_by_name():
    for bad in (["a"], [None, "3"], [b"3", None], [math.inf], [1e200], [object()], [[1, 2], [3]], None):
        with pytest.raises(StatsError, match=r"^pre: "):
            vector(bad, "pre")
    with pytest.raises(StatsError, match=r"^matrix: must have two"):
        matrix([1.0, 2.0], "matrix")
    assert matrix([[1, None]], "matrix").shape == (1, 2)
    for bad in (0, 1, 1.5, math.nan, True, "0.95", None):
        with pytest.raises(StatsError, match=r"^confidence: "):
            level(bad)


def test_any_kind_of_number_is_a_score():
    given = [1, 2.5, True, Decimal("0.1"), Fraction(1, 2), None, np.float32(3)]
    assert vector(given, "pre")[:5].tolist() == [1.0, 2.5, 1.0, 0.1, 0.5]
    assert np.isnan(vector(given, "pre")[5])
    assert vector([], "pre").size == 0
    assert vector([None], "pre").size == 1


def test_results_refuse_numbers_that_are_none():
    with pytest.raises(StatsError, match=r"^value"):
        Estimate(value=math.nan, n_used=1, method="m")
    with pytest.raises(StatsError, match=r"^reason"):
        Estimate(value=None, n_used=1, method="m")
    with pytest.raises(StatsError, match=r"^interval"):
        Interval(0.0, math.inf)
    assert Estimate(value=1.0, n_used=1, method="m").defined


def test_labels_are_sorted_and_gaps_marked():
    levels, codes = encode(["b", None, "a", float("nan"), "b"], "groups")
    assert (levels, codes.tolist()) == (("a", "b"), [1, -1, 0, -1, 1])
    levels, codes = encode(["b", 1, 2], "groups")
    assert (levels, codes.tolist()) == ((1, 2, "b"), [2, 0, 1])
    levels, codes = encode(np.array([7, 5, 7]), "groups")
    assert (levels, codes.tolist()) == ((5, 7), [1, 0, 1])
    levels, codes = encode(np.array([10**9, -(10**9)]), "groups")
    assert (levels, codes.tolist()) == ((-(10**9), 10**9), [1, 0])
    levels, codes = encode(np.array([True, False, True]), "groups")
    assert (levels, codes.tolist()) == ((False, True), [1, 0, 1])
    levels, codes = encode(np.array(["x", "w"]), "groups")
    assert (levels, codes.tolist()) == (("w", "x"), [1, 0])


@pytest.mark.parametrize("bad", ["ab", 3, np.ones((2, 2)), [[1], [2]], [math.inf, 1.0]])
def test_labels_that_are_none_are_refused(bad):
    with pytest.raises(StatsError, match=r"^groups: "):
        encode(bad, "groups")
