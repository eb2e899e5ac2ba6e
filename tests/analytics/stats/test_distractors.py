"""Distractor analysis."""

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.result import StatsError

CHOICES = [
    ["A", "B", "C"],
    ["A", "B", "A"],
    ["B", "B", None],
    ["B", "A", "C"],
    ["C", "A", "A"],
    ["A", "B", "C"],
]
KEY = ["A", "B", "C"]


def test_shares_by_option_and_missing_last():
    first = stats.items.distractors(CHOICES, key=KEY, options=["A", "B", "C", "D"]).questions[0]
    assert [(o.label, o.n, o.is_key) for o in first.options] == [
        ("A", 3, True),
        ("B", 2, False),
        ("C", 1, False),
        ("D", 0, False),
        (None, 0, False),
    ]
    assert first.options[0].share == 0.5
    assert first.options[3].flags == ("never_chosen",)
    assert first.options[3].rest_r.reason == "never_or_always_chosen"
    assert first.options[3].functioning is False
    assert first.options[4].functioning is None


def test_rest_correlation_is_the_definition():
    found = stats.items.distractors(CHOICES, key=KEY).questions
    right = np.array([[row[j] == KEY[j] for j in range(3)] for row in CHOICES], dtype=float)
    chosen = np.array([row[0] == "B" for row in CHOICES], dtype=float)
    rest = right[:, 1] + right[:, 2]
    assert found[0].options[1].rest_r.value == pytest.approx(np.corrcoef(chosen, rest)[0, 1], abs=1e-14)


def test_groups_share_out_ties():
    # Totals 3 2 1 1 0 3 over thirds of two people each: the lowest third is one person with 0 and
    # half of each of the two with 1.
    option = stats.items.distractors(CHOICES, key=KEY).questions[0].options[1]
    assert option.share_by_group == pytest.approx((0.5, 0.5, 0.0))


def test_a_wrong_key_is_seen():
    rng = np.random.default_rng(9)
    ability = rng.normal(size=300)
    right = ability[:, None] + rng.normal(size=(300, 6)) > 0
    choices = np.where(right, "A", np.where(rng.random((300, 6)) < 0.5, "B", "C"))
    key = ["A"] * 5 + ["B"]
    found = stats.items.distractors(choices, key=key).questions
    assert found[0].flags == ()
    assert all(option.functioning for option in found[0].options[1:3])
    assert found[5].flags == ("check_key",)
    assert found[5].options[0].flags == ("attracts_strong",)
    assert found[5].options[1].flags == ("check_key",)


def test_nobody_and_few():
    nobody = stats.items.distractors([], key=["A"])
    assert nobody.questions[0].options[0].share is None
    assert nobody.questions[0].options[0].share_by_group == (None, None, None)
    assert nobody.warnings == ("few_persons",)
    alone = stats.items.distractors([["A"], ["B"]], key=["A"]).questions[0].options[0]
    assert alone.rest_r.reason == "no_variance"
    assert stats.items.distractors([["A"]] * 20, key=["A"]).warnings == ()


def test_order_of_people_changes_nothing():
    once = stats.items.distractors(CHOICES, key=KEY)
    assert stats.items.distractors(CHOICES[::-1], key=KEY) == once


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        ({"choices": "AB", "key": ["A"]}, "choices"),
        ({"choices": ["A"], "key": ["A"]}, "choices"),
        ({"choices": [["A", "B"]], "key": ["A"]}, "choices"),
        ({"choices": [["A"]], "key": "A"}, "key"),
        ({"choices": [["A"]], "key": [None]}, "key"),
        ({"choices": [[["A"]]], "key": ["A"]}, "choices"),
        ({"choices": [["A"]], "key": ["A"], "n_groups": 1}, "n_groups"),
    ],
)
def test_mistakes_are_named(arguments, argument):
    with pytest.raises(StatsError) as error:
        stats.items.distractors(arguments.pop("choices"), **arguments)
    assert error.value.argument == argument
