"""Ebel's table and Hofstee's compromise, by hand."""

import pytest

from analytics import stats
from analytics.stats.core.result import StatsError

SCORES = [n / 10 for n in range(1, 11)]


def test_ebel_rates_each_question_as_its_cell():
    classes = [[0, 1, 1, 2], [1, 1, 2, 0]]
    expected = [[0.9, 0.5, 0.2], [0.8, 0.6, 0.3]]
    panel = stats.scaling.ebel(classes, expected)
    # 0.9 + 0.5 + 0.5 + 0.2 and 0.6 + 0.6 + 0.3 + 0.8.
    assert panel.judge_cut_scores == (pytest.approx(2.1), pytest.approx(2.3))
    assert panel.cut_score.value == pytest.approx(2.2)
    assert panel.cut_score.method == "ebel"
    same = stats.scaling.angoff([[0.9, 0.5, 0.5, 0.2], [0.6, 0.6, 0.3, 0.8]])
    assert panel.cut_score.interval == same.cut_score.interval
    gap = stats.scaling.ebel([[0, None], [0, 0]], [[0.5], [0.5]])
    assert (gap.n_judges, gap.cut_score.excluded) == (1, {"missing_ratings": 1})


def test_hofstee_is_where_the_line_meets_the_share_that_fails():
    # Nine of ten lie at or above 0.2: the share below 0.65 is 0.6; the line falls from 0.8 to 0.2.
    found = stats.scaling.hofstee(SCORES, [[0.5, 0.8, 0.2, 0.8]])
    # On the step from 0.6 to 0.7 the share is 0.6: 0.8 - 2 (c - 0.5) = 0.6 at c = 0.6, where the step begins.
    assert found.value == pytest.approx(0.6)
    assert found.interval_reason == "fewer_than_two_judges"
    # The share is 0.5 on (0.5, 0.6]: 0.6 - (c - 0.5) = 0.5 at c = 0.6.
    assert stats.scaling.hofstee(SCORES, [[0.5, 0.9, 0.2, 0.6]]).value == pytest.approx(0.6)
    # In the middle of a flat piece: 0.56 - 0.4 (c - 0.5) = 0.5 would be at c = 0.65, past the step at 0.6.
    assert stats.scaling.hofstee(SCORES, [[0.5, 0.9, 0.4, 0.56]]).value == pytest.approx(0.6)
    assert stats.scaling.hofstee([0.1, 0.9], [[0.2, 0.8, 0.2, 0.8]]).value == pytest.approx(0.5)


def test_hofstee_says_when_there_is_no_meeting():
    # At the lowest mark more fail than anybody accepts; at the highest fewer.
    assert stats.scaling.hofstee(SCORES, [[0.9, 1.0, 0.0, 0.1]]).reason == "line_misses_curve"
    assert stats.scaling.hofstee(SCORES, [[0.1, 0.2, 0.5, 0.6]]).reason == "line_misses_curve"
    assert stats.scaling.hofstee(SCORES, [[0.55, 0.55, 0.2, 0.8]]).value == pytest.approx(0.55)
    assert stats.scaling.hofstee(SCORES, [[0.55, 0.55, 0.6, 0.8]]).reason == "line_misses_curve"
    assert stats.scaling.hofstee([], [[0.5, 0.8, 0.2, 0.8]]).reason == "no_scores"
    assert stats.scaling.hofstee(SCORES, [[None, 0.8, 0.2, 0.8]]).reason == "no_judges"


def test_the_interval_comes_from_leaving_out_one_judge_at_a_time():
    two = [0.1, 0.9]
    judges = [[0.2, 0.8, 0.2, 0.8], [0.3, 0.9, 0.2, 0.8], [0.1, 0.7, 0.2, 0.8]]
    found = stats.scaling.hofstee(two, judges)
    # The share is 0.5 throughout, so the cut is the middle of the marks: 0.5; without one 0.5, 0.45, 0.55.
    assert found.value == pytest.approx(0.5)
    half = 4.302652729911275 * (2 / 3 * (0.05**2 + 0.05**2)) ** 0.5
    assert found.interval.low == pytest.approx(0.5 - half)
    assert found.interval.high == pytest.approx(0.5 + half)
    assert found.warnings == ("few_judges",)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.scaling.ebel([[0, 2]], [[0.5, 0.5]]), "classes"),
        (lambda: stats.scaling.ebel([[0.5]], [[0.5]]), "classes"),
        (lambda: stats.scaling.ebel([[0]], [[0.5], [0.5]]), "expected"),
        (lambda: stats.scaling.hofstee(SCORES, [[0.5, 0.8, 0.2]]), "limits"),
        (lambda: stats.scaling.hofstee(SCORES, [[0.8, 0.5, 0.2, 0.8]]), "limits"),
        (lambda: stats.scaling.hofstee(SCORES, [[0.5, 0.8, 0.2, 1.8]]), "limits"),
    ],
)
def test_what_cannot_be_is_refused(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
