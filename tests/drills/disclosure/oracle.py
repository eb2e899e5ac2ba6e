"""The audit of a table by τ-ARGUS's own engine, which reads tables in the format of Jiménez and Salazar."""

import tempfile
from pathlib import Path

from pytauargus import _tauargus

from analytics.stats.disclosure.linear_table import Table


def intervals(table: Table, hidden: frozenset[int]) -> dict[int, tuple[float, float | None]]:
    """By position of each hidden cell, the least and the greatest count that the rest allows."""
    everybody = int(table.counts.max())
    most = 10 * everybody + 100
    lines = ["0", str(len(table.cells))]
    for place, count in enumerate(table.counts.tolist()):
        status = "u" if place in hidden else "s"
        lines.append(f"{place} {count} {count} {status} 0 {most} 0 0 0")
    lines.append(str(len(table.equations)))
    for row in table.equations:
        cells = [(place, int(weight)) for place, weight in enumerate(row.tolist()) if weight]
        lines.append(f"0 {len(cells)} : " + " ".join(f"{place} ({weight})" for place, weight in cells))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.jj"
        file.write_text("\n".join(lines) + "\n")
        rows = _tauargus.audit_jj(str(file))
    # Where the totals are hidden too nothing but the ceiling of the file bounds a count.
    return {
        one["cell"]: (one["min"], None if one["max"] > 2 * everybody + 100 else one["max"]) for one in rows
    }
