"""Whatever marks a gap (None, a NaN of any type, NaT, the NA of pandas), every function reads it alike."""

from __future__ import annotations

import copy
import inspect
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics import stats
from analytics.stats.core.base import to_plain
from analytics.stats.core.blanks import is_missing
from analytics.stats.core.labels import encode
from analytics.stats.core.result import StatsError
from tests.analytics.stats.sample_calls import CALLS

MARKS = {
    "nan": float("nan"),
    "float32": np.float32("nan"),
    "float16": np.float16("nan"),
    "longdouble": np.longdouble("nan"),
    "decimal": Decimal("NaN"),
    "signaling": Decimal("sNaN"),
    "pandas": pd.NA,
    "NaT": pd.NaT,
    "datetime64": np.datetime64("NaT"),
}
# Options, and what is no column of data: a gap there has no meaning, or is refused.
NO_DATA = {
    "first_treated",
    "counts",
    "hidden",
    "common",
    "components",
    "fit",
    "pooled",
    "scale",
    "reverse",
    "key",
    "max_score",
}


def with_gap(value: Any, mark: Any) -> Any:
    """`value` with its first entry missing; None where it holds no entries."""
    if isinstance(value, dict):
        name = next(iter(value))
        inner = with_gap(value[name], mark)
        return None if inner is None else {**value, name: inner}
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if not isinstance(value, list) or not value:
        return None
    changed = copy.copy(value)
    if isinstance(value[0], list):
        changed[0] = [mark, *value[0][1:]]
    elif isinstance(value[0], (int, float, str)):
        changed[0] = mark
    else:
        return None
    return changed


def answer(call: Any, name: str, value: Any) -> Any:
    bound = inspect.signature(call.func).bind(*call.args, **call.keywords)
    bound.arguments[name] = value
    try:
        return to_plain(call.func(*bound.args, **bound.kwargs))
    except StatsError as error:
        return ("refused", error.argument)


def cases() -> list[tuple[str, str]]:
    found = []
    for name, call in CALLS.items():
        bound = inspect.signature(call.func).bind(*call.args, **call.keywords)
        found += [
            (name, argument)
            for argument, value in bound.arguments.items()
            if argument not in NO_DATA and with_gap(value, None) is not None
        ]
    return found


@pytest.mark.parametrize(("name", "argument"), cases())
def test_every_mark_of_a_gap_is_read_as_none(name, argument):
    call = CALLS[name]
    bound = inspect.signature(call.func).bind(*call.args, **call.keywords)
    value = bound.arguments[argument]
    expected = answer(call, argument, with_gap(value, None))
    assert expected != to_plain(call()) or expected == ("refused", argument)
    for mark in MARKS.values():
        assert answer(call, argument, with_gap(value, mark)) == expected


@pytest.mark.parametrize("mark", [None, *MARKS.values()], ids=["None", *MARKS])
def test_a_mark_is_missing_and_a_label_is_not(mark):
    assert is_missing(mark)
    assert not is_missing(np.array([1, 2]))
    assert encode(["a", mark, "b"], "groups")[1].tolist() == [0, -1, 1]
    assert [is_missing(v) for v in ("", 0, 0.0, False, "nan", Decimal(1), (), np.datetime64(1, "s"))] == [
        False
    ] * 8


def test_columns_of_pandas_and_masked_arrays():
    pre, post = pd.array([1, 2, None, 4], dtype="Int64"), pd.Series([2.0, None, 3.0, 6.0])
    found = stats.gain.paired(pre, post)
    assert (found.n_pairs, found.n_pre_only, found.n_post_only, found.gain.value) == (2, 1, 1, 1.5)
    masked = np.ma.masked_array([1, 2, 99, 4], mask=[False, False, True, False])
    assert stats.gain.paired(masked, post).gain == found.gain
    groups = pd.Series(["a", None, "b"], dtype="string")
    assert encode(groups, "groups")[1].tolist() == [0, -1, 1]
    assert encode(pd.Categorical(["x", None, "y"]), "groups")[1].tolist() == [0, -1, 1]
    dates = np.array(["2026-01-02", "NaT", "2026-01-01"], dtype="datetime64[ns]")
    assert encode(dates, "groups")[1].tolist() == [1, -1, 0]
    table = pd.DataFrame({"r1": ["a", "b", None], "r2": ["a", "b", "b"]})
    assert stats.raters.cohen(table) == stats.raters.cohen([["a", "a"], ["b", "b"], [None, "b"]])
    assert stats.items.alpha(pd.DataFrame([[1, 0], [1, 1], [0, 0]])).value is not None


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: stats.items.distractors([["a"], [None]], key=[None]), "key"),
        (lambda: stats.scaling.compare_forms(["q1", None], ["q1"]), "pre"),
        (
            lambda: stats.items.dif_logistic([[1], [0]], ["a", "b"], reference=np.float32("nan"), focal="b"),
            "reference",
        ),
        (lambda: encode([[1], [2]], "groups"), "groups"),
        (lambda: encode([np.float32("inf")], "groups"), "groups"),
    ],
)
def test_where_nothing_may_be_missing_it_is_refused(call, argument):
    with pytest.raises(StatsError) as error:
        call()
    assert error.value.argument == argument
