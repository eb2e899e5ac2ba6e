"""Student's sleep data: the paired block."""

from pathlib import Path
from typing import Any

from tests.analytics.stats.harness import numbers, paired_block, read_csv

CASE = "s01_sleep_paired"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    x, y = numbers(table["pre"]), numbers(table["post"])
    return (
        paired_block.moments_and_test(x, y)
        | paired_block.signed_ranks(x, y)
        | paired_block.different_people(x, y)
        | paired_block.resampled(x, y)
        | paired_block.reliable(x, y, 0.8)
    )
