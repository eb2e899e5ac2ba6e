"""What every result must keep: finite numbers, no p of 0, a reason for each missing value."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

import numpy as np

from analytics.stats.core.result import Estimate


def faults(result: object, path: str = "result") -> list[str]:
    """Paths inside a result (dataclasses, tuples, mappings, arrays) that break a promise."""
    if isinstance(result, Estimate):
        return _estimate(result, path)
    if dataclasses.is_dataclass(result):
        found = []
        for field in dataclasses.fields(result):
            name = f"{path}.{field.name}"
            value = getattr(result, field.name)
            found += faults(value, name)
            is_p = field.name == "p" or field.name.startswith("p_")
            if is_p and isinstance(value, float) and not 0 < value <= 1:
                found.append(f"{name} = {value}")
        return found
    if isinstance(result, Mapping):
        return [fault for key, value in result.items() for fault in faults(value, f"{path}[{key!r}]")]
    if isinstance(result, (tuple, list)):
        return [fault for i, value in enumerate(result) for fault in faults(value, f"{path}[{i}]")]
    if isinstance(result, np.ndarray):
        bad = result.dtype.kind == "f" and not np.isfinite(result).all()
        return [f"{path} is not finite"] if bad else []
    if isinstance(result, (float, np.floating)) and not math.isfinite(result):
        return [f"{path} = {result}"]
    return []


def _estimate(estimate: Estimate, path: str) -> list[str]:
    found = []
    if estimate.value is None and not estimate.reason:
        found.append(f"{path} has neither value nor reason")
    if estimate.value is not None and not math.isfinite(estimate.value):
        found.append(f"{path} = {estimate.value}")
    if estimate.value is not None and estimate.interval is None and not estimate.interval_reason:
        found.append(f"{path} has no interval and no reason for it")
    if estimate.interval is not None and estimate.interval.low > estimate.interval.high:
        found.append(f"{path} has its limits reversed")
    if estimate.n_used < 0 or any(count < 0 for count in estimate.excluded.values()):
        found.append(f"{path} counts below zero")
    return found
