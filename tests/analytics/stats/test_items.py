"""Item analysis beyond the reference cases: gaps, partial marks, order, flags, errors."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats as scipy_stats

from analytics import stats
from analytics.stats.core.result import StatsError

FEW = settings(max_examples=20, deadline=None, derandomize=True)
MARKS = hnp.arrays(np.int64, st.tuples(st.integers(2, 25), st.integers(2, 7)), elements=st.integers(0, 1))


def by_definition(matrix):
    totals = matrix.sum(axis=1)
    return [np.corrcoef(matrix[:, j], totals - matrix[:, j])[0, 1] for j in range(matrix.shape[1])]


def test_item_rest_is_the_correlation_with_the_rest():
    matrix = np.random.default_rng(3).integers(0, 5, (40, 6)).astype(float)
    table = stats.items.analyze(matrix, max_score=4)
    assert [i.item_rest.value for i in table.items] == pytest.approx(by_definition(matrix), abs=1e-13)
    assert [i.difficulty.value for i in table.items] == pytest.approx(
        (matrix.mean(axis=0) / 4).tolist(), abs=1e-15
    )


def test_people_with_a_gap_are_left_out_and_counted():
    table = stats.items.analyze([[1, 0, 1], [0, None, 1], [0, 1, 0], [1, 1, math.nan], [1, 1, 1]])
    assert table.n_persons == 3
    assert dict(table.excluded) == {"missing_answers": 2}
    assert table.items[0].difficulty.value == 2 / 3


def test_each_item_may_have_its_own_best_mark():
    table = stats.items.analyze([[2.0, 1], [4.0, 0]], max_score=[4, 1])
    assert [i.difficulty.value for i in table.items] == [0.75, 0.5]


@pytest.mark.parametrize(
    ("best", "argument"),
    [([1, 1, 1], "max_score"), (0, "max_score"), (0.5, "max_score"), ([1, 0.5], "max_score")],
)
def test_a_wrong_best_mark_is_named(best, argument):
    with pytest.raises(StatsError) as error:
        stats.items.analyze([[1, 1], [0, 1]], max_score=best)
    assert error.value.argument == argument


def test_nobody_and_one_person():
    nobody = stats.items.analyze(np.zeros((0, 2)))
    assert nobody.items[0].difficulty.reason == "no_complete_rows"
    assert nobody.total_mean.reason == "no_complete_rows"
    one = stats.items.analyze([[1, 0]])
    assert (one.items[0].difficulty.value, one.total_mean.value) == (1.0, 1.0)
    assert one.items[0].sd.reason == "fewer_than_two_persons"
    assert one.items[0].upper_lower.reason == "fewer_than_two_persons"
    assert one.total_sd.reason == "fewer_than_two_persons"
    assert stats.items.analyze(np.zeros((3, 0))).items == ()


def test_upper_lower_shares_out_ties_at_the_boundary():
    # 10 people, 27 % = 2.7: scores 0 0 0 0 | ... the four at 0 count 2.7/4 each.
    matrix = np.array([[0, 0]] * 4 + [[1, 0]] * 4 + [[1, 1]] * 2)
    first, second = (i.upper_lower.value for i in stats.items.analyze(matrix).items)
    assert first == pytest.approx(1.0, abs=1e-15)
    assert second == pytest.approx(2 / 2.7, abs=1e-15)


def test_flags_say_what_to_look_at():
    rng = np.random.default_rng(5)
    ability = rng.normal(size=400)
    matrix = (ability[:, None] + rng.normal(size=(400, 6)) > 0).astype(int)
    matrix[:, 1] = 1 - matrix[:, 1]
    matrix[:, 2] = 1
    matrix[:, 3] = rng.random(400) < 0.05
    flags = [i.flags for i in stats.items.analyze(matrix).items]
    assert flags[0] == ("revise_item",)
    assert flags[1] == ("check_key", "small_upper_lower")
    assert flags[2] == ("easy_item", "no_discrimination", "small_upper_lower")
    assert flags[3][0] == "hard_item"


def test_middling_correlations_are_flagged_by_size():
    rng = np.random.default_rng(0)
    ability = rng.normal(size=2000)
    matrix = (ability[:, None] * [1, 1, 1, 0.12, 0.35] + rng.normal(size=(2000, 5)) > 0).astype(int)
    found = {i.number: i.flags for i in stats.items.analyze(matrix).items}
    assert "poor_discrimination" in found[4]
    assert "revise_item" in found[5]


def test_constant_items_are_listed():
    table = stats.items.analyze([[1, 0, 1], [1, 0, 0], [1, 0, 1]])
    assert (table.perfect_items, table.zero_items, table.constant_items) == ((1,), (2,), (1, 2))
    assert table.warnings == ("constant_items", "few_persons")
    assert table.items[0].item_rest.reason == "constant_item"


def test_a_rest_without_variance_leaves_the_correlation_undefined():
    table = stats.items.analyze([[1, 1], [0, 1], [1, 1]])
    assert table.items[0].item_rest.reason == "no_variance"
    assert table.items[0].item_total.value == 1.0
    assert table.items[0].item_total.interval is None
    assert table.items[0].item_total.interval_reason == "fewer_than_four_persons"


def test_a_perfect_correlation_has_a_degenerate_interval():
    table = stats.items.analyze([[0, 0], [1, 1], [0, 0], [1, 1], [1, 1]])
    interval = table.items[0].item_rest.interval
    assert (interval.low, interval.high) == (1.0, 1.0)


def test_intervals_of_difficulty():
    right = np.array([[1, 0]] * 8 + [[0, 1]] * 2)
    interval = stats.items.analyze(right).items[0].difficulty.interval
    # Wilson 95 % limits of 8 out of 10 (statsmodels proportion_confint).
    assert (interval.low, interval.high) == pytest.approx((0.4901624715366427, 0.9433178485456247), abs=1e-12)
    partial = stats.items.analyze([[0.5, 1], [1, 0], [0, 1]]).items[0].difficulty
    assert partial.interval.method == "t"
    # t's limits are -.74 and 1.74, which no share of a mark can be.
    assert (partial.interval.low, partial.interval.high) == (0, 1)
    many = stats.items.analyze([[0.5, 1], [1, 0], [0, 1]] * 4).items[0].difficulty.interval
    half = scipy_stats.t.ppf(0.975, 11) * np.std([0.5, 1, 0] * 4, ddof=1) / math.sqrt(12)
    assert (many.low, many.high) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-12)
    below = stats.items.analyze([[-0.5, 1], [1, 0], [-0.5, 1]]).items[0].difficulty.interval
    assert below.low == -0.5


def test_correction_for_guessing():
    assert stats.items.corrected_for_guessing(0.25, n_options=4) == 0
    assert stats.items.corrected_for_guessing(1.0, n_options=4) == 1
    with pytest.raises(StatsError, match="options"):
        stats.items.corrected_for_guessing(0.5, n_options=1)


@FEW
@given(MARKS, st.randoms(use_true_random=False))
def test_row_order_changes_nothing(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    assert stats.items.analyze(matrix[order]) == stats.items.analyze(matrix)


@FEW
@given(
    hnp.arrays(
        np.float64,
        st.tuples(st.integers(2, 15), st.integers(2, 5)),
        elements=st.floats(-3, 3, allow_subnormal=False),
    ),
    st.randoms(use_true_random=False),
)
def test_row_order_changes_nothing_for_any_floats(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    assert stats.items.analyze(matrix[order], max_score=3) == stats.items.analyze(matrix, max_score=3)


@FEW
@given(MARKS)
def test_doubling_every_person_keeps_shares(matrix):
    once, twice = stats.items.analyze(matrix), stats.items.analyze(np.vstack([matrix, matrix]))
    for a, b in zip(once.items, twice.items, strict=True):
        assert b.difficulty.value == a.difficulty.value
        if a.item_rest.defined:
            assert b.item_rest.value == pytest.approx(a.item_rest.value, abs=1e-12)
        assert b.upper_lower.value == pytest.approx(a.upper_lower.value, abs=1e-12)


@FEW
@given(MARKS, st.sampled_from([1e-90, 0.25, 3.0, 1e80]))
def test_scale_is_only_a_scale(matrix, factor):
    once, scaled = stats.items.analyze(matrix), stats.items.analyze(matrix * factor, max_score=factor)
    assert scaled.alpha.defined == once.alpha.defined
    if once.alpha.defined:
        assert scaled.alpha.value == pytest.approx(once.alpha.value, abs=1e-9)
        assert scaled.total_sd.value == pytest.approx(once.total_sd.value * factor, rel=1e-9)


def test_a_large_offset_leaves_correlations_alone():
    matrix = np.random.default_rng(1).integers(0, 4, (30, 4)).astype(float)
    near, far = stats.items.analyze(matrix, max_score=3), stats.items.analyze(matrix + 1e9, max_score=1e9 + 3)
    assert [i.item_rest.value for i in far.items] == [i.item_rest.value for i in near.items]


def test_integer_and_float_tables_agree_to_the_bit():
    matrix = np.random.default_rng(2).integers(0, 2, (50, 5))
    assert stats.items.analyze(matrix.astype(np.uint8)) == stats.items.analyze(matrix.astype(float))
    assert stats.items.analyze(matrix.astype(bool)) == stats.items.analyze(matrix)
