"""Groups and centers: comparing groups fairly, adjusting for the start, pooling centers."""

from analytics.stats.core.multiplicity import benjamini_hochberg, holm
from analytics.stats.groups.by_group import disaggregate, gain_by_group, gaps
from analytics.stats.groups.centers import exceedance, funnel, pool_centers, shrink_centers
from analytics.stats.groups.covariance import ancova
from analytics.stats.groups.factorial import factorial_ancova
from analytics.stats.groups.mixed import mixed_gain, mixed_nested
from analytics.stats.groups.ordinal import rank_sum, vargha_delaney
from analytics.stats.groups.robust import cr2, hc3
from analytics.stats.groups.tost import equivalence

__all__ = [
    "ancova",
    "benjamini_hochberg",
    "cr2",
    "disaggregate",
    "equivalence",
    "exceedance",
    "factorial_ancova",
    "funnel",
    "gain_by_group",
    "gaps",
    "hc3",
    "holm",
    "mixed_gain",
    "mixed_nested",
    "pool_centers",
    "rank_sum",
    "shrink_centers",
    "vargha_delaney",
]
