"""Interrupted series, staggered adoption, association across centers, planning."""

import math

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.planning import sample_size
from tests.analytics.stats.soundness import faults


def panel(seed=1, never=6, cohorts=((3, 5), (4, 6)), periods=6):
    """Rows (outcome, unit, time, first) with an effect of 1 per period since adoption."""
    rng = np.random.default_rng(seed)
    first = [0] * never + [g for g, size in cohorts for _ in range(size)]
    rows = []
    for unit, g in enumerate(first):
        level = rng.normal()
        for t in range(1, periods + 1):
            effect = (t - g + 1) if g and t >= g else 0
            rows.append((level + 0.3 * t + effect + 0.1 * rng.normal(), f"u{unit:02}", t, g))
    return [list(column) for column in zip(*rows, strict=True)]


def series(n=48, before=24, level=2.0, trend=0.5, noise=0.1, seed=3):
    t = np.arange(1, n + 1)
    after = t > before
    y = 10 + 0.2 * t + level * after + trend * (t - before) * after
    return y + noise * np.random.default_rng(seed).standard_normal(n)


def test_a_noiseless_series_is_read_exactly():
    found = stats.impact.interrupted_series(series(noise=0), n_before=24)
    assert found.level_change.value == pytest.approx(2, abs=1e-10)
    assert found.trend_change.value == pytest.approx(0.5, abs=1e-11)
    assert found.effect.value == pytest.approx(2 + 24 * 0.5, abs=1e-10)
    assert (found.durbin_watson, set(found.newey_west_se)) == (None, {0.0})
    assert "zero_width_interval" in found.level_change.warnings


@pytest.mark.parametrize("lag", [0, 3, 10])
def test_newey_west_agrees_with_statsmodels(lag):
    import statsmodels.api as sm

    y = series()
    t = np.arange(1.0, 49)
    x = np.column_stack([np.ones(48), t, t > 24, (t - 24) * (t > 24)])
    theirs = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": True})
    found = stats.impact.interrupted_series(y, n_before=24, lag=lag)
    assert found.newey_west_se == pytest.approx(theirs.bse.tolist(), rel=1e-9)
    assert found.ols_se == pytest.approx(sm.OLS(y, x).fit().bse.tolist(), rel=1e-9)
    assert found.trend_before.value == pytest.approx(theirs.params[1], rel=1e-9)
    assert found.n_before == found.n_after == 24


def test_seasons_take_the_yearly_wave_out():
    wave = 3 * np.sin(2 * np.pi * np.arange(48) / 12)
    plain = stats.impact.interrupted_series(series() + wave, n_before=24)
    seasonal = stats.impact.interrupted_series(series() + wave, n_before=24, season=12)
    assert seasonal.level_change.value == pytest.approx(2, abs=0.3)
    assert seasonal.newey_west_se[2] < plain.newey_west_se[2] / 3
    assert len(seasonal.newey_west_se) == 4


def test_gaps_and_short_sides_are_flagged():
    y = series(n=14, before=6).tolist()
    assert stats.impact.interrupted_series(y, n_before=6).warnings == ("few_points_on_one_side",)
    y[8] = None
    found = stats.impact.interrupted_series(y, n_before=6)
    assert found.warnings == ("few_points_on_one_side", "gaps_in_series")
    assert dict(found.effect.excluded) == {"value_missing": 1}
    outer = stats.impact.interrupted_series([None, *series(n=14, before=6), None], n_before=7)
    assert outer.warnings == ("few_points_on_one_side",)


@pytest.mark.parametrize(
    ("y", "options", "reason"),
    [
        ([1, 2, 3], {"n_before": 2}, "fewer_than_two_points_on_one_side"),
        ([1, 2, 3, 4], {"n_before": 2}, "too_few_points"),
        ([1, 2, 3, 4, 5, 7, 8], {"n_before": 3, "season": 4}, "too_few_points_for_seasons"),
    ],
)
def test_series_too_short(y, options, reason):
    found = stats.impact.interrupted_series(y, **options)
    assert (found.reason, found.effect.reason) == (reason, reason)
    assert faults(found) == []


def test_staggered_effects_are_found_and_placebos_are_null():
    found = stats.impact.staggered(*panel(), replicates=200)
    assert found.reason is None
    for entry in found.group_times:
        truth = entry.time - entry.group + 1 if entry.time >= entry.group else 0
        assert entry.effect.value == pytest.approx(truth, abs=0.3)
        assert entry.band.low < entry.effect.interval.low
    assert [e.at for e in found.dynamic.entries] == [-2, -1, 0, 1, 2, 3]
    assert found.dynamic.overall.value == pytest.approx(2.5, abs=0.2)
    assert found.critical_value > 1.96


def test_two_by_two_is_the_difference_of_differences():
    y = [1.0, 2.0, 4.0, 9.0, 1.5, 2.5, 3.0, 3.0]
    found = stats.impact.staggered(y, [1, 1, 2, 2, 3, 3, 4, 4], [1, 2] * 4, [2, 2, 2, 2, 0, 0, 0, 0])
    # Changes 1 and 5 treated, 1 and 0 untreated.
    assert found.simple.overall.value == pytest.approx(2.5, abs=1e-14)
    assert found.twfe == pytest.approx(2.5, abs=1e-14)
    assert found.simple.overall_se == pytest.approx(math.sqrt(2**2 * 2 / 4 + 0.5**2 * 2 / 4), abs=1e-14)
    assert found.warnings == ("small_cohort",)


def test_row_order_and_labels_do_not_matter():
    columns = panel()
    order = np.random.default_rng(2).permutation(len(columns[0]))
    shuffled = [[column[i] for i in order] for column in columns]
    assert stats.impact.staggered(*shuffled) == stats.impact.staggered(*columns)
    renamed = [columns[0], [f"z{99 - int(u[1:])}" for u in columns[1]], *columns[2:]]
    assert stats.impact.staggered(*renamed) == stats.impact.staggered(*columns)


def test_scale_of_the_outcome():
    columns = panel()
    base = stats.impact.staggered(*columns)
    small = stats.impact.staggered([y * 1e-200 for y in columns[0]], *columns[1:])
    assert small.simple.overall.value == pytest.approx(base.simple.overall.value * 1e-200, rel=1e-12)
    assert small.simple.overall_se == pytest.approx(base.simple.overall_se * 1e-200, rel=1e-12)


def test_without_untreated_units_the_not_yet_treated_compare():
    found = stats.impact.staggered(*panel(seed=2, never=0), replicates=100)
    assert found.control == "not_yet"
    assert found.warnings == ("no_never_treated_unit",)
    # Nobody is left to compare with once the last cohort has started.
    assert max(e.time for e in found.group_times) == 3
    assert found.simple.overall.value == pytest.approx(1, abs=0.2)


def test_units_left_out_are_counted():
    y, unit, time, first = panel(cohorts=((1, 5), (3, 5)))
    y[0] = None
    found = stats.impact.staggered(y, unit, time, first, replicates=100)
    assert dict(found.excluded) == {"period_missing": 1, "treated_from_the_start": 5}
    late = stats.impact.staggered(*panel(cohorts=((3, 5), (99, 5))), replicates=100)
    assert {e.group for e in late.group_times} == {3}
    assert {e.n_controls for e in late.group_times} == {11}


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        (panel(cohorts=()), "no_treated_unit"),
        (panel(periods=1, cohorts=((3, 5),)), "fewer_than_two_periods"),
        (panel(never=0, cohorts=((2, 5),), periods=3), "no_comparison_possible"),
        (([], [], [], []), "fewer_than_two_periods"),
    ],
)
def test_panels_without_an_effect(columns, reason):
    found = stats.impact.staggered(*columns, replicates=100)
    assert found.reason == reason
    assert found.simple.overall.reason == reason
    assert faults(found) == []


def test_units_that_move_alike_have_no_interval():
    found = stats.impact.staggered(
        [1, 2, 1, 3], ["a", "a", "b", "b"], [1, 2, 1, 2], [0, 0, 2, 2], replicates=100
    )
    assert found.simple.overall.value == 1
    assert found.simple.overall.interval_reason == "no_variance"
    assert found.critical_value is None


def test_association_by_hand():
    x, y = [1, 2, 3, 4, None], [2, 1, 4, 3, 5]
    found = stats.impact.association(x, y, reliability_gain=0.8, reliability_change=0.7)
    assert found.correlation.value == pytest.approx(0.6, abs=1e-15)
    half = 1.959963984540054
    low, high = (math.tanh(math.atanh(0.6) + sign * half) for sign in (-1, 1))
    assert found.correlation.interval.low == pytest.approx(low, abs=1e-12)
    assert found.correlation.interval.high == pytest.approx(high, abs=1e-12)
    assert found.corrected.value == pytest.approx(0.6 / math.sqrt(0.56), abs=1e-15)
    assert found.corrected.interval.high == 1
    assert found.correlation.warnings == ("show_scatter_only",)
    assert dict(found.correlation.excluded) == {"center_incomplete": 1}
    assert stats.impact.association(range(20), [v % 7 for v in range(20)]).correlation.warnings == ()


def test_weights_count_like_copies():
    x, y = [1, 2, 3, 5], [2, 1, 4, 3]
    weighted = stats.impact.association(x, y, weights=[1, 2, 1, 3]).correlation.value
    copied = stats.impact.association([1, 2, 2, 3, 5, 5, 5], [2, 1, 1, 4, 3, 3, 3]).correlation.value
    assert weighted == pytest.approx(copied, abs=1e-14)
    assert stats.impact.association(x, y, weights=[1, 1, 1, 0]).n_effective == 3


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [([1, 2], [1, 2], "fewer_than_three_centers"), ([1, 1, 1], [1, 2, 3], "no_variance")],
)
def test_no_association(x, y, reason):
    found = stats.impact.association(x, y)
    assert (found.correlation.reason, found.corrected.reason, found.n_effective) == (reason, reason, None)


def test_association_at_its_limits():
    perfect = stats.impact.association([1, 2, 3, 4], [2, 4, 6, 8], reliability_gain=0.9)
    assert perfect.correlation.interval_reason == "perfect_correlation"
    assert perfect.corrected.reason == "corrected_correlation_beyond_one"
    whole = stats.impact.association([1, 2, 3, 4], [2, 4, 6, 8]).corrected
    assert (whole.value, whole.interval) == (1, None)
    three = stats.impact.association([1, 2, 3], [1, 3, 2]).correlation
    assert three.interval_reason == "too_few_centers_for_an_interval"


def test_power_agrees_with_statsmodels():
    from statsmodels.stats.power import TTestPower

    for n, effect in ((5, 0.3), (20, 0.5), (200, 0.2)):
        theirs = TTestPower().power(effect, n, 0.05)
        assert stats.planning.power(n, effect=effect) == pytest.approx(theirs, abs=1e-10)
    assert stats.planning.for_power(0.5).n_independent == 34
    assert stats.planning.power(33, effect=0.5) < 0.8 <= stats.planning.power(34, effect=0.5)
    assert stats.planning.power(10, effect=1e9) == 1
    assert stats.planning.power(30, effect=0.0) == pytest.approx(0.05, abs=1e-12)


def test_precision_is_the_smallest_n():
    n = stats.planning.for_precision(0.5, sd_gain=3.6).n_independent
    assert stats.planning.half_width(n, sd_gain=3.6) <= 0.5 < stats.planning.half_width(n - 1, sd_gain=3.6)
    assert stats.planning.for_precision(1e9, sd_gain=1.0).n_independent == 2


def test_centers_and_drop_out_inflate():
    found = stats.planning.for_precision(0.5, sd_gain=3.6, center_size=21, icc=0.05, attrition=0.2)
    assert found.design_effect == 2
    assert (found.n_analyzed, found.n_enrolled) == (
        2 * found.n_independent,
        math.ceil(found.n_analyzed / 0.8),
    )
    # 100 / (1 - .2) is 125 and not 126.
    assert sample_size._sizes(100, 1.0, 0.0, 0.2).n_enrolled == 125


def test_proportions_need_most_people_in_the_middle():
    middle, edge = (stats.planning.for_proportion(0.05, expected=p).n_independent for p in (0.5, 0.1))
    assert (middle, edge < middle) == (381, True)


@pytest.mark.parametrize(
    "found", [stats.planning.for_power(0.0), stats.planning.for_precision(1e-9, sd_gain=1.0)]
)
def test_more_people_than_there_are(found):
    assert (found.n_enrolled, found.reason) == (None, "more_people_than_feasible")


ROW = ([1.0, 2.0], ["a", "a"], [1, 2], [0, 0])


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.impact.interrupted_series([1, 2], n_before=-1), "n_before"),
        (lambda: stats.impact.interrupted_series([1, 2], n_before=1, lag=0.5), "lag"),
        (lambda: stats.impact.interrupted_series([1, 2], n_before=1, season=1), "season"),
        (lambda: stats.impact.staggered(*ROW, control="some"), "control"),
        (lambda: stats.impact.staggered([1, 2], ["a", "a"], [1, 1], [0, 0]), "times"),
        (lambda: stats.impact.staggered([1, 2], ["a", None], [1, 2], [0, 0]), "units"),
        (lambda: stats.impact.staggered([1, 2], ["a", "a"], [1, None], [0, 0]), "times"),
        (lambda: stats.impact.staggered([1, 2], ["a", "a"], [1, 2], [0, 2]), "first_treated"),
        (lambda: stats.impact.staggered([1, 2], ["a"], [1, 2], [0, 2]), "units"),
        (lambda: stats.impact.association([1], [1], weights=[-1]), "weights"),
        (lambda: stats.impact.association([1], [1], reliability_gain=0), "reliability_gain"),
        (lambda: stats.planning.half_width(1, sd_gain=1.0), "n"),
        (lambda: stats.planning.half_width(2, sd_gain=0), "sd_gain"),
        (lambda: stats.planning.power(5, effect=math.nan), "effect"),
        (lambda: stats.planning.power(5, effect=0.5, alpha=1), "alpha"),
        (lambda: stats.planning.power(5, effect=0.5, alpha=1e-20), "alpha"),
        (lambda: stats.planning.for_power(0.5, center_size=0.5), "center_size"),
        (lambda: stats.planning.for_power(0.5, icc=2), "icc"),
        (lambda: stats.planning.for_power(0.5, attrition=1), "attrition"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
