"""Loading a course from its files, again and again."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision, Site

from assessments.models import InstrumentVersion, ItemVersion
from courses.models import CoursePage, CourseStep, LessonPage, LessonProgress, ModulePage
from courses.selectors.outlines import outline
from courses.services.loading import load_course
from lms.core.models import AuditEvent
from tests.courses import factories as courses

pytestmark = pytest.mark.django_db


def load(course=None, **options):
    return load_course(course=course or courses.course_file(), **options)


def lesson(key, language="es-mx"):
    return LessonPage.objects.get(slug=key, locale__language_code=language)


def test_a_course_becomes_pages_in_both_languages_with_the_same_keys():
    report = load()
    assert (report.created, report.updated) == (12, 0)  # 1 course, 2 modules, 3 lessons; twice
    spanish, english = lesson("l1"), lesson("l1", "en")
    assert spanish.translation_key == english.translation_key
    assert (spanish.title, english.title) == ("l1 es", "l1 en")
    assert spanish.url == "/es-mx/courses/small-course/m1/l1/"
    assert english.url == "/en/courses/small-course/m1/l1/"
    assert Site.objects.get().root_page.locale.language_code == "es-mx"


def test_loading_again_changes_nothing():
    load()
    before = (Page.objects.count(), Revision.objects.count(), AuditEvent.objects.count())
    versions = (ItemVersion.objects.count(), InstrumentVersion.objects.count())
    again = load()
    assert (again.created, again.updated, again.unchanged, again.moved) == (0, 0, 12, 0)
    assert (Page.objects.count(), Revision.objects.count(), AuditEvent.objects.count()) == before
    assert (ItemVersion.objects.count(), InstrumentVersion.objects.count()) == versions


def test_an_editors_change_stays_until_forced():
    load()
    page = lesson("l2")
    page.title = "Título de la editora"
    page.save_revision().publish()
    changed = courses.course_file()
    rewritten = changed.modules[0].lessons[1].replace(minutes=5)
    module = changed.modules[0].replace(lessons=(changed.modules[0].lessons[0], rewritten))
    changed = changed.replace(modules=(module, changed.modules[1]))
    report = load(changed)
    assert report.edited == ["es-mx: Título de la editora"]
    assert lesson("l2").title == "Título de la editora"
    assert lesson("l2", "en").minutes == 5
    assert load(changed, force=True).edited == []
    assert (lesson("l2").title, lesson("l2").minutes) == ("l2 es", 5)


def test_lessons_follow_the_order_of_the_files():
    load()
    course = courses.course_file()
    first = course.modules[0]
    swapped = course.replace(modules=(first.replace(lessons=first.lessons[::-1]), course.modules[1]))
    load(swapped)
    assert [one.title for one in outline(courses.KEY).lessons] == ["l2 es", "l1 es", "l3 es"]


def test_a_lesson_that_moves_to_another_module_keeps_its_progress(enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l2")
    course = courses.course_file()
    one, two = course.modules
    moved = (one.replace(lessons=one.lessons[:1]), two.replace(lessons=(*one.lessons[1:], *two.lessons)))
    load(course.replace(modules=moved))
    assert lesson("l2").get_parent().slug == "m2"
    assert LessonProgress.objects.get().lesson_key == lesson("l2").translation_key


def test_a_page_that_left_the_files_is_named_and_left_alone():
    load()
    report = load(courses.without_lesson("l2"))
    assert report.not_in_files == ["l2 es", "l2 en"]
    assert lesson("l2").live


def test_the_template_of_the_path_follows_the_files():
    load()
    steps = CourseStep.objects.filter(course_key=courses.KEY).order_by("position")
    assert [step.key for step in steps] == [step.key for step in courses.STEPS]
    post = steps.get(key="post-test")
    assert (post.max_attempts, post.time_limit, post.after) == (2, 30, ["lessons"])
    assert steps.get(key="evaluation").anonymous
    load(courses.course_file().replace(steps=courses.STEPS[:2]))
    assert CourseStep.objects.count() == 2


def test_a_cohort_keeps_the_path_it_was_made_with(cohort):
    load(courses.course_file().replace(steps=courses.STEPS[:2]))
    assert cohort.steps.count() == 7


def test_the_shipped_course_has_no_problem(capsys):
    call_command("check_course")
    assert "6 modules" in capsys.readouterr().out


def test_the_outline_falls_back_to_spanish_where_nothing_is_translated():
    load()
    ModulePage.objects.get(slug="m2", locale__language_code="en").unpublish()
    lesson("l3", "en").unpublish()
    english = outline(courses.KEY, "en")
    assert [module.title for module in english.modules] == ["Uno (en)", "Dos (es)"]
    assert english.lessons[2].url == "/es-mx/courses/small-course/m2/l3/"
    assert CoursePage.objects.filter(translation_key=courses.KEY).count() == 2
