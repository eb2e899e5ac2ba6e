"""What leaves a closed box of sheets: sums, of which no difference is of a few sheets."""

from itertools import combinations, product

from assessments.data import ClientSums
from assessments.rules.client_sums import told

LEAST = 10


def sheets(count, *, answered=None):
    known = count if answered is None else answered
    return ClientSums(count, known // 2, known, count, 4.0 * count, 16.0 * count)


def test_no_sums_and_differences_of_a_box_are_of_a_few_sheets():
    """Many numbers of sheets of three sides, and of some without one: what is told, added and subtracted."""
    tried = 0
    for counts in product((0, 1, 9, 10, 11, 25), repeat=4):
        box = told(
            dict(zip(("worker", "employer", "union", ""), map(sheets, counts), strict=True)), least=LEAST
        )
        if box is None:
            assert sum(counts) < LEAST
            continue
        tried += 1
        known = [one.sheets for one in box.sides.values()]
        parts = [sum(some) for size in range(len(known) + 1) for some in combinations(known, size)]
        assert all(box.whole.sheets - part == 0 or box.whole.sheets - part >= LEAST for part in parts)
        assert len(known) != 1
        assert "" not in box.sides
    assert tried > 1000


def test_sheets_of_a_small_side_are_in_nothing_once_the_others_stand_apart():
    box = told({"worker": sheets(12), "employer": sheets(10), "union": sheets(2)}, least=LEAST)
    assert (box.whole.sheets, sorted(box.sides)) == (22, ["employer", "worker"])
    box = told({"worker": sheets(12), "employer": sheets(9), "union": sheets(2)}, least=LEAST)
    assert (box.whole.sheets, box.sides) == (23, {})
    assert told({"worker": sheets(9)}, least=LEAST) is None


def test_a_question_that_few_answered_keeps_their_side_from_standing_apart():
    """Ten sheets typed from paper, on nine of which the question on the whole was marked."""
    sides = {"worker": sheets(12), "employer": sheets(12), "union": sheets(10, answered=9)}
    box = told(sides, least=LEAST)
    assert (box.whole.sheets, sorted(box.sides)) == (24, ["employer", "worker"])
    assert told({"worker": sheets(10, answered=9)}, least=LEAST) is None
