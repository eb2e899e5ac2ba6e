"""Missing post-tests: who is missing, and what the gain may be without them."""

from analytics.stats.missing.attrition import differential, flow
from analytics.stats.missing.methods import bounds, sensitivity, tipping_point
from analytics.stats.missing.models import aipw, g_computation, ipw, multiple_imputation

__all__ = [
    "aipw",
    "bounds",
    "differential",
    "flow",
    "g_computation",
    "ipw",
    "multiple_imputation",
    "sensitivity",
    "tipping_point",
]
