"""Field's four foods: repeated measures with both corrections."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import interval, numbers, read_csv, value

CASE = "s20_bushtucker_repeated"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    found = stats.gain.repeated_measures(
        np.column_stack([numbers(column) for column in table.values()]), occasions=list(table)
    )
    shape = found.sphericity
    assert shape is not None
    epsilons = [shape.greenhouse_geisser, shape.huynh_feldt]
    return {
        "f": found.f,
        "p_uncorrected": found.p_uncorrected,
        "p": found.p,
        "p_huynh_feldt": found.p_huynh_feldt,
        "epsilon_gg_hf": epsilons,
        "mauchly_w_chi2_df_p": [shape.w, shape.chi2, shape.df, shape.p],
        "partial_eta2": value(found.partial_eta2),
        "partial_eta2.ci95": interval(found.partial_eta2),
        "generalized_eta2": value(found.generalized_eta2),
        "contrast_t": [c.t for c in found.contrasts],
        "contrast_p_holm": [c.p_holm for c in found.contrasts],
        "printed_F_p": [found.f, found.p_uncorrected],
        "printed_mauchly_w_chi2_p": [shape.w, shape.chi2, shape.p],
        "printed_epsilon_gg_hf": epsilons,
        "printed_p_gg_hf": [found.p, found.p_huynh_feldt],
    }
