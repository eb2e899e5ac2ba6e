"""One call of every public function with ordinary data: what contract tests are run over.

`CALLS` maps `chapter.function` to a `partial` of it; a call may also stand beside the tests of its
function, in `SAMPLE_CALLS`. A test holds both to the facades, so a new function is not forgotten.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np

from analytics import stats

RNG = np.random.default_rng(20260101)
N = 60
ABILITY = RNG.normal(0, 1, N)
PRE = np.clip(np.round(10 + 3 * ABILITY + RNG.normal(0, 1.5, N)), 0, 20).tolist()
POST_ALL = np.clip(np.round(13 + 3 * ABILITY + RNG.normal(0, 1.5, N)), 0, 20).tolist()
POST = [None if i % 7 == 3 else score for i, score in enumerate(POST_ALL)]
DELAYED = [None if i % 9 == 4 else score - 1 for i, score in enumerate(POST_ALL)]
GROUPS = ["women" if i % 2 else "men" for i in range(N)]
CENTERS = [f"c{i % 6}" for i in range(N)]
COVARIATES = {"age": RNG.integers(20, 60, N).astype(float).tolist(), "sex": GROUPS}
HARD = np.linspace(-1.5, 1.5, 8)
ANSWERS = (RNG.random((N, 8)) < 1 / (1 + np.exp(HARD - ABILITY[:, None]))).astype(int).tolist()
MANY = RNG.normal(0, 1, 400)
MANY_ANSWERS = (RNG.random((400, 8)) < 1 / (1 + np.exp(HARD - MANY[:, None]))).astype(int).tolist()
MANY_AFTER = (RNG.random((400, 8)) < 1 / (1 + np.exp(HARD - 0.5 - MANY[:, None]))).astype(int).tolist()
MANY_GROUPS = ["es" if i % 2 else "en" for i in range(400)]
CHOICES = [["abcd"[(row[j] * 3 + i) % 4] for j in range(4)] for i, row in enumerate(ANSWERS)]
RATED = np.clip(np.round(6 + RNG.normal(0, 1.5, (12, 1)) + RNG.normal(0, 0.8, (12, 3))), 1, 10).tolist()
LEVELS = [[1, 2], [2, 2], [3, 3], [1, 1], [2, 3], [3, 3], [1, 2], [2, 2], [1, 1], [3, 2]]
SHIFTS = ["morning" if i % 3 else "evening" for i in range(N)]
OCCASIONS = [list(row) for row in zip(PRE, POST, DELAYED, strict=True)]
LIKERT = (RNG.integers(1, 4, (N, 5)) + RNG.integers(0, 3, (N, 1))).tolist()
PANEL = [(u, t) for u in range(18) for t in range(1, 6)]
FIRST = {u: (0, 3, 4)[u % 3] for u in range(18)}
OUTCOME = [u / 3 + t + 2.0 * (0 < FIRST[u] <= t) + ((7 * u + 5 * t) % 11) / 11 for u, t in PANEL]
SERIES = [10 + 0.2 * t + 3 * (t >= 12) + ((5 * t) % 7) / 7 for t in range(24)]
COUNTS = [20 + (7 * t) % 9 + 6 * (t >= 12) for t in range(24)]
CASES = [100 + (5 * t) % 11 for t in range(24)]
TABLE = [[12, 3, 40], [7, 25, 18], [30, 9, 2]]
SMALL = {"confidence": 0.9}


FORMS = [
    stats.scaling.tally(
        np.clip(np.round(10 + shift + 3 * MANY), 0, 20).astype(int).tolist() * 4, max_score=20
    )
    for shift in (0, 1)
]
ON_X = np.clip(np.round(10 + 3 * MANY), 0, 20).tolist()
ANCHOR = [min(5, round(score / 4 + noise)) for score, noise in zip(ON_X, RNG.random(400) / 2, strict=True)]
IRT = stats.scaling.fit_irt(MANY_ANSWERS, fewest=100)
RASCH = stats.scaling.rasch_conditional(MANY_ANSWERS)
ANCOVA = stats.groups.ancova(PRE, POST, groups={"sex": GROUPS})
COMPONENTS = stats.raters.g_study(RATED)
POOLED = stats.groups.pool_centers([1.0, 2.5, 3.0, 4.5], [0.4, 0.3, 0.5, 0.2])

CALLS: dict[str, partial[object]] = {
    "gain.paired": partial(stats.gain.paired, PRE, POST, max_score=20),
    "gain.effect_sizes": partial(stats.gain.effect_sizes, PRE, POST),
    "gain.class_gain": partial(stats.gain.class_gain, PRE, POST, max_score=20, replicates=200),
    "gain.individual_gain": partial(stats.gain.individual_gain, PRE, POST, max_score=20),
    "gain.normalized_change": partial(stats.gain.normalized_change, PRE, POST, max_score=20),
    "gain.signed_rank": partial(stats.gain.signed_rank, PRE, POST),
    "gain.bootstrap_mean": partial(stats.gain.bootstrap_mean, PRE, POST, replicates=200),
    "gain.bootstrap_d_av": partial(stats.gain.bootstrap_d_av, PRE, POST, replicates=200),
    "gain.mcnemar": partial(stats.gain.mcnemar, PRE, POST, cut_score=12),
    "gain.reliable_change": partial(stats.gain.reliable_change, PRE, POST, reliability=0.8, cut_score=12),
    "gain.retention": partial(stats.gain.retention, PRE, POST, DELAYED),
    "gain.expected_gain": partial(stats.gain.expected_gain, PRE, cut_score=12, reliability=0.8),
    "gain.baseline_dependence": partial(stats.gain.baseline_dependence, PRE, POST),
    "gain.repeated_measures": partial(stats.gain.repeated_measures, OCCASIONS),
    "gain.equivalence": partial(stats.gain.equivalence, PRE, POST, margin=5),
    "groups.gain_by_group": partial(stats.groups.gain_by_group, PRE, POST, GROUPS, max_score=20),
    "groups.gaps": partial(stats.groups.gaps, PRE, POST, CENTERS),
    "groups.disaggregate": partial(stats.groups.disaggregate, PRE, POST, {"sex": GROUPS}, max_score=20),
    "groups.rank_sum": partial(stats.groups.rank_sum, POST, PRE),
    "groups.vargha_delaney": partial(stats.groups.vargha_delaney, POST, PRE),
    "groups.equivalence": partial(stats.groups.equivalence, PRE, POST, margin=5),
    "groups.ancova": partial(stats.groups.ancova, PRE, POST, groups={"sex": GROUPS}),
    "groups.factorial_ancova": partial(
        stats.groups.factorial_ancova, PRE, POST, groups={"sex": GROUPS, "shift": SHIFTS}
    ),
    "groups.hc3": partial(stats.groups.hc3, ANCOVA.model),
    "groups.cr2": partial(
        stats.groups.cr2, ANCOVA.model, [c for c, used in zip(CENTERS, ANCOVA.used, strict=True) if used]
    ),
    "groups.mixed_gain": partial(stats.groups.mixed_gain, PRE, POST, centers=CENTERS),
    "groups.mixed_nested": partial(stats.groups.mixed_nested, PRE, POST, centers=CENTERS),
    "groups.pool_centers": partial(stats.groups.pool_centers, [1.0, 2.5, 3.0, 4.5], [0.4, 0.3, 0.5, 0.2]),
    "groups.shrink_centers": partial(stats.groups.shrink_centers, PRE, POST, centers=CENTERS),
    "groups.exceedance": partial(stats.groups.exceedance, POOLED),
    "groups.funnel": partial(stats.groups.funnel, PRE, POST, centers=CENTERS),
    "groups.holm": partial(stats.groups.holm, [0.01, 0.2, None, 0.04]),
    "groups.benjamini_hochberg": partial(stats.groups.benjamini_hochberg, [0.01, 0.2, None, 0.04]),
    "missing.flow": partial(stats.missing.flow, PRE, POST, groups=GROUPS),
    "missing.differential": partial(stats.missing.differential, PRE, POST),
    "missing.bounds": partial(stats.missing.bounds, PRE, POST, max_score=20),
    "missing.tipping_point": partial(stats.missing.tipping_point, PRE, POST, covariates=COVARIATES),
    "missing.sensitivity": partial(
        stats.missing.sensitivity,
        PRE,
        POST,
        max_score=20,
        covariates=COVARIATES,
        centers=CENTERS,
        imputations=3,
    ),
    "missing.ipw": partial(stats.missing.ipw, PRE, POST, covariates=COVARIATES),
    "missing.g_computation": partial(stats.missing.g_computation, PRE, POST, covariates=COVARIATES),
    "missing.aipw": partial(stats.missing.aipw, PRE, POST, covariates=COVARIATES),
    "missing.multiple_imputation": partial(stats.missing.multiple_imputation, PRE, POST, imputations=3),
    "items.analyze": partial(stats.items.analyze, ANSWERS),
    "items.corrected_for_guessing": partial(stats.items.corrected_for_guessing, 0.7, n_options=4),
    "items.distractors": partial(stats.items.distractors, CHOICES, key=list("abcd")),
    "items.alpha": partial(stats.items.alpha, ANSWERS),
    "items.standardized_alpha": partial(stats.items.standardized_alpha, ANSWERS),
    "items.alpha_if_dropped": partial(stats.items.alpha_if_dropped, ANSWERS),
    "items.kr20": partial(stats.items.kr20, ANSWERS),
    "items.kr21": partial(stats.items.kr21, ANSWERS),
    "items.lambda2": partial(stats.items.lambda2, ANSWERS),
    "items.split_half": partial(stats.items.split_half, ANSWERS),
    "items.omega": partial(stats.items.omega, MANY_ANSWERS),
    "items.sem": partial(stats.items.sem, ANSWERS),
    "items.conditional_sem": partial(stats.items.conditional_sem, 5, n_items=8),
    "items.moodle": partial(stats.items.moodle, ANSWERS),
    "items.dif_mantel_haenszel": partial(
        stats.items.dif_mantel_haenszel, MANY_ANSWERS, MANY_GROUPS, reference="es"
    ),
    "items.dif_class": partial(stats.items.dif_class, MANY_ANSWERS, MANY_GROUPS, reference="es"),
    "items.dif_logistic": partial(stats.items.dif_logistic, MANY_ANSWERS, MANY_GROUPS, reference="es"),
    "scaling.compare_forms": partial(stats.scaling.compare_forms, list("abcdef"), list("bcdefg")),
    "scaling.rasch_conditional": partial(stats.scaling.rasch_conditional, MANY_ANSWERS),
    "scaling.rasch_marginal": partial(stats.scaling.rasch_marginal, MANY_ANSWERS),
    "scaling.warm_scores": partial(stats.scaling.warm_scores, RASCH),
    "scaling.fit_irt": partial(stats.scaling.fit_irt, MANY_ANSWERS, fewest=100),
    "scaling.person_scores": partial(stats.scaling.person_scores, IRT, MANY_ANSWERS[:9]),
    "scaling.test_information": partial(stats.scaling.test_information, IRT, [-1.0, 0.0, None]),
    "scaling.tally": partial(stats.scaling.tally, [3, 4, 4, 5], max_score=6),
    "scaling.of_counts": partial(stats.scaling.of_counts, [3, 5, 2]),
    "scaling.equate_groups": partial(stats.scaling.equate_groups, *FORMS, degree=3),
    "scaling.equate_anchored": partial(
        stats.scaling.equate_anchored,
        ON_X,
        ANCHOR,
        ON_X[::-1],
        ANCHOR[::-1],
        max_score=20,
        max_anchor_score=5,
    ),
    "scaling.link_rasch": partial(
        stats.scaling.link_rasch, MANY_ANSWERS, MANY_AFTER, common=[(i, i) for i in range(1, 9)]
    ),
    "scaling.angoff": partial(stats.scaling.angoff, [[0.5, 0.6, 0.7], [0.4, 0.7, 0.8], [0.6, 0.6, 0.6]]),
    "scaling.ebel": partial(
        stats.scaling.ebel, [[0, 1, 1], [1, 0, 1], [0, 0, 1]], [[0.9, 0.5], [0.8, 0.6], [0.7, 0.6]]
    ),
    "scaling.hofstee": partial(
        stats.scaling.hofstee,
        [score / 20 for score in PRE],
        [[0.3, 0.8, 0.05, 0.9], [0.4, 0.8, 0.1, 0.8], [0.35, 0.75, 0.0, 0.85]],
    ),
    "scaling.band": partial(stats.scaling.band, 12, sem=1.2),
    "scaling.pass_rates": partial(stats.scaling.pass_rates, PRE, cut_score=12, se=0.8),
    "scaling.borderline_regression": partial(
        stats.scaling.borderline_regression, PRE, [round(score / 5) for score in PRE], borderline=2
    ),
    "scaling.livingston_lewis": partial(
        stats.scaling.livingston_lewis, PRE, cut_score=12, reliability=0.8, max_score=20
    ),
    "scaling.subkoviak": partial(stats.scaling.subkoviak, PRE, cut_score=12, reliability=0.8, n_items=20),
    "raters.icc": partial(stats.raters.icc, RATED),
    "raters.crossed": partial(stats.raters.crossed, RATED),
    "raters.table": partial(stats.raters.table, ["s1", "s1", "s2"], ["r1", "r2", "r1"], [3, 4, 5]),
    "raters.kendall_w": partial(stats.raters.kendall_w, RATED),
    "raters.gwet": partial(stats.raters.gwet, LEVELS),
    "raters.fleiss": partial(stats.raters.fleiss, LEVELS),
    "raters.conger": partial(stats.raters.conger, LEVELS),
    "raters.brennan_prediger": partial(stats.raters.brennan_prediger, LEVELS),
    "raters.percent": partial(stats.raters.percent, LEVELS),
    "raters.cohen": partial(stats.raters.cohen, LEVELS),
    "raters.weighted_kappa": partial(stats.raters.weighted_kappa, LEVELS),
    "raters.krippendorff": partial(stats.raters.krippendorff, LEVELS, metric="interval", replicates=200),
    "raters.weighted_alpha": partial(stats.raters.weighted_alpha, LEVELS, weighting="linear"),
    "raters.g_study": partial(stats.raters.g_study, RATED),
    "raters.d_study": partial(stats.raters.d_study, COMPONENTS, n_raters=2),
    "raters.raters_needed": partial(stats.raters.raters_needed, COMPONENTS, target=0.8),
    "raters.bland_altman": partial(stats.raters.bland_altman, PRE, POST),
    "raters.drift": partial(stats.raters.drift, RATED, list(range(12))),
    "raters.severities": partial(stats.raters.severities, RATED),
    "raters.joint_drift": partial(stats.raters.joint_drift, RATED, list(range(12))),
    "surveys.scale_scores": partial(stats.surveys.scale_scores, LIKERT, scale=(1, 5)),
    "surveys.scale_gaps": partial(stats.surveys.scale_gaps, PRE, GROUPS),
    "surveys.rake": partial(stats.surveys.rake, {"sex": GROUPS}, {"sex": {"women": 0.6, "men": 0.4}}),
    "impact.association": partial(stats.impact.association, [1, 2, 3, 4, 5.5], [2, 1, 4, 3, 6]),
    "impact.interrupted_series": partial(stats.impact.interrupted_series, SERIES, n_before=12),
    "impact.interrupted_counts": partial(
        stats.impact.interrupted_counts, COUNTS, n_before=12, exposure=CASES
    ),
    "impact.staggered": partial(
        stats.impact.staggered,
        OUTCOME,
        [u for u, _ in PANEL],
        [t for _, t in PANEL],
        [FIRST[u] for u, _ in PANEL],
        replicates=200,
    ),
    "planning.half_width": partial(stats.planning.half_width, 40, sd_gain=4),
    "planning.for_precision": partial(stats.planning.for_precision, 1.0, sd_gain=4),
    "planning.for_power": partial(stats.planning.for_power, 0.4),
    "planning.for_proportion": partial(stats.planning.for_proportion, 0.05),
    "planning.power": partial(stats.planning.power, 40, effect=0.4),
    "planning.design_effect": partial(stats.planning.design_effect, 20, 0.05),
    "disclosure.primary": partial(stats.disclosure.primary, TABLE),
    "disclosure.audit": partial(stats.disclosure.audit, TABLE, [(1, 2), (3, 3)]),
    "disclosure.protect": partial(stats.disclosure.protect, TABLE),
    "disclosure.rate_reveals": partial(stats.disclosure.rate_reveals, 3, 4),
}


def _beside_tests() -> dict[str, partial]:
    """`SAMPLE_CALLS` of the modules with the tests of the functions: what is new needs no line here."""
    found: dict[str, partial] = {}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if "\nSAMPLE_CALLS = " in path.read_text(encoding="utf-8"):
            found |= import_module(f"{__package__}.{path.stem}").SAMPLE_CALLS
    return found


CALLS |= _beside_tests()
