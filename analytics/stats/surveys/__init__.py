"""Surveys: shares, net promoter, Likert tables, scale scores, raking."""

from analytics.stats.core.proportions import proportion
from analytics.stats.surveys.answers import likert, net_promoter, top_box
from analytics.stats.surveys.raking import rake
from analytics.stats.surveys.scales import scale_gaps, scale_scores

__all__ = [
    "likert",
    "net_promoter",
    "proportion",
    "rake",
    "scale_gaps",
    "scale_scores",
    "top_box",
]
