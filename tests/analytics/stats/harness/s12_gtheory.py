"""Brennan's table 3.2: persons x raters nested in tasks."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s12_brennan_gtheory"

NAMES = {
    "p": "person",
    "t": "task",
    "r:t": "rater_within_task",
    "pt": "person_x_task",
    "residual": "residual",
}


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    person, task, rater = (np.array(numbers(table[n])).astype(int) - 1 for n in ("Person", "Task", "Rater"))
    cube = np.full((10, 3, 4), np.nan)
    cube[person, task, rater - 4 * task] = numbers(table["Score"])
    found = stats.raters.g_study(cube, design="p x (r:t)")
    answers: dict[str, Any] = {f"vc.{name}": found.variances[effect] for effect, name in NAMES.items()}
    by_likelihood = stats.raters.g_study(cube, design="p x (r:t)", method="reml")
    answers["vc.reml_person_task_rt_pt_res"] = [by_likelihood.variances[effect] for effect in NAMES]
    for tasks in (1, 2, 3, 5):
        for n in (1, 2, 4):
            study = stats.raters.d_study(found, n_raters=n, n_tasks=tasks)
            answers[f"dstudy.Erho2_Phi_t{tasks}_r{n}"] = [value(study.relative), value(study.absolute)]
    return answers
