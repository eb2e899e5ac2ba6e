"""Angoff panels, the band, pass rates and borderline regression."""

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError

RATINGS = [[0.5, 0.7, 0.9], [0.4, 0.8, 0.9], [0.6, 0.6, 0.6], [0.5, 0.5, 0.8]]


def test_a_small_panel_by_hand():
    panel = stats.scaling.angoff(RATINGS)
    assert panel.judge_cut_scores == pytest.approx((2.1, 2.1, 1.8, 1.8))
    assert panel.cut_score.value == pytest.approx(1.95)
    assert panel.judge_sd == pytest.approx(0.3 / 3**0.5)
    assert panel.se_judges == pytest.approx(0.3 / 3**0.5 / 2)
    assert panel.cut_score.warnings == ("few_judges",)
    # Mean squares: judges .03, items .1875 * ... by the two-way table below.
    table = np.array(RATINGS)
    left = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    residual = (left**2).sum() / 6
    judge = (3 * table.mean(axis=1).var(ddof=1) - residual) / 3
    item = (4 * table.mean(axis=0).var(ddof=1) - residual) / 4
    parts = panel.components
    assert (parts.item, parts.judge, parts.residual) == pytest.approx((item, judge, residual))
    wide = 3 * (max(judge, 0) / 4 + item / 3 + residual / 12) ** 0.5
    assert panel.se_judges_items == pytest.approx(wide)


def test_a_judge_with_a_gap_is_left_out():
    panel = stats.scaling.angoff([*RATINGS, [0.5, None, 0.5]])
    assert panel.judge_cut_scores[4] is None
    assert panel.n_judges == 4
    assert dict(panel.cut_score.excluded) == {"missing_ratings": 1}


def test_outlying_judges_are_listed_not_removed():
    steady = [[0.5, 0.5 + 0.001 * i] for i in range(12)]
    panel = stats.scaling.angoff([*steady, [1.0, 1.0]])
    assert panel.outlying_judges == (13,)
    assert panel.n_judges == 13
    assert panel.cut_score.warnings == ()


def test_one_judge_none_and_no_items():
    one = stats.scaling.angoff([[0.5, 0.5]])
    assert (one.cut_score.value, one.judge_sd, one.se_judges, one.components) == (1.0, None, None, None)
    assert one.cut_score.interval_reason == "fewer_than_two_judges"
    assert stats.scaling.angoff(np.zeros((0, 3))).cut_score.reason == "no_judges"
    assert stats.scaling.angoff(np.zeros((3, 0))).cut_score.reason == "no_items"


def test_judges_who_agree_leave_no_error():
    panel = stats.scaling.angoff([[0.1, 0.2]] * 6)
    assert (panel.judge_sd, panel.se_judges) == (0.0, 0.0)
    assert panel.cut_score.interval.low == panel.cut_score.interval.high == panel.cut_score.value
    assert panel.outlying_judges == ()


def test_order_of_judges_changes_no_figure():
    once, turned = stats.scaling.angoff(RATINGS), stats.scaling.angoff(RATINGS[::-1])
    assert (turned.cut_score, turned.components, turned.judge_sd) == (
        once.cut_score,
        once.components,
        once.judge_sd,
    )


def test_the_band_decides():
    band = stats.scaling.band(15, sem=2)
    assert (band.low, band.high) == (13, 17)
    assert [band.decision(s) for s in (12.9, 13, 16.9, 17)] == ["fail", "second_look", "second_look", "pass"]
    assert stats.scaling.band(15, sem=2, width=2).low == 11


def test_pass_rates():
    rates = stats.scaling.pass_rates([1, 2, 3, 4, None], cut_score=3, se=1)
    assert (rates.at_cut_score.value, rates.at_lower.value, rates.at_upper.value) == (0.5, 0.75, 0.25)
    assert dict(rates.at_cut_score.excluded) == {"missing": 1}
    assert stats.scaling.pass_rates([], cut_score=3, se=1).at_cut_score.reason == "no_scores"


def test_borderline_regression():
    found = stats.scaling.borderline_regression([10, 12, 15, 19, 3], [1, 2, 3, 4, None], borderline=2)
    assert found.value == pytest.approx(12.5)
    assert dict(found.excluded) == {"incomplete_pairs": 1}
    # Residuals .5 -.5 -.5 .5; s² = .5; leverage at 2 is .3; t(.975, 2) = .95 sqrt(2 / .0975).
    half = 0.95 * (2 / 0.0975) ** 0.5 * (0.5 * 0.3) ** 0.5
    assert found.interval.high == pytest.approx(12.5 + half)
    falling = stats.scaling.borderline_regression([5, 4, 3], [1, 2, 3], borderline=2)
    assert falling.warnings == ("falling_line",)
    assert (
        stats.scaling.borderline_regression([1, 2], [1, 2], borderline=1).reason == "fewer_than_three_pairs"
    )
    assert stats.scaling.borderline_regression([1, 2, 3], [1, 1, 1], borderline=1).reason == "no_variance"
    far = stats.scaling.borderline_regression([1, 2, 3], [1, 2, 3], borderline=1e6)
    assert far.reason == "borderline_out_of_reach"


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.scaling.angoff([[1.2]]), "ratings"),
        (lambda: stats.scaling.angoff([[0.5]], confidence=2), "confidence"),
        (lambda: stats.scaling.band(15, sem=-1), "sem"),
        (lambda: stats.scaling.band(15, sem=1, width=0), "width"),
        (lambda: stats.scaling.pass_rates([1], cut_score=1, se=-1), "se"),
        (lambda: stats.scaling.borderline_regression([1], [1, 2], borderline=1), "ratings"),
        (lambda: stats.scaling.borderline_regression([1], [1], borderline=float("nan")), "borderline"),
    ],
)
def test_mistakes_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
