"""Undefined cases, options and exact values of the paired statistics."""

import math

import numpy as np
import pytest
import scipy.stats

from analytics import stats
from analytics.stats.core import noncentral_t, roots
from analytics.stats.core.result import StatsError

PRE, POST = [8, 9, 10, 11, 12, 13, None, 15], [12, None, 13, None, 15, 13, 14, 18]


def test_a_gain_with_gaps():
    g = stats.gain.paired(PRE, POST, max_score=20)
    assert (g.n_pairs, g.n_pre_only, g.n_post_only, g.n_neither) == (5, 2, 1, 0)
    assert g.gain.value == 2.6
    assert g.gain.excluded == {"post_missing": 2, "pre_missing": 1}
    assert g.share_of_range == pytest.approx(0.13)
    assert (g.n_improved, g.n_unchanged, g.n_worse) == (4, 1, 0)


def test_a_score_outside_the_range_is_warned_of_not_dropped():
    g = stats.gain.paired([1, 2], [3, 21], max_score=20)
    assert (g.gain.warnings, g.n_pairs) == (("score_outside_range",), 2)


@pytest.mark.parametrize(
    ("argument", "options"),
    [
        ("max_score", {"max_score": 0}),
        ("max_score", {"max_score": "20"}),
        ("max_score", {"max_score": True}),
        ("min_score", {"max_score": 20, "min_score": math.nan}),
        ("confidence", {"confidence": 1}),
        ("people", {"people": [1]}),
        ("people", {"people": [1, -1]}),
        ("people", {"people": [1, 0.5]}),
        ("people", {"people": [1, None]}),
        ("people", {"people": [1, 1e18]}),
    ],
)
def test_impossible_options_are_named(argument, options):
    with pytest.raises(StatsError, match=rf"^{argument}: "):
        stats.gain.paired([1, 2], [3, 4], **options)


def test_columns_of_different_length_are_named():
    with pytest.raises(StatsError, match=r"^post: has 1 entries and pre has 2"):
        stats.gain.paired([1, 2], [3])


@pytest.mark.parametrize("n", [1000, 61])
def test_signed_rank_agrees_with_scipy_without_ties(n):
    rng = np.random.default_rng(n)
    x, y = rng.normal(size=n), rng.normal(0.1, 1, size=n)
    own = stats.gain.signed_rank(x, y)
    peer = scipy.stats.wilcoxon(y - x, correction=False, method="asymptotic")
    assert own.p == pytest.approx(peer.pvalue, rel=1e-10)
    assert own.p_method == "normal_two_sided"


def test_signed_rank_exact_agrees_with_scipy_without_ties():
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=25), rng.normal(0.4, 1, size=25)
    own = stats.gain.signed_rank(x, y)
    assert own.p == pytest.approx(scipy.stats.wilcoxon(y - x, method="exact").pvalue, rel=1e-12)
    walsh = np.add.outer(y - x, y - x)[np.triu_indices(25)] / 2
    assert own.pseudomedian.value == pytest.approx(np.median(walsh), rel=1e-11)
    assert own.p_method == "exact_two_sided"


def test_signed_rank_with_ties_is_exact_given_the_ties():
    x, y = [0] * 5, [1, 1, -1, 2, 3]
    # Midranks 2, 2, 2, 4, 5: of 32 sign patterns, those at least as far from 7.5 as W+ = 13.
    signs = np.array(np.meshgrid(*[[0, 1]] * 5)).reshape(5, -1)
    sums = np.array([2, 2, 2, 4, 5]) @ signs
    expected = np.mean(np.abs(sums - 7.5) >= 13 - 7.5)
    own = stats.gain.signed_rank(x, y)
    assert (own.w_plus, own.w_minus, own.p) == (13.0, 2.0, expected)
    assert own.pseudomedian.warnings == ("ties_interval_conservative",)


def test_interval_of_the_pseudomedian_needs_six_pairs():
    five = stats.gain.signed_rank([0] * 5, [1, 2, 3, 4, 5]).pseudomedian
    assert (five.value, five.interval_reason) == (3.0, "too_few_pairs_for_this_confidence")
    six = stats.gain.signed_rank([0] * 6, [1, 2, 3, 4, 5, 6]).pseudomedian
    assert (six.interval.low, six.interval.high) == (1.0, 6.0)
    many = stats.gain.signed_rank([0] * 70, list(range(1, 71)), confidence=1 - 1e-15).pseudomedian
    assert many.interval_reason == "too_few_pairs_for_this_confidence"


def test_very_long_rank_tables_give_way_to_the_normal():
    n = 2000
    own = stats.gain.signed_rank(np.zeros(n), np.arange(1, n + 1), exact=True)
    assert own.p_method == "normal_two_sided"


@pytest.mark.parametrize(
    ("argument", "options"),
    [
        ("zeros", {"zeros": "split"}),
        ("ties", {"ties": "x"}),
        ("exact", {"exact": 1}),
        ("continuity", {"continuity": 0}),
    ],
)
def test_signed_rank_options_are_named(argument, options):
    with pytest.raises(StatsError, match=rf"^{argument}: "):
        stats.gain.signed_rank([1, 2], [2, 4], **options)


def test_effect_sizes_of_constant_tests():
    same = stats.gain.effect_sizes([3, 3, 3], [5, 5, 5])
    assert same.d_av.reason == "zero_variance_of_both_tests"
    assert same.glass_delta.reason == "zero_variance_of_pretest"
    assert same.d_rm.reason == "zero_variance_of_gains"
    one_constant = stats.gain.effect_sizes([3, 3, 3], [4, 5, 7])
    assert one_constant.d_rm.reason == "zero_variance_of_one_test"
    assert stats.gain.effect_sizes([1, 2, 4], [2, 4, 8]).d_rm.reason == "perfect_correlation"


def test_a_gain_that_hardly_varies_has_a_huge_but_finite_effect():
    effect = stats.gain.effect_sizes(np.zeros(20), 5 + np.arange(20) / 1e4).d_z
    assert effect.value == pytest.approx(5.00095 / (np.arange(20).std(ddof=1) / 1e4), rel=1e-9)
    assert effect.interval.low < effect.value < effect.interval.high


def test_noncentrality_limits_reach_as_far_as_asked():
    low, high = noncentral_t.limits(1000.0, 1, 1 - 1e-12)
    assert low < 1000 < 7000 < high


def test_vargha_delaney():
    assert stats.groups.vargha_delaney([1, 2], [3, 4]).interval_reason == "complete_separation"
    assert stats.groups.vargha_delaney([1], [0]).interval_reason == "fewer_than_two_per_group"
    nothing = stats.groups.vargha_delaney([None], [1])
    assert (nothing.reason, nothing.excluded) == ("empty_group", {"first_missing": 1})
    tied = stats.groups.vargha_delaney([1, 2, 3], [1, 2, 3])
    assert tied.value == 0.5
    assert tied.interval.low < 0.5 < tied.interval.high


def test_class_gain_resamples_centers_when_there_are_ten():
    rng = np.random.default_rng(2)
    x = rng.integers(5, 15, 240)
    y = x + rng.integers(0, 6, 240)
    codes = np.repeat(np.arange(12), 20)
    people = stats.gain.class_gain(x, y, max_score=24, seed=4, replicates=500)
    whole = stats.gain.class_gain(x, y, max_score=24, centers=codes, seed=4, replicates=500)
    few = stats.gain.class_gain(x, y, max_score=24, centers=codes // 3, seed=4, replicates=500)
    assert people.gain.value == whole.gain.value == few.gain.value
    assert people.gain.interval != whole.gain.interval
    assert people.gain.interval == few.gain.interval
    assert few.gain.warnings == ("fewer_than_ten_centers_people_resampled",)
    assert "centers_independent" in whole.gain.assumptions
    for bad in ([1, 2], [None] * 240):
        with pytest.raises(StatsError, match=r"^centers: "):
            stats.gain.class_gain(x, y, max_score=24, centers=bad)


def test_normalized_change_of_everybody_at_a_limit():
    answer = stats.gain.normalized_change([0, 20], [0, 20], max_score=20)
    assert (answer.change.reason, answer.n_dropped) == ("everybody_at_a_limit_twice", 2)
    alone = stats.gain.individual_gain([10, 20], [15, 20], max_score=20)
    assert (alone.gain.value, alone.gain.interval_reason) == (0.5, "fewer_than_two_values")
    assert stats.gain.individual_gain([19, 10], [9, 10], max_score=20).n_below_minus_one == 1
    same = stats.gain.individual_gain([10, 10], [15, 15], max_score=20).gain
    assert same.warnings == ("zero_width_interval",)


def test_bootstrap_of_nobody():
    assert stats.gain.bootstrap_d_av([], []).reason == "too_few_units_to_resample"
    assert stats.gain.bootstrap_mean([None], [1]).reason == "too_few_units_to_resample"


def test_pass_marks():
    nobody = stats.gain.mcnemar([None], [1], cut_score=5)
    assert (nobody.reason, nobody.difference.reason, nobody.p_exact) == (
        "no_complete_pair",
        "no_complete_pair",
        None,
    )
    even = stats.gain.mcnemar([1, 9], [9, 1], cut_score=5)
    assert (even.p_exact, even.p_midp, even.chi2, even.chi2_corrected) == (1.0, 1.0, 0.0, 0.0)
    for bad in (None, math.inf, True):
        with pytest.raises(StatsError, match=r"^cut_score: "):
            stats.gain.mcnemar([1], [2], cut_score=bad)


def test_reliable_change_counts_recovered_and_warns():
    found = stats.gain.reliable_change([10, 12, 14, 16], [20, 12, 13, 16], reliability=0.5, cut_score=15)
    assert (found.n_improved, found.n_unchanged, found.n_worse, found.n_recovered) == (1, 3, 0, 1)
    assert found.warnings == ("low_reliability",)
    assert stats.gain.reliable_change([1], [2], reliability=0.8).reason == "fewer_than_two_pairs"
    assert stats.gain.reliable_change([1, 1], [2, 3], reliability=0.8).reason == "zero_variance_of_pretest"
    assert stats.gain.reliable_change([1, 2], [2, 3], reliability=1).reason == "reliability_out_of_range"
    for argument, options in (
        ("reliability", {"reliability": None}),
        ("cut_score", {"reliability": 1, "cut_score": "x"}),
    ):
        with pytest.raises(StatsError, match=rf"^{argument}: "):
            stats.gain.reliable_change([1, 2], [3, 4], **options)


def test_retention_without_a_clear_gain_has_no_interval():
    flat = stats.gain.retention([5, 6, 7, 8], [6, 5, 8, 8], [5, 6, 7, 9])
    assert flat.ratio.interval_reason == "gain_interval_covers_zero"
    assert flat.ratio.warnings == ("gain_not_distinguishable_from_zero",)
    assert stats.gain.retention([5, 6], [6, 5], [5, 6]).ratio.reason == "no_gain_to_retain"
    alone = stats.gain.retention([5, None], [7, 8], [6, 8]).ratio
    assert (alone.value, alone.interval_reason, alone.excluded) == (
        0.5,
        "fewer_than_two_triplets",
        {"some_score_missing": 1},
    )
    assert stats.gain.retention([None], [1], [2]).ratio.reason == "no_complete_triplet"


def test_regression_to_the_mean():
    scores = [4, 6, 8, 10, 12]
    sd = math.sqrt(10)
    z = (6 - 8) / sd
    ratio = math.exp(-z * z / 2) / math.sqrt(2 * math.pi) / (math.erfc(-z / math.sqrt(2)) / 2)
    found = stats.gain.expected_gain([*scores, None], cut_score=6, reliability=0.8)
    assert found.value == pytest.approx(0.2 * sd * ratio, rel=1e-12)
    assert found.excluded == {"pre_missing": 1}
    far = stats.gain.expected_gain(scores, cut_score=-1e12, reliability=0.8)
    assert far.value == pytest.approx(0.2 * 1e12, rel=1e-9)

    def reason(given, reliability):
        return stats.gain.expected_gain(given, cut_score=6, reliability=reliability).reason

    assert reason([4], 0.8) == "fewer_than_two_values"
    assert reason([4, 4], 0.8) == "zero_variance_of_pretest"
    assert reason([4, 5], 1.5) == "reliability_out_of_range"
    with pytest.raises(StatsError, match=r"^cut_score: "):
        stats.gain.expected_gain(scores, cut_score="6", reliability=0.8)


def test_baseline_dependence():
    x, y = [1, 4, 2, 8, 5], [3, 5, 2, 9, 9]
    found = stats.gain.baseline_dependence(x, y)
    d, s = np.subtract(y, x), np.add(y, x)
    assert found.oldham.value == pytest.approx(np.corrcoef(d, s)[0, 1], rel=1e-12)
    assert found.with_pretest.value == pytest.approx(np.corrcoef(d, x)[0, 1], rel=1e-12)
    assert stats.gain.baseline_dependence([1], [2]).oldham.reason == "fewer_than_two_pairs"
    assert stats.gain.baseline_dependence([], []).oldham.reason == "no_complete_pair"
    assert stats.gain.baseline_dependence([1, 1], [2, 2]).oldham.reason == "zero_variance"


def test_equivalence_is_two_one_sided_tests():
    rng = np.random.default_rng(8)
    x = rng.normal(10, 2, 60)
    y = x + rng.normal(0.1, 1, 60)
    found = stats.gain.equivalence(x, y, margin=0.5)
    d = y - x
    lower = scipy.stats.ttest_1samp(d, -0.5, alternative="greater").pvalue
    upper = scipy.stats.ttest_1samp(d, 0.5, alternative="less").pvalue
    assert found.p == pytest.approx(max(lower, upper), rel=1e-10)
    inside = found.difference.interval.low > -0.5 and found.difference.interval.high < 0.5
    assert found.equivalent == inside
    two = stats.groups.equivalence(x, y, margin=2)
    a = scipy.stats.ttest_ind(x + 2, y, equal_var=False, alternative="greater").pvalue
    assert two.p_lower == pytest.approx(a, rel=1e-9)


def test_equivalence_that_cannot_be_tested():
    assert stats.gain.equivalence([1], [2], margin=1).difference.reason == "fewer_than_two_pairs"
    assert stats.gain.equivalence([], [], margin=1).difference.reason == "no_complete_pair"
    assert stats.gain.equivalence([1, 2], [2, 3], margin=1).difference.reason == "zero_variance_of_gains"
    assert stats.groups.equivalence([1], [2, 3], margin=1).difference.reason == "fewer_than_two_per_group"
    constant = stats.groups.equivalence([1, 1], [2, 2, None], margin=1).difference
    assert (constant.reason, constant.excluded) == ("zero_variance_in_both_groups", {"second_missing": 1})
    assert (
        stats.gain.equivalence([1, 2, 3], [2, 3, 5], margin=9, confidence=0.4).difference.interval.level
        == 0.0
    )
    for bad in (0, -1, math.inf, None, True):
        with pytest.raises(StatsError, match=r"^margin: "):
            stats.gain.equivalence([1, 2], [2, 4], margin=bad)


def test_roots_stop_after_their_steps():
    assert roots.bracketed(lambda x: math.exp(x) - 5, -30.0, 9.0, steps=1) == -10.5
    assert 0 < roots.minimum(lambda x: (x - 1) ** 2, 0.0, 9.0, steps=1) < 9
