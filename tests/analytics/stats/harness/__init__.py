"""Maps each reference case's data to calls of `analytics.stats`.

A part is a module here with `CASE` (a folder of ../data) and `results(folder)`, which returns
the case's keys. A value that is not defined is None or {"value": None, "reason": code}.
"""

from __future__ import annotations

import csv
import importlib
import math
import pkgutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analytics.stats.core.result import Estimate

DATA = Path(__file__).resolve().parent.parent / "data"


def read_csv(path: Path) -> dict[str, list[str | None]]:
    """Columns of a csv file as text; an empty cell is None."""
    with path.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return {name: [row[name] if row[name] != "" else None for row in rows] for name in rows[0]}


def numbers(column: Iterable[str | None]) -> list[float]:
    """A column as floats; missing is NaN."""
    return [math.nan if value is None else float(value) for value in column]


def value(estimate: Estimate) -> Any:
    """What the scorer wants of an estimate: the number, or null with its reason."""
    return estimate.value if estimate.defined else {"value": None, "reason": estimate.reason}


def interval(estimate: Estimate) -> Any:
    """The interval as a list, or null with its reason."""
    if estimate.interval is None:
        return {"value": None, "reason": estimate.interval_reason or estimate.reason}
    return [estimate.interval.low, estimate.interval.high]


def optional(number: float | None, reason: str | None) -> Any:
    """A number, or null with its reason."""
    return {"value": None, "reason": reason} if number is None else number


def collect() -> dict[str, dict[str, Any]]:
    """Results of every part, merged by case. Two parts may not answer the same key."""
    merged: dict[str, dict[str, Any]] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}") if info.name != "__main__" else None
        case = getattr(module, "CASE", None)
        if case is None or module is None:
            continue
        answers = merged.setdefault(case, {})
        for key, answer in module.results(DATA / case).items():
            if key in answers:
                raise KeyError(f"{case}: two parts answer {key}")
            answers[key] = answer
    return merged
