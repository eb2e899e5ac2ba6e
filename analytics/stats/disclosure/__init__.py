"""Disclosure control: which cells of a table give someone away."""

from analytics.stats.disclosure.suppression import audit, primary, protect, rate_reveals

__all__ = [
    "audit",
    "primary",
    "protect",
    "rate_reveals",
]
