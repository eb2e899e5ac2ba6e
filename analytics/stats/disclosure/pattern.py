"""Which cells to hide besides the small ones: exact for small tables, greedy and pruned for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.stats.core.arrays import Floats
from analytics.stats.disclosure.linear_table import Table, exposures

EXACT_CELLS = 60
EXACT_SENSITIVE = 6
_NODES = 20_000
_PRUNE_UP_TO = 2_000
_MOVED = 1e-7


@dataclass(frozen=True, slots=True)
class Pattern:
    """Positions of all hidden cells, and how they were found."""

    hidden: frozenset[int]
    method: str


def search(table: Table, sensitive: Sequence[int], hidden: frozenset[int], threshold: int) -> Pattern:
    """Hidden cells under which every sensitive one passes the audit.

    Candidates are first the cells with people in them, then also empty cells, then also totals:
    hiding an empty cell helps little against someone who knows that it must be empty.
    """
    if _safe(table, hidden, sensitive, threshold):
        return Pattern(hidden, "exact")
    totals, people = table.is_total, table.counts > 0
    everything = np.ones(len(table.cells), dtype=bool)
    stages = (people & ~totals, ~totals, everything)
    choices = (sorted(set(np.flatnonzero(allowed).tolist()) - hidden) for allowed in stages)
    candidates = next(c for c in choices if _safe(table, hidden | frozenset(c), sensitive, threshold))
    if len(candidates) <= EXACT_CELLS and len(sensitive) <= EXACT_SENSITIVE:
        chosen = _exact(table, sensitive, hidden, candidates, threshold)
        if chosen is not None and _safe(table, hidden | chosen, sensitive, threshold):
            return Pattern(hidden | chosen, "exact")
    return Pattern(_greedy(table, sensitive, hidden, candidates, threshold), "heuristic")


def _safe(table: Table, hidden: frozenset[int], sensitive: Sequence[int], threshold: int) -> bool:
    return all(e.safe for p in sensitive for e in exposures(table, hidden, [p], threshold))


def _exact(
    table: Table, sensitive: Sequence[int], hidden: frozenset[int], candidates: list[int], threshold: int
) -> frozenset[int] | None:
    """Fewest cells, then least count: a mixed-integer program (Fischetti & Salazar 2000).

    For each sensitive cell two tables that agree with all that is published must differ by
    `threshold` there; a cell may differ from the truth only if it is hidden.
    """
    from scipy import optimize  # costs 0.2 s to import, and only disclosure control needs it

    cells = sorted(hidden) + candidates
    m, free = len(cells), len(candidates)
    size = free + 2 * len(sensitive) * m
    equations, counts = table.equations[:, cells], table.counts[cells].astype(np.float64)
    reach = float(table.counts.max()) + threshold
    pick = np.vstack([np.zeros((m - free, free)), np.eye(free)])
    always = np.concatenate([np.ones(m - free), np.zeros(free)])
    rows: list[Floats] = []
    low: list[Floats] = []
    high: list[Floats] = []
    for start in range(free, size, m):
        for choice, change, least, most in (
            (np.zeros((len(equations), free)), equations, np.zeros(len(equations)), np.zeros(len(equations))),
            (-reach * pick, np.eye(m), np.full(m, -np.inf), reach * always),
            (counts[:, None] * pick, np.eye(m), -counts * always, np.full(m, np.inf)),
        ):
            block = np.zeros((len(change), size))
            block[:, :free], block[:, start : start + m] = choice, change
            rows.append(block)
            low.append(least)
            high.append(most)
    for i, p in enumerate(sensitive):
        row, at = np.zeros((1, size)), free + 2 * i * m + cells.index(p)
        row[0, at], row[0, at + m] = 1.0, -1.0
        rows.append(row)
        low.append(np.array([float(threshold)]))
        high.append(np.array([np.inf]))
    weight = counts[m - free :] + float(counts.sum()) + 1
    answer = optimize.milp(
        np.concatenate([weight, np.zeros(size - free)]),
        constraints=optimize.LinearConstraint(np.vstack(rows), np.concatenate(low), np.concatenate(high)),
        integrality=np.concatenate([np.ones(free), np.zeros(size - free)]),
        bounds=optimize.Bounds(
            np.concatenate([np.zeros(free), np.full(size - free, -reach)]),
            np.concatenate([np.ones(free), np.full(size - free, reach)]),
        ),
        options={"mip_rel_gap": 0.0, "node_limit": _NODES},
    )
    if not answer.success:
        return None
    return frozenset(c for c, y in zip(candidates, answer.x[:free], strict=True) if y > 0.5)


def _greedy(
    table: Table, sensitive: Sequence[int], hidden: frozenset[int], candidates: list[int], threshold: int
) -> frozenset[int]:
    """One linear program per sensitive cell: the cheapest changes that hide it (Kelly et al. 1992)."""
    found = hidden
    for p in sorted(sensitive, key=lambda q: (int(table.counts[q]), q)):
        if not _safe(table, found, [p], threshold):
            found |= _cheapest(table, p, found, candidates, threshold)
    extra = sorted(found - hidden, key=lambda c: (-int(table.counts[c]), c))
    if len(extra) * len(sensitive) <= _PRUNE_UP_TO:
        for cell in extra:
            if _safe(table, found - {cell}, sensitive, threshold):
                found -= {cell}
    return found


def _cheapest(
    table: Table, p: int, hidden: frozenset[int], candidates: list[int], threshold: int
) -> frozenset[int]:
    from scipy import optimize  # costs 0.2 s to import, and only disclosure control needs it

    cells = sorted(hidden | set(candidates))
    counts = table.counts[cells].astype(np.float64)
    cost = np.where([c in hidden for c in cells], 0.0, 1.0 + counts / max(1.0, float(counts.max())))
    a, none = table.equations[:, cells], np.zeros((table.equations.shape[0], 2 * len(cells)))
    # Up and down parts of the change in a higher and in a lower table.
    equations = np.vstack([np.hstack([a, -a, none]), np.hstack([none, a, -a])])
    apart: Floats = np.zeros((1, 4 * len(cells)))
    at, m = cells.index(p), len(cells)
    apart[0, [at, m + at, 2 * m + at, 3 * m + at]] = [1.0, -1.0, -1.0, 1.0]
    limits = [(0.0, None)] * m + [(0.0, n) for n in counts] + [(0.0, None)] * m + [(0.0, n) for n in counts]
    answer = optimize.linprog(
        np.tile(cost, 4),
        A_eq=np.vstack([equations, apart]),
        b_eq=np.concatenate([np.zeros(len(equations)), [float(threshold)]]),
        bounds=limits,
        method="highs",
    )
    moved = np.asarray(answer.x).reshape(4, m).max(axis=0) > _MOVED
    return frozenset(c for c, used in zip(cells, moved.tolist(), strict=True) if used)
