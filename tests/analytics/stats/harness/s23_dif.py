"""A question whose curves cross, one that is harder and a fair one."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import read_csv

CASE = "s23_nonuniform_dif"
ITEMS = {"crossing": 7, "harder": 3, "fair": 10}


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    matrix = [[float(mark) for mark in row or ""] for row in table["answers"]]
    found = stats.items.dif_class(matrix, table["group"], reference="reference")
    answers: dict[str, Any] = {"classes": [], "classes_ets": []}
    for name, place in ITEMS.items():
        item = found.items[place]
        lr = item.logistic
        answers["classes"].append(f"{item.dif_class} {item.kind}")
        answers["classes_ets"].append(item.ets_class)
        answers[f"{name}.lr_uniform_nonuniform"] = [lr.lr_uniform, lr.lr_nonuniform]
        answers[f"{name}.r2_change_uniform_nonuniform"] = [lr.r2_change, lr.r2_uniform, lr.r2_nonuniform]
        answers[f"{name}.unsigned_difference"] = lr.unsigned_difference
        answers[f"{name}.delta"] = item.mantel_haenszel.delta
    return answers
