"""The block of paired statistics that several cases share."""

from __future__ import annotations

from typing import Any

from analytics import stats
from analytics.stats.core import bootstrap
from tests.analytics.stats.harness import interval, optional, value

SEED = 1


def moments_and_test(x: list[float], y: list[float]) -> dict[str, Any]:
    """Counts, moments, t test and effect sizes."""
    g, e = stats.gain.paired(x, y), stats.gain.effect_sizes(x, y)
    return {
        "n_pairs": g.n_pairs,
        "n_missing_post": g.n_pre_only,
        "mean_pre": g.mean_pre,
        "mean_post": g.mean_post,
        "sd_pre": g.sd_pre,
        "sd_post": g.sd_post,
        "r_pre_post": g.correlation,
        "mean_gain": value(g.gain),
        "sd_gain": optional(g.sd_gain, g.test_reason),
        "se_gain": optional(g.se_gain, g.test_reason),
        "paired_t.t": optional(g.t, g.test_reason),
        "paired_t.df": optional(g.df, g.test_reason),
        "paired_t.p": optional(g.p, g.test_reason),
        "paired_t.ci95": interval(g.gain),
        "d_z": value(e.d_z),
        "d_z.ci95_nct": interval(e.d_z),
        "g_z": value(e.g_z),
        "d_av": value(e.d_av),
        "d_av_lakens": value(e.d_av_lakens),
        "g_av": value(e.g_av),
        "d_av.ci95_algina_keselman": interval(e.d_av),
        "d_av.ci95_bonett2008": interval(e.d_av_bonett),
        "glass_delta_pre": value(e.glass_delta),
        "d_rm": value(e.d_rm),
        "cles_paired_normal": value(e.improved_share_normal),
        "cles_paired_empirical": value(e.improved_share),
        "n_gain_pos_zero_neg": [g.n_improved, g.n_unchanged, g.n_worse],
    }


def signed_ranks(x: list[float], y: list[float]) -> dict[str, Any]:
    """Every variant of the signed-rank test, with ties as R sees them (weights have decimals)."""
    dropped = stats.gain.signed_rank(x, y, zeros="drop", ties="binary")
    pratt = stats.gain.signed_rank(x, y, ties="binary")
    rough = stats.gain.signed_rank(x, y, zeros="drop", exact=False, ties="binary")
    corrected = stats.gain.signed_rank(x, y, zeros="drop", exact=False, continuity=True, ties="binary")
    rough_pratt = stats.gain.signed_rank(x, y, exact=False, ties="binary")
    return {
        "wilcoxon.V_plus": optional(dropped.w_plus, dropped.reason),
        "wilcoxon.n_nonzero": dropped.n_nonzero,
        "wilcoxon.rank_biserial": value(dropped.rank_biserial),
        "wilcoxon.p_normal_cc": optional(corrected.p, corrected.reason),
        "wilcoxon.p_normal_nocc": optional(rough.p, rough.reason),
        "wilcoxon.p_exact_zeros_dropped": optional(dropped.p, dropped.reason),
        "wilcoxon.p_exact": optional(dropped.p, dropped.reason),
        "wilcoxon.p_exact_pratt": optional(pratt.p, pratt.reason),
        "wilcoxon.p_normal_pratt": optional(rough_pratt.p, rough_pratt.reason),
        "wilcoxon.z_pratt": optional(pratt.z, pratt.reason),
        "wilcoxon.HL_pseudomedian": value(pratt.pseudomedian),
        "wilcoxon.HL_ci95_exact": interval(pratt.pseudomedian),
    }


def different_people(x: list[float], y: list[float]) -> dict[str, Any]:
    """The two tests as if taken by different people, over complete pairs."""
    both = [(a, b) for a, b in zip(x, y, strict=True) if a == a and b == b]
    a = stats.groups.vargha_delaney([p[1] for p in both], [p[0] for p in both])
    return {"vargha_delaney_A": value(a)}


def resampled(x: list[float], y: list[float]) -> dict[str, Any]:
    """BCa intervals of the mean gain and of d_av."""
    mean = stats.gain.bootstrap_mean(x, y, seed=SEED)
    d_av = stats.gain.bootstrap_d_av(x, y, seed=SEED)
    return {
        "bca.mean_gain_ci95": _limits(mean),
        "bca.acceleration_mean_gain": optional(mean.acceleration, mean.reason),
        "bca.d_av_ci95": _limits(d_av),
    }


def reliable(x: list[float], y: list[float], reliability: float) -> dict[str, Any]:
    """Reliable change with a given reliability of the pretest."""
    r = stats.gain.reliable_change(x, y, reliability=reliability)
    return {
        "rci.rxx_used": r.reliability,
        "rci.sem_pre": r.sem,
        "rci.s_diff": r.s_difference,
        "rci.threshold95": r.threshold,
        "rci.counts_improved_same_worse": [r.n_improved, r.n_unchanged, r.n_worse],
    }


def normalized_gains(x: list[float], y: list[float], top: float) -> dict[str, Any]:
    """The three normalized gains."""
    hake = stats.gain.class_gain(x, y, max_score=top, replicates=100)
    individual = stats.gain.individual_gain(x, y, max_score=top)
    change = stats.gain.normalized_change(x, y, max_score=top)
    return {
        "hake_class_g": value(hake.gain),
        "hake_individual_mean": value(individual.gain),
        "hake_n_excluded_ceiling": individual.n_excluded_ceiling,
        "marx_cummings_c": value(change.change),
        "marx_cummings_n_dropped": change.n_dropped,
    }


def passing(x: list[float], y: list[float], pass_mark: float) -> dict[str, Any]:
    """McNemar's test and the change in the pass rate."""
    m = stats.gain.mcnemar(x, y, cut_score=pass_mark)
    return {
        "mcnemar.table_pp_pf_fp_ff": [m.pass_pass, m.pass_fail, m.fail_pass, m.fail_fail],
        "mcnemar.chi2": optional(m.chi2, m.chi2_reason),
        "mcnemar.chi2_cc": optional(m.chi2_corrected, m.chi2_reason),
        "mcnemar.p_chi2": optional(m.p_chi2, m.chi2_reason),
        "mcnemar.p_chi2_cc": optional(m.p_chi2_corrected, m.chi2_reason),
        "mcnemar.p_exact": optional(m.p_exact, m.reason),
        "mcnemar.p_midp": optional(m.p_midp, m.reason),
        "mcnemar.diff_pass_rate": value(m.difference),
        "mcnemar.diff_ci95_bonett_price": interval(m.difference),
    }


def _limits(result: bootstrap.Bootstrap) -> Any:
    if result.interval is None:
        return {"value": None, "reason": result.reason}
    return [result.interval.low, result.interval.high]
