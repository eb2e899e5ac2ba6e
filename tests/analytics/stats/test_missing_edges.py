"""Missing post-tests: known truths, other libraries, and cohorts nothing can be said about."""

import numpy as np
import pytest
import statsmodels.api as sm

from analytics import stats
from analytics.stats.core import logistic
from analytics.stats.core.result import StatsError

RNG = np.random.default_rng(21)
N = 400
PRE = RNG.integers(3, 22, N).astype(float)
TRUE_POST = PRE + 6 - 0.3 * (PRE - 12) + RNG.normal(0, 1.5, N)
GONE = RNG.random(N) < 1 / (1 + np.exp(-(PRE - 12) / 3))
POST = np.where(GONE, np.nan, TRUE_POST)
TRUTH = float((TRUE_POST - PRE).mean())


def test_adjusting_brings_back_what_dropping_out_took():
    crude = stats.gain.paired(PRE, POST).gain.value
    assert crude - TRUTH > 0.5
    found = stats.missing.sensitivity(PRE, POST, max_score=30, imputations=10)
    for name in ("ipw", "g_computation", "aipw", "multiple_imputation"):
        assert found.estimates[name].value == pytest.approx(TRUTH, abs=0.35)
        assert found.estimates[name].interval.low < TRUTH < found.estimates[name].interval.high
    assert found.high == pytest.approx(crude, abs=1e-12)
    assert (found.sign_changes, found.significance_changes, found.reason) == (False, False, None)


def test_completion_model_agrees_with_statsmodels():
    age = RNG.integers(25, 60, N)
    found = stats.missing.ipw(PRE, POST, covariates={"age": age})
    peer = sm.Logit((~GONE).astype(float), np.column_stack([np.ones(N), PRE, age])).fit(disp=0)
    assert list(found.completion.values()) == pytest.approx(peer.params.tolist(), rel=1e-6)
    fitted = logistic.fit(("1", "pre"), np.column_stack([np.ones(N), PRE]), (~GONE).astype(float))
    peer = sm.Logit((~GONE).astype(float), np.column_stack([np.ones(N), PRE])).fit(disp=0)
    assert fitted.se.tolist() == pytest.approx(peer.bse.tolist(), rel=1e-6)


def test_nobody_missing_makes_all_methods_one():
    plain = stats.gain.paired(PRE, TRUE_POST).gain.value
    found = stats.missing.sensitivity(
        PRE, TRUE_POST, max_score=30, centers=["a", "b"] * (N // 2), imputations=3
    )
    assert (found.low, found.high) == (pytest.approx(plain, abs=1e-9), pytest.approx(plain, abs=1e-9))
    assert found.tipping.reason == "nobody_missing"
    assert stats.missing.ipw(PRE, TRUE_POST).n_effective == pytest.approx(N)
    assert stats.missing.multiple_imputation(PRE, TRUE_POST, imputations=2).missing_information == 0.0


def test_tipping_points_undo_the_gain():
    tip = stats.missing.tipping_point(PRE, POST)
    share = float(GONE.mean())
    assert tip.to_zero == pytest.approx(tip.adjusted.value / share)
    assert tip.to_insignificance == pytest.approx(tip.adjusted.interval.low / share)
    weak = stats.missing.tipping_point([1, 2, 3, 4, 5, 6], [2, 1, 5, 3, 6, None])
    assert weak.to_insignificance == 0.0
    loss = stats.missing.tipping_point(POST, PRE)
    assert loss.adjusted.value < 0


def test_bounds_by_hand():
    found = stats.missing.bounds([2, 4, None], [5, None, 9], max_score=10)
    assert (found.lowest, found.highest, found.unchanged) == (-0.5, 4.5, 1.5)
    assert (found.n_used, found.n_missing, found.excluded) == (2, 1, {"pre_missing": 1})
    assert stats.missing.bounds([None], [3], max_score=10).reason == "no_pretest"


def test_bounds_of_everybody_by_hand():
    """Both tests, the first, the last, and neither: at worst 3, -4, -1, -10, at best 3, 6, 9, 10."""
    found = stats.missing.bounds([2, 4, None, None], [5, None, 9, None], max_score=10, everybody=True)
    assert (found.lowest, found.highest, found.unchanged) == (-12 / 4, 28 / 4, 3 / 4)
    assert (found.n_used, found.n_missing, found.excluded) == (4, 3, {})
    nobody_missing = stats.missing.bounds([2, 4], [5, 9], max_score=10, everybody=True)
    assert nobody_missing.lowest == nobody_missing.highest == nobody_missing.unchanged == 4
    assert stats.missing.bounds([], [], max_score=10, everybody=True).reason == "no_pretest"
    assert stats.missing.bounds([None], [3], max_score=10, everybody=True).lowest == -7


def test_flow_by_group():
    everybody, a, b, unknown = stats.missing.flow(
        [1, 2, None, 4], [2, None, 3, None], groups=["a", "a", "b", None]
    )
    assert (everybody.n_enrolled, everybody.n_both, everybody.n_pre_only, everybody.n_post_only) == (
        4,
        1,
        2,
        1,
    )
    assert (a.attrition.value, unknown.attrition.value) == (0.5, 1.0)
    assert b.attrition.reason == "no_pretest"


def test_differential_attrition():
    found = stats.missing.differential([1, 2, 3, 4, None], [1, 1, None, None, 1])
    # Means 1.5 and 3.5, both SD sqrt(.5).
    assert found.difference.value == pytest.approx(-2 / 0.5**0.5)
    assert (found.worrying, found.n_completers, found.n_dropouts) == (True, 2, 2)
    assert stats.missing.differential([1, 2], [1, 2]).difference.reason == "no_dropouts"
    assert stats.missing.differential([1, 2], [None, None]).difference.reason == "no_completers"
    assert stats.missing.differential([1, 2], [1, None]).difference.reason == "fewer_than_three_people"
    assert stats.missing.differential([1, 1, 1], [1, 1, None]).difference.reason == "zero_variance_of_pretest"


def test_levels_in_which_all_or_none_stayed_join_the_base():
    x = np.tile([5.0, 7.0, 9.0, 12.0], 10)
    y = x + np.tile([1.0, 3.0, 2.0, 4.0], 10) + np.arange(40) % 3
    center = np.repeat(["a", "b", "c", "d"], 10)
    y[:10] = np.nan
    y[12::4] = np.nan
    y[30:] = x[30:] + np.arange(10) % 4
    found = stats.missing.ipw(x, y, covariates={"center": center, "same": [1.0] * 40, "kind": ["z"] * 40})
    assert found.gain.warnings == ("levels_merged_into_base",)
    assert list(found.completion) == ["(intercept)", "pre", "center=c"]


def test_a_weight_above_twenty_is_trimmed_and_said():
    x = np.concatenate([np.zeros(100), np.ones(100)])
    x = x + np.tile(np.arange(10) / 100, 20)
    y = x + np.tile([1.0, 2.0, 3.0, 4.0], 50)
    y[2:100] = np.nan
    y[150:152] = np.nan
    found = stats.missing.ipw(x, y)
    assert (found.n_trimmed, "weights_trimmed" in found.gain.warnings) == (2, True)
    assert "weights_trimmed" in stats.missing.aipw(x, y).warnings


def test_what_stops_the_models_is_named():
    x = np.arange(20.0)
    cut = np.where(x < 10, np.nan, x + np.tile([1.0, 2.0], 10))
    assert stats.missing.ipw(x, cut).gain.reason == "separation"
    assert stats.missing.aipw(x, cut).reason == "separation"
    few = stats.missing.aipw([1, 2, 3, 4], [2, 5, None, None])
    assert few.reason in ("too_few_rows_for_model", "separation", "collinear_predictors")
    assert stats.missing.g_computation([1, 2, 3], [2, 5, None]).reason == "too_few_rows_for_model"
    assert stats.missing.g_computation([1], [None]).reason == "no_complete_pair"
    assert stats.missing.ipw([1, 2], [3, None]).gain.reason == "fewer_than_two_pairs"
    assert stats.missing.multiple_imputation([1, 2, 3], [2, 3, None]).gain.reason == "zero_variance_of_gains"
    assert stats.missing.sensitivity([1], [None], max_score=9).reason == "no_complete_pair"
    gaps = stats.missing.g_computation(
        [1, 2, 3, 4, None], [2, 5, 4, 9, 1], covariates={"age": [30, 40, 35, None, 1]}
    )
    assert gaps.excluded == {"pre_missing": 1, "covariate_missing": 1}


def test_a_logistic_model_that_does_not_settle_says_so(monkeypatch):
    monkeypatch.setattr(logistic, "_STEPS", 1)
    assert stats.missing.ipw(PRE, POST).gain.reason == "no_convergence"


@pytest.mark.parametrize("bad", [1, 1001, 2.0, True])
def test_imputations_are_checked(bad):
    with pytest.raises(StatsError, match=r"^imputations: "):
        stats.missing.multiple_imputation(PRE, POST, imputations=bad)


def test_the_same_seed_gives_the_same_imputations_in_any_order():
    one = stats.missing.multiple_imputation(PRE, POST, imputations=5, seed=3)
    other = stats.missing.multiple_imputation(PRE[::-1], POST[::-1], imputations=5, seed=3)
    assert one == other
    assert one.gain.value != stats.missing.multiple_imputation(PRE, POST, imputations=5, seed=4).gain.value
