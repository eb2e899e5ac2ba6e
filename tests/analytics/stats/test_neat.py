"""Anchor equating against published moments and against itself."""

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from analytics.stats.scaling import neat

# Kolen & Brennan (2014, chapter 4): a 36-question form with 12 internal common questions.
FIRST = neat.GroupMoments(15.8205, 6.5278**2, 5.1063, 2.3760**2, 13.4088)
SECOND = neat.GroupMoments(18.6728, 6.8784**2, 5.8626, 2.4515**2, 14.7603)

RNG = np.random.default_rng(4)


def group(n, mean, seed):
    """Totals of 30 and anchor scores of 10 questions, the anchor inside the total."""
    rng = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(-(rng.normal(mean, 1, size=(n, 1)) + np.tile(np.linspace(-1.5, 1.5, 10), 3))))
    marks = rng.random(chance.shape) < chance
    return marks.sum(axis=1), marks[:, :10].sum(axis=1)


X, VX = group(2000, 0.0, 1)
Y, VY = group(2500, 0.5, 2)
OPTIONS = {"max_score": 30, "max_anchor_score": 10}


def test_tucker_of_the_published_example():
    line = neat.linear(FIRST, SECOND, method="tucker", weight=1)
    assert (line.slope, line.intercept) == pytest.approx((1.0289, 0.5370), abs=5e-5)


def test_levine_by_hand():
    g2 = 6.8784**2 / 14.7603
    gap, spread = 5.1063 - 5.8626, 2.3760**2 - 2.4515**2
    mean_y, var_y = 18.6728 + g2 * gap, 6.8784**2 + g2**2 * spread
    slope = (var_y / 6.5278**2) ** 0.5
    line = neat.linear(FIRST, SECOND, method="levine", weight=1)
    assert (line.slope, line.intercept) == pytest.approx((slope, mean_y - slope * 15.8205), abs=1e-12)
    external = neat.linear(FIRST, SECOND, method="levine", weight=1, internal=False)
    g2 = (6.8784**2 + 14.7603) / (2.4515**2 + 14.7603)
    assert external.slope == pytest.approx((6.8784**2 + g2**2 * spread) ** 0.5 / 6.5278, abs=1e-12)


def test_chained_linear_goes_through_the_anchor():
    line = neat.linear(FIRST, SECOND, method="chained_linear")
    anchor = 5.1063 + 2.3760 / 6.5278 * (20 - 15.8205)
    assert line.slope * 20 + line.intercept == pytest.approx(
        18.6728 + 6.8784 / 2.4515 * (anchor - 5.8626), abs=1e-12
    )


@pytest.mark.parametrize("method", neat.LINEAR + neat.CURVED)
def test_the_same_group_and_form_change_nothing(method):
    found = stats.scaling.equate_anchored(X, VX, X, VX, method=method, **OPTIONS)
    inner = [(score, value) for score, value in found.scores if 2 <= score <= 28]
    tolerance = 0.6 if method == "chained_equipercentile" else 1e-9
    assert all(abs(score - value) < tolerance for score, value in inner)


@pytest.mark.parametrize("method", neat.LINEAR + neat.CURVED)
def test_parallel_forms_stay_within_a_point_of_the_identity(method):
    found = stats.scaling.equate_anchored(X, VX, Y, VY, method=method, **OPTIONS)
    assert max(abs(score - value) for score, value in found.scores if 5 <= score <= 25) < 1.0
    assert found.n_x == 2000
    assert found.warnings == ()
    assert (found.line is None) == (method in neat.CURVED)


def test_alike_groups_make_frequency_estimation_plain_equipercentile():
    joint = stats.scaling.equate_anchored(X, VX, X, VX, method="frequency_estimation", **OPTIONS)
    counts = stats.scaling.tally(X, max_score=30)
    plain = stats.scaling.equate_groups(counts, counts)
    assert [v for _, v in joint.scores] == pytest.approx([row.equivalent for row in plain.scores], abs=1e-9)


def test_people_with_a_gap_are_counted():
    found = stats.scaling.equate_anchored([*X, None], [*VX, 3], Y, VY, **OPTIONS)
    assert dict(found.excluded) == {"incomplete_pairs": 1}
    assert found.scores == stats.scaling.equate_anchored(X, VX, Y, VY, **OPTIONS).scores


@pytest.mark.parametrize(
    ("arguments", "options", "reason"),
    [
        ((X[:399], VX[:399], Y, VY), {}, "too_few_persons"),
        ((X[:1499], VX[:1499], Y, VY), {"method": "frequency_estimation"}, "too_few_persons"),
        ((np.full(400, 5), VX[:400], Y, VY), {}, "no_variance"),
        ((X, 10 - VX, Y, VY), {}, "anchor_not_related"),
        (
            ([1, 2, 3], [1, 2, 3], [4, 5, 6], [4, 5, 6]),
            {"method": "frequency_estimation", "fewest": 0, "weight": 1},
            "no_common_anchor_scores",
        ),
    ],
)
def test_undefined_with_a_reason(arguments, options, reason):
    found = stats.scaling.equate_anchored(*arguments, **OPTIONS, **options)
    assert (found.scores, found.reason) == ((), reason)


def test_a_weak_anchor_is_said():
    rng = np.random.default_rng(6)
    noise = rng.permutation(VX)
    mixed = np.where(rng.random(2000) < 0.3, VX, noise)
    assert stats.scaling.equate_anchored(X, mixed, Y, VY, **OPTIONS).warnings == ("weak_anchor",)


def test_order_of_people_changes_nothing():
    order = RNG.permutation(2000)
    for method in neat.LINEAR + neat.CURVED:
        once = stats.scaling.equate_anchored(X, VX, Y, VY, method=method, **OPTIONS)
        assert stats.scaling.equate_anchored(X[order], VX[order], Y, VY, method=method, **OPTIONS) == once


@pytest.mark.parametrize(
    ("arguments", "options", "argument"),
    [
        ((X, VX, Y, VY), {"method": "kernel"}, "method"),
        ((X, VX, Y, VY), {"weight": 2}, "weight"),
        ((X, VX[:5], Y, VY), {}, "anchor_x"),
        ((X + 0.5, VX, Y, VY), {}, "x"),
        ((X, VX, Y, VY), {"method": "frequency_estimation", "max_score": 5}, "x"),
    ],
)
def test_mistakes_are_named(arguments, options, argument):
    with pytest.raises(StatsError) as error:
        stats.scaling.equate_anchored(*arguments, **{**OPTIONS, **options})
    assert error.value.argument == argument
