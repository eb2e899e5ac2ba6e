"""What other apps may use of assessments."""

from assessments.interfaces.practice_words import practice_warning
from assessments.registries import (
    Host,
    OccasionPeople,
    Running,
    is_run_by,
    register_consequences,
    register_further,
    register_host,
    register_measured,
    register_scale,
)
from assessments.rules.delivery_rules import DeliveryRules
from assessments.selectors.accommodations import accommodations, minutes_on_top
from assessments.selectors.audiences import own_tests
from assessments.selectors.definitions import Definition, definitions
from assessments.selectors.deliveries import delivery_states, is_finished, own_states, participation
from assessments.selectors.form_scores import form_spreads, forms_offered, forms_sat
from assessments.selectors.gains import compared
from assessments.selectors.item_marks import delivery_facts, form_marks
from assessments.selectors.item_uses import item_uses
from assessments.selectors.judged import judged_questions, judged_tests, score_shares
from assessments.selectors.marking_state import unmarked
from assessments.selectors.opinion_means import opinion_means
from assessments.selectors.opinions import likert_summary, open_answers, opinion_sheets
from assessments.selectors.ratings import is_rated, rating_outcomes, rubric_criteria
from assessments.selectors.score_sums import score_sums
from assessments.selectors.scores import attempt_scores, regraded_since, sitting_scores, topic_scores
from assessments.selectors.verification import verify_scores
from assessments.services.accommodations import grant_accommodation
from assessments.services.answers import save_answer
from assessments.services.attempts import close_expired_attempts, start_attempt, submit_attempt
from assessments.services.audiences import add_people, open_outside
from assessments.services.criterion_scores import Mark
from assessments.services.deliveries import change_delivery, open_delivery, reschedule_delivery
from assessments.services.form_sets import ensure_parallel_forms
from assessments.services.forms import add_form, cross_deliveries, cross_same_forms
from assessments.services.instruments import EntrySpec, SectionSpec, ensure_instrument_version
from assessments.services.item_figures import refresh_difficulties
from assessments.services.items import ensure_item, ensure_item_version
from assessments.services.openings import create_occasion, reschedule_occasion
from assessments.services.rating_cases import release_case, release_cases
from assessments.services.ratings import reopen_rating, save_rating, submit_rating
from assessments.services.regrading import regrade_attempts
from assessments.services.rubrics import ensure_rubric_version
from assessments.services.scenarios import add_scenario, cast_roles, ensure_scenario_version
from assessments.services.scoring import score_rows
from assessments.services.sheets import submit_sheet

__all__ = [
    "Definition",
    "DeliveryRules",
    "EntrySpec",
    "Host",
    "Mark",
    "OccasionPeople",
    "Running",
    "SectionSpec",
    "accommodations",
    "add_form",
    "add_people",
    "add_scenario",
    "attempt_scores",
    "cast_roles",
    "change_delivery",
    "close_expired_attempts",
    "compared",
    "create_occasion",
    "cross_deliveries",
    "cross_same_forms",
    "definitions",
    "delivery_facts",
    "delivery_states",
    "ensure_instrument_version",
    "ensure_item",
    "ensure_item_version",
    "ensure_parallel_forms",
    "ensure_rubric_version",
    "ensure_scenario_version",
    "form_marks",
    "form_spreads",
    "forms_offered",
    "forms_sat",
    "grant_accommodation",
    "is_finished",
    "is_rated",
    "is_run_by",
    "item_uses",
    "judged_questions",
    "judged_tests",
    "likert_summary",
    "minutes_on_top",
    "open_answers",
    "open_delivery",
    "open_outside",
    "opinion_means",
    "opinion_sheets",
    "own_states",
    "own_tests",
    "participation",
    "practice_warning",
    "rating_outcomes",
    "refresh_difficulties",
    "register_consequences",
    "register_further",
    "register_host",
    "register_measured",
    "register_scale",
    "regrade_attempts",
    "regraded_since",
    "release_case",
    "release_cases",
    "reopen_rating",
    "reschedule_delivery",
    "reschedule_occasion",
    "rubric_criteria",
    "save_answer",
    "save_rating",
    "score_rows",
    "score_shares",
    "score_sums",
    "sitting_scores",
    "start_attempt",
    "submit_attempt",
    "submit_rating",
    "submit_sheet",
    "topic_scores",
    "unmarked",
    "verify_scores",
]
