"""How much of each drill: little with every test run, all of it with ACUERDO_DRILL=full (`make drills`).

ACUERDO_RUNS says how often those are run that are run several times.
"""

import os
import random
import sys

FULL = os.environ.get("ACUERDO_DRILL") == "full"


def size(little: int, full: int) -> int:
    """The number of rounds, people or steps of this run."""
    return full if FULL else little


def runs(little: int, full: int) -> range:
    """The runs of a drill that is one test for each of them."""
    return range(int(os.environ.get("ACUERDO_RUNS", "0")) or size(little, full))


def seeded(drill: str) -> random.Random:
    """The drill's own source of chance; its seed is told, and ACUERDO_SEED replays it."""
    seed = int(os.environ.get("ACUERDO_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    sys.stdout.write(f"\n{drill}: seed {seed}\n")
    return random.Random(seed)


def passed(drill: str, **counts: object) -> None:
    """The drill's line: what was counted, for docs/reliability.md."""
    told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())
    sys.stdout.write(f"{drill}: {told}\n")
