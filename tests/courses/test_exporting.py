"""Writing a course of the site as files, and loading them again."""

import pytest
from django.core.management import CommandError, call_command

from courses.course_files import ContentError, read_course
from courses.models import CourseStep, LessonPage, LoadedCourse
from courses.services.exporting import export_course
from courses.services.loading import load_course
from lms.core.errors import UserError
from tests.courses import factories as courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    load_course(course=courses.course_file())


def lesson(key, language="es-mx"):
    return LessonPage.objects.get(slug=key, locale__language_code=language)


def test_what_was_loaded_is_written_and_read_as_the_same_course(loaded, tmp_path):
    report = export_course(key=courses.COURSE, folder=tmp_path / "course")
    assert read_again(tmp_path) == courses.course_file()
    assert [path.relative_to(tmp_path / "course").as_posix() for path in report.files] == [
        "course.yaml",
        "glossary.yaml",
        "instruments/knowledge_test.yaml",
        "instruments/reaction.yaml",
        "modules/m1/l1.en.md",
        "modules/m1/l1.es.md",
        "modules/m1/l2.en.md",
        "modules/m1/l2.es.md",
        "modules/m1/module.yaml",
        "modules/m2/l3.en.md",
        "modules/m2/l3.es.md",
        "modules/m2/module.yaml",
        "rubrics/rubric.yaml",
    ]
    assert report.unpublished == []


def read_again(tmp_path):
    from courses.course_files import examine_course

    return examine_course(tmp_path / "course")[0]
