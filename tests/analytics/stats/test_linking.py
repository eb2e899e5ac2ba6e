"""Rasch linking through common questions."""

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError


def sample(n, b, mean, seed):
    rng = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(np.asarray(b) - rng.normal(mean, 1, size=(n, 1))))
    return (rng.random(chance.shape) < chance).astype(float)


ANCHORS = np.linspace(-1, 1, 8)
PRE = sample(1500, [*np.linspace(-1, 0.5, 4), *ANCHORS], 0.0, 1)
POST = sample(1500, [*np.linspace(0, 1, 4), *ANCHORS], 0.8, 2)
COMMON = [(i, i) for i in range(5, 13)]


def test_the_link_undoes_the_different_origin_of_the_forms():
    link = stats.scaling.link_rasch(PRE, POST, common=COMMON)
    # Conditional difficulties add up to 0 in each form; the forms' mean difficulties differ.
    truth = np.mean([*np.linspace(0, 1, 4), *ANCHORS]) - np.mean([*np.linspace(-1, 0.5, 4), *ANCHORS])
    assert link.shift == pytest.approx(truth, abs=3 * link.se_shift + 0.05)
    assert link.slope == pytest.approx(1, abs=0.15)
    assert sum(a.displacement for a in link.anchors) == pytest.approx(0, abs=1e-12)
    assert link.dropped == ()
    assert link.warnings == ()


def test_a_drifted_anchor_is_dropped_and_the_link_made_anew():
    moved = POST.copy()
    moved[:, 4] = sample(1500, [-2.5], 0.8, 3)[:, 0]
    link = stats.scaling.link_rasch(PRE, moved, common=COMMON)
    assert [a.pre_item for a in link.dropped] == [5]
    assert [a.pre_item for a in link.anchors] == [6, 7, 8, 9, 10, 11, 12]
    assert link.warnings == ("anchors_dropped",)
    kept = stats.scaling.link_rasch(PRE, moved, common=COMMON, drop_drifted=False)
    assert kept.dropped == ()
    assert "anchors_drifted" in kept.warnings
    assert kept.anchors[0].drifted
    assert kept.anchors[0].robust_z < -3


def test_an_anchor_without_a_difficulty_is_listed():
    blank = POST.copy()
    blank[:, 4] = 1
    link = stats.scaling.link_rasch(PRE, blank, common=COMMON)
    assert link.unusable == ((5, 5),)
    assert link.warnings == ("anchors_unusable",)


def test_a_form_linked_to_itself_does_not_move():
    link = stats.scaling.link_rasch(PRE, PRE, common=COMMON)
    assert (link.shift, link.se_shift, link.slope, link.intercept) == (0.0, 0.0, 1.0, 0.0)
    assert link.anchors[0].robust_z is None


def test_anchors_of_one_difficulty_give_no_slope():
    two = [[1, 0, 1, 0], [0, 1, 1, 0], [1, 0, 0, 1], [0, 1, 0, 1]]
    link = stats.scaling.link_rasch(two, two, common=[(1, 1), (2, 2)])
    assert (link.slope, link.intercept) == (None, None)
    assert link.warnings == ("slope_undefined",)


@pytest.mark.parametrize(
    ("pre", "post", "common", "reason"),
    [
        (PRE, POST, COMMON[:2], "too_few_anchors"),
        ([[0, 2]], POST, [(1, 1)], "not_binary"),
        (PRE, np.ones((5, 12)), COMMON, "fewer_than_two_items"),
        (PRE, POST, [(5, 12), (12, 5), (6, 11)], "too_few_anchors"),
    ],
)
def test_undefined_with_a_reason(pre, post, common, reason):
    link = stats.scaling.link_rasch(pre, post, common=common)
    assert (link.shift, link.anchors, link.reason) == (None, (), reason)


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"common": [(0, 1)]}, "common"),
        ({"common": [(1, 13)]}, "common"),
        ({"common": [(1, 1), (1, 2)]}, "common"),
        ({"common": [(1, 1), (2, 1)]}, "common"),
        ({"common": [1, 2]}, "common"),
        ({"common": COMMON, "largest_displacement": 0}, "largest_displacement"),
    ],
)
def test_mistakes_are_named(options, argument):
    with pytest.raises(StatsError) as error:
        stats.scaling.link_rasch(PRE, POST, **options)
    assert error.value.argument == argument
