"""Hiding small counts so that totals cannot give them back (Cox 1980; Fischetti & Salazar 2000).

A pure algorithm: what must be hidden from whom is the application's policy. The promise is the
audit's: every sensitive cell keeps a feasible interval at least `threshold` wide for someone who
knows the published cells and totals and that counts are not negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from analytics.stats.core.arrays import several
from analytics.stats.core.base import Result
from analytics.stats.core.result import StatsError
from analytics.stats.disclosure import pattern
from analytics.stats.disclosure.linear_table import Cell, Exposure, Table, build, exposures

GROUP_THRESHOLD = 20
SMALLEST_PART = 3


@dataclass(frozen=True, slots=True, repr=False)
class Audit(Result):
    """What an attacker can infer for each hidden sensitive cell; safe when all are wide enough."""

    exposures: tuple[Exposure, ...]
    safe: bool


@dataclass(frozen=True, slots=True, repr=False)
class Suppression(Result):
    """Cells to hide, `primary` for their own size, `complementary` so that sums do not give them back.

    A cell is a position per axis, from 1, with None for a total.
    `count_lost` is the sum of complementary counts within the table. `method` is "exact" (fewest
    cells, then least count lost) or "heuristic". `totals_hidden` warns that totals had to go too.
    """

    primary: tuple[Cell, ...]
    complementary: tuple[Cell, ...]
    audit: Audit
    count_lost: int
    method: str
    totals_hidden: bool


def primary(counts: Any, *, threshold: int = 5) -> tuple[Cell, ...]:
    """Cells and totals with 0 < count < `threshold`. Zeros are published: see `rate_reveals`."""
    return tuple(build_cell for build_cell, _ in _small(build(counts), _threshold(threshold)))


def audit(counts: Any, hidden: Iterable[Cell], *, threshold: int = 5) -> Audit:
    """What the published part of `counts` gives away of the small cells, `hidden` being withheld."""
    table, wanted = build(counts), _threshold(threshold)
    positions = {table.position(cell, "hidden") for cell in several(hidden, "hidden")}
    found = exposures(table, positions, [p for _, p in _small(table, wanted)], wanted)
    return Audit(found, all(e.safe for e in found))


def protect(
    counts: Any,
    *,
    threshold: int = 5,
    sensitive: Iterable[Cell] = (),
    hidden: Iterable[Cell] = (),
) -> Suppression:
    """A set of cells to hide that passes the audit.

    `counts` is a table of one to three dimensions whose totals are published too. `sensitive`
    adds cells to protect (a rate of 0 % or 100 %, say); `hidden` are cells withheld already,
    as in a linked table, which must stay so. Tables within `pattern.EXACT_CELLS` are solved
    exactly; larger ones by a greedy search that is then pruned. Totals are hidden only when
    nothing else helps.
    """
    table, wanted = build(counts), _threshold(threshold)
    first = {p for _, p in _small(table, wanted)} | {
        table.position(c, "sensitive") for c in several(sensitive, "sensitive")
    }
    already = {table.position(c, "hidden") for c in several(hidden, "hidden")}
    ordered = sorted(first)
    found = pattern.search(table, ordered, frozenset(first | already), wanted)
    result = exposures(table, found.hidden, ordered, wanted)
    extra = sorted(found.hidden - first)
    totals = table.is_total
    return Suppression(
        primary=tuple(table.cells[p] for p in ordered),
        complementary=tuple(table.cells[p] for p in extra),
        audit=Audit(result, all(e.safe for e in result)),
        count_lost=int(sum(table.counts[p] for p in extra if not totals[p])),
        method=found.method,
        totals_hidden=any(bool(totals[p]) for p in found.hidden),
    )


def rate_reveals(
    successes: int,
    n: int,
    *,
    threshold: int = 5,
    smallest_part: int = SMALLEST_PART,
    group_threshold: int = GROUP_THRESHOLD,
) -> str | None:
    """Why the rate successes / n must not be published, or None.

    "group_too_small": n < `threshold`; "says_something_of_everyone": 0 % or 100 % of fewer than
    `group_threshold`; "part_too_small": fewer than `smallest_part` on either side (0 turns it off).
    """
    for name, value in (("successes", successes), ("n", n)):
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 0:
            raise StatsError(name, "must be a whole number, 0 or more")
    for name, least in (
        ("threshold", threshold),
        ("smallest_part", smallest_part),
        ("group_threshold", group_threshold),
    ):
        if isinstance(least, bool) or not isinstance(least, int) or least < 0:
            raise StatsError(name, "must be a whole number, 0 or more")
    if successes > n:
        raise StatsError("successes", "must not exceed n")
    if n < threshold:
        return "group_too_small"
    if successes in (0, n):
        return "says_something_of_everyone" if n < group_threshold else None
    return "part_too_small" if min(successes, n - successes) < smallest_part else None


def _small(table: Table, threshold: int) -> list[tuple[Cell, int]]:
    return [(table.cells[p], p) for p, n in enumerate(table.counts.tolist()) if 0 < n < threshold]


def _threshold(threshold: int) -> int:
    if isinstance(threshold, bool) or not isinstance(threshold, int) or threshold < 2:
        raise StatsError("threshold", "must be a whole number, 2 or more")
    return threshold
