"""Categorical agreement: hand-worked tables, peers, gaps and degenerate ratings."""

import math

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.raters.ratings import load

COEFFICIENTS = (
    stats.raters.gwet,
    stats.raters.fleiss,
    stats.raters.conger,
    stats.raters.brennan_prediger,
    stats.raters.percent,
)
# 40 pass/pass, 5 pass/fail, 3 fail/pass, 2 fail/fail: high prevalence, the kappa paradox.
PARADOX = [["pass", "pass"]] * 40 + [["pass", "fail"]] * 5 + [["fail", "pass"]] * 3 + [["fail", "fail"]] * 2


def test_two_by_two_by_hand():
    found = stats.raters.cohen(PARADOX)
    assert found.table == ((2, 3), (5, 40))
    assert found.categories == ("fail", "pass")
    assert found.observed == pytest.approx(0.84, abs=1e-15)
    assert found.expected == pytest.approx((5 * 7 + 45 * 43) / 2500, abs=1e-15)
    assert found.kappa.value == pytest.approx((0.84 - 0.788) / 0.212, abs=1e-12)
    assert (found.prevalence_index, found.bias_index) == (38 / 50, 2 / 50)
    # AC1: pi = 6/50 and 44/50, chance 2 x .12 x .88.
    assert stats.raters.gwet(PARADOX).coefficient.value == pytest.approx((0.84 - 0.2112) / 0.7888, abs=1e-12)
    assert stats.raters.brennan_prediger(PARADOX).coefficient.value == pytest.approx(0.68, abs=1e-12)
    assert stats.raters.percent(PARADOX).coefficient.value == pytest.approx(0.84, abs=1e-15)


def test_two_raters_conger_is_cohen_and_scott_is_fleiss():
    rng = np.random.default_rng(1)
    table = np.clip(rng.integers(1, 6, (60, 1)) + rng.integers(-1, 2, (60, 2)), 1, 5)
    assert stats.raters.conger(table).coefficient.value == pytest.approx(
        stats.raters.cohen(table).kappa.value, abs=1e-13
    )
    weighted = stats.raters.weighted_kappa(table).kappa.value
    assert stats.raters.conger(table, weighting="quadratic").coefficient.value == pytest.approx(
        weighted, abs=1e-13
    )
    p = np.bincount(table.ravel(), minlength=6)[1:] / 120
    scott = ((table[:, 0] == table[:, 1]).mean() - (p**2).sum()) / (1 - (p**2).sum())
    assert stats.raters.fleiss(table).coefficient.value == pytest.approx(scott, abs=1e-13)


@pytest.mark.parametrize(
    ("weighting", "theirs"), [("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")]
)
def test_kappa_and_its_error_agree_with_statsmodels(weighting, theirs):
    from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

    rng = np.random.default_rng(2)
    table = np.clip(rng.integers(1, 5, (80, 1)) + rng.integers(-1, 2, (80, 2)), 1, 4)
    cross = np.zeros((4, 4))
    np.add.at(cross, (table[:, 0] - 1, table[:, 1] - 1), 1)
    found, peer = stats.raters.weighted_kappa(table, weighting=weighting), cohens_kappa(cross, wt=theirs)
    assert found.kappa.value == pytest.approx(peer.kappa, abs=1e-13)
    assert found.standard_error == pytest.approx(peer.std_kappa, abs=1e-13)
    assert found.kappa.interval.low == pytest.approx(peer.kappa_low, abs=1e-12)
    assert (found.null_error, found.z) == (
        pytest.approx(peer.std_kappa0, rel=1e-11),
        pytest.approx(peer.z_value, rel=1e-11),
    )
    assert found.p == pytest.approx(peer.pvalue_two_sided, rel=1e-9)
    counts = np.stack([np.bincount(row, minlength=5)[1:] for row in table])
    assert stats.raters.fleiss(table).coefficient.value == pytest.approx(fleiss_kappa(counts), abs=1e-13)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_agrees_with_the_krippendorff_package(metric):
    import krippendorff

    rng = np.random.default_rng(3)
    for _ in range(4):
        table = np.clip(np.round(rng.normal(3, 1, (25, 1)) + rng.normal(0, 0.8, (25, 4))), 1, 6)
        table[rng.random(table.shape) < 0.3] = np.nan
        found = stats.raters.krippendorff(table, metric=metric, replicates=100).alpha.value
        assert found == pytest.approx(krippendorff.alpha(table.T, level_of_measurement=metric), abs=1e-12)


def test_the_definition_and_not_irr():
    table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    found = stats.raters.krippendorff(table, metric="interval", replicates=100)
    assert found.alpha.value == pytest.approx(0.1473, abs=5e-5)
    assert stats.raters.krippendorff(table, metric="nominal").alpha.value == pytest.approx(-0.0648, abs=5e-5)
    assert "negative_estimate" in stats.raters.krippendorff(table, metric="nominal").alpha.warnings
    assert found.observed / found.expected == pytest.approx(1 - found.alpha.value, abs=1e-12)


def test_alpha_bootstrap_is_repeatable_and_order_free():
    rng = np.random.default_rng(4)
    table = np.clip(np.round(rng.normal(3, 1, (40, 1)) + rng.normal(0, 0.7, (40, 3))), 1, 5)
    first = stats.raters.krippendorff(table, metric="ordinal", seed=7)
    assert (first.seed, first.replicates, first.n_degenerate) == (7, 1000, 0)
    assert stats.raters.krippendorff(table[rng.permutation(40)], metric="ordinal", seed=7) == first
    assert stats.raters.krippendorff(table, metric="ordinal", seed=8).alpha.interval != first.alpha.interval
    assert first.alpha.interval.low < first.alpha.value < first.alpha.interval.high


def test_alpha_interval_when_resamples_lose_their_variation():
    # One unit in forty differs: about a third of the resamples are constant and have no alpha.
    found = stats.raters.krippendorff([[1, 1]] * 39 + [[1, 2]], metric="nominal", replicates=400)
    assert 0 < found.n_degenerate < 200
    assert "resamples_without_variation" in found.alpha.warnings
    pair = stats.raters.krippendorff([[1, 1], [2, 2], [3, 3]], metric="nominal", replicates=100)
    assert (pair.alpha.value, pair.alpha.interval.low, pair.alpha.interval.high) == (1, 1, 1)
    assert "zero_width_interval" in pair.alpha.warnings
    lone = stats.raters.krippendorff([[1, 2]], metric="nominal", replicates=100)
    assert lone.alpha.value == 0


def test_too_few_resamples_with_variation(monkeypatch):
    from analytics.stats.raters import krippendorff_alpha as module

    monkeypatch.setattr(module, "_resample", lambda *args: (np.zeros(10), 90))
    found = stats.raters.krippendorff([[1, 1], [2, 2]], metric="nominal", replicates=100)
    assert found.alpha.interval_reason == "too_few_resamples_with_variation"


def test_a_unit_rated_once_drops_out_of_alpha_and_stays_in_ac1():
    table = [["a", "a"], ["b", "b"], ["a", "b"], ["b", None], [None, None]]
    alpha = stats.raters.krippendorff(table, metric="nominal").alpha
    assert (alpha.n_used, dict(alpha.excluded)) == (3, {"unit_without_rating": 1, "unit_rated_once": 1})
    ac1 = stats.raters.gwet(table)
    assert (ac1.coefficient.n_used, dict(ac1.coefficient.excluded)) == (4, {"unit_without_rating": 1})
    # Prevalence over the four rated units: a 1.5 / 4, b 2.5 / 4.
    assert ac1.expected == pytest.approx(2 * 0.375 * 0.625, abs=1e-15)
    assert ac1.observed == pytest.approx(2 / 3, abs=1e-15)
    assert dict(stats.raters.cohen(table).kappa.excluded) == {"unit_without_rating": 1, "unit_rated_once": 1}


def test_ordinal_metrics_of_two_names_differ():
    rng = np.random.default_rng(8)
    table = np.clip(rng.integers(1, 5, (50, 1)) + rng.integers(-1, 2, (50, 3)), 1, 4)
    ours = stats.raters.krippendorff(table, metric="ordinal").alpha
    gwet = stats.raters.weighted_alpha(table, weighting="ordinal").coefficient
    assert ours.method != gwet.method
    assert abs(ours.value - gwet.value) > 1e-4
    nominal = stats.raters.krippendorff(table, metric="nominal").alpha.value
    assert stats.raters.weighted_alpha(table).coefficient.value == pytest.approx(nominal, abs=1e-13)


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_nobody_rated_twice(coefficient):
    found = coefficient([["a", None], [None, "b"]])
    assert found.coefficient.reason == "no_unit_rated_twice"
    assert (found.observed, found.standard_error) == (None, None)


def test_everyone_in_one_category():
    table = [["a", "a"]] * 5
    assert stats.raters.gwet(table).coefficient.value == 1
    assert stats.raters.percent(table).coefficient.value == 1
    for coefficient in (stats.raters.fleiss, stats.raters.conger, stats.raters.brennan_prediger):
        assert coefficient(table).coefficient.reason == "chance_agreement_is_one"
    assert stats.raters.cohen(table).kappa.reason == "chance_agreement_is_one"
    assert stats.raters.weighted_alpha(table).coefficient.reason == "no_variation"
    assert stats.raters.krippendorff([[3, 3]] * 4, metric="ratio").alpha.reason == "no_variation"
    assert stats.raters.krippendorff([[0, 0]] * 4, metric="ratio").alpha.reason == "no_variation"
    # With the other category named as on offer, chance is no longer certain.
    assert stats.raters.brennan_prediger(table, categories=["a", "b"]).coefficient.value == 1


def test_no_ratings_at_all():
    assert stats.raters.weighted_alpha([]).coefficient.reason == "no_unit_rated_twice"
    assert (
        stats.raters.krippendorff(np.zeros((0, 2)), metric="interval").alpha.reason == "no_unit_rated_twice"
    )
    assert stats.raters.cohen([[None, None]]).kappa.reason == "no_unit_rated_twice"
    assert stats.raters.conger([["a"], ["b"]]).coefficient.reason == "no_unit_rated_twice"


def test_one_unit_has_a_value_without_interval():
    found = stats.raters.gwet([["a", "b"]], categories=["a", "b"])
    assert (found.coefficient.value, found.standard_error) == (-1, None)
    assert found.coefficient.interval_reason == "fewer_than_two_units"


def test_a_rater_who_never_rates_is_not_a_rater_for_conger():
    table = [["a", "a", None], ["b", "b", None], ["a", "b", None]]
    assert (
        stats.raters.conger(table).coefficient.value
        == stats.raters.conger([row[:2] for row in table]).coefficient.value
    )
    alone = stats.raters.conger([["a", None], ["b", None], ["a", None]])
    assert alone.coefficient.reason == "no_unit_rated_twice"


def test_unlike_labels_are_weighted_by_position():
    low, high = [["a", "b"]], [["a", "c"]]
    base = [["a", "a"], ["b", "b"], ["c", "c"]] * 5
    near, far = (
        stats.raters.gwet(base + extra, weighting="linear", categories=["a", "b", "c"]).observed
        for extra in (low, high)
    )
    assert near - far == pytest.approx(0.5 / 16, abs=1e-15)
    numeric = stats.raters.gwet([[1, 1], [2, 2], [10, 10], [1, 2]], weighting="linear").observed
    assert numeric == pytest.approx((3 + 8 / 9) / 4, abs=1e-15)


def test_rows_and_labels_in_any_order():
    rng = np.random.default_rng(9)
    table = rng.integers(0, 3, (30, 4)).astype(float)
    table[rng.random(table.shape) < 0.2] = math.nan
    shuffled = table[rng.permutation(30)]
    for coefficient in (*COEFFICIENTS, stats.raters.weighted_alpha):
        assert coefficient(shuffled) == coefficient(table)
    names = np.array(["z", "m", "a"], dtype=object)
    renamed = [[None if math.isnan(v) else names[int(v)] for v in row] for row in table]
    for coefficient in COEFFICIENTS:
        got, want = coefficient(renamed).coefficient.value, coefficient(table).coefficient.value
        assert got == pytest.approx(want, abs=1e-13)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.raters.gwet([[1, 2]], weighting="cubic"), "weighting"),
        (lambda: stats.raters.gwet([[1, 2]], categories=[1]), "categories"),
        (lambda: stats.raters.gwet([[1, 2], [1]]), "scores"),
        (lambda: stats.raters.gwet(["ab", "cd"]), "scores"),
        (lambda: stats.raters.gwet(3), "scores"),
        (lambda: stats.raters.gwet(np.zeros(3)), "scores"),
        (lambda: stats.raters.gwet([[1, math.inf]]), "scores"),
        (lambda: stats.raters.cohen([[1, 2, 3]]), "scores"),
        (lambda: stats.raters.krippendorff([[1, 2]], metric="cubic"), "metric"),
        (lambda: stats.raters.krippendorff([["a", "b"]], metric="interval"), "scores"),
        (lambda: stats.raters.krippendorff([[-1, 2]], metric="ratio"), "scores"),
        (lambda: stats.raters.krippendorff([[1, 2]], metric="nominal", replicates=5), "replicates"),
    ],
)
def test_wrong_arguments_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument


def test_ratings_without_columns():
    assert load([[], []]).n == 0
