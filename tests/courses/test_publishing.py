"""Rows of courses and lessons, and what is kept of their pages, follow what is published."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Site

from courses import api
from courses.models import Course, CoursePage, Lesson, LessonPage, LessonProgress, ModulePage
from courses.selectors.outlines import outline
from courses.services.loading import load_course
from courses.services.loading.pages import keep_what_was_loaded
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.daily import chores, run_chores
from lms.core.errors import UserError
from tests.budgets import counted
from tests.courses import factories as courses
from tests.lms.factories import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(small_course, cohort):
    """Of the course that is loaded once for this file."""
    return cohort


def titles(language="es-mx"):
    return [lesson.title for lesson in outline(Course.objects.get(), language).lessons]


def page(key, language="es-mx"):
    return LessonPage.objects.get(slug=key, locale__language_code=language)


def kept(*, retired=False):
    rows = Lesson.objects.filter(is_retired=retired).order_by("position")
    return [row.title["es"] for row in rows]


def test_loading_makes_a_row_for_the_course_and_each_lesson():
    load_course(course=courses.course_file())
    course = Course.objects.get()
    assert (course.uuid, course.key) == (courses.KEY, "small-course")
    assert course.title == {"es": "Curso chico (es)", "en": "Curso chico (en)"}
    rows = Lesson.objects.order_by("position").values_list("uuid", "minutes", "position", "course")
    keys = [page(key).translation_key for key in ("l1", "l2", "l3")]
    assert list(rows) == [(key, 4, place, course.pk) for place, key in enumerate(keys, 1)]
    assert Lesson.objects.get(position=2).title == {"es": "l2 es", "en": "l2 en"}


def test_loading_again_makes_no_second_row():
    load_course(course=courses.course_file())
    before = list(Lesson.objects.order_by("pk").values_list("pk", "uuid"))
    load_course(course=courses.course_file())
    assert list(Lesson.objects.order_by("pk").values_list("pk", "uuid")) == before


def test_a_lesson_that_an_editor_makes_gets_a_row_when_it_is_published(cohort):
    module = ModulePage.objects.get(slug="m1", locale__language_code="es-mx")
    fresh = LessonPage(title="Nueva", slug="nueva", locale=module.locale, minutes=3, live=False)
    module.add_child(instance=fresh)
    assert "Nueva" not in titles()
    assert not Lesson.objects.filter(uuid=fresh.translation_key).exists()
    fresh.save_revision().publish()
    row = Lesson.objects.get(uuid=fresh.translation_key)
    assert (row.title, row.minutes, row.position, row.course) == ({"es": "Nueva"}, 3, 3, cohort.course)
    assert titles() == ["l1 es", "l2 es", "Nueva", "l3 es"]
    assert titles("en") == ["l1 en", "l2 en", "Nueva", "l3 en"]


def test_a_new_course_of_an_editor_gets_a_row_too(cohort):
    index = CoursePage.objects.get(locale__language_code="es-mx").get_parent()
    fresh = CoursePage(title="Otro", slug="otro", locale=index.locale, live=False)
    index.add_child(instance=fresh)
    fresh.save_revision().publish()
    assert Course.objects.get(uuid=fresh.translation_key).title == {"es": "Otro"}


def test_deleting_a_lesson_keeps_its_row_and_what_people_read(enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l1", "l2")
    page("l2").delete()
    assert kept(retired=True) == ["l2 es"]
    assert LessonProgress.objects.filter(enrollment=enrollment).count() == 2
    enrollment.refresh_from_db()
    lessons = next(step for step in api.path_state(enrollment).steps if step.reading)
    assert (lessons.detail, lessons.status) == ((1, 2), "doing")


def test_deleting_a_module_and_the_course_keeps_every_row(enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment)
    ModulePage.objects.get(slug="m1", locale__language_code="es-mx").delete()
    assert (kept(), kept(retired=True)) == (["l3 es"], ["l1 es", "l2 es"])
    CoursePage.objects.get(locale__language_code="es-mx").delete()
    assert kept() == []
    assert Course.objects.count() == 1
    assert LessonProgress.objects.count() == 3
    enrollment.refresh_from_db()
    assert api.path_state(enrollment).steps[1].detail == (0, 0)


def test_deleting_a_translation_retires_nothing(cohort):
    page("l1", "en").delete()
    assert len(kept()) == 3
    assert titles("en") == ["l1 es", "l2 en", "l3 en"]


def test_a_lesson_below_an_unpublished_module_need_not_be_read(enrollment):
    courses.take_test(enrollment)
    courses.read_lessons(enrollment, "l1", "l2")
    ModulePage.objects.get(slug="m2", locale__language_code="es-mx").unpublish()
    enrollment.refresh_from_db()
    lessons = next(step for step in api.path_state(enrollment).steps if step.reading)
    assert (lessons.detail, lessons.status) == ((2, 2), "done")
    ModulePage.objects.get(slug="m2", locale__language_code="es-mx").save_revision().publish()
    enrollment.refresh_from_db()
    assert api.path_state(enrollment).steps[1].detail == (2, 3)


def test_a_retired_lesson_cannot_be_marked_as_read(enrollment):
    courses.take_test(enrollment)
    page("l2").unpublish()
    with pytest.raises(UserError, match="no es parte de su curso"):
        courses.read_lessons(enrollment, "l2")


def test_an_outline_is_made_once_until_something_is_published(cohort):
    course = Course.objects.get()
    outline(course, "es-mx")
    with counted() as spent:
        assert outline(course, "es-mx").title == "Curso chico (es)"
    assert spent.queries == 0


def publish(key="l1"):
    changed = page(key)
    changed.title = "Otro título"
    changed.save_revision().publish()


def unpublish():
    page("l1").unpublish()


def move():
    page("l1").move(ModulePage.objects.get(slug="m2", locale__language_code="es-mx"), pos="last-child")


def delete():
    page("l1").delete()


def rename_home():
    home = Page.objects.get(pk=Site.objects.get().root_page_id).specific
    home.title = "Inicio"
    home.save_revision().publish()


def new_site_name():
    site = Site.objects.get()
    site.port = 8080
    site.save()


@pytest.mark.parametrize("change", [publish, unpublish, move, delete, rename_home, new_site_name])
def test_every_process_sees_a_change_at_its_next_request(cohort, change):
    """Another process keeps an outline by the edition that it read with its cohort; that one is gone."""
    before = Course.objects.get().edition
    change()
    assert Course.objects.get().edition != before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (publish, ["Otro título", "l2 es", "l3 es"]),
        (unpublish, ["l2 es", "l3 es"]),
        (move, ["l2 es", "l3 es", "l1 es"]),
        (delete, ["l2 es", "l3 es"]),
    ],
)
def test_the_outline_and_the_rows_follow(cohort, change, expected):
    titles()
    change()
    assert titles() == expected
    assert kept() == expected


def test_a_draft_changes_nothing_for_readers(cohort):
    before = Course.objects.get().edition
    draft = page("l1")
    draft.title = "Borrador"
    draft.save_revision()
    assert (titles()[0], Course.objects.get().edition) == ("l1 es", before)


def test_the_text_of_a_lesson_follows_what_is_published(client, enrollment):
    courses.take_test(enrollment)
    client.force_login(enrollment.user)
    url = page("l1").url
    assert "Se concilia." in client.get(url).content.decode()
    changed = page("l1")
    changed.body = [("text", "<p>Lo nuevo.</p>")]
    changed.save_revision().publish()
    html = client.get(url).content.decode()
    assert "Lo nuevo." in html
    assert "Se concilia." not in html


def test_an_address_that_no_outline_knows_goes_wagtails_way(client, officer, cohort):
    client.force_login(officer)
    assert client.get("/es-mx/courses/small-course/m1/nothing/").status_code == 404
    assert client.get("/es-mx/courses/").status_code == 200
    url = reverse("course_part", args=["small-course/m1/l1/"])
    assert client.post(url).status_code == 405


DEFERRED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def scheduled(**moments):
    keep_what_was_loaded(page("l1"))
    lesson = page("l1")
    lesson.title = "Para después"
    for name, moment in moments.items():
        setattr(lesson, name, moment)
    lesson.save_revision().publish()


def test_a_page_is_published_when_its_time_comes_and_withdrawn_at_its_end(cohort):
    now = clock.now()
    scheduled(go_live_at=now + timedelta(hours=2), expire_at=now + timedelta(hours=4))
    run_chores({"pages": chores["courses.scheduled_pages"]})
    assert titles()[0] == "l1 es"
    with time_machine.travel(now + timedelta(hours=3)):
        run_chores({"pages": chores["courses.scheduled_pages"]})
        assert titles()[0] == "Para después"
    with time_machine.travel(now + timedelta(hours=5)):
        run_chores({"pages": chores["courses.scheduled_pages"]})
        assert titles()[0] == "l2 es"


def test_the_worker_is_told_when_to_look(cohort, settings):
    settings.TASKS = DEFERRED
    go_live, expire = (clock.now() + timedelta(hours=hours) for hours in (2, 4))
    scheduled(go_live_at=go_live, expire_at=None)
    scheduled(go_live_at=None, expire_at=expire)
    looks = DBTaskResult.objects.filter(task_path__endswith="publish_what_is_due")
    assert sorted(task.run_after for task in looks) == [go_live, expire]


def renamed():
    course = courses.course_file()
    first, *others = course.modules
    lessons = tuple(lesson.replace(minutes=3) for lesson in first.lessons)
    return course.replace(modules=(first.replace(title=courses.both("Nuevo"), lessons=lessons), *others))


def test_an_editor_can_bring_back_what_was_loaded(client, cohort):
    reviewer = make_staff(Role.REVIEWER)
    client.force_login(reviewer)
    module = ModulePage.objects.get(slug="m1", locale__language_code="es-mx")
    form = {"title": "Otro módulo", "slug": "m1", "summary": "Nuevo", "topic": "m1", "short_title": ""}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1"}
    url = reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert client.post(url, form).status_code == 302
    module.refresh_from_db()
    first, second = module.revisions.order_by("pk")
    assert (module.title, module.live_revision) == ("Otro módulo", second)
    assert first.as_object().title == "Uno (es)"
    # A load that brings another title now leaves the page alone, and says so.
    assert load_course(course=renamed()).edited == ["es-mx: Otro módulo"]
    first.publish()
    module.refresh_from_db()
    assert module.title == "Uno (es)"


def test_who_only_looked_edited_nothing(client, cohort):
    reviewer = make_staff(Role.REVIEWER)
    client.force_login(reviewer)
    url = reverse("wagtailadmin_pages:edit", args=[page("l1").pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"title": "", "body-count": "0", "terms-count": "0"}).status_code == 200
    assert load_course(course=renamed()).edited == []
