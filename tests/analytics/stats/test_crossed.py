"""Crossed random effects, severity, fair scores, G- and D-studies, drift."""

import math

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.raters.gtheory import Components
from analytics.stats.raters.variance_components import fit
from tests.analytics.stats.soundness import faults

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
)


def simulated(seed, targets=30, judges=6, missing=0.4):
    rng = np.random.default_rng(seed)
    table = (
        6
        + rng.normal(0, 1.2, (targets, 1))
        + rng.normal(0, 0.6, judges)
        + rng.normal(0, 0.7, (targets, judges))
    )
    table = np.round(table, 1)
    table[rng.random(table.shape) < missing] = np.nan
    return table


def test_balanced_data_give_the_mean_squares_back():
    found, table = stats.raters.crossed(SHROUT_FLEISS), stats.raters.icc(SHROUT_FLEISS)
    assert found.variance_residual == pytest.approx(table.error, rel=1e-9)
    assert found.variance_raters == pytest.approx((table.raters - table.error) / 6, rel=1e-9)
    assert found.variance_targets == pytest.approx((table.between - table.error) / 4, rel=1e-9)
    assert found.icc_agreement.value == pytest.approx(table.agreement_single.estimate.value, rel=1e-9)
    assert found.icc_consistency.value == pytest.approx(table.consistency_single.estimate.value, rel=1e-9)
    assert found.grand_mean.value == pytest.approx(SHROUT_FLEISS.mean(), abs=1e-12)


def test_the_optimum_is_stationary_and_best():
    table = simulated(1)
    found = stats.raters.crossed(table)
    row, column = (~np.isnan(table)).nonzero()
    y = table[row, column]
    n = y.size

    def deviance(targets, judges):
        v = np.eye(n) + targets * (row[:, None] == row) + judges * (column[:, None] == column)
        inverse, x = np.linalg.inv(v), np.ones((n, 1))
        information = float((x.T @ inverse @ x)[0, 0])
        r = y - float((x.T @ inverse @ y)[0]) / information
        return np.linalg.slogdet(v)[1] + math.log(information) + (n - 1) * math.log(float(r @ inverse @ r))

    ratio = (
        found.variance_targets / found.variance_residual,
        found.variance_raters / found.variance_residual,
    )
    best = deviance(*ratio)
    for i in range(2):
        for factor in (0.99, 1.01):
            moved = list(ratio)
            moved[i] *= factor
            assert deviance(*moved) > best


def test_severity_sums_to_what_fair_scores_lose():
    table = simulated(12)
    found = stats.raters.crossed(table)
    effects = np.array([s.effect.value for s in found.severities])
    for i, score in enumerate(found.fair_scores):
        has = ~np.isnan(table[i])
        assert score.target == i + 1
        assert score.n_ratings == has.sum()
        if has.any():
            assert score.observed == pytest.approx(table[i, has].mean(), abs=1e-12)
            assert score.fair == pytest.approx((table[i, has] - effects[has]).mean(), abs=1e-12)
    assert sum(effects) == pytest.approx(0, abs=1e-9)
    assert all(s.effect.interval.low < s.effect.value < s.effect.interval.high for s in found.severities)


def test_rows_and_columns_in_any_order_give_the_same_bits():
    table = simulated(3)
    found = stats.raters.crossed(table)
    rng = np.random.default_rng(1)
    rows, columns = rng.permutation(30), rng.permutation(6)
    again = stats.raters.crossed(table[rows][:, columns])
    assert again.variance_targets == found.variance_targets
    assert again.icc_agreement == found.icc_agreement
    assert [s.effect for s in again.severities] == [found.severities[c].effect for c in columns]
    assert [f.fair for f in again.fair_scores] == [found.fair_scores[r].fair for r in rows]


@pytest.mark.parametrize(("shift", "scale"), [(100, 1), (0, 1e-150), (0, 1e80), (-3, 0.25)])
def test_shift_and_scale(shift, scale):
    table = simulated(4)
    base, found = stats.raters.crossed(table), stats.raters.crossed(table * scale + shift)
    assert found.icc_agreement.value == pytest.approx(base.icc_agreement.value, rel=1e-6)
    assert found.severities[0].effect.value == pytest.approx(
        base.severities[0].effect.value * scale, rel=1e-5
    )


def test_few_raters_are_fixed_and_sum_to_zero():
    table = [[1, 3, 2], [4, 6, 4.5], [2, 4.5, 3], [7, 9, 8.5], [3, 5.5, None]]
    found = stats.raters.crossed(table)
    assert "few_raters_severity_fixed" in found.warnings
    assert all(s.effect.method == "rater_fixed_effect" for s in found.severities)
    assert math.fsum(s.effect.value for s in found.severities) == pytest.approx(0, abs=1e-12)
    balanced = stats.raters.crossed([row for row in table if None not in row])
    columns = np.array([row for row in table if None not in row], dtype=float).mean(axis=0)
    expected = columns - columns.mean()
    assert [s.effect.value for s in balanced.severities] == pytest.approx(expected.tolist(), abs=1e-10)


def test_raters_who_share_no_target_are_not_compared():
    rng = np.random.default_rng(5)
    table = np.full((16, 8), np.nan)
    table[:8, :4] = rng.normal(5, 1, (8, 4))
    table[8:, 4:] = rng.normal(5, 1, (8, 4))
    found = stats.raters.crossed(table)
    assert not found.connected
    assert "raters_not_linked" in found.warnings
    assert {s.effect.reason for s in found.severities} == {"raters_not_linked"}
    assert {f.fair for f in found.fair_scores} == {None}
    assert found.variance_residual > 0


def test_unrated_targets_and_raters_are_named():
    table = simulated(6, targets=12, judges=5, missing=0.2)
    table[3], table[:, 2] = np.nan, np.nan
    found = stats.raters.crossed(table)
    assert (found.n_targets, found.n_raters) == (11, 4)
    assert found.severities[2].effect.reason == "rater_without_rating"
    assert found.fair_scores[3].observed is None
    assert dict(found.grand_mean.excluded) == {"target_without_rating": 1}


def test_no_variance_between_targets_is_a_boundary_estimate():
    found = stats.raters.crossed([[1, 2, 4, 4], [4, 1, 2, 3], [2, 4, 3, 1], [3, 3, 1, 2]])
    assert found.variance_targets == 0
    assert found.icc_agreement.value == 0
    assert found.icc_agreement.interval_reason == "variance_on_boundary"
    assert "singular_fit" in found.warnings
    assert faults(found) == []


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[3, 3], [3, 3]], "no_variance"),
        ([[1, 2], [3, 4]], "no_residual_variance"),
        ([[1, None], [None, 2]], "no_residual_degrees_of_freedom"),
        ([[1, 2, 3]], "fewer_than_two_levels"),
        ([[None, None]], "fewer_than_two_levels"),
    ],
)
def test_undefined(table, reason):
    found = stats.raters.crossed(table)
    assert found.reason == found.icc_agreement.reason == found.grand_mean.reason == reason
    assert found.components is None
    assert found.variance_residual is None
    assert faults(found) == []


def test_a_table_from_single_ratings():
    grid = stats.raters.table(["b", "a", "a"], ["y", "x", "y"], [1, 2, 3])
    assert (grid.targets, grid.raters) == (("a", "b"), ("x", "y"))
    assert np.array_equal(grid.scores, [[2, 3], [np.nan, 1]], equal_nan=True)
    for targets, judges in ((["a", None], ["x", "y"]), (["a", "a"], ["x", None]), (["a", "a"], ["x", "x"])):
        with pytest.raises(StatsError):
            stats.raters.table(targets, judges, [1, 2])


def test_one_random_factor_is_the_one_way_analysis():
    group = np.repeat(np.arange(5), 4)
    y = np.random.default_rng(2).normal(0, 1, 20) + np.array([0, 2, -1, 3, 1])[group]
    found = fit(y, [group], np.ones((20, 1)))
    means = y.reshape(5, 4).mean(axis=1)
    within = ((y.reshape(5, 4) - means[:, None]) ** 2).sum() / 15
    between = 4 * ((means - means.mean()) ** 2).sum() / 4
    assert found.residual == pytest.approx(within, rel=1e-9)
    assert found.variances[0] == pytest.approx((between - within) / 4, rel=1e-9)


def test_g_study_of_two_facets_by_both_methods():
    rng = np.random.default_rng(8)
    n, t, r = 8, 3, 3
    cube = rng.normal(0, 1.5, (n, 1, 1)) + rng.normal(0, 1, (1, t, 1)) + rng.normal(0, 0.8, (1, 1, r))
    cube = (
        cube + rng.normal(0, 0.9, (n, t, 1)) + rng.normal(0, 0.7, (n, 1, r)) + rng.normal(0, 0.6, (1, t, r))
    )
    cube = cube + rng.normal(0, 0.5, (n, t, r))
    squares = stats.raters.g_study(cube, design="p x t x r")
    likelihood = stats.raters.g_study(cube, design="p x t x r", method="reml")
    assert squares.warnings == ()
    for effect, value in squares.variances.items():
        assert likelihood.variances[effect] == pytest.approx(value, rel=1e-6)
    cube[0, 0, 0] = np.nan
    gaps = stats.raters.g_study(cube, design="p x t x r")
    assert gaps.method == "reml"
    assert gaps.variances["p"] == pytest.approx(squares.variances["p"], rel=0.1)


def test_g_study_and_the_icc_say_the_same():
    found = stats.raters.g_study(SHROUT_FLEISS)
    table = stats.raters.icc(SHROUT_FLEISS)
    one, four = stats.raters.d_study(found, n_raters=1), stats.raters.d_study(found, n_raters=4)
    assert one.absolute.value == pytest.approx(table.agreement_single.estimate.value, rel=1e-12)
    assert one.relative.value == pytest.approx(table.consistency_single.estimate.value, rel=1e-12)
    assert four.absolute.value == pytest.approx(table.agreement_average.estimate.value, rel=1e-12)
    assert four.relative.value == pytest.approx(table.consistency_average.estimate.value, rel=1e-12)


def test_raters_needed_meets_an_exact_target_and_gives_up():
    parts = Components("p x r", {"p": 1.0, "r": 0.25, "residual": 0.75}, 10, "mean_squares")
    assert stats.raters.raters_needed(parts, target=0.8) == 4
    assert stats.raters.d_study(parts, n_raters=4).absolute.value == 0.8
    assert stats.raters.raters_needed(parts, target=0.999, most=50) is None
    empty = Components("p x r", {"p": 0.0, "r": 0.0, "residual": 0.0}, 10, "mean_squares")
    assert stats.raters.d_study(empty, n_raters=1).absolute.reason == "no_variance"


def test_negative_components_become_zero_with_a_warning():
    found = stats.raters.g_study([[1, 2, 3], [3, 2, 1], [2, 2, 2]])
    assert found.variances["p"] == 0
    assert found.warnings == ("negative_component_set_to_zero",)
    by_likelihood = stats.raters.g_study([[1, 2, 3], [3, 2, 1], [2, 2, 2.5]], method="reml")
    assert by_likelihood.warnings == ("singular_fit",)


@pytest.mark.parametrize(
    ("scores", "design", "reason"),
    [
        ([[1, 2]], "p x r", "fewer_than_two_levels"),
        (np.ones((3, 1, 2)), "p x t x r", "fewer_than_two_levels"),
        ([[np.nan, np.nan]], "p x r", "no_rating"),
        (np.ones((3, 2, 2)) * [[[1, np.nan]]], "p x t x r", "fewer_than_two_levels"),
        (SHROUT_FLEISS * 1e-170, "p x r", "beyond_float_range"),
    ],
)
def test_g_study_undefined(scores, design, reason):
    found = stats.raters.g_study(scores, design=design)
    assert found.reason == reason
    assert stats.raters.d_study(found, n_raters=2).relative.reason == reason
    assert stats.raters.raters_needed(found, target=0.8, most=3) is None


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.raters.g_study([[1, 2]], design="p"), "design"),
        (lambda: stats.raters.g_study([[1, 2]], method="magic"), "method"),
        (lambda: stats.raters.g_study([[1, None], [2, 3]], method="mean_squares"), "method"),
        (lambda: stats.raters.g_study([[1, 2], [3]]), "scores"),
        (lambda: stats.raters.g_study([1, 2]), "scores"),
        (lambda: stats.raters.d_study(stats.raters.g_study(SHROUT_FLEISS), n_raters=0), "n_raters"),
        (lambda: stats.raters.d_study(stats.raters.g_study(SHROUT_FLEISS), n_raters=2, n_tasks=2), "n_tasks"),
        (lambda: stats.raters.raters_needed(stats.raters.g_study(SHROUT_FLEISS), target=1), "target"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument


def test_bland_altman_by_hand():
    # Differences 1, 1, 3, 3: mean 2, SD sqrt(4/3).
    found = stats.raters.bland_altman([2, 3, 6, 7, 5], [1, 2, 3, 4, None])
    spread = math.sqrt(4 / 3)
    assert (found.bias.value, found.sd) == (2, pytest.approx(spread, abs=1e-15))
    assert found.upper_limit.value == pytest.approx(2 + 1.959963984540054 * spread, abs=1e-12)
    assert found.lower_limit.value == pytest.approx(2 - 1.959963984540054 * spread, abs=1e-12)
    assert found.bias.interval.high == pytest.approx(2 + 3.182446305284263 * spread / 2, abs=1e-10)
    assert found.bias.warnings == ("few_pairs",)
    assert dict(found.bias.excluded) == {"rating_missing": 1}
    assert found.difference_by_level == pytest.approx(6 / math.sqrt(40), abs=1e-12)
    assert stats.raters.bland_altman([1], [2]).bias.reason == "fewer_than_two_pairs"
    assert "zero_width_interval" in stats.raters.bland_altman([1, 2, 3], [0, 1, 2]).bias.warnings


def test_drift_finds_the_rater_who_grows_milder():
    from scipy import stats as scipy_stats

    times = np.arange(20.0)
    rng = np.random.default_rng(11)
    table = 5 + rng.normal(0, 1, (20, 1)) + rng.normal(0, 0.3, (20, 3))
    table[:, 1] += 0.2 * times
    found = stats.raters.drift(table, times)
    gaps = table[:, 1] - table[:, [0, 2]].mean(axis=1)
    theirs = scipy_stats.linregress(times, gaps)
    assert found[1].slope.value == pytest.approx(theirs.slope, rel=1e-10)
    assert found[1].p == pytest.approx(theirs.pvalue, rel=1e-8)
    assert found[1].slope.interval.low > 0.1
    assert found[1].p_bh >= found[1].p


def test_drift_without_enough_to_go_by():
    exact = stats.raters.drift([[1, 2], [1, 3], [1, 4], [None, 9]], [1, 2, 3, 4])
    assert exact[0].slope.value == pytest.approx(-1, abs=1e-15)
    assert (exact[0].t, exact[0].p) == (None, None)
    assert "zero_width_interval" in exact[0].slope.warnings
    assert dict(exact[1].slope.excluded) == {"target_rated_alone": 1}
    assert stats.raters.drift([[1, 2], [3, 4]], [1, 2])[0].slope.reason == "fewer_than_three_targets"
    same = stats.raters.drift([[1, 2], [3, 4], [5, 7], [1, 2]], [2, 2, 2, None])
    assert same[0].slope.reason == "all_at_one_time"
    assert dict(same[0].slope.excluded) == {"time_missing": 1}
    tiny = stats.raters.drift([[1e90, 0], [0, 3e90], [2e90, 0]], [0, 5e-324, 1e-323])
    assert tiny[0].slope.reason == "beyond_float_range"


def test_joint_trends_are_those_of_one_regression():
    """Against statsmodels: targets, raters and each rater's trend as columns, coded to add up to nothing."""
    import statsmodels.api as sm

    rng = np.random.default_rng(5)
    table = 3 + rng.normal(0, 0.5, (14, 1)) + rng.normal(0, 0.3, (14, 4)) + [0.4, -0.4, 0, 0]
    table[:, 2] += 0.15 * np.arange(14)
    table[rng.random((14, 4)) < 0.4] = np.nan
    table[3] = [np.nan, 4, np.nan, np.nan]
    times = np.arange(14.0) ** 1.1
    found = stats.raters.joint_drift(table, times)
    rows, columns = np.nonzero(~np.isnan(table) & (np.sum(~np.isnan(table), axis=1) > 1)[:, None])
    code = np.vstack([np.eye(3), -np.ones(3)])
    design = [np.eye(14)[rows][:, np.unique(rows)], code[columns], code[columns] * times[rows][:, None]]
    fitted = sm.OLS(table[rows, columns], np.hstack(design)).fit()
    last = -fitted.params[-3:].sum()
    assert [one.slope.value for one in found] == pytest.approx([*fitted.params[-3:], last], rel=1e-9)
    assert [one.p for one in found[:3]] == pytest.approx(fitted.pvalues[-3:], rel=1e-7)
    low, high = fitted.conf_int()[-3]
    interval = found[0].slope.interval
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-8)
    assert dict(found[1].slope.excluded) == {"target_rated_alone": 1}
    assert found[2].p_bh < 0.01 < found[0].p_bh


def test_severities_within_targets_are_those_of_one_regression():
    """Against statsmodels: raters coded to add up to nothing, beside a column for each target."""
    import statsmodels.api as sm

    rng = np.random.default_rng(6)
    # The severe rater scores the weaker half, which a comparison of means would hold against them.
    table = 3 + np.linspace(-1, 1, 16)[:, None] + rng.normal(0, 0.2, (16, 4)) + [-0.5, 0.5, 0, 0]
    table[8:, 0] = table[:8, 1] = table[::2, 3] = np.nan
    found = stats.raters.severities(table, confidence=0.9)
    rows, columns = np.nonzero(~np.isnan(table) & (np.sum(~np.isnan(table), axis=1) > 1)[:, None])
    design = [np.eye(16)[rows][:, np.unique(rows)], np.vstack([np.eye(3), -np.ones(3)])[columns]]
    fitted = sm.OLS(table[rows, columns], np.hstack(design)).fit()
    values = [*fitted.params[-3:], -fitted.params[-3:].sum()]
    assert [one.effect.value for one in found] == pytest.approx(values, rel=1e-9)
    low, high = fitted.conf_int(0.1)[-3]
    interval = found[0].effect.interval
    assert (interval.low, interval.high) == pytest.approx((low, high), rel=1e-8)
    assert found[0].effect.value == pytest.approx(-0.5, abs=0.15)


def test_severities_without_enough_to_go_by():
    assert [one.effect.reason for one in stats.raters.severities([[1, 2]])] == [
        "no_residual_degrees_of_freedom"
    ] * 2
    exact = stats.raters.severities([[1, 2], [2, 3], [3, None]])
    assert [one.effect.value for one in exact] == pytest.approx([-0.5, 0.5], abs=1e-15)
    assert "zero_width_interval" in exact[0].effect.warnings
    assert dict(exact[0].effect.excluded) == {"target_rated_alone": 1}
    apart = [[1, 2, None, None], [2, 4, None, None], [None, None, 2, 2], [None, None, 3, 1]]
    assert {one.effect.reason for one in stats.raters.severities(apart)} == {"raters_not_linked"}
    alone = stats.raters.severities([[1, 2, None], [2, 1, None], [None, None, 3]])
    assert (alone[2].effect.reason, alone[2].n_ratings) == ("raters_not_linked", 1)


def test_a_colleague_who_drifts_is_not_taken_for_ones_own_drift():
    rng = np.random.default_rng(8)
    times = np.arange(40.0)
    table = 3 + rng.normal(0, 0.4, (40, 1)) + rng.normal(0, 0.1, (40, 4))
    table[:, 3] += 0.05 * times
    for row, two in enumerate([(0, 3), (1, 2), (0, 1), (2, 3)] * 10):
        table[row, [k for k in range(4) if k not in two]] = np.nan
    alone, together = stats.raters.drift(table, times), stats.raters.joint_drift(table, times)
    assert alone[0].slope.value < -0.01 < together[0].slope.value + 0.0125 < 0.01
    assert together[3].slope.value == pytest.approx(0.05 * 3 / 4, abs=0.004)


def test_joint_trends_without_enough_to_go_by():
    found = stats.raters.joint_drift([[1, 2], [1, 3], [1, 4], [None, 9]], [1, 2, 3, 4])
    assert [one.slope.value for one in found] == pytest.approx([-0.5, 0.5], abs=1e-15)
    assert (found[0].t, found[0].p) == (None, None)
    assert "zero_width_interval" in found[0].slope.warnings
    few = stats.raters.joint_drift([[1, 2], [3, 4]], [1, 2])
    assert few[0].slope.reason == "fewer_than_three_targets"
    same = stats.raters.joint_drift([[1, 2], [3, 4], [5, 7], [1, 2]], [2, 2, 2, None])
    assert same[0].slope.reason == "all_at_one_time"
    assert dict(same[0].slope.excluded) == {"time_missing": 1}
    # Two pairs that nobody links: within each their trends can be compared, between them not.
    apart = [[1, 2, None, None], [2, 4, None, None], [1, 4, None, None], [None, None, 2, 2]]
    apart += [[None, None, 3, 1], [None, None, 2, 4], [1, 1, None, None]]
    assert {one.slope.reason for one in stats.raters.joint_drift(apart, range(7))} == {"raters_not_linked"}
    assert stats.raters.joint_drift([[1.0], [2.0]], [1, 2])[0].slope.reason == "fewer_than_three_targets"
