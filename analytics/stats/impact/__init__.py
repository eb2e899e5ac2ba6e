"""Impact: what changed when the program began, and whether results go with learning."""

from analytics.stats.impact.correlation import association
from analytics.stats.impact.counts import interrupted_counts
from analytics.stats.impact.did import staggered
from analytics.stats.impact.interrupted import interrupted_series

__all__ = [
    "association",
    "interrupted_counts",
    "interrupted_series",
    "staggered",
]
