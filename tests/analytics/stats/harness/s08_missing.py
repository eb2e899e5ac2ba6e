"""The simulated training: the 31 % without a post-test."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s08_sim_training"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    x, y = numbers(table["pre"]), numbers(table["post"])
    covariates = {
        "sex": table["sex"],
        "sector": table["sector"],
        "age": numbers(table["age"]),
        "centre": table["centre"],
    }
    weighted = stats.missing.ipw(x, y, covariates=covariates)
    imputed = stats.missing.multiple_imputation(x, y, covariates=covariates)
    edges = stats.missing.bounds(x, y, max_score=24)
    coefficients = weighted.completion
    return {
        "attrition.rate": value(stats.missing.flow(x, y)[0].attrition),
        "attrition.logit_coef_pre_sexM_sectorpublic_age": [
            coefficients[name] for name in ("pre", "sex=M", "sector=public", "age")
        ],
        "attrition.ipw_hajek_mean_gain": value(weighted.gain),
        "attrition.ipw_n_eff_kish": weighted.n_effective,
        "attrition.gcomp_mean_gain": value(stats.missing.g_computation(x, y, covariates=covariates)),
        "attrition.aipw_mean_gain": value(stats.missing.aipw(x, y, covariates=covariates)),
        "attrition.worst_case_bounds_mean_gain": [edges.lowest, edges.highest],
        "attrition.bocf_mean_gain": edges.unchanged,
        "attrition.mi_m50_mean_gain_se": [value(imputed.gain), imputed.se],
        "attrition.pretest_difference_completers_minus_dropouts_d": value(
            stats.missing.differential(x, y).difference
        ),
    }
