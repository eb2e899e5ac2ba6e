"""Shrout & Fleiss: six intraclass correlations, variance components and D-study."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from analytics.stats.raters.intraclass import Icc, IccForm
from tests.analytics.stats.harness import interval, numbers, read_csv, value

CASE = "s02_shrout_fleiss_icc"

FORMS = {
    "ICC1_1": "one_way_single",
    "ICC2_1": "agreement_single",
    "ICC3_1": "consistency_single",
    "ICC1_k": "one_way_average",
    "ICC2_k": "agreement_average",
    "ICC3_k": "consistency_average",
}


def icc_keys(found: Icc) -> dict[str, Any]:
    """The keys of one two-way table, as s02 and s14 name them."""
    answers: dict[str, Any] = {
        "ms.between": found.between,
        "ms.within": found.within,
        "ms.judges": found.raters,
        "ms.error": found.error,
        "sem_agreement": value(found.sem_agreement),
    }
    for key, name in FORMS.items():
        form: IccForm = getattr(found, name)
        answers[key] = value(form.estimate)
        answers[f"{key}.F"] = form.f
        answers[f"{key}.df"] = [form.df1, form.df2]
        answers[f"{key}.p"] = form.p
        answers[f"{key}.ci95"] = interval(form.estimate)
    return answers


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    scores = np.column_stack([numbers(table[f"J{j}"]) for j in (1, 2, 3, 4)])
    answers = icc_keys(stats.raters.icc(scores))
    fit = stats.raters.crossed(scores)
    answers["vc_reml.person_rater_residual"] = [
        fit.variance_targets,
        fit.variance_raters,
        fit.variance_residual,
    ]
    for n in (1, 2, 3, 4, 6, 8):
        study = stats.raters.d_study(fit.components, n_raters=n)
        answers[f"dstudy.Erho2_nr{n}"] = value(study.relative)
        answers[f"dstudy.Phi_nr{n}"] = value(study.absolute)
    answers["n_raters_for_Phi_0.80"] = stats.raters.raters_needed(fit.components, target=0.80)
    return answers
