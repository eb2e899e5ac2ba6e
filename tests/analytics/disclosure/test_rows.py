"""Breakdowns: ladders, hidden rows, splits. Whoever subtracts never finds a handful."""

import itertools
import random

import pytest

from analytics import disclosure
from analytics.disclosure import LADDERS, Group

AGE = LADDERS["age_band"]
BANDS = ("under_30", "30_39", "40_49", "50_59", "60_over")


def ages(*people: int) -> list[Group]:
    return [Group(band, n, ((None, n),)) for band, n in zip((*BANDS, ""), people, strict=False)]


@pytest.mark.parametrize(
    ("people", "step", "lines"),
    [
        ((9, 8, 7, 6, 0), 0, ["under_30", "30_39", "40_49", "50_59", "60_over"]),
        ((9, 8, 7, 2, 4), 1, ["under_30", "30_39 40_49", "50_59 60_over"]),
        ((2, 8, 7, 2, 4), 2, ["under_30 30_39 40_49", "50_59 60_over"]),
        # No step fits: the lower row and what is not stated are two, and five people; one row is left.
        ((9, 8, 7, 0, 3, 2), None, None),
        # Who does not say joins nobody; the smallest row is hidden along.
        ((9, 8, 7, 6, 6, 3), 0, ["under_30", "30_39", "40_49", "-50_59", "60_over", "-"]),
    ],
)
def test_a_breakdown_climbs_its_ladder_and_then_hides_rows(people, step, lines):
    groups = ages(*people)
    assert disclosure.choose(AGE, [groups], k=5) == step
    found = disclosure.breakdown(AGE, groups, step=step, k=5, floor=10)
    written = found and [("-" if one.hidden else "") + " ".join(one.label) for one in found.lines]
    assert written == lines


def test_one_step_serves_every_table_of_a_release():
    fine, coarse = ages(9, 8, 7, 6, 5), ages(9, 8, 7, 2, 4)
    assert disclosure.choose(AGE, [fine], k=5) == 0
    assert disclosure.choose(AGE, [fine, coarse], k=5) == 1


@pytest.mark.parametrize("dimension", sorted(LADDERS))
def test_no_row_joins_what_its_ladder_does_not(dimension):
    """Nor does "not stated" join anything, nor cohorts, centers and sexes each other."""
    ladder, chance = LADDERS[dimension], random.Random(dimension)
    categories = sorted({one for step in ladder.steps for label in step for one in label} or set("abcd"))
    allowed = {label for step in ladder.steps for label in step}
    for _case in range(60):
        groups = [Group(one, chance.choice([0, 1, 3, 6, 12, 40])) for one in [*categories, ""]]
        step = disclosure.choose(ladder, [groups], k=5)
        found = disclosure.breakdown(ladder, groups, step=step, k=5, floor=10)
        for line in found.lines if found else ():
            assert len(line.label) == 1 or line.label in allowed
            assert len(line.label) == 1 or "" not in line.label
    for fine, rough in itertools.pairwise(ladder.steps):
        assert all(any(set(small) <= set(large) for large in rough) for small in fine)


def test_hidden_rows_are_two_and_enough_people_in_every_measure():
    chance = random.Random(11)
    for _case in range(400):
        groups = []
        for label in "abcde"[: chance.randint(1, 5)]:
            people = chance.choice([0, 1, 2, 4, 5, 8, 12, 25])
            rated = chance.randint(0, people)
            groups.append(Group(label, people, ((None, rated), (rated // 2, rated))))
        away = disclosure.hidden(groups, k=5, floor=10)
        if away is None:
            continue
        shown = [one for one in groups if one.label not in away]
        lost = [one for one in groups if one.label in away]
        assert all(one.people in (0, *range(5, 99)) for one in shown)
        assert all(
            of == 0 or of >= (10 if count is not None else 5) for one in shown for count, of in one.shares
        )
        assert not lost or len(lost) >= 2
        assert not lost or sum(one.people for one in lost) >= 5
        assert sum(of for one in lost for _count, of in one.shares[1:]) in (0, *range(10, 999))


@pytest.mark.parametrize(
    ("parts", "worst", "classes"),
    [
        ([30, 40, 50, 20], 3, [[0], [1], [2, 3]]),
        ([100, 60, 30, 20], 3, [[0], [1], [2], [3]]),
        ([2, 4, 30, 20], None, [[0, 1], [2], [3]]),
        ([134, 1, 8], 2, [[0], [1, 2]]),
        ([2, 1], None, []),
        ([3, 0, 4], None, [[0, 1, 2]]),
    ],
)
def test_classes_join_neighbors_from_the_tails(parts, worst, classes):
    assert [list(one) for one in disclosure.neighbors(parts, k=5, worst=worst)] == classes


def test_a_split_tells_no_handful_not_even_the_part_that_is_not_said():
    # "134 of 143 rose; 8 fell" says that one stayed as they were.
    assert not disclosure.shown_parts((134, 8, 1), k=5)
    assert disclosure.shown_parts((130, 8, 5), k=5)
    assert disclosure.shown_parts((135, 8, 0), k=5)


def test_two_by_two_never_gives_back_a_handful():
    """Each way of telling it is compared with every table that agrees with what is told."""
    chance = random.Random(3)
    for _case in range(300):
        cells = tuple(chance.choice([0, 1, 2, 4, 5, 6, 9, 20]) for _cell in range(4))
        both, gained, lost, neither = cells
        for known in (True, False):
            way = disclosure.two_by_two(*cells, k=5, before_is_known=known)
            told = {
                "": [],
                "after": [both + gained, lost + neither],
                "three": [both, gained, lost + neither],
                "four": list(cells),
            }[way]
            if known and way:
                # Margins before: what follows of the cells from both margins together.
                derived = [*told, both + lost, gained + neither] if way != "after" else told
                if way == "three":
                    derived.append(lost)
                told = derived if way != "after" else told
            assert all(one == 0 or one >= 5 for one in told)
