"""Simulated cohorts: does a 95 % interval cover the truth 93 to 97 times in 100?

A drill is a module here with `DRILLS`, a mapping of names to functions without arguments that
return an `Outcome`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analytics.stats.core.result import Interval

REPLICATIONS = 1000
LOWEST, HIGHEST = 0.93, 0.97

Draw = Callable[[np.random.Generator], tuple[Interval | None, float]]
"""One simulated cohort: the interval (None where undefined) and the truth it should cover."""


@dataclass(frozen=True)
class Outcome:
    """What a drill found. `rate` is the share of intervals that cover, or of inputs that behave."""

    name: str
    model: str
    n: str
    seed: int
    replications: int
    rate: float
    error: float
    passed: bool
    note: str = ""

    def line(self) -> str:
        """One row of a Markdown table."""
        verdict = "pass" if self.passed else "FAIL"
        return (
            f"| {self.name} | {self.model} | {self.n} | {self.seed} | {self.replications} "
            f"| {100 * self.rate:.1f} ± {100 * self.error:.1f} % | {verdict} | {self.note} |"
        )


HEADER = (
    "| Drill | Generating model | n | Seed | Replications | Coverage ± Monte-Carlo error | Verdict | Note |\n"
    "|---|---|---|---|---|---|---|---|"
)


def coverage(
    name: str, draw: Draw, *, model: str, n: str, seed: int, replications: int = REPLICATIONS, note: str = ""
) -> Outcome:
    """Share of replications whose interval covers; an undefined interval counts as a miss."""
    rng = np.random.default_rng(seed)
    covered = 0
    for _ in range(replications):
        interval, truth = draw(rng)
        covered += interval is not None and interval.low <= truth <= interval.high
    rate = covered / replications
    error = math.sqrt(rate * (1 - rate) / replications)
    return Outcome(name, model, n, seed, replications, rate, error, LOWEST <= rate <= HIGHEST, note)
