"""Degenerate items: a perfect item, an item nobody gets right, a negative one."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value
from tests.analytics.stats.harness.classical import moodle_keys

CASE = "s09_edge_cases"


def results(folder: Path) -> dict[str, Any]:
    matrix = np.column_stack([numbers(column) for column in read_csv(folder / "items.csv").values()])
    table = stats.items.analyze(matrix)
    fit = stats.scaling.rasch_conditional(matrix)
    moodle = moodle_keys(matrix)
    return {
        "items.difficulty_p": [item.difficulty.value for item in table.items],
        "items.corrected_item_rest_r": [item.item_rest.value for item in table.items],
        "items.moodle.discrimination_index_pct": _values(moodle["discrimination_index_pct"]),
        "items.moodle.discriminative_efficiency_pct": _values(moodle["discriminative_efficiency_pct"]),
        "items.alpha": value(table.alpha),
        "items.n_perfect_items": len(table.perfect_items),
        "items.n_zero_items": len(table.zero_items),
        "items.rasch_cml.items_excluded": list(fit.items_excluded),
        "items.rasch_cml.persons_extreme": fit.persons_extreme,
        "items.alpha_single_item": value(stats.items.alpha(matrix[:, 2:3])),
    }


def _values(column: list[Any]) -> list[Any]:
    return [entry["value"] if isinstance(entry, dict) else entry for entry in column]
