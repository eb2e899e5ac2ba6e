"""Groups by rank share out ties; no order of people matters."""

import numpy as np
import pytest

from analytics.stats.items.score_groups import by_rank


def test_whole_and_fractional_totals_give_the_same_groups():
    totals = np.array([0, 1, 1, 2, 3, 3, 3, 4], dtype=float)
    marks = np.arange(8.0)[:, None]
    bounds = [(0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1)]
    whole, shifted = by_rank(totals, bounds), by_rank(totals - 0.5, bounds)
    assert whole.sizes.tolist() == pytest.approx([8 / 3] * 3)
    assert whole.sums(marks).ravel().tolist() == pytest.approx(shifted.sums(marks).ravel().tolist())
    # The first third: person 0 and 5/6 of each of the two people at score 1.
    assert whole.sums(marks)[0, 0] == pytest.approx(5 / 6 * (1 + 2))


def test_a_boundary_between_scores_splits_nobody():
    groups = by_rank(np.arange(10.0), [(0, 0.3), (0.7, 1)])
    assert groups.share.tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert groups.sizes.tolist() == [3.0, 3.0]


def test_everybody_alike_is_split_evenly():
    groups = by_rank(np.full(9, 4.0), [(0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1)])
    assert groups.sums(np.ones((9, 1))).ravel().tolist() == pytest.approx([3, 3, 3])


def test_nobody():
    assert by_rank(np.zeros(0), [(0, 0.5)]).sizes.tolist() == [0.0]
