"""Why a figure changed: exact in count and base, in a fixed order, and nothing of a handful."""

import random

from analytics.releases import marks
from analytics.releases.causes import CAUSES, OTHER, causes, folded, together
from analytics.releases.marks import Facts

OLD = {"pass_mark": 0.75, "improved_items": 2}


def mark(pre, post, *, passed=None, rated=False, competent=False) -> str:
    done = post is not None
    return marks.write(
        Facts(pre, post, 20.0, done, done and (post >= 15 if passed is None else passed), rated, competent)
    )


def total(members, definition):
    found: marks.Delta = {}
    for own in members.values():
        marks.add(found, marks.counts(marks.read(own), definition))
    return found


def test_a_mark_reads_back_as_what_was_written():
    facts = Facts(11.5, None, 20.0, False, False, True, True)
    assert marks.read(marks.write(facts)) == facts


def test_the_causes_add_up_to_the_difference_in_count_and_base():
    chance = random.Random(4)

    def one():
        return mark(
            chance.choice([None, 5, 11]), chance.choice([None, 12, 16, 19]), rated=chance.random() < 0.5,
            competent=chance.random() < 0.5,
        )  # fmt: skip

    for _case in range(200):
        before = {key: one() for key in range(chance.randint(0, 30))}
        now = {
            key: own if chance.random() < 0.7 else one()
            for key, own in before.items()
            if chance.random() < 0.9
        }
        now |= {key: one() for key in range(40, 40 + chance.randint(0, 12))}
        is_ = {"pass_mark": chance.choice([0.75, 0.8]), "improved_items": chance.choice([2, 3])}
        found = causes(before, now, was=OLD, is_=is_, enrolled_later={41, 42})
        for name, (count, base) in total(now, is_).items():
            earlier = total(before, OLD).get(name, (0, 0))
            for least in (0, 10):
                parts = folded(found, name, least=least)
                assert sum(part[2] for part in parts) == count - earlier[0]
                assert sum(part[3] for part in parts) == base - earlier[1]
                assert all(part[1] >= least or part[0] == OTHER for part in parts)


def test_another_threshold_alone_is_told_as_such():
    members = {key: mark(10, 12 + key % 6) for key in range(24)}
    found = causes(members, members, was=OLD, is_={"pass_mark": 0.75, "improved_items": 4})
    assert set(found) == {"definition"}
    assert found["definition"]["K1"] == [-8, 0]
    assert found["definition"]["K2"] == [0, 0]


def test_a_cohort_that_comes_due_is_no_late_record():
    members = {key: mark(10, 16) for key in range(12)}
    assert list(causes(None, members, was=OLD, is_=OLD)) == ["due"]
    assert list(causes({}, members, was=OLD, is_=OLD, enrolled_later={3})) == ["new", "late"]


def test_what_rests_on_a_handful_is_folded_and_takes_company():
    found = together(
        [
            {"late": {"people": 3, "K2": [2, 3]}, "due": {"people": 40, "K2": [30, 40]}},
            {"corrections": {"people": 12, "K2": [5, 0]}, "late": {"people": 1, "K2": [1, 1]}},
        ]
    )
    assert folded(found, "K2", least=10) == [("due", 40, 30, 40), (OTHER, 16, 8, 4)]
    assert CAUSES.index("definition") == 0
