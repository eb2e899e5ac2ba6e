"""Items: how hard and how telling the questions are, reliability of the test, DIF."""

from analytics.stats.items.analysis import analyze, corrected_for_guessing
from analytics.stats.items.dif_classes import dif_class
from analytics.stats.items.matching import dif_mantel_haenszel
from analytics.stats.items.one_factor_omega import omega
from analytics.stats.items.options import distractors
from analytics.stats.items.quiz import moodle
from analytics.stats.items.regression import dif_logistic
from analytics.stats.items.reliability import (
    alpha,
    alpha_if_dropped,
    conditional_sem,
    kr20,
    kr21,
    lambda2,
    sem,
    split_half,
    standardized_alpha,
)

__all__ = [
    "alpha",
    "alpha_if_dropped",
    "analyze",
    "conditional_sem",
    "corrected_for_guessing",
    "dif_class",
    "dif_logistic",
    "dif_mantel_haenszel",
    "distractors",
    "kr20",
    "kr21",
    "lambda2",
    "moodle",
    "omega",
    "sem",
    "split_half",
    "standardized_alpha",
]
