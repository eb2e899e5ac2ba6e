"""Whoever knows everything of a person but the scores finds them among five; codes say from which bundle."""

import random
from collections import Counter

import pytest

from analytics.restricted.anonymity import Person, generalized
from analytics.restricted.watermark import Codes, codes_in, is_of, new_key

STATES = [("done", "done")] * 12 + [("done", "missing")] * 3 + [("missing", "done"), ("left", "done")]


def crowd(chance):
    """Cohorts of any size, with what people state of themselves and how they stand with the tests."""
    rows = []
    for cohort in range(chance.randint(1, 6)):
        for _person in range(chance.choice((1, 3, 7, 14, 30, 45))):
            before, after = chance.choice(STATES)
            rows.append(
                Person(
                    cohort=f"K{cohort}",
                    sex=chance.choice("FFFMMX"),
                    age_band=chance.choice(("under_30", "30_39", "40_49", "")),
                    job_role=chance.choice(("conciliator", "conciliator", "judge", "")),
                    before=before,
                    after=after,
                    pre=chance.randint(0, 20) / 20 if before == "done" else None,
                    post=chance.randint(0, 20) / 20 if after == "done" else None,
                )
            )
    return rows


def smallest(rows):
    return min(Counter(one.visible for one in rows).values(), default=0)


def whom(rows, known):
    """The rows that could be a person of whom all facts are known: what is blank excludes nobody."""
    return [row for row in rows if all(a in ("", b) for a, b in zip(row.visible, known.visible, strict=True))]


@pytest.mark.parametrize("seed", range(40))
def test_each_set_of_facts_stands_in_five_rows(seed):
    chance = random.Random(seed)
    for k in (5, 10):
        rows = crowd(chance)
        given = generalized(rows, k=k)
        assert not given or smallest(given) >= k
        # Nobody is invented or lost but those who stand as fewer than k do, and scores stay what they were.
        common = {stands for stands, n in Counter((one.before, one.after) for one in rows).items() if n >= k}
        kept = [one for one in rows if (one.before, one.after) in common]
        scores = [
            Counter((one.before, one.after, one.pre, one.post) for one in some) for some in (kept, given)
        ]
        assert scores[0] == scores[1]
        # And whoever knows somebody well has no fewer candidates than that.
        assert all(len(whom(given, one)) >= k for one in kept)


def test_without_the_rule_people_stand_alone():
    rows = crowd(random.Random(3))
    assert smallest(rows) == smallest(generalized(rows, k=1)) == 1


def test_blanks_come_in_their_order_and_only_where_they_must():
    many = [Person("K1", "F", "30_39", "judge", "done", "done", 0.5, 0.9)] * 9
    few = [Person("K1", "F", "30_39", "other", "done", "done", 0.1, 0.2)] * 3
    fewer = [Person("K1", "F", "30_39", "mediator", "done", "done", 0.1, 0.2)] * 2
    given = Counter(one.visible for one in generalized([*many, *few, *fewer], k=5))
    assert given == {
        ("K1", "F", "30_39", "judge", "done", "done"): 9,
        ("K1", "F", "30_39", "", "done", "done"): 5,
    }


def test_those_with_nothing_left_take_the_smallest_crowd_with_them():
    many = [Person("K1", "F", "30_39", "judge", "done", "done", 0.5, 0.9)] * 9
    some = [Person("K2", "M", "40_49", "judge", "done", "done", 0.5, 0.9)] * 6
    alone = [Person("K3", "X", "50_59", "other", "done", "done", 0.1, 0.2)]
    given = Counter(one.visible for one in generalized([*many, *some, *alone], k=5))
    assert given == {("K1", "F", "30_39", "judge", "done", "done"): 9, ("", "", "", "", "done", "done"): 7}


def test_of_those_who_stand_as_hardly_anybody_does_nothing_is_given():
    many = [Person("K1", "F", "30_39", "judge", "done", "done", 0.5, 0.9)] * 9
    rare = [Person("K1", "F", "30_39", "judge", "missing", "done", None, 0.9)] * 4
    assert Counter(one.after for one in generalized([*many, *rare], k=5)) == {"done": 9}
    assert generalized(rare, k=5) == []


def test_a_code_tells_its_bundle_and_nothing_else():
    keys = [new_key() for _bundle in range(30)]
    given = [[codes() for _row in range(200)] for codes in map(Codes, keys)]
    assert len({one for own in given for one in own}) == 6000
    for own, key in zip(given, keys, strict=True):
        assert all(is_of(key, one) for one in own)
    assert [is_of(key, given[0][0]) for key in keys] == [True] + [False] * 29
    changed = given[0][0][:-1] + ("0" if given[0][0][-1] != "0" else "1")
    assert not is_of(keys[0], changed)
    text = f"id,cohort\n{given[4][7]},K1\n{given[4][9].upper()},K2\nnothing"
    assert codes_in(text) == [given[4][7], given[4][9]]


def test_a_code_is_drawn_again_where_chance_repeats_itself():
    drawn = iter(["ab" * 8, "ab" * 8, "cd" * 8])
    codes = Codes(b"key", random=lambda _bytes: next(drawn))
    assert [one[:16] for one in (codes(), codes())] == ["ab" * 8, "cd" * 8]
