"""Shares, promoters, Likert bars, scale scores, rank comparison and raking."""

import math
from functools import partial

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError

SAMPLE_CALLS = {
    "surveys.proportion": partial(stats.surveys.proportion, 12, 40, n_missing=2),
    "surveys.top_box": partial(stats.surveys.top_box, [1, 4, 5, None, 3], scale=(1, 5)),
    "surveys.likert": partial(stats.surveys.likert, [1, 4, 5, None, 3], scale=(1, 5)),
    "surveys.net_promoter": partial(stats.surveys.net_promoter, [10, 9, 3, 7, None]),
}


def test_wilson_and_exact_agree_with_statsmodels():
    from statsmodels.stats.proportion import proportion_confint

    for successes, n in ((0, 7), (1, 7), (7, 7), (3, 50), (999, 1000)):
        for method, theirs in (("wilson", "wilson"), ("clopper_pearson", "beta")):
            found = stats.surveys.proportion(successes, n, method=method).interval
            low, high = proportion_confint(successes, n, method=theirs)
            assert (found.low, found.high) == (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))
    assert stats.surveys.proportion(0, 7).interval.low == 0
    assert stats.surveys.proportion(7, 7).interval.high == 1


def test_no_answers_have_no_share():
    found = stats.surveys.proportion(0, 0, n_missing=4)
    assert (found.reason, dict(found.excluded)) == ("no_answer", {"answer_missing": 4})


def test_top_boxes():
    answers = [5, 4, 4, 3, 1, None]
    assert stats.surveys.top_box(answers, scale=(1, 5)).value == 3 / 5
    assert stats.surveys.top_box(answers, scale=(1, 5), boxes=1).value == 1 / 5
    assert stats.surveys.top_box(answers, scale=(1, 5)).n_used == 5


def test_promoters():
    found = stats.surveys.net_promoter([10, 9, 8, 7, 6, 0, None])
    assert (found.promoters, found.passives, found.detractors, found.n_missing) == (2, 2, 2, 1)
    assert found.score.value == 0
    assert found.standard_error == pytest.approx(100 * math.sqrt(4 / 6 / 6), abs=1e-12)
    assert found.score.warnings == ("show_counts_only",)
    assert stats.surveys.net_promoter([9] * 30).score.warnings == ()


def test_promoters_all_alike_have_only_the_adjusted_interval():
    found = stats.surveys.net_promoter([10] * 40)
    assert (found.score.value, found.score.interval_reason) == (100, "all_answers_alike")
    up, down, n = 40.75, 0.75, 43
    center = 100 * (up - down) / n
    error = 100 * math.sqrt(((up + down) / n - ((up - down) / n) ** 2) / n)
    assert found.adjusted.interval.low == pytest.approx(center - 1.959963984540054 * error, abs=1e-10)
    assert found.adjusted.interval.high <= 100
    assert stats.surveys.net_promoter([None]).score.reason == "no_answer"


def test_diverging_bar():
    found = stats.surveys.likert([1, 2, 3, 3, 4, 5, 5, None], scale=(1, 5))
    assert found.counts == (1, 1, 2, 1, 2)
    assert (found.below.value, found.neutral.value, found.above.value) == (2 / 7, 2 / 7, 3 / 7)
    assert found.left_edge == -3 / 7
    assert found.net.value == 1 / 7
    turned = stats.surveys.likert([1, 2, 3, 3, 4, 5, 5, None], scale=(1, 5), reverse=True)
    assert turned.counts == found.counts[::-1]
    assert turned.net.value == -found.net.value


def test_a_scale_without_a_middle_and_bars_without_answers():
    assert stats.surveys.likert([1, 4], scale=(1, 4)).neutral.value == 0
    assert stats.surveys.likert([4, 4], scale=(1, 4)).net.interval_reason == "all_answers_alike"
    empty = stats.surveys.likert([None], scale=(1, 4))
    assert (empty.net.reason, empty.left_edge) == ("no_answer", None)
    assert dict(empty.net.excluded) == {"answer_missing": 1}


def test_scale_scores_turn_items_and_ask_for_enough_answers():
    answers = [[1, 5, 4], [2, None, 4], [None, None, 5], [None, None, None], [5, 1, 2]]
    found = stats.surveys.scale_scores(answers, scale=(1, 5), reverse=[1])
    assert found.scores == (14 / 3, 4.0, None, None, pytest.approx(4 / 3))
    assert (found.n_scored, found.n_too_few_answers, found.n_complete) == (3, 2, 2)
    strict = stats.surveys.scale_scores(answers, scale=(1, 5), reverse=[1], min_answered=0.8)
    assert strict.scores[1] is None
    assert found.mean.value == pytest.approx((14 / 3 + 4 + 4 / 3) / 3)
    assert dict(found.mean.excluded) == {"too_few_answers": 2}


def test_an_undeclared_reverse_key_is_suspected():
    rng = np.random.default_rng(1)
    trait = rng.normal(0, 1, 200)
    items = np.clip(np.round(3 + trait[:, None] + rng.normal(0, 0.6, (200, 4))), 1, 5)
    items[:, 2] = 6 - items[:, 2]
    wrong = stats.surveys.scale_scores(items, scale=(1, 5))
    assert wrong.suspect_keys == (3,)
    assert wrong.warnings == ("negative_item_rest_check_keys",)
    right = stats.surveys.scale_scores(items, scale=(1, 5), reverse=[3])
    assert right.suspect_keys == ()
    assert right.alpha.value > 0.8 > wrong.alpha.value
    assert right.omega.value == pytest.approx(right.alpha.value, abs=0.02)


def test_scales_without_scores():
    found = stats.surveys.scale_scores([[None, None]], scale=(1, 5))
    assert (found.mean.reason, found.alpha.value) == ("no_answer", None)
    assert stats.surveys.scale_scores([[1, 2]], scale=(1, 5)).mean.interval_reason == "fewer_than_two_persons"


def test_rank_sum_agrees_with_scipy():
    from scipy import stats as scipy_stats

    rng = np.random.default_rng(2)
    for n, m in ((4, 5), (8, 12)):
        x, y = rng.permutation(n + m)[:n].astype(float), None
        y = np.setdiff1d(np.arange(n + m), x)
        found = stats.groups.rank_sum(x, y)
        theirs = scipy_stats.mannwhitneyu(x, y, method="exact")
        assert (found.u, found.p) == (theirs.statistic, pytest.approx(theirs.pvalue, abs=1e-12))
        assert found.p_method == "exact_two_sided"
    x, y = rng.integers(1, 6, 60), rng.integers(2, 7, 45)
    found = stats.groups.rank_sum(x, y)
    theirs = scipy_stats.mannwhitneyu(x, y, method="asymptotic", use_continuity=False)
    assert (found.u, found.p_method) == (theirs.statistic, "normal_two_sided")
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-10)
    assert found.superiority.value == theirs.statistic / (60 * 45)


def test_rank_sum_with_ties_counts_every_split():
    from itertools import combinations

    pooled = [1, 1, 2, 3, 3, 3, 4]
    ranks = [1.5, 1.5, 3, 5, 5, 5, 7]
    observed = abs(ranks[0] + ranks[2] + ranks[3] - 12)
    extreme = [abs(sum(ranks[i] for i in c) - 12) >= observed for c in combinations(range(7), 3)]
    found = stats.groups.rank_sum([1, 2, 3], [1, 3, 3, 4])
    assert sorted([1, 2, 3, 1, 3, 3, 4]) == pooled
    assert found.p == pytest.approx(sum(extreme) / 35, abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second", "value", "reason"),
    [
        ([1, 2, 3], [5, 6, 7], 0.0, "groups_do_not_overlap"),
        ([2], [1, 2, 3], 0.5, "fewer_than_two_per_group"),
        ([4, 4], [4, 4], 0.5, "no_variance"),
    ],
)
def test_superiority_without_interval(first, second, value, reason):
    found = stats.groups.rank_sum(first, second)
    assert (found.superiority.value, found.superiority.interval_reason) == (value, reason)


def test_rank_sum_of_nobody_and_of_all_alike():
    assert stats.groups.rank_sum([None], [1, 2]).reason == "empty_group"
    alike = stats.groups.rank_sum([4, 4], [4, 4])
    assert (alike.reason, alike.p, alike.u) == ("all_answers_alike", None, 2.0)


def test_superiority_interval_by_hand():
    # Placements of first: 0.5, 1.5; of second: 1, 1.5, each beside the other group of two.
    found = stats.groups.rank_sum([1, 3], [1, 2]).superiority
    assert found.value == 0.625
    assert 0 < found.interval.low < 0.625 < found.interval.high < 1
    turned = stats.groups.rank_sum([1, 2], [1, 3]).superiority
    assert turned.interval.low == pytest.approx(1 - found.interval.high, abs=1e-12)


def test_raking_meets_the_margins():
    sex = ["F"] * 30 + ["M"] * 70
    center = (["N"] * 10 + ["S"] * 20) + (["N"] * 40 + ["S"] * 30)
    population = {"sex": {"F": 0.5, "M": 0.5}, "center": {"N": 3, "S": 7}}
    found = stats.surveys.rake({"sex": sex, "center": center}, population)
    weights = np.array(found.weights)
    assert weights.sum() == pytest.approx(100, abs=1e-9)
    assert weights[:30].sum() == pytest.approx(50, abs=1e-9)
    assert weights[np.array(center) == "S"].sum() == pytest.approx(70, abs=1e-9)
    assert found.n_effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum(), rel=1e-12)
    order = np.random.default_rng(1).permutation(100)
    shuffled = stats.surveys.rake(
        {"sex": [sex[i] for i in order], "center": [center[i] for i in order]},
        population,
    )
    assert shuffled.weights == tuple(found.weights[i] for i in order)


def test_respondents_without_a_margin_have_no_weight():
    found = stats.surveys.rake({"sex": ["F", None, "M"]}, {"sex": {"F": 1, "M": 3}})
    assert found.weights == (0.5, None, 1.5)
    assert (found.n_used, found.n_missing, found.largest_weight) == (2, 1, 1.5)


@pytest.mark.parametrize(
    ("margins", "targets", "reason"),
    [
        ({"a": ["x", "y"]}, {"a": {"x": 1}}, "respondents_without_population"),
        ({"a": ["x", "x"]}, {"a": {"x": 1, "y": 1}}, "population_without_respondents"),
        ({"a": [None]}, {"a": {"x": 1}}, "no_respondent"),
        (
            {"a": ["x", "y"], "b": ["u", "v"]},
            {"a": {"x": 1, "y": 3}, "b": {"u": 3, "v": 1}},
            "not_converged",
        ),
        (
            {"a": ["x", "y", "y"], "b": ["v", "v", "u"]},
            {"a": {"x": 1e-300, "y": 1.0}, "b": {"u": 1.0, "v": 1e-300}},
            "not_converged",
        ),
        ({"a": ["x", "y"]}, {"a": {"x": 1e-300, "y": 1e300}}, "respondents_without_population"),
    ],
)
def test_raking_that_cannot_be(margins, targets, reason):
    assert stats.surveys.rake(margins, targets).reason == reason


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.surveys.proportion(3, 2), "successes"),
        (lambda: stats.surveys.proportion(-1, 2), "successes"),
        (lambda: stats.surveys.proportion(1, 2, method="wald"), "method"),
        (lambda: stats.surveys.top_box([6], scale=(1, 5)), "responses"),
        (lambda: stats.surveys.top_box([2.5], scale=(1, 5)), "responses"),
        (lambda: stats.surveys.top_box([2], scale=(1, 5), boxes=5), "boxes"),
        (lambda: stats.surveys.top_box([2], scale=(5, 1)), "scale"),
        (lambda: stats.surveys.top_box([2], scale=(0, 5000)), "scale"),
        (lambda: stats.surveys.net_promoter([11]), "responses"),
        (lambda: stats.surveys.scale_scores([[9]], scale=(1, 5)), "matrix"),
        (lambda: stats.surveys.scale_scores([[1]], scale=(1, 5), reverse=[2]), "reverse"),
        (lambda: stats.surveys.scale_scores([[1]], scale=(1, 5), reverse=3), "reverse"),
        (lambda: stats.surveys.scale_scores([[1]], scale=(1, 5), min_answered=0), "min_answered"),
        (lambda: stats.surveys.rake({}, {}), "targets"),
        (lambda: stats.surveys.rake({"a": ["x"]}, {"a": {"x": -1}}), "targets"),
        (lambda: stats.surveys.rake({"a": ["x"]}, {"a": {"x": 0}}), "targets"),
        (lambda: stats.surveys.rake({"a": ["x"], "b": []}, {"a": {"x": 1}, "b": {"x": 1}}), "margins"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
