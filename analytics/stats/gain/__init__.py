"""Learning gain: how much people learned between two scores, and how surely."""

from analytics.stats.gain.crossed import crossed_forms
from analytics.stats.gain.normalized import class_gain, individual_gain, normalized_change
from analytics.stats.gain.occasions import repeated_measures
from analytics.stats.gain.pass_fail import mcnemar
from analytics.stats.gain.ranks import signed_rank
from analytics.stats.gain.raw import paired
from analytics.stats.gain.regression_to_mean import baseline_dependence, expected_gain
from analytics.stats.gain.reliable import reliable_change
from analytics.stats.gain.resampled import bootstrap_d_av, bootstrap_mean
from analytics.stats.gain.retained import retention
from analytics.stats.gain.standardized import effect_sizes
from analytics.stats.gain.tost import equivalence

__all__ = [
    "baseline_dependence",
    "bootstrap_d_av",
    "bootstrap_mean",
    "class_gain",
    "crossed_forms",
    "effect_sizes",
    "equivalence",
    "expected_gain",
    "individual_gain",
    "mcnemar",
    "normalized_change",
    "paired",
    "reliable_change",
    "repeated_measures",
    "retention",
    "signed_rank",
]
