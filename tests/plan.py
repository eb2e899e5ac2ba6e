"""Where each test runs. What is not named here runs on both databases, which is always safe.

- `PURE` needs no database: it runs once, in a process of its own. A test there that asks for one is an error.
- `ONE_DATABASE` asks for a database, but only draws, reads and parses what other tests hold on both:
  it runs once, on SQLite. Each kind of answer of each address is still got on both, by
  `tests/security/test_role_matrix.py`.
- `SAMPLED` asks both databases the same statements from test to test, with other people and other answers:
  all of it runs on SQLite, the named tests, which between them ask every statement and commit what can be
  refused, on PostgreSQL too.
- A test anywhere that asks for neither a database nor the browser runs once as well.
- `TOGETHER` shares what is costly to make, so one process runs the whole folder,
  but for the files of `APART`, which make databases of their own.
- `FIRST` takes longest, so nothing waits for it at the end.

A path that does not exist is an error (`tests/test_plan.py`).
"""

PURE = ("tests/analytics/disclosure", "tests/analytics/stats", "tests/assessments/item_types")
ONE_DATABASE = (
    "tests/analytics/certificates/test_pages.py",
    "tests/analytics/releases/test_program.py",
    "tests/analytics/releases/test_program_page.py",
    "tests/analytics/releases/test_tables.py",
    "tests/analytics/scores/test_pages.py",
    "tests/analytics/test_assessing.py",
    "tests/analytics/test_home_pages.py",
    "tests/assessments/test_budgets.py",
    "tests/assessments/test_moderation_pages.py",
    "tests/assessments/test_exam_day_pages.py",
    "tests/assessments/test_blindness.py",
    "tests/assessments/test_number_pages.py",
    "tests/assessments/test_papers.py",
    "tests/assessments/test_rating_pages.py",
    "tests/assessments/test_rating_work_pages.py",
    "tests/assessments/test_session_ends.py",
    "tests/assessments/test_test_pages.py",
    "tests/assessments/test_turns.py",
    "tests/courses/test_cohort_pages.py",
    "tests/courses/test_delivery_pages.py",
    "tests/courses/test_home_pages.py",
    "tests/courses/test_instrument_pages.py",
    "tests/courses/test_item_file_pages.py",
    "tests/courses/test_lesson_pages.py",
    "tests/courses/test_pictures.py",
    "tests/courses/test_previews.py",
    "tests/courses/test_rubric_draft_pages.py",
    "tests/courses/test_shipped_courses.py",
    "tests/courses/test_templates.py",
    "tests/e2e/test_bank.py",
    "tests/e2e/test_door.py",
    "tests/e2e/test_gain.py",
    "tests/e2e/test_learner.py",
    "tests/e2e/test_offline.py",
    "tests/e2e/test_offline_day.py",
    "tests/e2e/test_one_page.py",
    "tests/e2e/test_rating_day.py",
    "tests/e2e/test_saving.py",
    "tests/e2e/test_weight.py",
    "tests/lms/accounts/test_credentials.py",
    "tests/lms/accounts/test_people_pages.py",
    "tests/lms/accounts/test_public_start.py",
    "tests/lms/accounts/test_reach.py",
    "tests/lms/accounts/test_sign_in.py",
    "tests/lms/accounts/test_staff_mfa.py",
    "tests/lms/core/test_csrf.py",
    "tests/lms/core/test_kept_input.py",
    "tests/lms/core/test_pictures.py",
    "tests/lms/core/test_resend.py",
    "tests/lms/core/test_wagtail_exports.py",
    "tests/lms/test_demo.py",
    "tests/lms/test_headers.py",
    "tests/lms/test_odd_requests.py",
    "tests/reliability/test_line.py",
    "tests/security/test_admin_door.py",
    "tests/security/test_answer_keys.py",
    "tests/security/test_bad_input.py",
    "tests/security/test_course_pages.py",
    "tests/security/test_drawn_pages.py",
    "tests/security/test_error_pages.py",
    "tests/security/test_forged_requests.py",
    "tests/security/test_markup.py",
    "tests/security/test_pages.py",
    "tests/security/test_styles.py",
)
SAMPLED = {
    "tests/analytics/releases/test_clients.py": (
        "test_a_box_is_published_once_it_is_over_whole_and_never_again",
        "test_level_four_on_every_page_and_file",
    ),
    "tests/analytics/releases/test_follow_ups.py": (
        "test_counts_come_back_as_they_were_stored",
        "test_erasure_forgets_whose_answers_they_were_and_keeps_the_figure",
        "test_reading_answers_takes_one_statement_whatever_the_number_of_people",
        "test_the_comparison_of_the_same_people_on_every_page_and_file",
    ),
    "tests/analytics/releases/test_supervised.py": (
        "test_a_row_is_published_and_moves_on_by_twice_the_minimum",
        "test_both_views_of_the_same_people_on_every_page_and_file",
        "test_the_cost_does_not_grow_with_the_people",
    ),
    "tests/courses/test_exporting.py": (
        "test_loading_what_was_written_changes_nothing",
        "test_the_small_course_is_read_as_it_was_made",
        "test_what_an_editor_wrote_is_written_as_authors_write_it",
        "test_what_was_loaded_is_written_to_the_letter",
    ),
    "tests/courses/test_loading.py": (
        "test_a_course_becomes_pages_in_both_languages_with_the_same_keys",
        "test_a_lesson_that_moves_to_another_module_keeps_its_progress",
        "test_an_editors_change_stays_until_forced",
        "test_lessons_follow_the_order_of_the_files",
        "test_loading_again_changes_nothing",
        "test_the_template_of_the_path_follows_the_files",
        "test_what_a_question_asks_for_reaches_its_content",
    ),
}
TOGETHER = ("tests/e2e", "tests/reliability", "tests/security")
APART = ("tests/security/test_ballot_box.py",)
FIRST = (
    "tests/e2e",
    "tests/security",
    "tests/reliability",
    "tests/test_architecture.py",
    "tests/lms/core/test_hostile_files.py",
    "tests/analytics/certificates",
    "tests/courses",
)

# What a test that asks for a database has among its fixtures.
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_setup", "site"})


def within(path: str, declared: tuple[str, ...]) -> str | None:
    """The declared file or folder that holds `path` (a node's id will do); None if none does."""
    file = path.split("::")[0]
    return next((one for one in declared if file == one or file.startswith(f"{one}/")), None)


def runs_once(nodeid: str) -> bool:
    """Whether a test that asks for a database runs on SQLite alone."""
    file, _, test = nodeid.partition("::")
    if file in SAMPLED:
        return test.split("[")[0] not in SAMPLED[file]
    return within(nodeid, (*PURE, *ONE_DATABASE)) is not None


def group(nodeid: str) -> str:
    """Tests of one group run in one process, in order."""
    return within(nodeid, APART) or within(nodeid, TOGETHER) or nodeid.split("::")[0]


def rank(nodeid: str) -> int:
    """What comes first: the folders of FIRST in their order, then the rest."""
    folder = within(nodeid, FIRST)
    return FIRST.index(folder) if folder else len(FIRST)
