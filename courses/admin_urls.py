"""Pages of courses that stand in Wagtail's admin."""

from django.urls import path

from courses.views import templates

urlpatterns = [
    path("course-paths/<uuid:course>/", templates.course_template, name="course_template"),
    path(
        "course-paths/<uuid:course>/<slug:step>/rubric/",
        templates.course_template_rubric,
        name="course_template_rubric",
    ),
]
