"""Small groups: no row is one, and no difference of rows and total is one."""

import itertools
import random

import pytest

from analytics import disclosure
from analytics.disclosure import Group


def groups(*people: int) -> list[Group]:
    return [Group(label, n) for label, n in zip("abcdefgh", people, strict=False)]


@pytest.mark.parametrize(
    ("people", "rows"),
    [
        ((5, 6, 7), [("a",), ("b",), ("c",)]),
        ((40, 3, 2), [("a",), ("b", "c")]),
        ((40, 3, 20), [("a",), ("b", "c")]),
        ((40, 2, 2, 9), [("a",), ("b", "c", "d")]),
        ((40, 0, 6), [("a",), ("c",)]),
        ((40, 4), [("a", "b")]),
        ((2, 2), []),
        ((2, 3), [("a", "b")]),
        ((), []),
    ],
)
def test_small_groups_are_merged_until_nothing_gives_them_away(people, rows):
    assert disclosure.merge(groups(*people), "own_center") == rows


def test_other_audiences_have_higher_minimums():
    assert [disclosure.minimum(one) for one in ("own_center", "shared", "public")] == [5, 10, 11]
    assert disclosure.merge(groups(40, 30, 9), "shared") == [("a",), ("b", "c")]


def test_settings_may_raise_a_minimum_and_never_lower_it(settings):
    settings.SMALL_GROUP_MINIMUMS = {"own_center": 3, "shared": 12}
    assert [disclosure.minimum(one) for one in ("own_center", "shared", "public")] == [5, 12, 11]


def test_a_mean_over_few_people_merges_a_large_group_too():
    rows = disclosure.merge(
        [Group("a", 50, ((None, 40),)), Group("b", 50, ((None, 4),)), Group("c", 50, ((None, 30),))],
        "own_center",
    )
    assert rows == [("a", "b"), ("c",)]


def test_a_mean_over_nobody_gives_nothing_away():
    rows = disclosure.merge([Group("a", 50, ((None, 40),)), Group("b", 50, ((None, 0),))], "own_center")
    assert rows == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("count", "of", "audience", "shown"),
    [
        (4, 9, "own_center", False),
        (4, 10, "own_center", True),
        (1, 10, "own_center", True),
        (8, 8, "own_center", False),
        (0, 8, "own_center", False),
        (10, 10, "own_center", True),
        (2, 4, "own_center", False),
        (2, 30, "shared", False),
        (3, 30, "shared", True),
        (28, 30, "shared", False),
        (30, 30, "shared", True),
        (15, 15, "shared", False),
        (5, 19, "shared", False),
    ],
)
def test_shares_of_few_and_of_everybody_among_few_are_hidden(count, of, audience, shown):
    assert disclosure.share_is_shown(count, of, audience) is shown


def test_no_subtraction_of_rows_from_the_total_gives_a_small_group():
    """An attacker knows the total and every row shown, and subtracts any set of rows."""
    chance = random.Random(7)
    for _case in range(300):
        people = [chance.choice([0, 1, 2, 3, 4, 5, 6, 9, 15, 40]) for _group in range(chance.randint(1, 7))]
        by_label = dict(zip("abcdefgh", people, strict=False))
        rows = disclosure.merge(groups(*people), "own_center")
        sizes = [sum(by_label[label] for label in row) for row in rows]
        assert sum(sizes) in (sum(people), 0)
        assert all(size >= 5 for size in sizes)
        for taken in range(len(sizes)):
            for subtracted in itertools.combinations(sizes, taken):
                assert sum(sizes) - sum(subtracted) >= 5
