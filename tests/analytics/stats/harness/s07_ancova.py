"""Anorexia trial: a paired block per arm, ANCOVA, adjusted means, multiplicity, HC3."""

from pathlib import Path
from typing import Any

from analytics import stats
from analytics.stats.groups import covariance
from tests.analytics.stats.harness import numbers, paired_block, read_csv

CASE = "s07_anorexia_ancova"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    arms, pre, post = table["Treat"], numbers(table["Prewt"]), numbers(table["Postwt"])
    answers: dict[str, Any] = {}
    for arm in ("CBT", "Cont", "FT"):
        rows = [i for i, name in enumerate(arms) if name == arm]
        x, y = [pre[i] for i in rows], [post[i] for i in rows]
        block = (
            paired_block.moments_and_test(x, y)
            | paired_block.signed_ranks(x, y)
            | paired_block.different_people(x, y)
            | paired_block.reliable(x, y, 0.9)
            | paired_block.resampled(x, y)
        )
        answers |= {f"{arm}.{key}": answer for key, answer in block.items()}
    return answers | _ancova(stats.groups.ancova(pre, post, groups=arms))


def _ancova(fit: covariance.Ancova) -> dict[str, Any]:
    arm = fit.factors["group"]
    hc3 = stats.groups.hc3(fit.model)
    return {
        "ancova.adjusted_means_CBT_Cont_FT": [m.value for m in arm.means],
        "ancova.adjusted_se": list(arm.se),
        "ancova.adjusted_ci_low": [m.interval.low for m in arm.means],
        "ancova.adjusted_ci_high": [m.interval.high for m in arm.means],
        "ancova.pairwise_p_none": [c.p for c in arm.contrasts],
        "ancova.pairwise_p_holm": [c.p_holm for c in arm.contrasts],
        "ancova.pairwise_p_BH": [c.p_bh for c in arm.contrasts],
        "ancova.pairwise_p_tukey": [c.p_tukey for c in arm.contrasts],
        "ancova.pairwise_estimate": [c.difference.value for c in arm.contrasts],
        "ancova.pairwise_se": [c.se for c in arm.contrasts],
        "ancova.F_treat": arm.f,
        "ancova.p_treat": arm.p,
        "ancova.slope_homogeneity_F": arm.slope_f,
        "ancova.slope_homogeneity_p": arm.slope_p,
        "ancova.partial_eta2": arm.partial_eta2,
        "ancova.hc3_se_coef": [c.se for c in hc3],
    }
