"""What every result of every public function keeps, held by one ordinary call of each."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pytest

from analytics import stats
from analytics.stats.core.base import Answer, Frozen, Result, to_json, to_plain
from analytics.stats.core.result import Estimate, Interval, StatsError
from tests.analytics.stats.sample_calls import CALLS
from tests.analytics.stats.soundness import faults

# Plain numbers, codes and cells: nothing that needs a base.
BARE = {
    "groups.exceedance",
    "items.corrected_for_guessing",
    "scaling.test_information",
    "scaling.warm_scores",
    "raters.raters_needed",
    "planning.design_effect",
    "planning.half_width",
    "planning.power",
    "disclosure.primary",
    "disclosure.rate_reveals",
}


def results(value: object) -> Iterator[Result]:
    if isinstance(value, Result):
        yield value
    elif isinstance(value, (tuple, dict)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from results(entry)


def estimates(value: object) -> Iterator[Estimate]:
    """Every estimate inside a result."""
    if isinstance(value, Estimate):
        yield value
    elif isinstance(value, Result):
        for name in value.__dataclass_fields__:
            yield from estimates(getattr(value, name))
    elif isinstance(value, (tuple, Mapping)):
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from estimates(entry)


def test_there_is_a_sample_call_of_every_public_function():
    public = {f"{chapter}.{name}" for chapter in stats.CHAPTERS for name in getattr(stats, chapter).__all__}
    assert set(CALLS) == public - {"planning.ITEM_STATISTICS"}


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_result_survives_pickle_copy_and_plain_data(name, capfd):
    found = CALLS[name]()
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")
    plain = to_plain(found)
    assert json.loads(to_json(found)) == plain
    assert to_plain(pickle.loads(pickle.dumps(found))) == plain
    assert to_plain(copy.deepcopy(found)) == plain
    assert bool(list(results(found))) is (name not in BARE)
    for result in results(found):
        back = type(result).from_json(result.to_json())
        assert type(back) is type(result)
        assert back.to_dict() == result.to_dict()
        assert len(repr(result)) < 200


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_result_is_sound_and_its_number_is_in_its_place(name):
    found = CALLS[name]()
    assert [fault for fault in faults(found) if name != "raters.table"] == []
    for result in results(found):
        if isinstance(result, Answer):
            assert isinstance(result.estimate, Estimate)
            assert (result.value, result.interval) == (result.estimate.value, result.estimate.interval)
            if result.value is not None:
                assert float(result) == result.value


@pytest.mark.parametrize("name", sorted(CALLS))
def test_what_comes_back_is_equal(name):
    for result in results(CALLS[name]()):
        if not _holds_arrays(result):
            assert type(result).from_dict(result.to_dict()) == result


def _holds_arrays(value: object) -> bool:
    if isinstance(value, Result):
        return any(_holds_arrays(getattr(value, name)) for name in value.__dataclass_fields__)
    return isinstance(value, np.ndarray)


def test_estimates_are_numbers_and_intervals_unpack():
    found = stats.gain.paired([1, 2, 3, 4], [3, 3, 5, 8])
    low, high = found.interval
    assert (low, high) == (found.gain.interval.low, found.gain.interval.high)
    assert found.gain.estimate is found.gain
    assert float(found) == float(found.gain) == found.gain.value == 2.25
    assert repr(found.gain) == "Estimate(2.25 [0.2478, 4.252], n_used=4, method='paired_mean_gain')"
    assert repr(found.interval).startswith("Interval(0.2477")
    nothing = stats.gain.paired([], [])
    assert repr(nothing.gain) == (
        "Estimate(undefined (no_complete_pair), n_used=0, method='paired_mean_gain')"
    )
    with pytest.raises(StatsError, match="not defined: no_complete_pair"):
        float(nothing)
    assert repr(nothing).startswith("PairedGain(gain=undefined (no_complete_pair), n_pairs=0")


def test_a_mapping_in_a_result_cannot_be_changed():
    found = stats.gain.paired([1, None], [3, 3]).gain
    assert (found.excluded, len(found.excluded)) == ({"pre_missing": 1}, 1)
    with pytest.raises(TypeError):
        found.excluded["more"] = 1
    assert hash(Frozen({"a": 1})) == hash(Frozen({"a": 1}))
    assert repr(Frozen({"a": 1})) == "{'a': 1}"


def test_labels_of_any_kind_become_plain():
    @dataclass(frozen=True, slots=True, repr=False)
    class Held(Result):
        label: object
        array: np.ndarray

    held = Held(("a", np.int64(3), complex(1, 2)), np.array([1.0, np.nan]))
    assert held.to_dict() == {"label": ["a", 3, "(1+2j)"], "array": [1.0, None]}
    assert repr(held) == "Held(label=<3>, array=<2>)"


def test_an_interval_needs_both_its_limits():
    with pytest.raises(StatsError, match="must be finite"):
        Interval(0.0, float("inf"))
