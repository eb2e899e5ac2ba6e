"""Omega: recovery of a known factor, its interval, and when there is none."""

import math

import numpy as np
import pytest
from scipy import stats as scipy_stats

from analytics import stats
from analytics.stats.items import one_factor


def sample(n, loadings, seed):
    rng = np.random.default_rng(seed)
    loadings = np.asarray(loadings)
    noise = np.sqrt(1 - loadings**2)
    return rng.normal(size=(n, 1)) * loadings + rng.normal(size=(n, loadings.size)) * noise


def test_an_exact_one_factor_matrix_is_recovered():
    loadings = np.array([0.9, 0.7, 0.5, 0.3, -0.4])
    correlation = np.multiply.outer(loadings, loadings)
    np.fill_diagonal(correlation, 1.0)
    found = one_factor.fit(correlation)
    assert found.problem is None
    assert found.loadings.tolist() == pytest.approx(loadings.tolist(), abs=1e-8)
    assert found.uniqueness.tolist() == pytest.approx((1 - loadings**2).tolist(), abs=1e-8)


def test_three_items_have_a_closed_form():
    matrix = sample(400, [0.8, 0.6, 0.7], 1)
    r = np.corrcoef(matrix, rowvar=False)
    squares = np.array(
        [r[0, 1] * r[0, 2] / r[1, 2], r[0, 1] * r[1, 2] / r[0, 2], r[0, 2] * r[1, 2] / r[0, 1]]
    )
    sd = matrix.std(axis=0, ddof=1)
    common = (sd * np.sqrt(squares)).sum() ** 2
    expected = common / (common + (sd**2 * (1 - squares)).sum())
    found = stats.items.omega(matrix)
    assert found.value == pytest.approx(expected, abs=1e-8)
    assert found.interval.low < found.value < found.interval.high
    assert found.interval.method == "delta_influence"


def test_the_interval_is_that_of_the_jackknife():
    matrix = sample(150, [0.8, 0.6, 0.7, 0.5], 2)
    n = len(matrix)
    point = stats.items.omega(matrix)
    without = np.array([stats.items.omega(np.delete(matrix, i, axis=0)).value for i in range(n)])
    se = math.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    half = scipy_stats.t.ppf(0.975, n - 1) * se / (1 - point.value)
    own = math.log((1 - point.interval.low) / (1 - point.value))
    # The leverage makes it a little wider than the jackknife, never narrower.
    assert half < own < 1.06 * half
    assert math.log((1 - point.value) / (1 - point.interval.high)) == pytest.approx(own, abs=1e-12)


def test_items_that_point_the_other_way_are_said():
    matrix = sample(300, [0.8, 0.7, 0.6, -0.5], 3)
    assert stats.items.omega(matrix).warnings == ("mixed_loading_signs",)


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        (sample(50, [0.7, 0.7], 4), "fewer_than_three_items"),
        (np.zeros((1, 4)), "too_few_persons"),
        (sample(4, [0.7] * 5, 4), "too_few_persons"),
        (np.column_stack([sample(50, [0.7] * 3, 4), np.ones(50)]), "constant_items"),
        (np.repeat(sample(50, [0.7] * 2, 4), 2, axis=1), "dependent_items"),
    ],
)
def test_undefined_with_a_reason(matrix, reason):
    found = stats.items.omega(matrix)
    assert (found.value, found.reason) == (None, reason)


def test_three_items_without_a_real_solution():
    # Products of the correlations are negative: no real loadings reproduce them.
    correlation = np.array([[1, 0.5, 0.5], [0.5, 1, -0.3], [0.5, -0.3, 1]])
    assert one_factor.fit(correlation).problem in {"heywood_case", "not_converged"}


def test_unrelated_items_have_no_factor_to_find():
    assert one_factor.fit(np.eye(4)).problem == "not_converged"


def test_row_order_changes_nothing():
    matrix = sample(80, [0.8, 0.6, 0.7, 0.5], 5)
    assert stats.items.omega(matrix[::-1]) == stats.items.omega(matrix)
    binary = (matrix > 0).astype(int)
    assert stats.items.omega(binary[::-1]) == stats.items.omega(binary)


def test_scale_and_shift_change_nothing():
    matrix = sample(80, [0.8, 0.6, 0.7, 0.5], 6)
    moved = stats.items.omega(matrix * 1e50)
    assert moved.value == pytest.approx(stats.items.omega(matrix).value, abs=1e-9)
    assert stats.items.omega(matrix + 1000).value == pytest.approx(stats.items.omega(matrix).value, abs=1e-7)


def test_a_uniqueness_below_zero_is_a_heywood_case():
    correlation = np.array([[1, 0.9, 0.9], [0.9, 1, 0.7], [0.9, 0.7, 1]])
    # The first item would need a loading of 0.9 * 0.9 / 0.7 > 1.
    assert one_factor.fit(correlation).problem == "heywood_case"


def test_a_fit_that_is_stopped_early_is_no_fit(monkeypatch):
    monkeypatch.setattr(one_factor, "_STEPS", 1)
    assert (
        one_factor.fit(np.corrcoef(sample(60, [0.8, 0.6, 0.7, 0.5], 7), rowvar=False)).problem
        == "not_converged"
    )
