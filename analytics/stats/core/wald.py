"""Intervals of an estimate that is about normal."""

from __future__ import annotations

from analytics.stats.core import tails
from analytics.stats.core.result import Interval


def normal(value: float, error: float, confidence: float) -> Interval:
    """Wald interval."""
    half = tails.normal_quantile(confidence) * error
    return Interval(value - half, value + half, confidence, "normal")
