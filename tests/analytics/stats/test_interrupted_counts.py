"""Interrupted series: which period a level refers to, and counts out of an exposure."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError

T = np.arange(1, 25)
AFTER = T > 12


def rates(*, base=0.2, trend=0.01, level=0.3, change=-0.02):
    return base * np.exp(trend * T + AFTER * (level + change * (T - 12)))


def test_a_level_says_its_period():
    series = 10 + 0.5 * T + AFTER * (4 - 0.25 * (T - 12))
    found = stats.impact.interrupted_series(series, n_before=12)
    assert (found.level_period, found.start_period, found.effect_period) == (12, 13, 24)
    assert found.level_change.value == pytest.approx(4, abs=1e-9)
    assert found.effect_at_start.value == pytest.approx(3.75, abs=1e-9)
    assert found.effect.value == pytest.approx(1, abs=1e-9)
    assert found.effect_at_start.method == "interrupted_series_effect_at_start"
    series[23] = np.nan
    shorter = stats.impact.interrupted_series(series, n_before=12)
    assert (shorter.effect_period, shorter.effect.value) == (23, pytest.approx(1.25, abs=1e-9))
    none = stats.impact.interrupted_series([1, 2, 3], n_before=2)
    assert (none.level_period, none.start_period, none.effect_period) == (2, 3, None)
    assert none.effect_at_start.reason == "fewer_than_two_points_on_one_side"


def test_effect_at_start_has_the_error_of_the_sum():
    rng = np.random.default_rng(4)
    series = 10 + rng.normal(0, 1, 24)
    found = stats.impact.interrupted_series(series, n_before=12, lag=2)
    # Counting the time since the start from 0 makes the level that of the first period.
    import statsmodels.api as sm

    x = np.column_stack([np.ones(24), T, AFTER, AFTER * (T - 13)])
    peer = sm.OLS(series, x).fit(cov_type="HAC", cov_kwds={"maxlags": 2, "use_correction": True}, use_t=True)
    assert found.effect_at_start.value == pytest.approx(peer.params[2], rel=1e-9)
    assert tuple(found.effect_at_start.interval) == pytest.approx(tuple(peer.conf_int()[2]), rel=1e-9)


def test_a_rate_without_noise_is_found():
    exposure = np.full(24, 1e9)
    found = stats.impact.interrupted_counts(np.rint(exposure * rates()), n_before=12, exposure=exposure)
    assert found.baseline_rate.value == pytest.approx(0.2, rel=1e-7)
    assert found.trend_before.value == pytest.approx(math.exp(0.01), rel=1e-7)
    assert found.level_ratio.value == pytest.approx(math.exp(0.3), rel=1e-7)
    assert found.trend_ratio.value == pytest.approx(math.exp(-0.02), rel=1e-7)
    assert found.ratio_at_start.value == pytest.approx(math.exp(0.28), rel=1e-7)
    assert found.ratio_at_end.value == pytest.approx(math.exp(0.06), rel=1e-7)
    assert (found.level_period, found.start_period, found.effect_period) == (12, 13, 24)
    assert found.value == found.level_ratio.value


def test_the_unit_of_exposure_moves_the_baseline_only():
    counts = np.random.default_rng(7).poisson(100 * rates())
    one = stats.impact.interrupted_counts(counts, n_before=12)
    per_thousand = stats.impact.interrupted_counts(counts, n_before=12, exposure=[1e-6] * 24)
    assert per_thousand.baseline_rate.value == pytest.approx(1e6 * one.baseline_rate.value, rel=1e-9)
    assert per_thousand.level_ratio.value == pytest.approx(one.level_ratio.value, rel=1e-9)
    assert per_thousand.dispersion == pytest.approx(one.dispersion, rel=1e-9)


def test_errors_are_of_the_kind_asked_for():
    counts = np.random.default_rng(8).poisson(100 * rates()) * 2
    quasi = stats.impact.interrupted_counts(counts, n_before=12, lag=2)
    robust = stats.impact.interrupted_counts(counts, n_before=12, lag=2, errors="newey_west")
    assert (quasi.level_ratio.interval.method, robust.level_ratio.interval.method) == (
        "quasi_poisson_t",
        "newey_west_t",
    )
    assert quasi.quasi_poisson_se == pytest.approx(
        [s * quasi.dispersion**0.5 for s in quasi.poisson_se], rel=1e-12
    )
    for found, errors in ((quasi, quasi.quasi_poisson_se), (robust, robust.newey_west_se)):
        low, high = found.level_ratio.interval
        assert math.log(high / low) / 2 == pytest.approx(errors[2] * 2.0859634472658364, rel=1e-9)


def test_seasons_and_gaps():
    winter = np.where((T - 1) % 4 == 0, 2.0, 1.0)
    counts = np.rint(1e7 * rates() * winter)
    counts[5] = np.nan
    found = stats.impact.interrupted_counts(counts, n_before=12, season=4)
    assert found.reason == "too_few_points_for_seasons"
    long = np.tile(counts, 2)
    assert stats.impact.interrupted_counts(long, n_before=24, season=4).n_before == 23
    plain = stats.impact.interrupted_counts(counts, n_before=12)
    assert plain.warnings == ("gaps_in_series",)
    assert dict(plain.level_ratio.excluded) == {"value_missing": 1}
    exposure = [None if i == 2 else 5 for i in range(24)]
    assert stats.impact.interrupted_counts(counts, n_before=12, exposure=exposure).n_before == 10


@pytest.mark.parametrize(
    "counts",
    [[0] * 24, [5] * 12 + [0] * 12, [0] * 12 + [5] * 12, [3] * 12 + [7] + [0] * 11],
)
def test_a_line_of_zeros_has_no_rate(counts):
    found = stats.impact.interrupted_counts(counts, n_before=12)
    assert (found.reason, found.level_ratio.reason, found.dispersion) == ("no_finite_rate",) * 2 + (None,)
    assert found.effect_period is None


def test_an_iteration_that_does_not_settle_has_no_rate(monkeypatch):
    from analytics.stats.impact import counts as module

    monkeypatch.setattr(module, "_STEPS", 1)
    assert stats.impact.interrupted_counts([5, 9] * 12, n_before=12).reason == "no_finite_rate"


def test_an_exact_fit_has_no_width():
    found = stats.impact.interrupted_counts([4] * 24, n_before=12)
    assert found.level_ratio.value == pytest.approx(1, abs=1e-9)
    assert found.dispersion == pytest.approx(0, abs=1e-15)


def test_figures_beyond_numbers_are_said():
    from analytics.stats.core.arrays import LARGEST
    from analytics.stats.impact import counts as module

    fit = module._Fit(np.array([800.0, 5.0]), np.eye(2), np.eye(2), 1.0, 10)
    big, wide = (
        module._estimate("level_ratio", fit, 1e6 * np.eye(2), pick, "quasi_poisson_t", 0.95, {}, ())
        for pick in np.eye(2)
    )
    assert (big.value, big.reason) == (None, "beyond_numbers")
    assert (wide.value, wide.interval_reason) == (pytest.approx(math.exp(5)), "beyond_numbers")
    top = module._Fit(np.array([699.0]), np.eye(1), np.eye(1), 1.0, 10)
    edge = module._estimate("level_ratio", top, 9e4 * np.eye(1), np.ones(1), "quasi_poisson_t", 0.95, {}, ())
    assert (edge.interval, edge.interval_reason) == (None, "beyond_numbers")
    exact = module._estimate(
        "level_ratio", top, np.zeros((1, 1)), np.ones(1), "quasi_poisson_t", 0.95, {}, ()
    )
    assert exact.interval.low == exact.interval.high == exact.value > LARGEST
    assert exact.warnings == ("zero_width_interval",)


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"counts": [1.5, 2]}, "counts"),
        ({"counts": [-1, 2]}, "counts"),
        ({"exposure": [0, 1]}, "exposure"),
        ({"exposure": [1]}, "exposure"),
        ({"errors": "hac"}, "errors"),
        ({"n_before": 1.0}, "n_before"),
        ({"lag": -1}, "lag"),
        ({"season": 1}, "season"),
    ],
)
def test_wrong_arguments_are_named(options, argument):
    with pytest.raises(StatsError) as error:
        stats.impact.interrupted_counts(**({"counts": [1, 2], "n_before": 1} | options))
    assert error.value.argument == argument
