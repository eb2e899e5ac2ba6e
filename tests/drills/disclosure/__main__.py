"""python -m tests.drills.disclosure: attacked cohorts, tables against τ-ARGUS, a release with 36 before."""

import os
import random
import sys
import time

import numpy as np

from analytics import disclosure
from analytics.disclosure import Published
from analytics.stats.disclosure import pattern
from analytics.stats.disclosure.linear_table import build, exposures
from tests.analytics.disclosure import simulation
from tests.drills.disclosure import oracle

SEED = int(os.environ.get("ACUERDO_SEED", "0"))


def attack(centers: int) -> bool:
    """Every release of 4 cohorts a center, read by somebody who knows who finished when."""
    started = time.process_time()
    few = unanimous = figures = people = leaked = 0
    for number in range(centers):
        of_center = simulation.center(random.Random(SEED + number), cohorts=4)
        shown = simulation.released(of_center, range(0, 200, 10))
        known = simulation.certain(shown)
        few, unanimous = few + known.few, unanimous + known.unanimous
        people, figures = people + len(of_center), figures + len(set(shown))
        if number < 5:
            leaked += simulation.certain(simulation.live(of_center, range(0, 100, 10))).few
    print(
        f"attack     {centers * 4} cohorts, {people} people, {figures} figures: {few} results certain, "
        f"{unanimous} of people in groups of 10 or more that all passed or all failed; control of 20 cohorts "
        f"read live: {leaked} certain ({time.process_time() - started:.0f} s of processor)"
    )
    return few == 0 and leaked > 0


def against_the_oracle(tables: int) -> bool:
    """Intervals and verdicts on random tables: as protected, and with one hidden cell given away."""
    chance, differ, unsafe = np.random.default_rng(SEED), 0, 0
    for number in range(tables):
        shape = [(3, 2), (4, 3), (5, 3), (4, 4), (3, 3, 2)][number % 5]
        table = build(chance.choice([0, 1, 2, 3, 4, 6, 9, 15, 30], size=shape))
        small = [place for place, count in enumerate(table.counts.tolist()) if 0 < count < 5]
        hidden = frozenset(small)
        if number % 2:
            hidden = pattern.search(table, small, hidden, 5).hidden
        ours = exposures(table, hidden, sorted(hidden), 5)
        theirs = oracle.intervals(table, hidden)
        for place, one in zip(sorted(hidden), ours, strict=True):
            low, high = theirs[place]
            same = abs(one.low - low) < 1e-6 and (one.high is None) == (high is None)
            if high is not None and one.high is not None:
                same = same and abs(one.high - high) < 1e-6
            differ += not same or one.safe != (high is None or high - low >= 5 - 1e-6)
            unsafe += not one.safe
    print(f"oracle     {tables} tables: {differ} cells differ from τ-ARGUS; {unsafe} cells unsafe by both")
    return differ == 0


def predecessors(count: int) -> bool:
    """A release of a large center, table by sex included, with `count` before it."""
    chance = random.Random(SEED)
    people = [(key, chance.choice("FM")) for key in range(40 * (count + 1))]
    passed = {key: chance.random() < 0.64 for key, _sex in people}
    figures = []
    for number in range(count + 1):
        so_far = people[: 40 * (number + 1)]
        for members in (
            [key for key, _sex in so_far],
            [key for key, _sex in so_far[-40:]],
            *([key for key, sex in so_far if sex == one] for one in "FM"),
        ):
            figures.append(Published(frozenset(members), sum(passed[key] for key in members)))
    started = time.process_time()
    found = disclosure.audit(figures, k=5, floor=30)
    took = time.process_time() - started
    print(f"audit      {len(figures)} figures of {count + 1} releases: {len(found)} findings in {took:.1f} s")
    return took <= 10


if __name__ == "__main__":
    sys.exit(not all([attack(50), against_the_oracle(500), predecessors(36)]))
