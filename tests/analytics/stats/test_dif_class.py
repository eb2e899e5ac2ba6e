"""One class of DIF for both kinds: what each part sees, and what is left without a class."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics import stats
from analytics.stats.items.dif_classes import _combined


def made(*, n=400, crossing=2.0, shift=0.0, seed=1):
    """Twelve items; the sixth discriminates `crossing` less in the focal group, the third is harder."""
    rng = np.random.default_rng(seed)
    group = np.repeat([0, 1], n)
    ability = rng.normal(0, 1, (2 * n, 1))
    hard = np.tile(np.linspace(-1.2, 1.2, 12), (2 * n, 1))
    steep = np.full((2 * n, 12), 1.2)
    steep[:, 5] = 2.2 - crossing * group
    hard[:, 5], hard[:, 2] = 0, hard[:, 2] + shift * group
    answers = rng.random((2 * n, 12)) < 1 / (1 + np.exp(-steep * (ability - hard)))
    return answers.astype(int), group


def test_crossing_curves_are_large_where_mantel_haenszel_sees_nothing():
    matrix, group = made()
    found = stats.items.dif_class(matrix, group, reference=0)
    item = found.items[5]
    assert (item.dif_class, item.kind, item.ets_class, item.nonuniform_class) == ("C", "nonuniform", "A", "C")
    assert stats.items.dif_mantel_haenszel(matrix, group, reference=0).items[5] == item.mantel_haenszel
    assert stats.items.dif_logistic(matrix, group, reference=0).items[5] == item.logistic
    assert (found.reference, found.focal, found.n_reference, found.n_focal) == (0, 1, 400, 400)
    assert [other.dif_class for other in found.items].count("C") == 1


def test_a_harder_question_is_uniform():
    matrix, group = made(crossing=0.0, shift=1.2)
    item = stats.items.dif_class(matrix, group, reference=0).items[2]
    assert (item.dif_class, item.kind, item.ets_class) == ("C", "uniform", "C")


def test_a_fair_test_is_negligible_nearly_everywhere():
    classes = []
    for seed in range(5):
        matrix, group = made(crossing=0.0, seed=seed)
        classes += [item.dif_class for item in stats.items.dif_class(matrix, group, reference=0).items]
    assert classes.count("A") >= 54
    assert classes.count("C") == 0


def test_r2_falls_into_its_two_parts():
    matrix, group = made()
    for item in stats.items.dif_logistic(matrix, group, reference=0).items:
        assert item.r2_uniform + item.r2_nonuniform == pytest.approx(item.r2_change, abs=1e-14)
        assert 0 <= item.unsigned_difference < 1


def test_no_class_for_few_people():
    matrix, group = made(n=60)
    item = stats.items.dif_class(matrix, group, reference=0).items[5]
    assert (item.dif_class, item.kind, item.class_reason) == (None, None, "too_few_persons")
    assert (item.ets_class, item.r2_class, item.nonuniform_class) == (None, None, None)


@pytest.fixture(scope="module")
def parts():
    item = stats.items.dif_class(*made(), reference=0).items[5]
    return item.mantel_haenszel, item.logistic


@pytest.mark.parametrize(
    ("distance", "p", "expected"),
    [
        (0.04, 1e-6, "A"),
        (0.06, 1e-6, "B"),
        (0.10, 1e-6, "B"),
        (0.11, 1e-6, "C"),
        (0.11, 0.02, "B"),
        (0.11, 0.06, "A"),
    ],
)
def test_bounds_of_the_distance(parts, distance, p, expected):
    mh, lr = parts
    lr = replace(lr, unsigned_difference=distance, p_nonuniform=p, size_class="A")
    found = _combined(replace(mh, ets_class="A"), lr)
    assert (found.nonuniform_class, found.dif_class) == (expected, expected)
    assert found.kind == (None if expected == "A" else "nonuniform")


def test_without_one_part_there_is_no_all_clear(parts):
    mh, lr = parts
    unknown = replace(
        lr, size_class=None, p_nonuniform=None, unsigned_difference=None, class_reason="separation"
    )
    clear = _combined(replace(mh, ets_class="A"), unknown)
    assert (clear.dif_class, clear.kind, clear.class_reason) == (None, None, "separation")
    flagged = _combined(replace(mh, ets_class="B"), unknown)
    assert (flagged.dif_class, flagged.kind, flagged.class_reason) == ("B", "uniform", None)
    no_mh = _combined(
        replace(mh, ets_class=None, class_reason="no_finite_odds_ratio"),
        replace(lr, size_class="A", p_nonuniform=0.5),
    )
    assert (no_mh.dif_class, no_mh.class_reason) == (None, "no_finite_odds_ratio")


def test_a_constant_question_has_no_class():
    matrix, group = made()
    matrix[:, 0] = 1
    item = stats.items.dif_class(matrix, group, reference=0).items[0]
    assert (item.dif_class, item.class_reason, item.logistic.unsigned_difference) == (
        None,
        "constant_item",
        None,
    )
