"""Scaling: Rasch and IRT, equating and linking forms, cut scores and their decisions."""

from analytics.stats.core.score_counts import of_counts, tally
from analytics.stats.scaling.borderline import borderline_regression
from analytics.stats.scaling.classification import livingston_lewis, subkoviak
from analytics.stats.scaling.cut_scores import angoff, band, pass_rates
from analytics.stats.scaling.equating import equate_groups
from analytics.stats.scaling.forms import compare_forms
from analytics.stats.scaling.irt import fit_irt, person_scores, test_information
from analytics.stats.scaling.linking import link_rasch
from analytics.stats.scaling.neat import equate_anchored
from analytics.stats.scaling.panels import ebel, hofstee
from analytics.stats.scaling.rasch import rasch_conditional, rasch_marginal, warm_scores

__all__ = [
    "angoff",
    "band",
    "borderline_regression",
    "compare_forms",
    "ebel",
    "equate_anchored",
    "equate_groups",
    "fit_irt",
    "hofstee",
    "link_rasch",
    "livingston_lewis",
    "of_counts",
    "pass_rates",
    "person_scores",
    "rasch_conditional",
    "rasch_marginal",
    "subkoviak",
    "tally",
    "test_information",
    "warm_scores",
]
