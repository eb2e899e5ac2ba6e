"""LSAT6: classical statistics."""

from pathlib import Path
from typing import Any

import numpy as np

from tests.analytics.stats.harness import numbers, read_csv
from tests.analytics.stats.harness.classical import classical

CASE = "s04_lsat6_ctt_irt"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    return classical(np.column_stack([numbers(column) for column in table.values()]))
