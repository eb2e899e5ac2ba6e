"""Pure statistics: arrays in, frozen results out; no Django, no ORM, no rounding, no text for screens.

One package per chapter of `docs/statistics.md`, loaded when it is first named, so that importing
this costs nothing: `from analytics import stats`, then `stats.gain.paired(pre, post)`. A missing
score or label is None or NaN; a wrong argument is a `StatsError` that names it.

Question -> call

How much did people learn, and how surely?
    `stats.gain.paired`
How large is that in standard deviations?
    `stats.gain.effect_sizes`
What share of what was left to learn was learned?
    `stats.gain.class_gain`
... each person's own share, or share of gain or loss?
    `stats.gain.individual_gain`, `stats.gain.normalized_change`
And if scores are only an order, or people few?
    `stats.gain.signed_rank`
And without assuming a normal mean?
    `stats.gain.bootstrap_mean`, `stats.gain.bootstrap_d_av`
Did more people pass afterwards?
    `stats.gain.mcnemar`
Who changed by more than the test's own error?
    `stats.gain.reliable_change`
And if half of them had the forms of the test the other way round?
    `stats.gain.crossed_forms`
How much was still there months later?
    `stats.gain.retention`
How much would people chosen for low scores gain anyway?
    `stats.gain.expected_gain`
Does gain depend on where people start?
    `stats.gain.baseline_dependence`
How did the same people score on three occasions or more?
    `stats.gain.repeated_measures`
Is the gain too small to matter?
    `stats.gain.equivalence`
Which groups gained how much, and do they differ?
    `stats.groups.gain_by_group`, `stats.groups.gaps`, `stats.groups.disaggregate`
Do two groups of different people differ in order?
    `stats.groups.rank_sum`, `stats.groups.vargha_delaney`
Do two groups differ by too little to matter?
    `stats.groups.equivalence`
What if the groups had started equal?
    `stats.groups.ancova`
... and does the gap of one grouping depend on another?
    `stats.groups.factorial_ancova`
Errors for unequal variances, or people who share a center?
    `stats.groups.hc3`, `stats.groups.cr2`
How much of the gain is the center?
    `stats.groups.mixed_gain`, `stats.groups.mixed_nested`
What is a small center's gain worth?
    `stats.groups.shrink_centers`, `stats.groups.pool_centers`, `stats.groups.exceedance`
Which centers lie outside what chance allows?
    `stats.groups.funnel`
I tested many things: what of the p-values?
    `stats.groups.holm`, `stats.groups.benjamini_hochberg`
Who did not sit the second test, and were they different?
    `stats.missing.flow`, `stats.missing.differential`
What may the gain be without them?
    `stats.missing.sensitivity`
... by one method?
    `stats.missing.ipw`, `stats.missing.g_computation`, `stats.missing.aipw`,
    `stats.missing.multiple_imputation`
... at worst, and how wrong may I be?
    `stats.missing.bounds`, `stats.missing.tipping_point`
How hard is a question, does it tell people apart?
    `stats.items.analyze`, `stats.items.corrected_for_guessing`
Does a wrong answer work?
    `stats.items.distractors`
How reliable is the test?
    `stats.items.alpha`, `stats.items.omega`
... by another coefficient?
    `stats.items.kr20`, `stats.items.kr21`, `stats.items.lambda2`, `stats.items.split_half`,
    `stats.items.standardized_alpha`
Which question lowers it?
    `stats.items.alpha_if_dropped`
Give or take how many points is a score?
    `stats.items.sem`, `stats.items.conditional_sem`
Is a question unfair to one group?
    `stats.items.dif_class`
... by one method?
    `stats.items.dif_mantel_haenszel`, `stats.items.dif_logistic`
What does Moodle say?
    `stats.items.moodle`
Did both tests ask the same?
    `stats.scaling.compare_forms`
Difficulty and ability on one scale?
    `stats.scaling.rasch_conditional`, `stats.scaling.rasch_marginal`, `stats.scaling.fit_irt`
Ability of people, information of the test?
    `stats.scaling.warm_scores`, `stats.scaling.person_scores`, `stats.scaling.test_information`
What is a score on X worth on Y?
    `stats.scaling.equate_groups`, `stats.scaling.equate_anchored`, `stats.scaling.link_rasch`
... counts of scores for it?
    `stats.scaling.tally`, `stats.scaling.of_counts`
Where should the pass mark be?
    `stats.scaling.angoff`, `stats.scaling.ebel`, `stats.scaling.hofstee`,
    `stats.scaling.borderline_regression`
What does the pass mark do?
    `stats.scaling.band`, `stats.scaling.pass_rates`
Would another form decide alike?
    `stats.scaling.livingston_lewis`, `stats.scaling.subkoviak`
Do raters agree on scores?
    `stats.raters.icc`, `stats.raters.crossed`, `stats.raters.table`
Do raters put people in the same order?
    `stats.raters.kendall_w`
Do raters agree on categories?
    `stats.raters.gwet`, `stats.raters.krippendorff`, `stats.raters.weighted_alpha`,
    `stats.raters.percent`
... two raters, or by another chance?
    `stats.raters.cohen`, `stats.raters.weighted_kappa`, `stats.raters.fleiss`, `stats.raters.conger`,
    `stats.raters.brennan_prediger`
How many raters are enough?
    `stats.raters.g_study`, `stats.raters.d_study`, `stats.raters.raters_needed`
Do two raters differ, does one drift?
    `stats.raters.bland_altman`, `stats.raters.drift`, `stats.raters.joint_drift`
Is one rater severer than the others, or known to be like them?
    `stats.raters.severities`
What share answered so?
    `stats.surveys.proportion`, `stats.surveys.top_box`, `stats.surveys.likert`
Would they recommend it?
    `stats.surveys.net_promoter`
What is a person's score on a scale, do groups differ?
    `stats.surveys.scale_scores`, `stats.surveys.scale_gaps`
Do respondents stand for everybody?
    `stats.surveys.rake`
Did something change when the program began?
    `stats.impact.interrupted_series`, `stats.impact.staggered`
... and if it is counted: cases, accidents, complaints?
    `stats.impact.interrupted_counts`
Do centers that learned more settle more?
    `stats.impact.association`
How many people do I need?
    `stats.planning.for_precision`, `stats.planning.for_power`, `stats.planning.for_proportion`
What can so many people show?
    `stats.planning.half_width`, `stats.planning.power`, `stats.planning.design_effect`
Which cells give someone away?
    `stats.disclosure.primary`, `stats.disclosure.audit`, `stats.disclosure.rate_reveals`
Which cells must be hidden?
    `stats.disclosure.protect`
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

from analytics.stats.core.result import Estimate, Interval, StatsError

if TYPE_CHECKING:
    from analytics.stats import (
        disclosure,
        gain,
        groups,
        impact,
        items,
        missing,
        planning,
        raters,
        scaling,
        surveys,
    )

CHAPTERS = (
    "gain",
    "groups",
    "missing",
    "items",
    "scaling",
    "raters",
    "surveys",
    "impact",
    "planning",
    "disclosure",
)

__all__ = [
    "CHAPTERS",
    "Estimate",
    "Interval",
    "StatsError",
    "disclosure",
    "gain",
    "groups",
    "impact",
    "items",
    "missing",
    "planning",
    "raters",
    "scaling",
    "surveys",
]


def __getattr__(name: str) -> ModuleType:
    if name in CHAPTERS:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *CHAPTERS})
