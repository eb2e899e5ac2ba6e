"""Raters: agreement, reliability, severity and drift of those who score."""

from analytics.stats.raters.coefficients import brennan_prediger, conger, gwet, percent
from analytics.stats.raters.concordance import kendall_w
from analytics.stats.raters.crossed_model import crossed, table
from analytics.stats.raters.fleiss_kappa import fleiss
from analytics.stats.raters.gtheory import d_study, g_study, raters_needed
from analytics.stats.raters.intraclass import icc
from analytics.stats.raters.kappa import cohen, weighted_kappa
from analytics.stats.raters.krippendorff_alpha import krippendorff, weighted_alpha
from analytics.stats.raters.over_time import bland_altman, drift
from analytics.stats.raters.within_targets import joint_drift, severities

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
    "joint_drift",
    "kendall_w",
    "krippendorff",
    "percent",
    "raters_needed",
    "severities",
    "table",
    "weighted_alpha",
    "weighted_kappa",
]
