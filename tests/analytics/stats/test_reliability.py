"""Internal consistency beyond the reference cases."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats as scipy_stats

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.items import reliability

FEW = settings(max_examples=20, deadline=None, derandomize=True)
RNG = np.random.default_rng(20)
SCALE = (RNG.normal(size=(60, 1)) + RNG.normal(size=(60, 5))).round(1)
GAPS = np.where(RNG.random(SCALE.shape) < 0.1, np.nan, SCALE)


def by_definition(matrix):
    k = matrix.shape[1]
    return k / (k - 1) * (1 - matrix.var(axis=0, ddof=1).sum() / matrix.sum(axis=1).var(ddof=1))


def test_alpha_of_partial_marks():
    assert stats.items.alpha(SCALE).value == pytest.approx(by_definition(SCALE), abs=1e-13)


def test_alpha_of_floats_without_a_step():
    matrix = SCALE * math.pi
    assert stats.items.alpha(matrix).value == pytest.approx(by_definition(matrix), abs=1e-12)


def test_missing_answers_listwise_and_pairwise():
    complete = GAPS[~np.isnan(GAPS).any(axis=1)]
    listwise = stats.items.alpha(GAPS)
    assert listwise.value == pytest.approx(by_definition(complete), abs=1e-13)
    assert dict(listwise.excluded) == {"missing_answers": 60 - len(complete)}
    pairs = ~np.isnan(GAPS)
    by_pair = np.array(
        [[np.cov(GAPS[pairs[:, i] & pairs[:, j]][:, [i, j]].T)[0, 1] for j in range(5)] for i in range(5)]
    )
    expected = 5 / 4 * (1 - np.trace(by_pair) / by_pair.sum())
    pairwise = stats.items.alpha(GAPS, missing="pairwise")
    assert pairwise.value == pytest.approx(expected, abs=1e-12)
    assert pairwise.warnings == ("pairwise_covariances",)
    assert pairwise.n_used == 60
    floats = stats.items.alpha(GAPS * math.pi, missing="pairwise")
    assert floats.value == pytest.approx(expected, abs=1e-12)


def test_pairwise_needs_two_people_behind_every_pair():
    lonely = [[1, None, 2], [2, None, 1], [None, 1, 1], [3, 2, 2]]
    assert stats.items.alpha(lonely, missing="pairwise").reason == "fewer_than_two_persons"
    assert stats.items.alpha([[None, None]], missing="pairwise").reason == "fewer_than_two_persons"


@pytest.mark.parametrize("probability", [0.025, 0.5, 0.975])
def test_f_quantile_inverts_the_distribution(probability):
    assert reliability.f_quantile(7, 133, probability) == pytest.approx(
        scipy_stats.f.ppf(probability, 7, 133), rel=1e-12
    )


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        (np.zeros((4, 1)), "fewer_than_two_items"),
        (np.zeros((1, 3)), "fewer_than_two_persons"),
        (np.zeros((0, 3)), "fewer_than_two_persons"),
        (np.ones((5, 3)), "no_variance"),
        ([[0.1, 0.9], [0.3, 0.7], [0.7, 0.3]], "no_variance"),
        ([[math.pi, -math.pi], [1 / 3, -1 / 3], [0.7, -0.7]], "no_variance"),
    ],
)
def test_alpha_is_undefined_with_a_reason(matrix, reason):
    found = stats.items.alpha(matrix)
    assert (found.value, found.reason) == (None, reason)
    assert stats.items.lambda2(matrix).reason == reason
    assert stats.items.sem(matrix).reason == reason


def test_negative_alpha_is_given_and_said():
    found = stats.items.alpha([[1, 0], [0, 1], [1, 0], [0, 1], [1, 1]])
    assert found.value == pytest.approx(-4.0, abs=1e-12)
    assert "negative_alpha" in found.warnings


def test_constant_items_are_counted_and_said():
    found = stats.items.alpha([[1, 0, 0], [1, 1, 1], [1, 0, 0], [1, 1, 1]])
    # Two equal items alone would give 1; the constant one counts in k.
    assert found.value == pytest.approx(0.75, abs=1e-15)
    assert found.warnings == ("constant_items",)


def test_perfect_consistency():
    found = stats.items.alpha([[0, 0], [1, 1], [0, 0]])
    assert found.value == 1
    assert (found.interval.low, found.interval.high) == (1, 1)
    assert stats.items.sem([[0, 0], [1, 1], [0, 0]]).value == 0


def test_standardized_alpha():
    correlation = np.corrcoef(SCALE, rowvar=False)
    mean = (correlation.sum() - 5) / 20
    assert stats.items.standardized_alpha(SCALE).value == pytest.approx(5 * mean / (1 + 4 * mean), abs=1e-13)
    assert stats.items.standardized_alpha([[1, 0], [1, 1]]).reason == "constant_items"
    assert stats.items.standardized_alpha([[0, 1], [1, 0], [0, 1]]).reason == "no_variance"
    assert stats.items.standardized_alpha([[1]]).reason == "fewer_than_two_items"


def test_alpha_if_dropped():
    found = [e.value for e in stats.items.alpha_if_dropped(SCALE)]
    expected = [by_definition(np.delete(SCALE, j, axis=1)) for j in range(5)]
    assert found == pytest.approx(expected, abs=1e-13)
    assert [e.reason for e in stats.items.alpha_if_dropped(SCALE[:, :2])] == ["fewer_than_two_items"] * 2
    assert [e.reason for e in stats.items.alpha_if_dropped(SCALE[:1])] == ["fewer_than_two_persons"] * 5
    cancelling = [[1, 0, 1], [0, 1, 1], [1, 0, 0], [0, 1, 0]]
    assert stats.items.alpha_if_dropped(cancelling)[2].reason == "no_variance"


def test_kuder_richardson():
    binary = (SCALE > 0).astype(int)
    k, totals = 5, binary.sum(axis=1)
    p = binary.mean(axis=0)
    assert stats.items.kr20(binary).value == pytest.approx(
        k / (k - 1) * (1 - (p * (1 - p)).sum() / totals.var()), abs=1e-13
    )
    mean = totals.mean()
    expected = k / (k - 1) * (1 - mean * (k - mean) / (k * totals.var()))
    assert stats.items.kr21(binary).value == pytest.approx(expected, abs=1e-13)
    assert stats.items.kr20(SCALE).reason == "not_binary"
    assert stats.items.kr21(SCALE).reason == "not_binary"
    assert stats.items.kr20(np.ones((3, 1))).reason == "fewer_than_two_items"
    assert stats.items.kr21(np.ones((3, 1))).reason == "fewer_than_two_items"
    assert not reliability.is_binary(reliability.load([[0, 2], [1, 1]]))
    assert not reliability.is_binary(reliability.load([[0, -1], [0, -1]]))


def test_lambda2_is_never_below_alpha():
    assert stats.items.lambda2(SCALE).value >= stats.items.alpha(SCALE).value


def test_split_half():
    odd, even = SCALE[:, ::2].sum(axis=1), SCALE[:, 1::2].sum(axis=1)
    r = np.corrcoef(odd, even)[0, 1]
    assert stats.items.split_half(SCALE).value == pytest.approx(2 * r / (1 + r), abs=1e-12)
    assert stats.items.split_half([[1, 0], [1, 1]]).reason == "no_variance"
    assert stats.items.split_half([[0, 1], [1, 0], [0, 1]]).reason == "opposite_halves"
    assert stats.items.split_half([[1]]).reason == "fewer_than_two_items"


def test_sem_and_its_interval_follow_alpha():
    found, alpha = stats.items.sem(SCALE), stats.items.alpha(SCALE)
    sd = SCALE.sum(axis=1).std(ddof=1)
    assert found.value == pytest.approx(sd * math.sqrt(1 - alpha.value), abs=1e-12)
    assert found.interval.low == pytest.approx(sd * math.sqrt(1 - alpha.interval.high), abs=1e-12)


def test_conditional_sem():
    assert stats.items.conditional_sem(12, n_items=24).value == pytest.approx(math.sqrt(144 / 23), abs=1e-15)
    assert stats.items.conditional_sem(24, n_items=24).value == 0
    assert stats.items.conditional_sem(1, n_items=1).reason == "fewer_than_two_items"
    for total, n_items, argument in (
        (25, 24, "total"),
        (True, 2, "total"),
        (1, 0, "n_items"),
        (1, 2.5, "n_items"),
    ):
        with pytest.raises(StatsError) as error:
            stats.items.conditional_sem(total, n_items=n_items)
        assert error.value.argument == argument


def test_mistakes_are_named():
    for arguments, name in (
        ({"matrix": "abc"}, "matrix"),
        ({"matrix": [1, 2]}, "matrix"),
        ({"matrix": [[1, math.inf]]}, "matrix"),
        ({"matrix": [[1, 2]], "missing": "mean"}, "missing"),
        ({"matrix": [[1, 2]], "confidence": 95}, "confidence"),
    ):
        with pytest.raises(StatsError) as error:
            stats.items.alpha(**arguments)
        assert error.value.argument == name


SCORES = hnp.arrays(np.int64, st.tuples(st.integers(3, 20), st.integers(2, 6)), elements=st.integers(0, 6))


@FEW
@given(SCORES, st.integers(-50, 50), st.randoms(use_true_random=False))
def test_alpha_ignores_order_of_people_shift_and_repetition(matrix, shift, random):
    rows = list(range(len(matrix)))
    random.shuffle(rows)
    alpha = stats.items.alpha(matrix)
    assert stats.items.alpha(matrix[rows]) == alpha
    assert stats.items.alpha(matrix + shift).value == alpha.value
    assert stats.items.alpha(np.vstack([matrix] * 3)).value == pytest.approx(alpha.value, abs=1e-9)


@FEW
@given(SCORES, st.randoms(use_true_random=False))
def test_alpha_ignores_order_of_items(matrix, random):
    columns = list(range(matrix.shape[1]))
    random.shuffle(columns)
    assert stats.items.alpha(matrix[:, columns]).value == stats.items.alpha(matrix).value


def test_huge_whole_scores_stay_exact():
    matrix = np.random.default_rng(4).integers(0, 3, (20, 4)) + 10**12
    assert stats.items.alpha(matrix).value == stats.items.alpha(matrix - 10**12).value
    wide = np.random.default_rng(4).integers(0, 10**6, (2000, 4))
    assert stats.items.alpha(wide).value == pytest.approx(by_definition(wide.astype(float)), abs=1e-10)
    wider = np.random.default_rng(4).integers(0, 10**15, (20, 4))
    assert stats.items.alpha(wider).value == pytest.approx(by_definition(wider.astype(float)), abs=1e-10)
