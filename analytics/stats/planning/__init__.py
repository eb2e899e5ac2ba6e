"""Planning: how many people a figure needs."""

from analytics.stats.planning.sample_size import (
    ITEM_STATISTICS,
    design_effect,
    for_power,
    for_precision,
    for_proportion,
    half_width,
    power,
)

__all__ = [
    "ITEM_STATISTICS",
    "design_effect",
    "for_power",
    "for_precision",
    "for_proportion",
    "half_width",
    "power",
]
