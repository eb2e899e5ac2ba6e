"""The rules by which an answer equals an expected value."""

from __future__ import annotations

import math
from typing import Any


def is_scored(key: str) -> bool:
    """Keys about the simulation's truth or printed in a publication are information only."""
    return not key.startswith(("truth.", "published"))


def unwrap(answer: Any) -> Any:
    """The value of an answer that carries a reason."""
    return answer["value"] if isinstance(answer, dict) and "value" in answer else answer


def matches(expected: Any, got: Any, tolerance: float) -> bool:
    """Whether `got` is `expected`, numbers within the absolute tolerance, name lists as sets."""
    if expected is None or got is None:
        return expected is got
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and set(expected) == set(got)
            and all(matches(expected[k], got[k], tolerance) for k in expected)
        )
    if isinstance(expected, list):
        if not isinstance(got, list) or len(expected) != len(got):
            return False
        names = bool(expected) and all(isinstance(e, str) for e in expected)
        if names and len(set(expected)) == len(expected) and set(expected) == set(map(str, got)):
            return True
        return all(matches(e, g, tolerance) for e, g in zip(expected, got, strict=True))
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        number = isinstance(got, (int, float)) and not isinstance(got, bool)
        return number and math.isfinite(got) and abs(expected - got) <= tolerance + 1e-15
    return bool(expected == got)
