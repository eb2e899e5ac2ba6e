"""Labels as codes, with the levels in the caller's order or in one that does not depend on the rows."""

from __future__ import annotations

import datetime
import math
import numbers
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.blanks import as_given, is_missing
from analytics.stats.core.result import StatsError

Codes = NDArray[np.intp]
Labels = Sequence[Any] | NDArray[Any]
MISSING = -1


def encode(groups: Labels, argument: str) -> tuple[tuple[Hashable, ...], Codes]:
    """Levels in canonical order and, per row, the level's position (-1 where the label is missing).

    An ordered categorical of pandas keeps its order. Other levels are sorted by their natural order
    when they have one in common, and by type name and `repr` otherwise. Raises StatsError naming
    `argument` for another shape or unhashable labels.
    """
    declared = declared_order(groups)
    groups = as_given(groups)
    array = np.asarray(groups) if isinstance(groups, np.ndarray) else None
    if array is not None and array.ndim != 1:
        raise StatsError(argument, f"must have one dimension, not {array.ndim}")
    if array is not None and array.dtype.kind in "iub" and array.size and declared is None:
        return _whole(array)
    if isinstance(groups, (str, bytes)) or not hasattr(groups, "__len__"):
        raise StatsError(argument, "must be a sequence of labels")
    # Numpy's own dates would become plain integers.
    plain = array is not None and array.dtype.kind not in "mM"
    values = array.tolist() if array is not None and plain else list(groups)
    try:
        distinct = {v for v in _distinct(values) if not is_missing(v)}
    except TypeError:
        raise StatsError(argument, "labels must be hashable") from None
    if any(isinstance(v, (float, np.floating)) and math.isinf(v) for v in distinct):
        raise StatsError(argument, "labels must not be infinite")
    ordered = _sorted(distinct) if declared is None else [v for v in declared if v in distinct]
    position: dict[Any, int] = {level: i for i, level in enumerate(ordered)}
    codes = np.fromiter((position.get(v, MISSING) for v in values), np.intp, len(values))
    return tuple(ordered), codes


def declared_order(values: Any) -> tuple[Hashable, ...] | None:
    """The levels of an ordered categorical of pandas, in its order; None for anything else."""
    kind = getattr(values, "dtype", None)
    if kind is None or not getattr(kind, "ordered", False):
        return None
    return tuple(kind.categories.tolist())


def given_order(levels: Any, argument: str) -> tuple[Hashable, ...]:
    """`levels` in the order in which the caller names them; StatsError for a set, or one named twice."""
    if isinstance(levels, (set, frozenset, Mapping)):
        raise StatsError(argument, "must be a list in order; a set or a mapping has none")
    declared = declared_order(levels)
    if declared is not None:
        return declared
    # Refuses whatever is no sequence of labels.
    encode(levels, argument)
    plain = as_given(levels)
    named = tuple(plain.tolist() if isinstance(plain, np.ndarray) else plain)
    if any(is_missing(level) for level in named):
        raise StatsError(argument, "must not hold a missing label")
    twice = [level for i, level in enumerate(named) if level in named[:i]]
    if twice:
        raise StatsError(argument, f"names {twice[0]!r} twice")
    return named


def are_numbers(levels: Iterable[Hashable]) -> bool:
    """Whether every level is a number (a truth value is none)."""
    return all(isinstance(v, (numbers.Real, Decimal)) and not isinstance(v, (bool, np.bool_)) for v in levels)


def order_themselves(levels: Sequence[Hashable]) -> bool:
    """Whether the levels have an order that nobody need state: numbers, truth values, dates."""
    kinds: tuple[type, ...]
    for kinds in ((numbers.Real, Decimal, np.bool_), (datetime.datetime,), (datetime.date,)):
        if all(isinstance(level, kinds) for level in levels):
            return True
    return False


def _distinct(values: list[Any]) -> set[Any]:
    try:
        return set(values)
    except TypeError:
        # A signaling NaN has no hash, and neither has a list, which is no label.
        values[:] = [None if is_missing(v) else v for v in values]
        return set(values)


def _whole(array: NDArray[Any]) -> tuple[tuple[Hashable, ...], Codes]:
    """Codes of integer labels, by counting rather than sorting when they lie close together."""
    low, high = int(array.min()), int(array.max())
    if high - low > 4 * array.size + 1000:
        levels, found = np.unique(array, return_inverse=True)
        return tuple(levels.tolist()), found.astype(np.intp)
    codes: Codes = array.astype(np.intp)
    codes -= low
    present = np.bincount(codes) > 0
    if not present.all():
        codes = (np.cumsum(present) - 1)[codes]
    kind = bool if array.dtype.kind == "b" else int
    return tuple(kind(v) for v in (np.flatnonzero(present) + low).tolist()), codes


def _sorted(distinct: set[Any]) -> list[Any]:
    try:
        return sorted(distinct)
    except TypeError:
        return sorted(distinct, key=lambda v: (type(v).__name__, repr(v)))
