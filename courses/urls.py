"""URLs of courses; below `courses/` are Wagtail's pages, found in the kept outlines first."""

from django.urls import path

from courses.views import cohorts, extra_time, home, joining, lessons, pages, people, rosters, supervisors

urlpatterns = [
    path("courses/<path:rest>", pages.course_part, name="course_part"),
    path("learning/", home.learning, name="learning"),
    path("enrollments/<uuid:uuid>/continue/", lessons.continue_lessons, name="continue_lessons"),
    path(
        "enrollments/<uuid:uuid>/lessons/<uuid:lesson_key>/complete/",
        lessons.lesson_complete,
        name="lesson_complete",
    ),
    path("enrollments/<uuid:uuid>/lessons/read/", lessons.lesson_marks, name="lesson_marks"),
    path("enrollments/<uuid:uuid>/letter/", people.enrollment_letter, name="enrollment_letter"),
    path("enrollments/<uuid:uuid>/withdraw/", people.enrollment_withdraw, name="enrollment_withdraw"),
    path(
        "enrollments/<uuid:uuid>/extra-time/", extra_time.enrollment_extra_time, name="enrollment_extra_time"
    ),
    path("join/", joining.join, name="join"),
    path("cohorts/", home.trainer_home, name="trainer_home"),
    path("cohorts/new/", cohorts.cohort_new, name="cohort_new"),
    path("cohorts/<uuid:uuid>/", cohorts.cohort, name="cohort"),
    path("cohorts/<uuid:uuid>/path/", cohorts.cohort_path, name="cohort_path"),
    path("cohorts/<uuid:uuid>/supervisors/", supervisors.cohort_supervisors, name="cohort_supervisors"),
    path("cohorts/<uuid:uuid>/edit/", cohorts.cohort_edit, name="cohort_edit"),
    path(
        "cohorts/<uuid:uuid>/role-plays/<uuid:step>/date/",
        cohorts.role_play_date,
        name="cohort_role_play_date",
    ),
    path("cohorts/<uuid:uuid>/people/add/", people.person_add, name="cohort_person_add"),
    path("cohorts/<uuid:uuid>/roster/", rosters.roster_upload, name="roster_upload"),
    path("rosters/<uuid:uuid>/columns/", rosters.roster_columns, name="roster_columns"),
    path("rosters/<uuid:uuid>/", rosters.roster_preview, name="roster_preview"),
    path("rosters/<uuid:uuid>/apply/", rosters.roster_apply, name="roster_apply"),
]
