"""The simulated training: items, IRT, DIF by sex and the Rasch link of the two forms."""

import math
from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import read_csv
from tests.analytics.stats.harness.classical import classical
from tests.analytics.stats.harness.latent import latent

CASE = "s08_sim_training"
COMMON = tuple(range(17, 25))


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    pre, post = _answers(table["pre_items"]), _answers(table["post_items"])
    complete = {"pre": pre, "post": post[~np.isnan(post).any(axis=1)]}
    answers = {
        f"{form}.{key}": answer
        for form, matrix in complete.items()
        for key, answer in classical(matrix).items()
    }
    skipped = ("irt1pl_common_slope",)
    answers.update({f"pre.{k}": v for k, v in latent(pre).items() if not k.startswith(skipped)})
    answers.update({f"dif_pre_sex.{key}": answer for key, answer in _dif(pre, table["sex"]).items()})
    answers.update({f"rasch_link.{key}": answer for key, answer in _link(pre, post).items()})
    return answers


def _answers(column: list[str | None]) -> Any:
    width = max(len(cell) for cell in column if cell)
    rows = [[math.nan] * width if cell is None else [float(mark) for mark in cell] for cell in column]
    return np.array(rows)


def _dif(matrix: Any, sex: list[str | None]) -> dict[str, Any]:
    mh = stats.items.dif_mantel_haenszel(matrix, sex, reference="M", focal="F").items
    lr = stats.items.dif_logistic(matrix, sex, reference="M", focal="F").items
    p = [item.p for item in mh]
    return {
        "mh.alpha": [item.odds_ratio for item in mh],
        "mh.delta_ets": [item.delta for item in mh],
        "mh.se_delta": [item.se_delta for item in mh],
        "mh.chi2_cc": [item.chi2 for item in mh],
        "mh.p": p,
        "mh.ets_class": [item.ets_class for item in mh],
        "mh.p_holm": list(stats.groups.holm(p).p),
        "mh.p_bh": list(stats.groups.benjamini_hochberg(p).p),
        "logistic_dif.lr_uniform_1df": [item.lr_uniform for item in lr],
        "logistic_dif.lr_nonuniform_1df": [item.lr_nonuniform for item in lr],
        "logistic_dif.lr_total_2df": [item.lr_total for item in lr],
        "logistic_dif.p_total": [item.p_total for item in lr],
        "logistic_dif.delta_R2_nagelkerke": [item.r2_change for item in lr],
        "logistic_dif.coef_group": [item.group for item in lr],
    }


def _link(pre: Any, post: Any) -> dict[str, Any]:
    link = stats.scaling.link_rasch(pre, post, common=[(number, number) for number in COMMON])
    return {
        "mean_mean_shift_post_to_pre": link.shift,
        "mean_sigma_A_B": [link.slope, link.intercept],
        "anchor_displacement": [anchor.displacement for anchor in link.anchors],
    }
