"""Repeated measures: peers, two occasions, gaps, degenerate scores."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy import stats as peer

from analytics import stats
from analytics.stats.core import noncentral_f
from analytics.stats.core.result import StatsError


def made(n=30, k=4, seed=1):
    rng = np.random.default_rng(seed)
    return (
        rng.normal(10, 2, (n, 1)) + np.arange(k) * 0.6 + rng.normal(0, 1.5, (n, k)) * (1 + np.arange(k) / 3)
    )


@pytest.mark.slow("pingouin and statsmodels take long to load")
def test_the_table_of_variance_agrees_with_statsmodels_and_pingouin():
    import pingouin
    from statsmodels.stats.anova import AnovaRM

    scores = made()
    found = stats.gain.repeated_measures(scores)
    wide = pd.DataFrame(scores)
    table = wide.reset_index().melt("index")
    theirs = AnovaRM(table, "value", "index", within=["variable"]).fit().anova_table.iloc[0]
    assert found.f == pytest.approx(theirs["F Value"], rel=1e-10)
    assert (found.df1, found.df2) == (theirs["Num DF"], theirs["Den DF"])
    assert found.p_uncorrected == pytest.approx(theirs["Pr > F"], rel=1e-9)
    assert found.sphericity.greenhouse_geisser == pytest.approx(
        pingouin.epsilon(wide, correction="gg"), rel=1e-10
    )
    assert found.sphericity.huynh_feldt == pytest.approx(pingouin.epsilon(wide, correction="hf"), rel=1e-10)
    assert found.sphericity.lower_bound == pytest.approx(1 / 3)
    mauchly = pingouin.sphericity(wide)
    assert (found.sphericity.w, found.sphericity.chi2) == (
        pytest.approx(mauchly.W, rel=1e-9),
        pytest.approx(mauchly.chi2, rel=1e-9),
    )
    gg = found.sphericity.greenhouse_geisser
    assert found.p == pytest.approx(peer.f.sf(found.f, gg * 3, gg * 87), rel=1e-9)
    assert found.p_uncorrected < found.p_huynh_feldt < found.p


def test_mauchly_over_three_occasions_is_that_of_pingouin():
    import pingouin

    scores = made(k=3, seed=2)
    found = stats.gain.repeated_measures(scores).sphericity
    # With three occasions the second-order term is zero, and with it pingouin's slip.
    assert found.p == pytest.approx(pingouin.sphericity(pd.DataFrame(scores)).pval, rel=1e-9)
    assert (found.df, found.p_method) == (2, "chi2_box_second_order")


def test_pairs_are_paired_gains():
    scores = made(n=12)
    found = stats.gain.repeated_measures(scores, occasions=["before", "after", "month", "year"])
    assert [(c.earlier, c.later) for c in found.contrasts] == list(
        itertools.combinations(["before", "after", "month", "year"], 2)
    )
    for contrast, (i, j) in zip(found.contrasts, itertools.combinations(range(4), 2), strict=True):
        gain = stats.gain.paired(scores[:, i], scores[:, j])
        assert contrast.value == pytest.approx(gain.gain.value, rel=1e-10)
        assert tuple(contrast.interval) == pytest.approx(tuple(gain.gain.interval), rel=1e-9)
        assert (contrast.p, contrast.df) == (pytest.approx(gain.p, rel=1e-9), 11)
    assert [c.p_holm for c in found.contrasts] == list(stats.groups.holm([c.p for c in found.contrasts]).p)
    assert [m.value for m in found.means] == pytest.approx(list(scores.mean(axis=0)), rel=1e-12)
    assert found.means[0].interval.high - found.means[0].value == pytest.approx(
        peer.t.ppf(0.975, 11) * peer.sem(scores[:, 0]), rel=1e-10
    )


def test_two_occasions_are_the_paired_t_test():
    scores = made(k=2)
    found, gain = stats.gain.repeated_measures(scores), stats.gain.paired(*scores.T)
    assert found.f == pytest.approx(gain.t**2, rel=1e-10)
    assert found.p == found.p_uncorrected == found.p_huynh_feldt == pytest.approx(gain.p, rel=1e-9)
    assert found.sphericity.reason == "two_occasions_are_spherical"
    assert found.sphericity.greenhouse_geisser == 1


def test_incomplete_people_are_left_out_and_said():
    scores = made(n=10)
    gaps = np.vstack([scores, scores[:2]])
    gaps[10, 0] = gaps[11, 3] = np.nan
    found, whole = stats.gain.repeated_measures(gaps), stats.gain.repeated_measures(scores[::-1])
    assert (found.f, found.partial_eta2.value) == (whole.f, whole.partial_eta2.value)
    assert (found.n_complete, found.n_incomplete) == (10, 2)
    assert dict(found.partial_eta2.excluded) == {"occasion_missing": 2}
    assert found.warnings == found.partial_eta2.warnings == ("complete_cases_only",)
    assert (whole.warnings, dict(whole.partial_eta2.excluded)) == ((), {})


def test_effect_sizes_by_hand():
    found = stats.gain.repeated_measures([[1, 2, 6], [2, 3, 4], [3, 5, 7]])
    # Means 2, 10/3, 17/3 about 11/3: SS occasions 62/3; people 3, 3, 5: SS people 8; whole 32.
    assert found.partial_eta2.value == pytest.approx((62 / 3) / (62 / 3 + 10 / 3), rel=1e-12)
    assert found.generalized_eta2.value == pytest.approx((62 / 3) / 32, rel=1e-12)
    assert found.f == pytest.approx((62 / 6) / (10 / 12), rel=1e-12)


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        ([[None, 1], [2, None]], "no_complete_rows"),
        ([[1, 2, 3], [None, 1, 2]], "too_few_persons"),
        ([[1, 1, 1], [2, 2, 2]], "no_variance"),
        ([[1, 2, 4], [2, 3, 5], [3, 4, 6]], "zero_residual_variance"),
    ],
)
def test_no_analysis_has_a_reason(scores, reason):
    found = stats.gain.repeated_measures(scores)
    assert (found.reason, found.partial_eta2.reason, found.generalized_eta2.reason) == (reason,) * 3
    assert (found.f, found.sphericity, found.contrasts) == (None, None, ())


def test_sphericity_without_a_test():
    few = stats.gain.repeated_measures([[1, 2, 6, 3], [2, 3, 4, 9], [3, 5, 7, 1]]).sphericity
    assert (few.reason, few.w) == ("too_few_persons", None)
    assert few.huynh_feldt >= few.greenhouse_geisser
    scores = made(n=12, k=3)
    bound = np.column_stack([scores, 2 * scores[:, 1] - scores[:, 0]])
    assert stats.gain.repeated_measures(bound).sphericity.reason == "occasions_depend_on_each_other"
    pair = stats.gain.repeated_measures([[1, 2, 6], [2, 5, 4]]).sphericity
    assert pair.huynh_feldt == 1


def test_a_contrast_without_spread_has_no_test():
    found = stats.gain.repeated_measures([[1, 2, 6], [2, 3, 4], [3, 4, 9]])
    first = found.contrasts[0]
    assert (first.value, first.t, first.p, first.p_holm) == (1, None, None, None)
    assert first.difference.interval_reason == "zero_residual_variance"
    constant = stats.gain.repeated_measures([[1, 2, 6], [1, 3, 4], [1, 4, 9]])
    assert constant.means[0].warnings == ("zero_width_interval",)


@pytest.mark.parametrize("unit", [1e-90, 1e90])
def test_the_unit_of_the_scores_does_not_matter(unit):
    found, plain = stats.gain.repeated_measures(made() * unit), stats.gain.repeated_measures(made())
    assert found.f == pytest.approx(plain.f, rel=1e-9)
    assert found.contrasts[0].t == pytest.approx(plain.contrasts[0].t, rel=1e-9)


def test_limits_of_the_noncentrality_are_those_of_scipy():
    for f, df1, df2 in ((3.8, 3, 21), (0.2, 2, 40), (60.0, 1, 12), (1.5, 5, 500)):
        low, high = noncentral_f.limits(f, df1, df2, 0.9)
        if low:
            assert peer.ncf.cdf(f, df1, df2, low) == pytest.approx(0.95, abs=1e-9)
        if high:
            assert peer.ncf.cdf(f, df1, df2, high) == pytest.approx(0.05, abs=1e-9)
    assert noncentral_f.limits(0.2, 2, 40, 0.9)[0] == 0
    assert noncentral_f.limits(1e-9, 2, 40, 0.9) == (0, 0)


def test_an_f_near_zero_has_an_interval_of_no_width():
    found = noncentral_f.partial_eta2(1e-9, 2, 40, 0.95, n=30)
    assert (tuple(found.interval), found.warnings) == ((0, 0), ("zero_width_interval",))


def test_an_f_beyond_the_distribution_has_no_interval():
    found = noncentral_f.partial_eta2(1e9, 2, 40, 0.95, n=30)
    assert (found.interval, found.interval_reason) == (None, "f_too_large_for_an_interval")
    assert 0.999 < found.value < 1


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.gain.repeated_measures([[1], [2]]), "scores"),
        (lambda: stats.gain.repeated_measures([1, 2]), "scores"),
        (lambda: stats.gain.repeated_measures(made(), occasions=["a", "b"]), "occasions"),
        (lambda: stats.gain.repeated_measures(made(), occasions=["a", "b", "b", "c"]), "occasions"),
        (lambda: stats.gain.repeated_measures(made(), confidence=1), "confidence"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
