"""Moodle's quiz statistics beyond the reference cases."""

import math

import numpy as np
import pytest
from scipy import stats as scipy_stats

from analytics import stats

MATRIX = np.random.default_rng(7).integers(0, 2, (40, 5))


def test_shape_is_that_of_the_k_statistics():
    quiz, totals = stats.items.moodle(MATRIX), MATRIX.sum(axis=1)
    k2, k3, k4 = (scipy_stats.kstat(totals, order) for order in (2, 3, 4))
    assert quiz.skewness.value == pytest.approx(k3 / k2**1.5, abs=1e-12)
    assert quiz.kurtosis.value == pytest.approx(k4 / k2**2, abs=1e-12)


def test_efficiency_is_one_hundred_when_the_order_is_the_best_possible():
    guttman = [[0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1]]
    assert [item.efficiency.value for item in stats.items.moodle(guttman).items] == pytest.approx([100.0] * 3)


def test_negative_covariance_has_no_effective_weight():
    matrix = np.column_stack([MATRIX[:, 0]] * 3 + [1 - MATRIX[:, 0]])
    found = stats.items.moodle(matrix).items
    assert found[3].effective_weight.reason == "negative_covariance"
    assert [item.effective_weight.value for item in found[:3]] == pytest.approx([100 / 3] * 3)


def test_too_few_people_and_no_variance():
    one = stats.items.moodle([[1, 0]])
    assert one.items[0].facility.value == 100
    assert one.items[0].efficiency.reason == "fewer_than_two_persons"
    assert one.internal_consistency.reason == "fewer_than_two_persons"
    assert one.standard_error.reason == "fewer_than_two_persons"
    two = stats.items.moodle([[1, 0], [1, 1]])
    assert two.skewness.reason == "fewer_than_three_persons"
    three = stats.items.moodle([[1, 0], [1, 1], [0, 0]])
    assert three.kurtosis.reason == "fewer_than_four_persons"
    same = stats.items.moodle([[1, 0]] * 4)
    assert same.skewness.reason == "no_variance"
    assert same.items[0].effective_weight.reason == "no_variance"
    assert stats.items.moodle(np.zeros((0, 2))).items[0].facility.reason == "no_complete_rows"
    assert stats.items.moodle(np.zeros((4, 0))).items == ()


def test_error_ratio_and_standard_error():
    quiz = stats.items.moodle(MATRIX)
    ratio = 100 * math.sqrt(1 - quiz.internal_consistency.value / 100)
    assert quiz.error_ratio.value == pytest.approx(ratio, abs=1e-12)
    assert quiz.standard_error.value == pytest.approx(ratio * MATRIX.sum(axis=1).std(ddof=1) / 100, abs=1e-12)


def test_row_order_changes_nothing():
    floats = MATRIX * math.pi / 4
    assert stats.items.moodle(floats[::-1]) == stats.items.moodle(floats)
    assert stats.items.moodle(MATRIX[::-1]) == stats.items.moodle(MATRIX)
