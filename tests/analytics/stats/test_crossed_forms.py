"""The gain over two forms that people had crosswise."""

from functools import partial

import numpy as np
import pytest
import scipy.stats

from analytics import stats

PRE = [8, 9, 10, 11, 12, 9, None, 15, 7, 10]
POST = [12, 12, 13, 14, 15, 13, 14, 18, None, 11]
ORDER = [1, 1, 1, 0, 0, 1, 0, 0, 1, 0]
SAMPLE_CALLS = {"gain.crossed_forms": partial(stats.gain.crossed_forms, PRE, POST, ORDER)}


def test_it_is_the_period_effect_of_a_crossover():
    """Jones & Kenward: two samples, the differences of one order against the negated ones of the other."""
    rng = np.random.default_rng(5)
    for n, m in ((12, 9), (40, 3), (2, 2)):
        one, two = rng.normal(3, 2, n), rng.normal(1, 1, m)
        pre = np.concatenate([rng.normal(10, 3, n), rng.normal(10, 3, m)])
        post, order = pre + np.concatenate([one, two]), [1] * n + [0] * m
        found = stats.gain.crossed_forms(pre, post, order)
        assert (found.n_first, found.n_second) == (n, m)
        for estimate, other in ((found.gain, -two), (found.easier, two)):
            reference = scipy.stats.ttest_ind(one, other, equal_var=False)
            low, high = reference.confidence_interval(0.95)
            assert estimate.value == pytest.approx((one.mean() - other.mean()) / 2)
            assert tuple(estimate.interval) == (pytest.approx(low / 2), pytest.approx(high / 2))


def test_an_easier_form_cancels():
    """All learned 3 points, and B is 2 points easier: 5 for who had it afterwards, 1 for the others."""
    found = stats.gain.crossed_forms([10, 11, 12, 12, 13], [15, 16, 17, 13, 14], [1, 1, 1, 0, 0])
    assert (found.gain.value, found.easier.value, tuple(found.gain.interval)) == (3.0, 2.0, (3.0, 3.0))


def test_what_is_missing_is_counted_and_one_order_alone_says_nothing():
    found = stats.gain.crossed_forms(PRE, POST, [None, *ORDER[1:]])
    assert (found.n_first, found.n_second, found.gain.n_used) == (3, 4, 7)
    assert dict(found.gain.excluded) == {"some_score_missing": 2, "group_missing": 1}
    alone = stats.gain.crossed_forms(PRE, POST, [1] * 10)
    assert (alone.gain.reason, alone.easier.value) == ("one_order_alone", None)
    few = stats.gain.crossed_forms([1, 2, 3], [2, 3, 6], [1, 1, 0])
    assert (few.gain.value, few.gain.interval_reason) == (2.0, "fewer_than_two_per_group")
