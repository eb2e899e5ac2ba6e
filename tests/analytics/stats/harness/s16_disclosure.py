"""A head-count table with published margins: what to hide."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv

CASE = "s16_disclosure"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    regions = table.pop("region")
    groups = list(table)
    counts = list(zip(*(numbers(table[g]) for g in groups), strict=True))

    def name(cell: tuple[int, int]) -> str:
        return f"{regions[cell[0] - 1]}|{groups[cell[1] - 1]}"

    found = stats.disclosure.protect(counts, threshold=5)
    return {
        "k": 5,
        "primary_cells": [name(cell) for cell in found.primary],
        "min_number_of_complementary_cells": len(found.complementary),
        "min_complementary_count_lost": found.count_lost,
        "one_optimal_pattern": [name(cell) for cell in found.complementary],
        "primary_only_is_unsafe": not stats.disclosure.audit(counts, found.primary, threshold=5).safe,
        "attacker_interval_after_optimal": {name(e.cell): [e.low, e.high] for e in found.audit.exposures},
    }
