"""Reliability of raters, in one place: `from analytics.stats import raters`."""

from analytics.stats.agreement import brennan_prediger, conger, fleiss, gwet, percent
from analytics.stats.icc import icc
from analytics.stats.kappa import cohen, weighted_kappa
from analytics.stats.krippendorff import krippendorff, weighted_alpha

__all__ = [
    "brennan_prediger",
    "cohen",
    "conger",
    "fleiss",
    "gwet",
    "icc",
    "krippendorff",
    "percent",
    "weighted_alpha",
    "weighted_kappa",
]
