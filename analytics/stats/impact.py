"""Did results change? Interrupted series, association across centers, staggered adoption."""

from analytics.stats.association import association
from analytics.stats.did import staggered
from analytics.stats.interrupted import interrupted_series

__all__ = ["association", "interrupted_series", "staggered"]
