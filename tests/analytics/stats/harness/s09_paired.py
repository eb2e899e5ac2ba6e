"""Eleven hostile groups of paired scores out of 20, pass mark 12."""

from pathlib import Path
from typing import Any

from tests.analytics.stats.harness import numbers, paired_block, read_csv

CASE = "s09_edge_cases"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    pre, post = numbers(table["pre"]), numbers(table["post"])
    answers: dict[str, Any] = {}
    for group in sorted(set(table["group"])):
        rows = [i for i, name in enumerate(table["group"]) if name == group]
        x, y = [pre[i] for i in rows], [post[i] for i in rows]
        block = (
            paired_block.moments_and_test(x, y)
            | paired_block.signed_ranks(x, y)
            | paired_block.normalized_gains(x, y, 20.0)
            | paired_block.passing(x, y, 12.0)
        )
        complete = sum(a == a and b == b for a, b in zip(x, y, strict=True))
        block["n_incomplete_pairs"] = len(rows) - complete
        answers |= {f"{group}.{key}": answer for key, answer in block.items() if answer is not None}
    return answers
