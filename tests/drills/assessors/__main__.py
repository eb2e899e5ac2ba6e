"""python -m tests.drills.assessors: the full size, with a line for each figure."""

import sys

from analytics.assessing.figures import WORTH_A_LOOK, Standing
from tests.drills.assessors import cohorts, run, standing_of

RUNS, COHORTS, MARGIN = 20, 200, 60

runs = [run(seed) for seed in range(RUNS)]
quiet = [run(seed, planted=False) for seed in range(RUNS)]
listed = sum(len(one.planted) for one in runs)
alarms = sum(bool(one.others) for one in runs)
silent = sum(bool(one.others) for one in quiet)
at_margin = [standing_of(seed, away=WORTH_A_LOOK) for seed in range(MARGIN)]
alike = at_margin.count(Standing.SIMILAR)
back = cohorts(COHORTS)
print(f"planted assessors listed: {listed} of {3 * RUNS}")
print(f"runs in which somebody else is listed: {alarms} of {RUNS}")
print(f"runs without any planted in which somebody is listed: {silent} of {RUNS}")
print(f"somebody who lies exactly at the margin is called similar: {alike} of {MARGIN}")
print(f"standard error of two role-plays: {back.sem:.3f}, planted {back.planted_sem:.3f}")
print(f"G of two role-plays: {back.g:.3f}, planted {back.planted_g:.3f}")
near = abs(back.sem / back.planted_sem - 1) < 0.05 and abs(back.g - back.planted_g) < 0.05
sys.exit(not (listed == 3 * RUNS and alarms <= 1 and silent <= 1 and alike <= 3 and near))
