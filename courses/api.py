"""What other apps may use of courses."""

from courses.registries import register_certificates, register_panel
from courses.selectors.behind import Behind, Named, behind, named
from courses.selectors.changes import marks_of_change
from courses.selectors.cohorts import (
    all_cohorts,
    cohort_infos,
    cohort_infos_by_id,
    cohorts_for,
    infos_of_centers,
    is_trainer,
    visible_centers,
)
from courses.selectors.figures import (
    cohort_figures,
    completion_rows,
    enrolled_cohort_ids,
    requirements,
)
from courses.selectors.many import one_reading
from courses.selectors.pass_marks import course_marks
from courses.selectors.paths import path_state
from courses.selectors.people import (
    enrollment_info,
    enrollment_infos,
    taking_part,
    topic_lessons,
    topic_titles,
)
from courses.services.cohorts import create_cohort, schedule_role_play, update_cohort
from courses.services.enrollments import enroll, enroll_many, withdraw
from courses.services.lessons import complete_lesson
from courses.services.loading import load_course
from courses.services.pass_marks import set_pass_mark
from courses.services.supervisors import save_supervisors
from courses.step_kinds import missing_words

__all__ = [
    "Behind",
    "Named",
    "all_cohorts",
    "behind",
    "cohort_figures",
    "cohort_infos",
    "cohort_infos_by_id",
    "cohorts_for",
    "complete_lesson",
    "completion_rows",
    "course_marks",
    "create_cohort",
    "enroll",
    "enroll_many",
    "enrolled_cohort_ids",
    "enrollment_info",
    "enrollment_infos",
    "infos_of_centers",
    "is_trainer",
    "load_course",
    "marks_of_change",
    "missing_words",
    "named",
    "one_reading",
    "path_state",
    "register_certificates",
    "register_panel",
    "requirements",
    "save_supervisors",
    "schedule_role_play",
    "set_pass_mark",
    "taking_part",
    "topic_lessons",
    "topic_titles",
    "update_cohort",
    "visible_centers",
    "withdraw",
]
