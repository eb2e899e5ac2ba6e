"""Kendall's W with ties and the test of Fleiss' kappa."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats as peer

from analytics import stats
from analytics.stats.core.result import StatsError


@pytest.mark.parametrize("top", [4, 1000])
def test_w_is_friedmans_chi_squared(top):
    rng = np.random.default_rng(5)
    table = rng.integers(0, top, (9, 1)) + rng.integers(0, top, (9, 5))
    found, theirs = stats.raters.kendall_w(table), peer.friedmanchisquare(*table)
    assert found.chi2 == pytest.approx(theirs.statistic, rel=1e-12)
    assert (found.p, found.df, found.n_raters) == (pytest.approx(theirs.pvalue, rel=1e-11), 8, 5)
    assert found.value == pytest.approx(theirs.statistic / 40, rel=1e-12)
    assert (found.n_tied > 0) is (found.uncorrected < found.value)
    assert found.w.method == "kendall_w_tie_corrected"
    assert (found.p_method, found.p_f_method) == ("chi2_one_sided", "f_one_sided")


def test_by_hand():
    # Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: sums 2, 4.5, 5.5, 8 about 5; S = 18.5, one pair tied.
    found = stats.raters.kendall_w([[10, 1], [20, 2], [20, 3], [30, 4]])
    assert found.value == pytest.approx(12 * 18.5 / (4 * 60 - 2 * 6), abs=1e-15)
    assert found.uncorrected == pytest.approx(12 * 18.5 / 240, abs=1e-15)
    assert (found.mean_ranks, found.n_tied) == ((1, 2.25, 2.75, 4), 2)
    assert found.f == pytest.approx(found.value / (1 - found.value))
    assert (found.df1, found.df2) == (2, 2)


def test_full_concordance_has_no_f():
    found = stats.raters.kendall_w([[1, 10], [2, 20], [3, 30]])
    assert (found.value, found.f, found.df1, found.df2, found.p_f) == (1, None, None, None, None)
    pair = stats.raters.kendall_w([[1, 2], [2, 1]])
    assert (pair.value, pair.f) == (0, None)


def test_targets_with_gaps_are_left_out():
    whole = [[1, 2, 1], [2, 1, 2], [3, 3, 4], [4, 4, 4]]
    found = stats.raters.kendall_w([*whole, [9, None, 1]])
    assert dict(found.w.excluded) == {"rating_missing": 1}
    assert found.value == stats.raters.kendall_w(whole).value


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ([[1], [2]], "fewer_than_two_raters"),
        ([[1, 2], [None, 1]], "fewer_than_two_targets"),
        ([[1, 2], [1, 2]], "no_variation"),
    ],
)
def test_no_concordance_has_a_reason(scores, reason):
    found = stats.raters.kendall_w(scores)
    assert (found.w.reason, found.p, found.mean_ranks) == (reason, None, ())


def test_words_have_no_ranks():
    with pytest.raises(StatsError) as error:
        stats.raters.kendall_w([["good", "poor"], ["poor", "good"]])
    assert error.value.argument == "scores"


def test_the_error_of_fleiss_under_chance_is_that_of_chance():
    rng = np.random.default_rng(6)
    units, raters = 40, 4
    z = [stats.raters.fleiss(rng.choice(3, (units, raters), p=[0.5, 0.3, 0.2])).z for _ in range(300)]
    assert abs(float(np.mean(z))) < 0.2
    assert 0.9 < float(np.std(z)) < 1.1


def test_two_raters_by_hand():
    found = stats.raters.fleiss([[0, 0]] * 6 + [[1, 1]] * 3 + [[0, 1]])
    # Shares .65 and .35: two categories make the error 1 / sqrt(number of pairs).
    assert found.null_error == pytest.approx(1 / math.sqrt(10), rel=1e-12)
    assert found.z == pytest.approx(found.value * math.sqrt(10), rel=1e-12)
    assert found.p == pytest.approx(2 * peer.norm.sf(found.z), rel=1e-12)
    assert (found.p_method, found.test_reason) == ("normal_two_sided", None)


@pytest.mark.parametrize(
    ("scores", "options", "reason"),
    [
        ([[1, 2], [2, 2], [3, 1]], {"weighting": "linear"}, "no_test_with_weights"),
        ([[1, 2, 2], [2, 2, None], [3, 1, 3]], {}, "units_differ_in_number_of_ratings"),
        ([[1, 1], [1, 1]], {}, "chance_agreement_is_one"),
        ([[1, None]], {}, "no_unit_rated_twice"),
    ],
)
def test_no_test_has_a_reason(scores, options, reason):
    found = stats.raters.fleiss(scores, **options)
    assert (found.null_error, found.z, found.p, found.test_reason) == (None, None, None, reason)


def test_kappa_of_a_rater_with_one_category_has_no_test():
    found = stats.raters.cohen([["a", "a"], ["a", "b"], ["a", "b"]])
    assert (found.value, found.null_error, found.z, found.p) == (0, None, None, None)
    assert stats.raters.cohen([["a", "a"]]).p is None
