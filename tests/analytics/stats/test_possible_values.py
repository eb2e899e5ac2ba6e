"""Intervals stay where their figure can be, and superiority is that of the first everywhere."""

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import Interval


def limits(answer):
    return answer.interval.low, answer.interval.high


def test_the_part_of_an_interval_that_is_possible():
    wide = Interval(-3.0, 7.0, 0.9, "t")
    assert wide.within(-1, 1) == Interval(-1.0, 1.0, 0.9, "t")
    assert wide.within(-5, 9) is wide


def test_net_promoter_and_net_agreement():
    found = stats.surveys.net_promoter([10, 10, 10, 3])
    assert (found.score.value, found.score.interval.high, found.adjusted.interval.high < 100) == (
        50,
        100,
        True,
    )
    assert limits(stats.surveys.net_promoter([1, 2, 10]).score)[0] == -100
    net = stats.surveys.likert([5, 5, 5, 1], scale=(1, 5)).net
    assert (net.value, net.interval.high) == (0.5, 1)
    assert limits(stats.surveys.likert([1, 1, 5], scale=(1, 5)).net)[0] == -1


def test_a_cut_score_of_judges_who_differ():
    low, high = limits(stats.scaling.angoff([[0.1, 0.2], [0.9, 1.0]]))
    assert (low, high) == (0, 2)


def test_means_of_items_and_scales():
    total = stats.items.analyze([[1, 0.5], [0, 0]]).total_mean
    assert limits(total) == (0, 2)
    assert limits(stats.items.analyze([[-1, 0.5], [1, 1]]).total_mean) == (-2, 2)
    assert limits(stats.surveys.scale_scores([[1, 2], [5, 4]], scale=(1, 5)).mean) == (1, 5)


def test_shares_of_what_could_be_gained():
    individual = stats.gain.individual_gain([0, 0], [10, 2], max_score=10)
    assert (individual.interval.high, individual.interval.low < -1) == (1, True)
    assert limits(stats.gain.normalized_change([5, 5], [10, 0], max_score=10)) == (-1, 1)


# What raters who never agree get when all four categories are as frequent: -c / (1 - c), c their mean weight.
LEAST = {"unweighted": -1 / 3, "linear": -1.4, "quadratic": -2.6, "ordinal": -2.2}


@pytest.mark.parametrize("weighting", LEAST)
def test_agreement_is_at_least_that_of_raters_who_never_agree(weighting):
    options = {"weighting": weighting, "categories": [1, 2, 3, 4]}
    for table in ([[1, 4], [4, 1], [1, 1], [4, 1], [1, 4]], [[1, 4], [4, 1], [3, 3]]):
        for coefficient in (stats.raters.gwet, stats.raters.brennan_prediger):
            low = limits(coefficient(table, **options))[0]
            assert low >= LEAST[weighting] - 1e-12
            assert weighting != "unweighted" or low == pytest.approx(LEAST[weighting], abs=1e-12)
        for coefficient in (stats.raters.fleiss, stats.raters.conger, stats.raters.weighted_alpha):
            found = coefficient(table, **options)
            assert limits(found)[0] >= min(-1, found.value)
        assert limits(stats.raters.percent(table, **options))[0] == 0
        assert limits(stats.raters.weighted_kappa(table, **options))[0] >= -1


def test_superiority_is_that_of_the_first_everywhere():
    rng = np.random.default_rng(3)
    first, second = rng.integers(3, 9, 30), rng.integers(0, 7, 25)
    a, rank_sum = stats.groups.vargha_delaney(first, second), stats.groups.rank_sum(first, second)
    assert a.value == rank_sum.superiority.value
    assert a.value > 0.5
    assert rank_sum.z > 0
    assert limits(a) == pytest.approx(limits(rank_sum), abs=0.02)
    turned = stats.groups.vargha_delaney(second, first)
    assert turned.value == pytest.approx(1 - a.value, abs=1e-15)
    assert limits(turned) == pytest.approx((1 - a.interval.high, 1 - a.interval.low), abs=1e-12)
    paired = stats.gain.signed_rank(second[:25], first[:25])
    assert (paired.rank_biserial.value > 0, paired.z > 0) == (True, True)
    assert stats.groups.equivalence(first, second, margin=1).difference.value > 0
