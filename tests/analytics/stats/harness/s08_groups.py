"""The simulated training: gains, groups, centers and mixed models."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import interval, numbers, paired_block, read_csv, value

CASE = "s08_sim_training"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    x, y = numbers(table["pre"]), numbers(table["post"])
    items = [[float(mark) for mark in row] for row in table["pre_items"]]
    reliability = stats.items.alpha(items).value
    return (
        paired_block.moments_and_test(x, y)
        | paired_block.signed_ranks(x, y)
        | paired_block.different_people(x, y)
        | paired_block.reliable(x, y, reliability)
        | paired_block.normalized_gains(x, y, 24.0)
        | paired_block.passing(x, y, 15.0)
        | paired_block.resampled(x, y)
        | _groups(table, x, y)
        | _mixed(table, x, y)
        | _ancova(table, x, y)
        | _centers(table, x, y)
        | _retention(x, y, numbers(table["delayed"]))
        | _regression(x, y, reliability)
    )


def _groups(table: dict[str, Any], x: list[float], y: list[float]) -> dict[str, Any]:
    by = stats.groups.gain_by_group(x, y, table["centre"], max_score=24)
    sexes = stats.groups.gain_by_group(x, y, table["sex"])
    (gap,) = stats.groups.gaps(x, y, table["sex"])
    answers = {
        "by_centre.order": list(by.levels),
        "by_centre.n_enrolled": list(by.n_enrolled),
        "by_centre.n_complete": list(by.n_pairs),
        "by_centre.mean_gain": list(by.mean_gain),
        "by_centre.sd_gain": list(by.sd_gain),
        "by_centre.hake_class_g": list(by.class_gain),
        "by_centre.paired_t": list(by.t),
        "by_centre.d_av": list(by.d_av),
        "by_sex.welch_F_minus_M_t_df_p": [gap.t, gap.df, gap.p],
    }
    for sex in ("F", "M"):
        gain = sexes.gain(sex)
        answers[f"by_sex.{sex}.n_mean_gain_ci"] = [gain.n_used, gain.value, *interval(gain)]
    return answers


def _mixed(table: dict[str, Any], x: list[float], y: list[float]) -> dict[str, Any]:
    nested = stats.groups.mixed_nested(x, y, centers=table["centre"])
    gain = stats.groups.mixed_gain(x, y, centers=table["centre"])
    return {
        "mixed.time_est_se_df_t": [value(nested.gain), nested.se, nested.t],
        "mixed.satterthwaite_df": nested.df,
        "mixed.var_person_in_centre": nested.var_person,
        "mixed.var_centre": nested.var_center,
        "mixed.var_residual": nested.var_residual,
        "mixed.icc_centre": nested.icc_center,
        "mixed.icc_person_plus_centre": nested.icc_person,
        "gain_model.mean_se": [value(gain.gain), gain.se],
        "gain_model.var_centre_resid": [gain.var_center, gain.var_residual],
        "gain_model.icc_centre": gain.icc_center,
        "gain_model.blup_centre_mean_gain": [value(c.gain) for c in gain.centers],
    }


def _ancova(table: dict[str, Any], x: list[float], y: list[float]) -> dict[str, Any]:
    fit = stats.groups.ancova(x, y, groups={"sex": table["sex"], "region": table["region"]})
    sex, region = fit.factors["sex"], fit.factors["region"]
    cr2 = stats.groups.cr2(fit.model, [c for c, used in zip(table["centre"], fit.used, strict=True) if used])
    return {
        "ancova.adjmean_sex": [value(m) for m in sex.means],
        "ancova.adjse_sex": list(sex.se),
        "ancova.adjmean_region": [value(m) for m in region.means],
        "ancova.adjse_region": list(region.se),
        "ancova.region_pairwise_p_none": [c.p for c in region.contrasts],
        "ancova.region_pairwise_p_holm": [c.p_holm for c in region.contrasts],
        "ancova.region_pairwise_p_BH": [c.p_bh for c in region.contrasts],
        "ancova.region_pairwise_est": [value(c.difference) for c in region.contrasts],
        "ancova.coef": [c.value for c in fit.coefficients],
        "ancova.cr2_se": [c.se for c in cr2],
        "ancova.cr2_satt_df": [c.df for c in cr2],
    }


def _centers(table: dict[str, Any], x: list[float], y: list[float]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for method in ("dl", "reml", "pm"):
        pooled = stats.groups.shrink_centers(x, y, centers=table["centre"], method=method).pooled
        name = f"eb.{method.upper()}"
        answers[f"{name}.mu_se_tau2"] = [value(pooled.mean), pooled.se, pooled.tau2]
        answers[f"{name}.shrunken"] = [value(s) for s in pooled.shrunken]
        answers["eb.Q_I2pct"] = [pooled.q, 100 * pooled.i2]
    funnel = stats.groups.funnel(x, y, centers=table["centre"])
    answers["funnel.z"] = list(funnel.z)
    answers["funnel.n_outside_95_998"] = [len(funnel.outside_95), len(funnel.outside_998)]
    return answers


def _retention(x: list[float], y: list[float], z: list[float]) -> dict[str, Any]:
    kept = stats.gain.retention(x, y, z)
    return {
        "retention.n": kept.n,
        "retention.mean_pre_post_delayed": [kept.mean_pre, kept.mean_post, kept.mean_delayed],
        "retention.ratio_of_means": value(kept.ratio),
        "retention.ratio_ci95_fieller": interval(kept.ratio),
        "retention.delayed_minus_post_mean_t_p": [value(kept.change.gain), kept.change.t, kept.change.p],
    }


def _regression(x: list[float], y: list[float], reliability: float) -> dict[str, Any]:
    ordered = sorted(x)
    # R's type 7 quantile at 25 %.
    position = (len(ordered) - 1) / 4
    low = ordered[int(position)]
    cutoff = low + (position - int(position)) * (ordered[int(position) + 1] - low)
    dependence = stats.gain.baseline_dependence(x, y)
    expected = stats.gain.expected_gain(x, cut_score=cutoff, reliability=reliability)
    return {
        "rtm.davis_expected_gain_below_q25": value(expected),
        "rtm.oldham_r_gain_mean": value(dependence.oldham),
        "rtm.r_gain_pre_biased": value(dependence.with_pretest),
    }
