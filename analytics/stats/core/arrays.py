"""Turning what callers give into arrays, and adding numbers up so that row order cannot matter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.stats.core.blanks import as_given, is_missing
from analytics.stats.core.result import StatsError

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
"""How many people have each of some values."""

LARGEST = 1e100
SMALLEST = 1 / LARGEST
"""No score is larger; below it no square or product of three values overflows."""
_MANY, _MOST = 100_000, 1 << 22
_BITS = 30
_MOST_PEOPLE = 1 << 26


def vector(values: ArrayLike | Sequence[float | None], argument: str) -> Floats:
    """`values` as a 1-D float array in which a missing score (`blanks.is_missing`) is NaN.

    Raises StatsError naming `argument` for text, infinite values or another shape.
    """
    array = _floats(values, argument)
    if array.ndim != 1:
        raise StatsError(argument, f"must have one dimension, not {array.ndim}")
    return array


def matrix(values: ArrayLike, argument: str) -> Floats:
    """`values` as a 2-D float array, missing as NaN. Raises StatsError naming `argument`."""
    array = _floats(values, argument)
    if array.ndim != 2:
        raise StatsError(argument, f"must have two dimensions, not {array.ndim}")
    return array


def same_length(
    first: Sequence[Any] | NDArray[Any], second: Sequence[Any] | NDArray[Any], names: tuple[str, str]
) -> None:
    """Raise StatsError unless both have the same number of entries."""
    if len(first) != len(second):
        raise StatsError(names[1], f"has {len(second)} entries and {names[0]} has {len(first)}")


def level(confidence: float) -> float:
    """`confidence` if it is strictly between 0 and 1; StatsError otherwise."""
    if isinstance(confidence, bool) or not isinstance(confidence, (int, float)):
        raise StatsError("confidence", "must be a number between 0 and 1")
    if not 0 < confidence < 1:
        raise StatsError("confidence", "must lie strictly between 0 and 1")
    return float(confidence)


def answer_of(value: Any, kind: type, argument: str, call: str) -> None:
    """Raise StatsError unless `value` is what `call` returns."""
    if not isinstance(value, kind):
        raise StatsError(argument, f"must be the answer of {call}, not {type(value).__name__}")


def counts_of(values: ArrayLike, argument: str) -> Counts:
    """`values` as a 1-D array of whole numbers, none below 0; StatsError naming `argument` for others."""
    floats = vector(values, argument)
    whole = floats.astype(np.int64) if (np.abs(floats) <= _MOST_PEOPLE).all() else None
    if whole is None or (whole != floats).any() or (whole < 0).any():
        raise StatsError(argument, "must hold whole numbers, 0 or more")
    return whole


def several(values: Any, argument: str) -> list[Any]:
    """`values` as a list; StatsError for what cannot be gone through."""
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise StatsError(argument, "must be a sequence")
    return list(values)


def total(values: Floats, people: Counts | None = None) -> float:
    """The correctly rounded sum, hence the same for every order of `values`.

    Each value counts as often as `people` says, or once. Of very many values that count once, what lies 60
    bits beneath the largest is rounded away before they are added.
    """
    if people is not None:
        # Half of a value's bits times a count of 26 is exact (Veltkamp 1968).
        wide = values * (2.0**27 + 1)
        upper = wide - (wide - values)
        return math.fsum(np.concatenate([upper * people, (values - upper) * people]).tolist())
    if values.size < _MANY or values.size > _MOST:
        return math.fsum(values.tolist())
    return float(group_totals(values, None, 1)[0])


def group_totals(
    values: Floats, codes: NDArray[np.intp] | None, groups: int, people: Counts | None = None
) -> Floats:
    """The sum of each group, the same for every order of `values`; `codes` None is one group.

    Each value counts as often as `people` says, or once. Whole numbers of 30 bits are added, of which four
    million fit into a double exactly, twice: what lies 60 bits beneath the largest value is rounded away.
    Values of more people (`_MOST`) are put in order first.
    """
    if (values.size if people is None else int(people.sum())) > _MOST:
        order = np.argsort(values) if codes is None else np.lexsort((values, codes))
        values, codes = values[order], None if codes is None else codes[order]
        return _added(values, codes, groups, None if people is None else people[order])
    largest = float(np.abs(values).max(initial=0.0))
    if largest == 0.0:
        return np.zeros(groups)
    exponent = math.frexp(largest)[1] - _BITS
    rest = np.ldexp(values, -exponent)
    upper = np.rint(rest)
    rest -= upper
    rest *= 2.0**_BITS
    np.rint(rest, out=rest)
    sums = _added(upper, codes, groups, people) + _added(rest, codes, groups, people) * 2.0**-_BITS
    found: Floats = np.ldexp(sums, exponent)
    return found


def _added(values: Floats, codes: NDArray[np.intp] | None, groups: int, people: Counts | None) -> Floats:
    if people is not None:
        values = values * people
    if codes is None:
        return np.array([values.sum()])
    return np.asarray(np.bincount(codes, weights=values, minlength=groups), dtype=np.float64)


def _floats(values: ArrayLike | Sequence[float | None], argument: str) -> Floats:
    try:
        array = np.asarray(as_given(values))
        if array.dtype == object:
            # float() would read numbers out of text, and a score that is text is a mistake.
            if any(isinstance(v, (str, bytes)) for v in array.ravel()):
                raise TypeError
            blank = np.frompyfunc(lambda v: math.nan if is_missing(v) else v, 1, 1)
            array = np.asarray(blank(array), dtype=object)
        if array.dtype.kind not in "biufO":
            raise TypeError
        floats = array.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        raise StatsError(argument, "must hold numbers only (missing as None or NaN)") from None
    if np.isinf(floats).any():
        raise StatsError(argument, "must not hold infinite values")
    if (np.abs(floats) > LARGEST).any():
        raise StatsError(argument, f"must not hold values beyond {LARGEST:g} in size")
    return floats
