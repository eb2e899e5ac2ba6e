"""Ten thousand hostile inputs: no NaN, no infinity, no error without a name."""

import warnings
import zlib

import numpy as np

from tests.analytics.stats.hostile import calls, complaints
from tests.drills.stats import Outcome

INPUTS = 10_000


def hostile() -> Outcome:
    every = sorted(calls().items())
    sound, worst = 0, ""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for i in range(INPUTS):
            name, call = every[i % len(every)]
            wrong = complaints(call, np.random.default_rng([zlib.crc32(name.encode()), 1_000_000 + i]))
            sound += not wrong
            worst = worst or (f"{name}, input {i}: {wrong[0]}" if wrong else "")
    note = worst or f"{len(every)} functions"
    return Outcome(
        "hostile_inputs",
        "gaps, limits, constants, tiny, huge, text, wrong shapes and options",
        "0 to 30",
        1_000_000,
        INPUTS,
        sound / INPUTS,
        0.0,
        sound == INPUTS,
        note,
    )


DRILLS = {"hostile_inputs": hostile}
