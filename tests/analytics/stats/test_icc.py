"""Intraclass correlations: edge cases, exactness and agreement with pingouin."""

import math

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.raters.mean_squares import two_way, whole
from tests.analytics.stats.soundness import faults

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
FORMS = (
    "one_way_single",
    "agreement_single",
    "consistency_single",
    "one_way_average",
    "agreement_average",
    "consistency_average",
)
PINGOUIN = dict(
    zip(("ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"), FORMS, strict=True)
)


@pytest.mark.slow("pingouin is slow on each of many tables")
# pandas deprecates what pingouin calls.
@pytest.mark.filterwarnings("ignore")
def test_agrees_with_pingouin_on_random_tables():
    import pandas as pd
    import pingouin

    rng = np.random.default_rng(5)
    for shape in ((5, 2), (12, 3), (30, 6)):
        table = rng.normal(5, 2, (shape[0], 1)) + rng.normal(0, 1, shape)
        found = stats.raters.icc(table)
        frame = pd.DataFrame(
            [(t, r, table[t, r]) for t in range(shape[0]) for r in range(shape[1])], columns=["t", "r", "s"]
        )
        theirs = pingouin.intraclass_corr(frame, targets="t", raters="r", ratings="s").set_index("Type")
        for kind, name in PINGOUIN.items():
            form = getattr(found, name)
            assert form.estimate.value == pytest.approx(theirs.loc[kind, "ICC"], abs=1e-12)
            assert form.f == pytest.approx(theirs.loc[kind, "F"], rel=1e-12)
            assert form.p == pytest.approx(theirs.loc[kind, "pval"], rel=1e-9)


def test_perfect_agreement_is_one_with_no_width_and_no_test():
    found = stats.raters.icc([[3, 3, 3], [4, 4, 4], [1, 1, 1], [5, 5, 5]])
    for name in FORMS:
        form = getattr(found, name)
        assert (form.estimate.value, form.estimate.interval.low, form.estimate.interval.high) == (1, 1, 1)
        assert "zero_width_interval" in form.estimate.warnings
        assert (form.f, form.p, form.test_reason) == (None, None, "no_error_variance")
    assert found.sem_agreement.value == 0


def test_constant_severity_counts_against_agreement_only():
    # Rater 2 is always two points milder: consistent, not in agreement.
    found = stats.raters.icc([[1, 3], [2, 4], [5, 7], [6, 8]])
    assert found.consistency_single.estimate.value == 1
    assert found.agreement_single.estimate.value == pytest.approx(17 / 23, abs=1e-15)
    interval = found.agreement_single.estimate.interval
    assert 0 < interval.low < 17 / 23 < interval.high < 1
    assert found.sem_agreement.value == pytest.approx(math.sqrt(2), abs=1e-15)


def test_no_variance_between_targets():
    found = stats.raters.icc([[1, 2, 3]] * 4)
    assert found.one_way_single.estimate.value == -0.5
    assert "negative_estimate" in found.one_way_single.estimate.warnings
    assert found.one_way_single.estimate.interval_reason == "no_between_variance"
    assert found.agreement_single.estimate.value == 0
    assert found.agreement_average.estimate.value == 0
    assert found.one_way_average.estimate.reason == "no_between_variance"
    assert found.consistency_single.estimate.reason == "no_between_variance"


def test_two_by_two_without_any_rater_or_target_variance():
    found = stats.raters.icc([[1, 2], [2, 1]])
    assert found.agreement_single.estimate.reason == "no_variance_to_compare"
    assert found.one_way_single.estimate.value == -1


def test_strong_disagreement_has_no_average_agreement():
    found = stats.raters.icc([[1, 4], [4, 1.2], [2, 3]])
    assert found.agreement_single.estimate.value < -0.9
    assert found.agreement_average.estimate.reason == "denominator_not_positive"


def test_limits_below_the_spearman_brown_pole_are_not_given():
    found = stats.raters.icc([[1, 3], [3, 1], [1, 1], [2, 0]])
    assert found.agreement_single.estimate.interval.low == -1
    average = found.agreement_average.estimate
    assert (average.value, average.interval, average.interval_reason) == (-3.5, None, "lower_limit_undefined")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[1, 2, 3]], "fewer_than_two_targets"),
        ([[1], [2], [3]], "fewer_than_two_raters"),
        ([[3, 3], [3, 3]], "no_variance"),
        ([[0.1 + 0.2, 0.3], [0.3, 0.3]], "no_variance"),
        (np.zeros((0, 3)), "fewer_than_two_targets"),
    ],
)
def test_undefined(table, reason):
    found = stats.raters.icc(table)
    assert found.agreement_single.estimate.reason == reason
    assert found.sem_agreement.reason == reason


def test_incomplete_targets_are_counted_and_the_crossed_model_named():
    table = [*SHROUT_FLEISS, [1, None, 2, 3]]
    found, complete = stats.raters.icc(table), stats.raters.icc(SHROUT_FLEISS)
    assert found.n_targets == 6
    assert found.agreement_single.estimate.value == complete.agreement_single.estimate.value
    assert dict(found.agreement_single.estimate.excluded) == {"rating_missing": 1}
    assert found.agreement_single.estimate.warnings == ("ratings_missing_use_crossed_model",)


@pytest.mark.parametrize("factor", [1, 0.1, math.pi, 1e-300, 1e90])
def test_scale_and_order_do_not_matter(factor):
    table = np.array(SHROUT_FLEISS) * factor
    found = stats.raters.icc(table)
    assert found.agreement_single.estimate.value == pytest.approx(0.28976377952755905, abs=1e-12)
    rng = np.random.default_rng(3)
    for _ in range(5):
        shuffled = stats.raters.icc(table[rng.permutation(6)][:, rng.permutation(4)])
        assert shuffled == found


def test_mean_squares_too_small_for_a_float_are_none_and_the_coefficient_stays():
    found = stats.raters.icc(np.array(SHROUT_FLEISS) * 1e-300)
    assert (found.between, found.error) == (None, None)
    assert found.sem_agreement.value == pytest.approx(2.5027762362802e-300, rel=1e-10)
    least = stats.raters.icc([[0, 5e-324], [5e-324, 5e-324]])
    assert faults(least) == []


def test_integers_beyond_64_bits_are_still_exact():
    table = np.array(SHROUT_FLEISS) * 1e9 + 0.0
    big = two_way(np.vstack([table] * 40))
    small = two_way(np.vstack([np.array(SHROUT_FLEISS, dtype=float)] * 40))
    assert big.scale.scaled(big.between, 2) == pytest.approx(small.between * 1e18, rel=1e-15)
    assert big.scale.counts.dtype == object


def test_empty_counts():
    assert whole(np.zeros((0, 2))).counts.shape == (0, 2)


@pytest.mark.parametrize("bad", ["text", [1, 2, 3], [[1, "a"]], [[1, math.inf]]])
def test_wrong_tables_are_named(bad):
    with pytest.raises(StatsError, match="scores"):
        stats.raters.icc(bad)


def test_wrong_confidence_is_named():
    with pytest.raises(StatsError, match="confidence"):
        stats.raters.icc(SHROUT_FLEISS, confidence=95)
