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
    register_occasion_pages,
    register_scale,
    register_survey_pages,
)
from assessments.rules.client_sums import told as told_of_sheets
from assessments.rules.delivery_rules import DeliveryRules
from assessments.selectors.accommodations import accommodations, minutes_on_top
from assessments.selectors.audiences import outside_cohorts, own_tests
from assessments.selectors.boards import (
    case_facts,
    incident_facts,
    led_occasion,
    played_facts,
    rated_occasions,
)
from assessments.selectors.calibration import seed_cases, seed_sheets
from assessments.selectors.changes import marks_of_change
from assessments.selectors.client_sums import client_sums
from assessments.selectors.client_surveys import client_boxes
from assessments.selectors.coverage import Coverage, coverage, newest_rubrics
from assessments.selectors.day_boards import has_slot, open_days, slots_ahead
from assessments.selectors.definitions import Definition, definitions, definitions_in_use
from assessments.selectors.deliveries import (
    delivery_states,
    is_finished,
    own_states,
    participation,
    receipts_of,
)
from assessments.selectors.form_scores import form_spreads, forms_offered, forms_sat
from assessments.selectors.item_marks import delivery_facts, form_marks
from assessments.selectors.item_uses import item_uses
from assessments.selectors.judged import judged_questions, judged_tests, score_shares
from assessments.selectors.marking_state import unmarked
from assessments.selectors.opinion_means import opinion_means
from assessments.selectors.opinions import few_came_since, likert_summary, open_answers
from assessments.selectors.ratings import is_rated, rating_outcomes, rubric_criteria
from assessments.selectors.requests import supervisor_answers, supervisors_asked, supervisors_counted
from assessments.selectors.scale_answers import own_scale_answers, scale_answers, scale_questions
from assessments.selectors.scores import attempt_scores, sitting_scores, topic_scores
from assessments.selectors.verification import verify_scores
from assessments.services.accommodations import grant_accommodation
from assessments.services.answers import save_answer
from assessments.services.appeals import file_appeal, review_procedure
from assessments.services.attempts import close_expired_attempts, start_attempt, submit_attempt
from assessments.services.audiences import add_people, open_outside
from assessments.services.calibration import ensure_seed_case, issue_licence, rate_seed
from assessments.services.client_surveys import make_slips, open_survey, running_period
from assessments.services.criterion_scores import Mark
from assessments.services.day_door import check_in
from assessments.services.day_events import report_incident, settle_incident
from assessments.services.day_filling import fill as fill_exam_day
from assessments.services.day_marshals import post_marshal
from assessments.services.deliveries import change_delivery, open_delivery, reschedule_delivery
from assessments.services.exam_days import DaySetup, RoomSpec
from assessments.services.exam_days import close_day as close_exam_day
from assessments.services.exam_days import create_day as create_exam_day
from assessments.services.exam_days import publish_day as publish_exam_day
from assessments.services.form_sets import ensure_parallel_forms
from assessments.services.forms import add_form, cross_same_forms
from assessments.services.instruments import EntrySpec, SectionSpec, ensure_instrument_version
from assessments.services.item_figures import refresh_difficulties
from assessments.services.items import ensure_item, ensure_item_version
from assessments.services.openings import create_occasion, reschedule_occasion
from assessments.services.rating_cases import release_case, release_cases
from assessments.services.ratings import reopen_rating, save_rating, submit_rating
from assessments.services.regrading import regrade_attempts
from assessments.services.requests import AddressError, drop_requests, set_addresses
from assessments.services.rubrics import ensure_rubric_version
from assessments.services.scenarios import add_scenario, cast_roles, ensure_scenario_version
from assessments.services.scoring import score_rows
from assessments.services.sheets import submit_sheet
from assessments.services.stories import record_story

__all__ = [
    "AddressError",
    "Coverage",
    "DaySetup",
    "Definition",
    "DeliveryRules",
    "EntrySpec",
    "Host",
    "Mark",
    "OccasionPeople",
    "RoomSpec",
    "Running",
    "SectionSpec",
    "accommodations",
    "add_form",
    "add_people",
    "add_scenario",
    "attempt_scores",
    "case_facts",
    "cast_roles",
    "change_delivery",
    "check_in",
    "client_boxes",
    "client_sums",
    "close_exam_day",
    "close_expired_attempts",
    "coverage",
    "create_exam_day",
    "create_occasion",
    "cross_same_forms",
    "definitions",
    "definitions_in_use",
    "delivery_facts",
    "delivery_states",
    "drop_requests",
    "ensure_instrument_version",
    "ensure_item",
    "ensure_item_version",
    "ensure_parallel_forms",
    "ensure_rubric_version",
    "ensure_scenario_version",
    "ensure_seed_case",
    "few_came_since",
    "file_appeal",
    "fill_exam_day",
    "form_marks",
    "form_spreads",
    "forms_offered",
    "forms_sat",
    "grant_accommodation",
    "has_slot",
    "incident_facts",
    "is_finished",
    "is_rated",
    "is_run_by",
    "issue_licence",
    "item_uses",
    "judged_questions",
    "judged_tests",
    "led_occasion",
    "likert_summary",
    "make_slips",
    "marks_of_change",
    "minutes_on_top",
    "newest_rubrics",
    "open_answers",
    "open_days",
    "open_delivery",
    "open_outside",
    "open_survey",
    "opinion_means",
    "outside_cohorts",
    "own_scale_answers",
    "own_states",
    "own_tests",
    "participation",
    "played_facts",
    "post_marshal",
    "practice_warning",
    "publish_exam_day",
    "rate_seed",
    "rated_occasions",
    "rating_outcomes",
    "receipts_of",
    "record_story",
    "refresh_difficulties",
    "register_consequences",
    "register_further",
    "register_host",
    "register_measured",
    "register_occasion_pages",
    "register_scale",
    "register_survey_pages",
    "regrade_attempts",
    "release_case",
    "release_cases",
    "reopen_rating",
    "report_incident",
    "reschedule_delivery",
    "reschedule_occasion",
    "review_procedure",
    "rubric_criteria",
    "running_period",
    "save_answer",
    "save_rating",
    "scale_answers",
    "scale_questions",
    "score_rows",
    "score_shares",
    "seed_cases",
    "seed_sheets",
    "set_addresses",
    "settle_incident",
    "sitting_scores",
    "slots_ahead",
    "start_attempt",
    "submit_attempt",
    "submit_rating",
    "submit_sheet",
    "supervisor_answers",
    "supervisors_asked",
    "supervisors_counted",
    "told_of_sheets",
    "topic_scores",
    "unmarked",
    "verify_scores",
]
