"""Standard error and degrees of freedom of a difference of two means with unequal variances."""

from __future__ import annotations

import math


def combine(sd_a: float, n_a: int, sd_b: float, n_b: int) -> tuple[float, float] | None:
    """(standard error, Welch's 1947 degrees of freedom); None when both groups are constant.

    Both groups need two values or more. Shares of the squared error keep tiny and huge scores
    within range.
    """
    a, b = sd_a / math.sqrt(n_a), sd_b / math.sqrt(n_b)
    se = math.hypot(a, b)
    if se == 0:
        return None
    a, b = (a / se) ** 2, (b / se) ** 2
    return se, 1 / (a * a / (n_a - 1) + b * b / (n_b - 1))
