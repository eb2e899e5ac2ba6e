"""The order of categories is the caller's, and what labels are called changes no figure."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import partial

import numpy as np
import pandas as pd
import pytest

from analytics import stats
from analytics.stats.core.base import to_plain
from analytics.stats.core.labels import encode, given_order, order_themselves
from analytics.stats.core.result import StatsError
from tests.analytics.stats.harness import DATA
from tests.analytics.stats.harness.s17_order import CASE, ORDER, ratings
from tests.analytics.stats.sample_calls import CALLS

NAMES = {"women", "men", "es", "en", "s1", "s2", "r1", "r2", "morning", "evening"}
NAMES |= {f"c{i}" for i in range(6)} | set("abcdefg")
# By alphabet the new names run the other way.
NEW = {old: f"{chr(122 - place)}·{old}" for place, old in enumerate(sorted(NAMES))}
OLD = {new: old for old, new in NEW.items()}

WEIGHTED = {
    "weighted_kappa": partial(stats.raters.weighted_kappa, weighting="linear"),
    "gwet": partial(stats.raters.gwet, weighting="ordinal"),
    "fleiss": partial(stats.raters.fleiss, weighting="quadratic"),
    "conger": partial(stats.raters.conger, weighting="linear"),
    "brennan_prediger": partial(stats.raters.brennan_prediger, weighting="linear"),
    "percent": partial(stats.raters.percent, weighting="ordinal"),
    "weighted_alpha": partial(stats.raters.weighted_alpha, weighting="linear"),
    "krippendorff": partial(stats.raters.krippendorff, metric="ordinal", replicates=100),
}
SCORES = [[1, 2], [2, 2], [3, 4], [1, 1], [2, 3], [4, 3], [1, 2], [2, 4], [1, 1], [3, 2]]
WORDS = dict(zip((1, 2, 3, 4), ("poor", "fair", "good", "excellent"), strict=True))
WORDED = [[WORDS[v] for v in row] for row in SCORES]


def renamed(value, declare):
    """The arguments of a sample call with other words; columns of words declare their order."""
    if isinstance(value, str):
        return NEW.get(value, value)
    if isinstance(value, dict):
        return {NEW.get(key, key): renamed(entry, declare) for key, entry in value.items()}
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value) and declare:
        new = [NEW[v] for v in value]
        return pd.Categorical(new, categories=[NEW[v] for v in sorted(set(value))], ordered=True)
    return [renamed(v, declare) for v in value] if isinstance(value, list) else value


def as_before(value):
    """Plain data with the words it had."""
    if isinstance(value, dict):
        return {as_before(key): as_before(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_before(entry) for entry in value]
    if isinstance(value, str):
        for new, old in OLD.items():
            value = value.replace(new, old)
    return value


def takes_words(value):
    if isinstance(value, (list, dict)):
        return any(takes_words(v) for v in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and value in NAMES


WORDY = [name for name, call in CALLS.items() if any(map(takes_words, (*call.args, *call.keywords.values())))]


def test_the_sample_calls_with_words_are_found():
    assert {"groups.gaps", "groups.ancova", "missing.ipw", "items.dif_class", "surveys.rake"} <= set(WORDY)
    assert len(WORDY) > 20


@pytest.mark.parametrize("name", WORDY)
def test_what_labels_are_called_changes_nothing_when_their_order_is_given(name):
    call = CALLS[name]
    declare = name not in {"items.distractors", "scaling.compare_forms"}
    found = call.func(
        *(renamed(v, declare) for v in call.args),
        **{key: renamed(v, declare) for key, v in call.keywords.items()},
        **({"options": [NEW[v] for v in "abcd"]} if name == "items.distractors" else {}),
    )
    assert as_before(to_plain(found)) == to_plain(call())


@pytest.mark.parametrize("name", WEIGHTED)
def test_words_in_order_are_their_numbers(name):
    numbers, words = WEIGHTED[name](SCORES), WEIGHTED[name](WORDED, categories=list(WORDS.values()))
    assert words.estimate == numbers.estimate
    assert words.categories == tuple(WORDS.values())
    turned = WEIGHTED[name](WORDED, categories=list(WORDS.values())[::-1])
    assert turned.value == pytest.approx(numbers.value, abs=1e-12)
    shuffled = WEIGHTED[name](WORDED, categories=sorted(WORDS.values()))
    assert abs(shuffled.value - numbers.value) > 0.01


@pytest.mark.parametrize("name", WEIGHTED)
def test_words_without_an_order_are_refused_where_it_matters(name):
    with pytest.raises(StatsError, match=r"pass categories=\[…\] in order") as error:
        WEIGHTED[name](WORDED)
    assert error.value.argument == "categories"
    with pytest.raises(StatsError, match="in order"):
        WEIGHTED[name]([[1, "two"], ["two", 1]])
    with pytest.raises(StatsError, match="rising or falling"):
        WEIGHTED[name](SCORES, categories=[2, 1, 3, 4])
    assert WEIGHTED[name](SCORES, categories=[4, 3, 2, 1]).value == pytest.approx(
        WEIGHTED[name](SCORES).value, abs=1e-12
    )


@pytest.mark.parametrize("name", WEIGHTED)
def test_an_ordered_categorical_brings_its_order(name):
    frame = pd.DataFrame(WORDED).astype(pd.CategoricalDtype(list(WORDS.values()), ordered=True))
    assert WEIGHTED[name](frame).estimate == WEIGHTED[name](SCORES).estimate
    with pytest.raises(StatsError, match="in order"):
        WEIGHTED[name](frame.astype(pd.CategoricalDtype(list(WORDS.values()))))
    frame[1] = frame[1].cat.reorder_categories(sorted(WORDS.values()), ordered=True)
    with pytest.raises(StatsError, match="differ in their order") as error:
        WEIGHTED[name](frame)
    assert error.value.argument == "scores"


def test_the_published_table():
    scores = ratings(DATA / CASE)
    ordered = stats.raters.weighted_kappa(scores, weighting="linear", categories=ORDER)
    assert (round(ordered.value, 3), ordered.categories) == (0.380, tuple(ORDER))
    by_alphabet = stats.raters.weighted_kappa(scores, weighting="linear", categories=sorted(ORDER))
    assert round(by_alphabet.value, 3) == 0.177


def test_without_weights_the_order_is_that_of_the_table_only():
    found = stats.raters.cohen(WORDED, categories=list(WORDS.values()))
    assert found.categories == tuple(WORDS.values())
    assert found.table[0] == (2, 2, 0, 0)
    assert stats.raters.cohen(WORDED).value == pytest.approx(found.value, abs=1e-15)
    assert stats.raters.cohen(SCORES, categories=[2, 1, 3, 4]).categories == (2, 1, 3, 4)


def test_categories_nobody_used_count():
    on_offer = ["none", *WORDS.values()]
    frame = pd.DataFrame(WORDED).astype(pd.CategoricalDtype(on_offer, ordered=True))
    found = stats.raters.brennan_prediger(frame)
    assert found.categories == tuple(on_offer)
    assert found.expected == pytest.approx(0.2, abs=1e-15)


@pytest.mark.parametrize(
    ("levels", "ordered"),
    [
        ([1, 2.5, Decimal("3.5"), np.float64(4)], True),
        ([True, False], True),
        ([datetime.date(2026, 1, 2), datetime.date(2026, 1, 1)], True),
        ([datetime.datetime(2026, 1, 2, 9), datetime.datetime(2026, 1, 1, 9)], True),
        ([datetime.date(2026, 1, 2), 1], False),
        (["1", "2"], False),
        ([("a", 1)], False),
        ([], True),
    ],
)
def test_what_has_an_order_of_its_own(levels, ordered):
    assert order_themselves(levels) is ordered


def test_numpy_whole_numbers_are_numbers():
    plain = stats.raters.gwet([[1, 1], [2, 2], [10, 10], [1, 2]], weighting="linear")
    of_numpy = [[np.int64(v) for v in row] for row in [[1, 1], [2, 2], [10, 10], [1, 2]]]
    assert stats.raters.gwet(of_numpy, weighting="linear").value == plain.value
    assert stats.raters.krippendorff(of_numpy, metric="interval", replicates=100).value is not None


@pytest.mark.parametrize(
    ("categories", "problem"),
    [
        ({"a", "b"}, "must be a list in order"),
        ({"a": 1, "b": 2}, "must be a list in order"),
        (["a", "b", "a"], "names 'a' twice"),
        (["a", "b", None], "must not hold a missing label"),
        ("ab", "must be a sequence of labels"),
        (["a"], "does not hold the rating 'b'"),
    ],
)
def test_wrong_categories_are_named(categories, problem):
    with pytest.raises(StatsError, match=problem) as error:
        stats.raters.cohen([["a", "b"], ["b", "b"]], categories=categories)
    assert error.value.argument == "categories"


def test_an_order_may_come_in_any_sequence():
    for given in (
        np.array(["b", "a"]),
        pd.Index(["b", "a"]),
        ("b", "a"),
        pd.Categorical(["a"], ["b", "a"], True),
    ):
        assert given_order(given, "categories") == ("b", "a")


def test_levels_of_groups_keep_the_order_of_a_categorical():
    column = pd.Series(
        ["west", "east", None, "west"], dtype=pd.CategoricalDtype(["west", "north", "east"], True)
    )
    levels, codes = encode(column, "groups")
    assert (levels, codes.tolist()) == (("west", "east"), [0, 1, -1, 0])
    numbers = pd.Series([2, 1, 3, 2], dtype=pd.CategoricalDtype([3, 2, 1], True))
    assert encode(numbers, "groups")[0] == (3, 2, 1)
    assert encode(np.array(["west", "east"]), "groups")[0] == ("east", "west")
    (gap,) = stats.groups.gaps([1, 2, 3, 4], [2, 2, 5, 7], pd.Categorical(list("abab"), ["b", "a"], True))
    assert (gap.first, gap.second) == ("b", "a")


def test_options_are_shown_in_their_order_and_others_after_them():
    choices = [["low"], ["mid"], ["high"], ["other"], ["mid"]]
    found = stats.items.distractors(choices, key=["mid"], options=["low", "mid", "high"])
    assert [option.label for option in found.questions[0].options] == ["low", "mid", "high", "other", None]
    assert [option.n for option in found.questions[0].options] == [1, 2, 1, 1, 0]
    assert [option.is_key for option in found.questions[0].options] == [False, True, False, False, False]


@pytest.mark.parametrize("small", ["a", "z"])
def test_a_level_nobody_left_joins_the_largest_whatever_it_is_called(small):
    rng = np.random.default_rng(3)
    region = np.array([small] * 6 + ["m"] * 20 + ["n"] * 30)
    pre = rng.normal(10, 2, 56)
    post = pre + rng.normal(3, 1, 56)
    post[[8, 12, 20, 30, 36, 41, 50]] = np.nan
    found = stats.missing.ipw(pre, post, covariates={"region": region})
    joined = stats.missing.ipw(pre, post, covariates={"region": np.where(region == small, "n", region)})
    assert found.gain.value == pytest.approx(joined.gain.value, abs=1e-9)
    assert "levels_merged_into_base" in found.gain.warnings
