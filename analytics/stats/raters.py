"""Reliability of raters, in one place: `from analytics.stats import raters`."""

from analytics.stats.agreement import brennan_prediger, conger, fleiss, gwet, percent
from analytics.stats.crossed import crossed, table
from analytics.stats.drift import bland_altman, drift
from analytics.stats.gtheory import d_study, g_study, raters_needed
from analytics.stats.icc import icc
from analytics.stats.kappa import cohen, weighted_kappa
from analytics.stats.krippendorff import krippendorff, weighted_alpha

__all__ = [
    "bland_altman",
    "brennan_prediger",
    "cohen",
    "conger",
    "crossed",
    "d_study",
    "drift",
    "fleiss",
    "g_study",
    "gwet",
    "icc",
    "krippendorff",
    "percent",
    "raters_needed",
    "table",
    "weighted_alpha",
    "weighted_kappa",
]
