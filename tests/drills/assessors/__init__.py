"""Planted assessors among simulated ones: who is listed, how often somebody is listed for nothing.

And cohorts with planted variances: the standard error and G of two role-plays come back.
`python -m tests.drills.assessors` takes the full size and prints a line for each figure.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from analytics.assessing.figures import Assessed, Standing, assessed
from assessments.data import CriterionInfo, RatingOutcome, SeedSheet

CRITERIA = [CriterionInfo(f"c{place:02}", {"es": "x", "en": "x"}, False) for place in range(1, 11)]
HAWK, DOVE, DRIFTER = 0, 1, 2
ASSESSORS, CASES, SEEDS = 8, 24, 3
START = datetime(2026, 3, 2, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listed:
    """Which of the planted were listed in a run, and who else."""

    planted: frozenset[int]
    others: frozenset[int]


def run(seed: int, *, planted: bool = True) -> Listed:
    """Who is listed after one day."""
    found = frozenset(one.assessor_id for one in day(seed, planted=planted).standing_out)
    wanted = frozenset({HAWK, DOVE, DRIFTER} if planted else ())
    return Listed(found & wanted, found - wanted)


def standing_of(seed: int, *, away: float) -> Standing:
    """What is said of an assessor who lies `away` levels from the mean of all; the others do not differ."""
    shift = away * ASSESSORS / (ASSESSORS - 1)
    return day(seed, planted=False, shift=shift).severities[0].standing


def day(seed: int, *, planted: bool, shift: float = 0.0) -> Assessed:
    """Three calibration cases rated by everybody, then 24 people by rotating threes.

    `shift` is what the first assessor adds where nobody is planted.
    """
    rng = random.Random(seed)
    seeds = []
    for case in range(SEEDS):
        skill = 2.0 + 0.5 * case
        for assessor in range(ASSESSORS):
            mean = _mean(_levels(rng, skill + _shift(assessor, 0.0, planted, shift)))
            seeds.append(SeedSheet(case, assessor, mean, START - timedelta(minutes=30)))
    outcomes = []
    for person in range(CASES):
        at, skill = person / (CASES - 1), rng.gauss(2.5, 0.4)
        for step in (0, 1 + person // ASSESSORS, 4):
            assessor = (person + step) % ASSESSORS
            levels = _levels(rng, skill + _shift(assessor, at, planted, shift))
            outcomes.append(
                RatingOutcome(
                    1,
                    person,
                    assessor,
                    True,
                    START + timedelta(hours=8 * at),
                    _mean(levels),
                    10,
                    True,
                    True,
                    True,
                    scores={one.key: level for one, level in zip(CRITERIA, levels, strict=True)},
                )
            )
    return assessed(outcomes, CRITERIA, seeds)


def _shift(assessor: int, at: float, planted: bool, shift: float) -> float:
    """Levels that an assessor adds at a moment of the day, from 0 to 1."""
    if not planted:
        return shift if assessor == 0 else 0.0
    return {HAWK: -1.0, DOVE: 1.0, DRIFTER: 1.4 * at}.get(assessor, 0.0)


def _levels(rng: random.Random, center: float) -> list[int]:
    # What one assessor makes of one performance, beside the noise of single criteria.
    seen = center + rng.gauss(0, 0.12)
    return [min(4, max(1, round(seen + rng.gauss(0, 0.45)))) for _one in CRITERIA]


def _mean(levels: Sequence[int]) -> float:
    return sum(levels) / len(levels)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Means over simulated cohorts of the standard error and G of two role-plays, beside the planted."""

    sem: float
    planted_sem: float
    g: float
    planted_g: float


def cohorts(number: int, *, people: int = 60) -> Recovered:
    """Cohorts whose people had two role-plays each, from planted variances."""
    of_people, of_role_plays, rest = 0.20, 0.01, 0.15
    found = []
    for seed in range(number):
        rng = random.Random(seed)
        ease = [rng.gauss(0, of_role_plays**0.5) for _one in range(4)]
        outcomes = []
        for person in range(people):
            skill = rng.gauss(2.5, of_people**0.5)
            for role_play in (person % 4, (person + 1 + person // 4 % 3) % 4):
                mean = skill + ease[role_play] + rng.gauss(0, rest**0.5)
                outcomes.append(RatingOutcome(role_play, person, 1, True, START, mean, 10, True, True, True))
        found.append(assessed(outcomes, ()).by_role_plays)
    error = (of_role_plays + rest) / 2
    sems = [one.sem for one in found if one.sem is not None]
    gs = [one.g for one in found if one.g is not None]
    return Recovered(
        sem=sum(sems) / len(sems),
        planted_sem=error**0.5,
        g=sum(gs) / len(gs),
        planted_g=of_people / (of_people + error),
    )
