"""Groups, covariance analysis, mixed models and centers beside other libraries and at their limits."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
import scipy.stats
import statsmodels.api as sm
import statsmodels.formula.api as smf

from analytics import stats
from analytics.stats.core import linear
from analytics.stats.core.result import StatsError
from analytics.stats.groups import reml

RNG = np.random.default_rng(11)
N = 120
CENTER = RNG.integers(0, 8, N)
SEX = np.array(["F", "M"])[RNG.integers(0, 2, N)]
PRE = RNG.integers(4, 20, N).astype(float)
POST = PRE + 3 + RNG.normal(0, 1.2, 8)[CENTER] + np.round(RNG.normal(0, 2, N))


def test_group_table_agrees_with_paired_tests():
    table = stats.groups.gain_by_group(PRE, POST, CENTER, max_score=24)
    for j, center in enumerate(table.levels):
        rows = center == CENTER
        test = scipy.stats.ttest_rel(POST[rows], PRE[rows])
        low, high = test.confidence_interval()
        assert table.t[j] == pytest.approx(test.statistic, rel=1e-10)
        assert table.p[j] == pytest.approx(test.pvalue, rel=1e-9)
        assert (table.low[j], table.high[j]) == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))
        assert table.class_gain[j] == pytest.approx(
            (POST[rows].mean() - PRE[rows].mean()) / (24 - PRE[rows].mean()), rel=1e-12
        )


@pytest.mark.parametrize("scale", [1.0, 10.0**5, 3e12])
def test_whole_scores_of_any_size_give_the_same_table(scale):
    x, y = np.round(PRE * scale), np.round(POST) * scale
    table = stats.groups.gain_by_group(x.astype(np.int64), y.astype(np.int64), CENTER)
    plain = stats.groups.gain_by_group(PRE, np.round(POST), CENTER)
    assert [m / scale for m in table.mean_gain] == pytest.approx(plain.mean_gain, rel=1e-12)
    assert [s / scale for s in table.sd_gain] == pytest.approx(plain.sd_gain, rel=1e-12)


def test_whole_scores_far_from_zero_keep_their_spread():
    table = stats.groups.gain_by_group(PRE + 9e8, np.round(POST) + 9e8, CENTER)
    plain = stats.groups.gain_by_group(PRE, np.round(POST), CENTER)
    assert table.mean_gain == pytest.approx(plain.mean_gain, rel=1e-12)
    assert table.sd_pre == pytest.approx(plain.sd_pre, rel=1e-6)
    with pytest.raises(StatsError, match=r"^pre: "):
        stats.groups.gain_by_group([[1], [2, 3]], [1, 2], ["a", "b"])


def test_many_people_with_few_scores_are_counted_in_one_table():
    codes = np.repeat(np.arange(2), 500)
    x, y = np.tile([0, 1, 2, 3], 250), np.tile([1, 1, 2, 4], 250)
    table = stats.groups.gain_by_group(x, y, codes)
    assert (table.mean_gain, table.n_pairs) == ((0.5, 0.5), (500, 500))
    assert table.sd_gain[0] == pytest.approx(np.std([1, 0, 0, 1] * 125, ddof=1), rel=1e-14)


def test_groups_with_gaps():
    table = stats.groups.gain_by_group([1, None, 3, 4], [2, 3, None, None], ["a", "a", "b", None])
    assert (table.n_pairs, table.n_pre_only, table.n_post_only) == ((1, 0), (0, 1), (1, 0))
    assert table.n_enrolled == (2, 1)
    assert table.excluded == {"post_missing": 1, "pre_missing": 1, "group_missing": 1}
    assert table.gain("b").reason == "no_complete_pair"
    assert table.gain("a").interval_reason == "fewer_than_two_pairs"
    with pytest.raises(StatsError, match=r"^group: "):
        table.gain("c")
    same = stats.groups.gain_by_group([1, 2], [3, 4], ["a", "a"]).gain("a")
    assert (same.warnings, same.interval.low, same.interval.high) == (("zero_width_interval",), 2.0, 2.0)


def test_gaps_agree_with_welch():
    (gap,) = stats.groups.gaps(PRE, POST, SEX)
    d = POST - PRE
    test = scipy.stats.ttest_ind(d[SEX == "F"], d[SEX == "M"], equal_var=False)
    assert (gap.t, gap.df) == (pytest.approx(test.statistic, rel=1e-9), pytest.approx(test.df, rel=1e-9))
    assert gap.p == gap.p_holm == pytest.approx(test.pvalue, rel=1e-9)
    both = stats.groups.disaggregate(PRE, POST, {"sex": SEX, "center": CENTER})
    assert both["sex"][1] == (gap,)
    assert len(both["center"][1]) == 28
    with pytest.raises(StatsError, match=r"^by: "):
        stats.groups.disaggregate(PRE, POST, [SEX])


def test_gaps_that_cannot_be_tested():
    flat = stats.groups.gaps([1, 2, 1, 2], [2, 3, 3, 4], ["a", "a", "b", "b"])[0].difference
    assert (flat.value, flat.interval_reason) == (-1.0, "zero_variance_in_both_groups")
    alone = stats.groups.gaps([1, 2, 3], [2, 3, 5], ["a", "b", "b"])[0].difference
    assert alone.interval_reason == "fewer_than_two_per_group"
    empty = stats.groups.gaps([1, 2, None], [2, 3, 5], ["a", "a", "b"])[0].difference
    assert empty.reason == "empty_group"


def test_ancova_agrees_with_statsmodels():
    frame = pd.DataFrame({"pre": PRE, "post": POST, "sex": SEX, "center": CENTER.astype(str)})
    peer = smf.ols("post ~ pre + sex + center", frame).fit()
    own = stats.groups.ancova(PRE, POST, groups={"sex": SEX, "center": CENTER})
    names = ["Intercept", "pre", "sex[T.M]", *(f"center[T.{i}]" for i in range(1, 8))]
    assert [c.value for c in own.coefficients] == pytest.approx(peer.params[names].tolist(), rel=1e-8)
    assert [c.se for c in own.coefficients] == pytest.approx(peer.bse[names].tolist(), rel=1e-8)
    table = sm.stats.anova_lm(peer, typ=2)
    assert own.factors["center"].f == pytest.approx(table.loc["center", "F"], rel=1e-8)
    hc3 = stats.groups.hc3(own.model)
    assert [c.se for c in hc3] == pytest.approx(
        peer.get_robustcov_results("HC3").bse.tolist()[:1] + _hc3(peer, names[1:]), rel=1e-8
    )


def _hc3(peer, names):
    found = pd.Series(peer.get_robustcov_results("HC3").bse, index=peer.params.index)
    return found[names].tolist()


def test_ancova_slopes_that_differ_bring_gaps_at_three_pretests():
    x = np.tile(np.arange(20.0), 2)
    group = np.repeat(["a", "b"], 20)
    y = np.where(group == "a", x, 2 * x) + np.tile([0.5, -0.5, 0.2, -0.2], 10)
    found = stats.groups.ancova(x, y, groups=group)
    gaps = found.factors["group"].gaps
    assert found.warnings == ("slopes_differ",)
    assert [g.percentile for g in gaps] == [10, 50, 90]
    assert [g.value for g in gaps] == pytest.approx([-1.9, -9.5, -17.1], abs=0.3)


def test_ancova_that_cannot_be_fitted():
    def reason(*given):
        return stats.groups.ancova(given[0], given[1], groups=given[2]).reason

    assert reason([1, 2], [None, None], ["a", "b"]) == "no_complete_pair"
    assert reason([1, 2, 3], [2, 3, 5], ["a", "a", None]) == "fewer_than_two_groups"
    assert reason([1, 2, 3], [2, 3, 5], ["a", "a", "b"]) == "too_few_rows_for_model"
    assert reason([1, 1, 1, 1, 1], [2, 3, 5, 6, 7], list("aabbb")) == "collinear_predictors"
    assert reason([0, 0, 0, 0, 0], [2, 3, 5, 6, 7], list("aabbb")) == "collinear_predictors"
    exact = ([1, 2, 3, 1, 2, 3], [2, 3, 4, 5, 6, 7], list("aaabbb"))
    assert reason(*exact) == "zero_residual_variance"
    own_lines = stats.groups.ancova([1, 2, 3, 1, 2, 3], [2, 3, 4, 6, 4, 2], groups=list("aaabbb"))
    assert own_lines.factors["group"].slope_reason == "zero_residual_variance"
    no_room = stats.groups.ancova([1, 2, 3, 3], [2, 3, 5, 5.5], groups=list("aabb"))
    assert no_room.factors["group"].slope_reason in ("too_few_rows_for_model", "collinear_predictors")
    with pytest.raises(StatsError, match=r"^groups: "):
        stats.groups.ancova([1], [2], groups={})


def test_robust_errors_at_their_limits():
    alone = stats.groups.ancova([1, 2, 3, 4, 5, 6], [2, 4, 3, 6, 5, 9], groups=list("aaaaab"))
    assert stats.groups.hc3(alone.model) == "leverage_of_one"
    fit = stats.groups.ancova(PRE, POST, groups=SEX).model
    assert stats.groups.cr2(fit, ["x"] * N) == "fewer_than_two_centers"
    for bad in (["x"], [None] * N):
        with pytest.raises(StatsError, match=r"^centers: "):
            stats.groups.cr2(fit, bad)


def test_cr2_of_single_people_is_hc2():
    fit = stats.groups.ancova(PRE, POST, groups=SEX).model
    own = stats.groups.cr2(fit, list(range(N)))
    frame = pd.DataFrame({"pre": PRE, "post": POST, "sex": SEX})
    peer = smf.ols("post ~ pre + sex", frame).fit().get_robustcov_results("HC2")
    assert sorted(c.se for c in own) == pytest.approx(sorted(peer.bse), rel=1e-8)


def test_cr2_with_a_cluster_for_each_level_gives_that_level_no_error():
    fit = stats.groups.ancova(PRE, POST, groups=CENTER).model
    own = stats.groups.cr2(fit, CENTER)
    assert len(own) == 9
    assert all(math.isfinite(c.se) for c in own)


def test_a_coefficient_without_error_has_no_test():
    bare = linear.coefficient("b", 2.0, 0.0, 5, 0.95, 9, "hc3")
    assert (bare.t, bare.p, bare.interval) == (None, None, None)


def test_terms_are_checked():
    with pytest.raises(StatsError, match=r"^covariates: must map"):
        linear.terms([1], 1, "covariates")
    with pytest.raises(StatsError, match=r"^covariates: age has 1"):
        linear.terms({"age": [1]}, 2, "covariates")


def test_multiplicity():
    assert stats.groups.holm([0.01, None, 0.04, 0.03]).p == pytest.approx((0.03, None, 0.06, 0.06))
    found = stats.groups.benjamini_hochberg([0.01, 0.04, 0.03])
    assert found.p == pytest.approx((0.03, 0.04, 0.04))
    assert (stats.groups.holm([]).p, stats.groups.holm([None]).n_missing) == ((), 1)
    with pytest.raises(StatsError, match=r"^p_values: "):
        stats.groups.holm([1.5])


def test_gain_model_agrees_with_statsmodels():
    frame = pd.DataFrame({"d": POST - PRE, "center": CENTER})
    peer = smf.mixedlm("d ~ 1", frame, groups="center").fit(reml=True)
    own = stats.groups.mixed_gain(PRE, POST, centers=CENTER)
    assert own.gain.value == pytest.approx(peer.params["Intercept"], rel=1e-6)
    assert own.var_center == pytest.approx(peer.cov_re.iloc[0, 0], rel=1e-4)
    assert own.var_residual == pytest.approx(peer.scale, rel=1e-5)
    assert 5 < own.df < 8


def test_balanced_gain_model_is_the_t_test_of_center_means():
    codes = np.repeat(np.arange(6), 10)
    d = np.repeat([1.0, 3.0, 2.0, 5.0, 4.0, 3.5], 10) + np.tile(np.arange(10.0), 6) / 5
    own = stats.groups.mixed_gain(np.zeros(60), d, centers=codes)
    means = d.reshape(6, 10).mean(axis=1)
    test = scipy.stats.ttest_1samp(means, 0)
    assert own.se == pytest.approx(means.std(ddof=1) / math.sqrt(6), rel=1e-7)
    assert own.df == pytest.approx(5, abs=1e-4)
    assert own.t == pytest.approx(test.statistic, rel=1e-6)


def test_nested_model_of_complete_pairs_is_the_paired_t_test():
    own = stats.groups.mixed_nested(PRE, POST, centers=CENTER)
    plain = stats.gain.paired(PRE, POST)
    assert own.gain.value == pytest.approx(plain.gain.value, abs=1e-9)
    assert own.se == pytest.approx(plain.se_gain, rel=1e-6)
    assert own.df == pytest.approx(N - 1, rel=1e-3)


def test_centers_that_do_not_differ_are_a_boundary_fit():
    d = np.tile([1.0, 2.0, 3.0, 4.0], 5)
    own = stats.groups.mixed_gain(np.zeros(20), d, centers=np.repeat(np.arange(5), 4))
    assert own.gain.warnings == ("variance_of_center_is_zero",)
    assert (own.icc_center, own.design_effect) == (0.0, 1.0)
    assert own.se == pytest.approx(d.std(ddof=1) / math.sqrt(20), rel=1e-9)
    pooled = stats.groups.shrink_centers(np.zeros(20), d, centers=np.repeat(np.arange(5), 4)).pooled
    assert (pooled.tau2, pooled.mean.warnings) == (0.0, ("variance_between_centers_is_zero",))
    assert {round(s.value, 12) for s in pooled.shrunken} == {2.5}
    assert stats.groups.exceedance(pooled) == (None,) * 5


def test_people_who_do_not_differ_are_a_boundary_fit():
    x = np.tile([1.0, 3.0, 2.0, 4.0], 6)
    y = np.tile([6.0, 4.0, 5.0, 3.0], 6)
    own = stats.groups.mixed_nested(x, y, centers=np.repeat(np.arange(3), 8))
    assert "variance_of_person_is_zero" in own.gain.warnings
    assert own.var_person == 0.0


def test_gains_fixed_by_the_center_leave_no_residual():
    codes = np.repeat(np.arange(4), 5)
    own = stats.groups.mixed_gain(np.zeros(20), np.repeat([1.0, 2.0, 4.0, 3.0], 5), centers=codes)
    assert "variance_of_residual_is_zero" in own.gain.warnings
    assert own.gain.value == pytest.approx(2.5, abs=1e-6)


def test_one_center_is_warned_of():
    own = stats.groups.mixed_gain(PRE, POST, centers=["x"] * N)
    assert own.gain.warnings == ("one_center_only",)
    assert own.se == pytest.approx(stats.gain.paired(PRE, POST).se_gain, rel=1e-9)


def test_mixed_models_that_cannot_be_fitted():
    def reason(x, y, codes):
        return stats.groups.mixed_nested(x, y, centers=codes).reason

    assert reason([None], [None], ["a"]) == "no_score"
    assert reason([1, 2], [None, None], ["a", "b"]) == "only_one_test_has_scores"
    assert reason([1, None], [None, 2], ["a", "b"]) == "no_complete_pair"
    assert reason([1, None], [2, 2], ["a", "b"]) == "fewer_than_two_pairs"
    assert reason([1, 2], [2, 3], ["a", "b"]) == "zero_variance_of_gains"
    assert stats.groups.mixed_gain([None], [1], centers=["a"]).reason == "no_complete_pair"
    assert stats.groups.mixed_gain([1], [2], centers=["a"]).reason == "too_few_rows_for_model"
    assert stats.groups.mixed_gain([1, 2], [2, 3], centers=["a", "b"]).reason == "zero_variance_of_gains"
    missing = stats.groups.mixed_nested([1, 2, 3], [2, 4, 3], centers=["a", None, "b"]).gain
    assert missing.excluded == {"center_missing": 1}


def test_a_fit_without_degrees_of_freedom_has_no_interval(monkeypatch):
    real = reml.fit
    monkeypatch.setattr(reml, "fit", lambda sums: dataclasses.replace(real(sums), df=(None, None)))
    own = stats.groups.mixed_gain(PRE, POST, centers=CENTER)
    assert (own.t, own.gain.interval_reason) == (None, "no_degrees_of_freedom")


def test_satterthwaite_is_undefined_where_the_likelihood_is_flat(monkeypatch):
    monkeypatch.setattr(np.linalg, "pinv", lambda matrix: np.zeros_like(matrix))
    assert stats.groups.mixed_gain(PRE, POST, centers=CENTER).df is None


def test_pooling_options_and_gaps():
    pooled = stats.groups.pool_centers([1.0, None, 3.0], [0.5, 0.5, None])
    assert pooled.mean.reason == "fewer_than_two_centers"
    found = stats.groups.pool_centers([1.0, 2.0, None, 9.0], [0.5, 0.5, 1.0, 0.5], method="pm")
    assert found.shrunken[2].reason == "estimate_or_variance_missing"
    assert found.mean.excluded == {"estimate_or_variance_missing": 1}
    assert stats.groups.exceedance(found)[2] is None
    assert stats.groups.exceedance(found, margin=100.0)[3] < 1e-6
    same = stats.groups.pool_centers([2.0, 2.0, 2.0], [0.5, 0.5, 0.5], method="pm")
    assert (same.tau2, same.q, same.i2) == (0.0, 0.0, 0.0)
    for argument, call in (
        ("method", lambda: stats.groups.pool_centers([1, 2], [1, 1], method="x")),
        ("variances", lambda: stats.groups.pool_centers([1, 2], [1, 0])),
        ("margin", lambda: stats.groups.exceedance(found, margin=None)),
    ):
        with pytest.raises(StatsError, match=rf"^{argument}: "):
            call()


def test_reml_pooling_climbs_to_a_large_variance():
    found = stats.groups.pool_centers([0.0, 100.0, -100.0, 50.0], [0.1, 0.1, 0.1, 0.1])
    assert found.tau2 == pytest.approx(np.var([0.0, 100.0, -100.0, 50.0], ddof=1) - 0.1, rel=1e-6)


def test_funnels_that_cannot_be_drawn():
    assert stats.groups.funnel([None], [1], centers=["a"]).reason == "no_complete_pair"
    flat = stats.groups.funnel([1, 2], [2, 3], centers=["a", "a"])
    assert (flat.reason, flat.warnings) == ("zero_variance_within_centers", ("fewer_than_five_centers",))
    lone = stats.groups.funnel([1, 2], [2, 5], centers=["a", "b"])
    assert (lone.reason, lone.z) == ("zero_variance_within_centers", (None, None))


def test_a_calm_funnel_is_not_adjusted():
    d = np.tile([1.0, 2.0, 3.0, 4.0], 6)
    calm = stats.groups.funnel(np.zeros(24), d, centers=np.repeat(np.arange(6), 4))
    assert (calm.overdispersed, calm.adjusted_z, calm.phi) == (False, calm.z, 0.0)
