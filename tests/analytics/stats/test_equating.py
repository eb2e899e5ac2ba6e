"""Equating of random groups."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.core.score_counts import ScoreCounts
from analytics.stats.scaling import percentiles

FEW = settings(max_examples=30, deadline=None, derandomize=True)
RNG = np.random.default_rng(1)
X = stats.scaling.tally(RNG.binomial(20, 0.55, 2000), max_score=20)
Y = stats.scaling.tally(RNG.binomial(20, 0.6, 2000), max_score=20)


def equivalents(*arguments, **options):
    return [row.equivalent for row in stats.scaling.equate_groups(*arguments, **options).scores]


@pytest.mark.parametrize("options", [{"method": "mean"}, {"method": "linear"}, {}, {"degree": 4}])
def test_a_form_equated_to_itself_keeps_its_scores(options):
    inner = [i for i, count in enumerate(X.counts) if count]
    found = equivalents(X, X, **options)
    assert [found[i] for i in inner] == pytest.approx(inner, abs=1e-9)


def test_a_shifted_form_is_shifted_back():
    counts = [5, 30, 80, 200, 300, 250, 90, 40, 4]
    x, y = stats.scaling.of_counts([*counts, 0, 0]), stats.scaling.of_counts([0, 0, *counts])
    for options in ({"method": "mean"}, {"method": "linear"}, {}):
        found = equivalents(x, y, fewest=0, **options)
        assert found[: len(counts)] == pytest.approx([i + 2 for i in range(len(counts))], abs=1e-9)


def test_equipercentile_by_hand():
    # Ranks of X: .25, .75. Y: .4 of people at 0, .6 at 1.
    x, y = stats.scaling.of_counts([50, 50]), stats.scaling.of_counts([40, 60])
    found = equivalents(x, y, fewest=0)
    assert found == pytest.approx([0.25 / 0.4 - 0.5, 0.5 + (0.75 - 0.4) / 0.6], abs=1e-12)


def test_scores_off_the_end_are_flagged():
    rows = stats.scaling.equate_groups(
        stats.scaling.of_counts([0, 10, 20, 0]), stats.scaling.of_counts([5, 15, 10, 0]), fewest=0
    ).scores
    assert (rows[0].equivalent, rows[0].flags) == (-0.5, ("end_of_scale",))
    assert (rows[3].equivalent, rows[3].flags) == (3.5, ("end_of_scale",))
    assert rows[1].flags == ()


def test_a_score_scale_need_not_start_at_zero():
    x, y = stats.scaling.of_counts([50, 50], min_score=10), stats.scaling.of_counts([40, 60], min_score=100)
    rows = stats.scaling.equate_groups(x, y, fewest=0).scores
    assert [row.score for row in rows] == [10, 11]
    assert rows[0].equivalent == pytest.approx(100.125, abs=1e-12)
    assert equivalents(x, y, method="mean") == pytest.approx([100.1, 101.1], abs=1e-12)


@pytest.mark.parametrize("degree", [1, 3, 6])
def test_smoothing_keeps_the_moments(degree):
    counts = np.array(X.counts, dtype=float)
    shares = percentiles.smooth(counts, degree)
    scores = np.linspace(-1, 1, counts.size)
    for power in range(degree + 1):
        assert shares @ scores**power == pytest.approx(counts @ scores**power / counts.sum(), abs=1e-9)


def test_a_distribution_at_one_end_is_smoothed_to_itself():
    # The best log-linear slope is infinite; the shares it leads to are not.
    assert percentiles.smooth(np.array([500.0, 0, 0, 0, 0]), 2).tolist() == pytest.approx(
        [1, 0, 0, 0, 0], abs=1e-9
    )
    one_sided = stats.scaling.of_counts([1000, 1000, 0, 0, 0])
    found = stats.scaling.equate_groups(one_sided, one_sided, degree=4)
    assert [row.equivalent for row in found.scores[:2]] == pytest.approx([0, 1], abs=1e-6)


def test_standard_errors_by_bootstrap():
    once = stats.scaling.equate_groups(X, Y, method="linear", seed=5, replicates=200)
    again = stats.scaling.equate_groups(X, Y, method="linear", seed=5, replicates=200)
    assert once == again
    assert (once.seed, once.replicates, once.warnings) == (5, 200, ())
    # At the mean of X the standard error of linear equating is sqrt(var_y (1/n + 1/n)).
    assert once.scores[11].se == pytest.approx(np.sqrt(Y.sd**2 * 2 / 2000), rel=0.15)
    assert stats.scaling.equate_groups(X, Y).scores[0].se is None


def test_replicates_that_fail_are_said():
    lopsided = stats.scaling.of_counts([3, 1])
    found = stats.scaling.equate_groups(lopsided, lopsided, method="linear", fewest=0, seed=1, replicates=50)
    assert found.warnings == ("replicates_failed",)
    assert found.scores[0].se is not None


@pytest.mark.parametrize(
    ("x", "y", "options", "reason"),
    [
        (stats.scaling.of_counts([0, 0]), Y, {"method": "mean"}, "no_scores"),
        (stats.scaling.of_counts([100, 299]), Y, {"method": "linear"}, "too_few_persons"),
        (stats.scaling.of_counts([700, 799]), Y, {}, "too_few_persons"),
        (stats.scaling.of_counts([100, 299]), Y, {"degree": 1}, "too_few_persons"),
        (stats.scaling.of_counts([0, 400]), Y, {"method": "linear"}, "no_variance"),
        (Y, stats.scaling.of_counts([0, 2000]), {}, "no_variance"),
        (
            stats.scaling.of_counts([1, 0]),
            stats.scaling.of_counts([1, 0]),
            {"method": "linear", "fewest": 0},
            "too_few_persons",
        ),
    ],
)
def test_undefined_with_a_reason(x, y, options, reason):
    found = stats.scaling.equate_groups(x, y, **options)
    assert (found.scores, found.reason) == ((), reason)


def test_counts_and_moments():
    counts = stats.scaling.tally([3, 1, None, 2, 2], max_score=4)
    assert counts.counts == (0, 1, 2, 1, 0)
    assert dict(counts.excluded) == {"missing": 1}
    assert (counts.n, counts.mean, counts.sd) == (4, 2.0, pytest.approx(np.sqrt(2 / 3)))
    assert dict(stats.scaling.equate_groups(counts, counts, method="mean").excluded) == {
        "missing_x": 1,
        "missing_y": 1,
    }
    assert (stats.scaling.of_counts([0]).mean, stats.scaling.of_counts([1]).sd) == (None, None)


@FEW
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=12), st.lists(st.integers(0, 9), min_size=2, max_size=12)
)
def test_equivalents_never_fall(first, second):
    found = stats.scaling.equate_groups(
        stats.scaling.of_counts(first), stats.scaling.of_counts(second), fewest=0
    )
    values = [row.equivalent for row in found.scores]
    assert values == sorted(values)
    assert all(-0.5 <= v <= len(second) - 0.5 for v in values)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.scaling.equate_groups(X, Y, method="kernel"), "method"),
        (lambda: stats.scaling.equate_groups(X, Y, degree=0), "degree"),
        (lambda: stats.scaling.equate_groups(X, Y, method="mean", degree=2), "degree"),
        (lambda: stats.scaling.equate_groups(X, Y, replicates=1, seed=1), "replicates"),
        (lambda: stats.scaling.equate_groups(X, Y, replicates=10), "seed"),
        (lambda: ScoreCounts((1, -1)), "counts"),
        (lambda: ScoreCounts(()), "counts"),
        (lambda: stats.scaling.tally([1], max_score=0), "max_score"),
        (lambda: stats.scaling.tally([1], max_score=2.5), "max_score"),
        (lambda: stats.scaling.tally([1], max_score=2, min_score=True), "min_score"),
        (lambda: stats.scaling.tally([1.5], max_score=2), "scores"),
        (lambda: stats.scaling.tally([3], max_score=2), "scores"),
    ],
)
def test_mistakes_are_named(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument


def test_a_smoothing_that_is_stopped_early_is_none(monkeypatch):
    monkeypatch.setattr(percentiles, "_STEPS", 1)
    assert stats.scaling.equate_groups(X, Y, degree=4).reason == "not_converged"
