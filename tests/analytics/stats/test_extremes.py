"""Numbers near the ends of what a float holds get a sound answer or an error that names the argument."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from tests.analytics.stats.sample_calls import CALLS
from tests.analytics.stats.soundness import faults


def scaled(value: Any, factor: float) -> Any:
    """Numbers, columns and tables of numbers times `factor`; anything else as it is."""
    if isinstance(value, dict):
        return {name: scaled(entry, factor) for name, entry in value.items()}
    if isinstance(value, list):
        return [scaled(entry, factor) for entry in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value * factor
    return value


def complaint(function: Any, arguments: dict[str, Any]) -> list[str]:
    signature = inspect.signature(function)
    bound = inspect.BoundArguments(signature, arguments)
    try:
        return faults(function(*bound.args, **bound.kwargs))
    except StatsError as error:
        return [] if error.argument in signature.parameters else [str(error)]


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"raters.table"}))
@pytest.mark.parametrize("factor", [1e60, 1e-310, 5e-324])
def test_a_score_near_the_end_of_floats(name, factor):
    call = CALLS[name]
    given = inspect.signature(call.func).bind(*call.args, **call.keywords).arguments
    data = [key for key, value in given.items() if scaled(value, 2.0) != value]
    assert complaint(call.func, {k: scaled(v, factor) if k in data else v for k, v in given.items()}) == []
    columns = [key for key in data if isinstance(given[key], list)]
    for key in columns:
        assert complaint(call.func, {**given, key: scaled(given[key], factor)}) == []


@pytest.mark.parametrize("weight", [5e-324, 1e-310, 1e60, 1e99])
def test_weights_count_beside_each_other_only(weight):
    x, y = [1, 2, 3, 4, 5.5], [2, 1, 4, 3, 6]
    assert stats.impact.association(x, y, weights=[weight] * 5) == stats.impact.association(x, y)
    equal = stats.surveys.rake({"a": list("xxyy")}, {"a": {"x": weight, "y": weight}})
    assert equal.weights == (1, 1, 1, 1)


def test_what_no_float_can_weigh_has_a_reason_or_a_name():
    assert stats.surveys.rake({"a": list("xxyy")}, {"a": {"x": 5e-324, "y": 1}}).weights[2:] == (2, 2)
    tiny = stats.gain.retention([0.0, 0.0, 0.0], [0.0, 0.0, 3e-310], [1.0, 2.0, 3.0])
    assert tiny.ratio.reason == "beyond_float_range"
    once, least = ([0, 1, 0, 2], [3, 5, 2, 4], [2, 4, 2, 3]), 2.0**-1060
    small = stats.gain.retention(*([v * least for v in column] for column in once))
    assert small.ratio.value == stats.gain.retention(*once).ratio.value
    with pytest.raises(StatsError, match=r"^max_score: must be greater than min_score"):
        stats.gain.paired([1, 2], [2, 3], max_score=5e-324)
    centers = list("aabbcc")
    large = stats.groups.shrink_centers([0] * 6, [v * 1e60 for v in (1, 2, 3, 5, 4, 7)], centers=centers)
    plain = stats.groups.shrink_centers([0] * 6, [1, 2, 3, 5, 4, 7], centers=centers)
    assert large.value == pytest.approx(plain.value * 1e60, rel=1e-6)
    with pytest.raises(StatsError, match=r"^pre: must not hold values beyond 1e\+100"):
        stats.gain.paired([1e101], [1])
