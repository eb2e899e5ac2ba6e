"""What every result must keep: finite numbers, no p of 0, a reason for each missing value."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

import numpy as np

from analytics.stats.core.result import Estimate

# By the beginning of a method's name, what its figure can be; one whose value lies outside is at fault too.
POSSIBLE = {
    "proportion": (0, 1),
    "attrition_rate": (0, 1),
    # Below 0 only where marks are.
    "difficulty": (-math.inf, 1),
    "net_promoter_score": (-100, 100),
    "net_agreement": (-1, 1),
    "pass_rate": (0, 1),
    "pass_rate_difference": (-1, 1),
    "improved_share": (0, 1),
    "rank_biserial": (-1, 1),
    "probability_of_superiority": (0, 1),
    "vargha_delaney_a": (0, 1),
    "marx_cummings_change": (-1, 1),
    "percent_agreement": (0, 1),
    "krippendorff_alpha": (-math.inf, 1),
    "cohen_kappa": (-math.inf, 1),
    "gwet": (-math.inf, 1),
    "fleiss": (-math.inf, 1),
    "conger": (-math.inf, 1),
    "brennan_prediger": (-math.inf, 1),
    "icc_": (-math.inf, 1),
    "alpha": (-math.inf, 1),
    "kr20": (-math.inf, 1),
    "kr21": (-math.inf, 1),
    "lambda2": (-math.inf, 1),
    "omega": (0, 1),
    "sem": (0, math.inf),
    "angoff": (0, math.inf),
    "ebel": (0, math.inf),
    "hofstee": (0, 1),
    "correlation": (-1, 1),
    "item_total": (-1, 1),
    "item_rest": (-1, 1),
    "option_rest": (-1, 1),
    "oldham": (-1, 1),
    "gain_pretest_correlation": (-1, 1),
    "classification": (-1, 1),
    "generalizability": (0, 1),
    "dependability": (0, 1),
    "partial_eta2": (0, 1),
    "generalized_eta2": (0, 1),
    "kendall_w": (0, 1),
    "interrupted_counts": (0, math.inf),
    "eap_reliability": (-math.inf, 1),
}


# A percentile or adjusted interval need not hold its estimate, nor one that begins where F says nothing.
OFF_CENTER = {
    "percentile_bootstrap",
    "multiplier_bootstrap",
    "bca",
    "adjusted_wald",
    "bonett_price_2012",
    "noncentral_f",
}


def possible(method: str) -> tuple[float, float]:
    """What a figure of this method can be."""
    fitting = [name for name in POSSIBLE if method.startswith(name)]
    return POSSIBLE[max(fitting, key=len)] if fitting else (-math.inf, math.inf)


def faults(result: object, path: str = "result") -> list[str]:
    """Paths inside a result (dataclasses, tuples, mappings, arrays) that break a promise."""
    if isinstance(result, Estimate):
        return _estimate(result, path)
    if dataclasses.is_dataclass(result):
        found = []
        for field in dataclasses.fields(result):
            name = f"{path}.{field.name}"
            value = getattr(result, field.name)
            found += faults(value, name)
            is_p = field.name == "p" or field.name.startswith("p_")
            if is_p and isinstance(value, float) and not 0 < value <= 1:
                found.append(f"{name} = {value}")
        return found
    if isinstance(result, Mapping):
        return [fault for key, value in result.items() for fault in faults(value, f"{path}[{key!r}]")]
    if isinstance(result, (tuple, list)):
        return [fault for i, value in enumerate(result) for fault in faults(value, f"{path}[{i}]")]
    if isinstance(result, np.ndarray):
        bad = result.dtype.kind == "f" and not np.isfinite(result).all()
        return [f"{path} is not finite"] if bad else []
    if isinstance(result, (float, np.floating)) and not math.isfinite(result):
        return [f"{path} = {result}"]
    return []


def _estimate(estimate: Estimate, path: str) -> list[str]:
    found = []
    if estimate.value is None and not estimate.reason:
        found.append(f"{path} has neither value nor reason")
    if estimate.value is not None and not math.isfinite(estimate.value):
        found.append(f"{path} = {estimate.value}")
    if estimate.value is not None and estimate.interval is None and not estimate.interval_reason:
        found.append(f"{path} has no interval and no reason for it")
    if estimate.interval is not None and estimate.interval.low > estimate.interval.high:
        found.append(f"{path} has its limits reversed")
    low, high = possible(estimate.method)
    inside = [v for v in (estimate.value, *(estimate.interval or ())) if v is not None]
    if any(not low - 1e-12 <= v <= high + 1e-12 for v in inside):
        found.append(f"{path} leaves {low} to {high}: {estimate!r}")
    if estimate.interval and estimate.value is not None and estimate.interval.method not in OFF_CENTER:
        room = 1e-9 * max(1.0, abs(estimate.value))
        if not estimate.interval.low - room <= estimate.value <= estimate.interval.high + room:
            found.append(f"{path} lies outside its interval: {estimate!r}")
    if estimate.n_used < 0 or any(count < 0 for count in estimate.excluded.values()):
        found.append(f"{path} counts below zero")
    return found
