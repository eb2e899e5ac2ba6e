"""Rows of people as a release keeps them: without an order, and without results where none is shown.

They stand on numpy, which a worker that shows no figures need not load.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from analytics.releases.states import DIMENSIONS

if TYPE_CHECKING:
    from analytics.facts import People

FLAGS = ("pre_done", "post_done", "passed", "rated", "competent")


def blank(people: Any, rows: Iterable[bool]) -> None:
    """Take the results out of some rows: those people are enrolled, and no figure rests on them."""
    import numpy as np

    out = np.fromiter(rows, dtype=bool, count=len(people))
    for name in ("pre", "post"):
        people[name][out] = np.nan
    for name in FLAGS:
        people[name][out] = False


# What each measure of `marks.MEASURES` takes from a row.
TAKEN = {"K1": ("pre", "post", "pre_done"), "K2": ("post_done", "passed"), "S1": ("rated", "competent")}


def blank_measure(people: Any, measure: str, rows: Iterable[bool]) -> None:
    """Take what one measure rests on out of some rows."""
    import numpy as np

    out = np.fromiter(rows, dtype=bool, count=len(people))
    for name in TAKEN[measure]:
        people[name][out] = False if name in FLAGS else np.nan


def without_results(people: Any) -> Any:
    """The same people, of whom no figure tells a result."""
    rows = people.copy()
    blank(rows, [True] * len(rows))
    return rows


def in_no_order(people: Any) -> Any:
    """The rows by their content, so that their places say nothing of whose they are."""
    import numpy as np

    return people[np.argsort(np.array([row.tobytes() for row in people], dtype=object), kind="stable")]


def groups(row: Any) -> tuple[str, ...]:
    """A person's category in each of `DIMENSIONS`, as text; empty where there is none."""
    return tuple(_text(row[name]) for name in DIMENSIONS)


def _text(category: Any) -> str:
    if isinstance(category, bytes):
        return category.decode()
    return "" if category < 0 else str(category)


def packed(people: People) -> bytes:
    """The columns of people, as they are stored today; `analytics.releases.forms` reads them."""
    return zlib.compress(people.tobytes(), 1)
