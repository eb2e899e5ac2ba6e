"""A share of the hostile inputs (the 10,000 are a drill)."""

import zlib

import numpy as np
import pytest

from tests.analytics.stats.hostile import calls, complaints

SHARE = 25


@pytest.mark.parametrize("name", sorted(calls()))
def test_hostile_input_gets_a_sound_answer_or_a_named_error(name):
    call = calls()[name]
    found = {}
    for i in range(SHARE):
        wrong = complaints(call, np.random.default_rng([zlib.crc32(name.encode()), i]))
        if wrong:
            found[i] = wrong
    assert found == {}
