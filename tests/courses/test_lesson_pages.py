"""Lessons as people open them."""

import gzip

import pytest
from django.utils import translation

from courses import api
from courses.models import LessonPage, LessonProgress
from lms.accounts.roles import Role
from tests.courses import factories as courses
from tests.lms.factories import make_person
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


@pytest.fixture
def reader(client, enrollment):
    """Signed in, with the pre-test behind them."""
    courses.take_test(enrollment)
    client.force_login(enrollment.user)
    return client


def url_of(key, language="es-mx"):
    with translation.override(language):
        return LessonPage.objects.get(slug=key, locale__language_code=language).url


def complete_url(enrollment, key="l1"):
    lesson = LessonPage.objects.filter(slug=key).first()
    return f"/es-mx/enrollments/{enrollment.uuid}/lessons/{lesson.translation_key}/complete/"


def test_a_lesson_shows_the_law_its_date_and_the_words_of_both_languages(reader):
    html = reader.get(url_of("l1")).content.decode()
    assert "<b>Artículo 684-B, LFT</b>" in flat(html)
    assert '<time datetime="2025-02-21">' in flat(html)
    assert "Constancia (es)" in flat(html)
    assert '<span class="soft small" lang="en">Constancia (en)</span>' in flat(html)
    assert '<a class="term" href="#term-certificate">' in flat(html)
    assert "Lección 1 de 2" in flat(html)


def test_switching_the_language_keeps_the_lesson_and_the_question(reader):
    block = LessonPage.objects.get(slug="l1", locale__language_code="es-mx").checks[0].id
    html = reader.get(f"{url_of('l1')}?check={block}&answer=1").content.decode()
    assert f'href="/en/courses/small-course/m1/l1/?check={block}&amp;answer=1"' in html
    english = reader.get(f"{url_of('l1', 'en')}?check={block}&answer=1").content.decode()
    assert "You chose this one, and it is right" in english


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("1", "Usted eligió esta, y es correcta"),
        ("0", "Usted eligió esta, y es incorrecta</small>"),
        ("9", "Respuesta correcta"),
    ],
)
def test_a_practice_question_is_answered_without_script_and_leaves_no_trace(reader, answer, shown):
    block = LessonPage.objects.get(slug="l1", locale__language_code="es-mx").checks[0].id
    html = reader.get(f"{url_of('l1')}?check={block}&answer={answer}").content.decode()
    assert shown in html
    assert "Es la segunda." in html
    assert LessonProgress.objects.count() == 0


def test_before_the_pre_test_a_lesson_says_what_opens_it(client, enrollment):
    client.force_login(enrollment.user)
    answer = client.get(url_of("l1"))
    assert answer.status_code == 403
    assert "abre lessons (es)" in answer.content.decode()
    assert "Texto de la lección" not in answer.content.decode()


def mark(client, enrollment, **sent):
    url = f"/es-mx/enrollments/{enrollment.uuid}/lessons/read/"
    return client.post(url, sent, content_type="application/json")


def test_a_mark_that_was_kept_on_the_device_arrives_once(reader, enrollment):
    key = str(LessonPage.objects.filter(slug="l1").first().translation_key)
    for _time in range(2):
        answer = mark(reader, enrollment, lesson=key, seq=1)
        assert answer.status_code == 200
        assert (answer.json()["applied"], answer.json()["seq"]) == (True, 1)
    assert LessonProgress.objects.count() == 1
    refused = mark(reader, enrollment, lesson=str(enrollment.uuid), seq=1)
    assert (refused.status_code, refused.json()["code"]) == (400, "other_course")


def test_before_the_pre_test_no_mark_is_taken(client, enrollment):
    client.force_login(enrollment.user)
    key = str(LessonPage.objects.filter(slug="l1").first().translation_key)
    assert mark(client, enrollment, lesson=key, seq=1).json()["code"] == "locked"
    assert LessonProgress.objects.count() == 0


def test_a_lesson_page_keeps_its_mark_until_it_arrived(reader, enrollment):
    html = flat(reader.get(url_of("l1")).content.decode())
    assert f'data-url="/es-mx/enrollments/{enrollment.uuid}/lessons/read/"' in html
    assert 'src="/static/js/courses-lesson' in html
    assert f'data-next="{url_of("l2")}"' in html
    assert f'action="{complete_url(enrollment)}"' in html  # without a script the form does it


def test_a_lesson_names_its_module_once_before_its_title(reader):
    html = flat(reader.get(url_of("l1")).content.decode())
    head = html[: html.index("<h1")]
    assert head.count('href="/es-mx/courses/small-course/m1/"') == 1
    assert "Módulo 1" in head
    assert "Ya la leí: seguir" in html


def test_course_and_module_say_where_one_is_and_lead_on(reader, enrollment):
    courses.read_lessons(enrollment, "l1")
    for url in ("/es-mx/courses/small-course/", "/es-mx/courses/small-course/m1/"):
        html = flat(reader.get(url).content.decode())
        assert f'href="{url_of("l2")}">Continuar' in html
        assert "l2 es · " in html
        assert html.count('aria-current="step"') == 1
        assert html.count('<strong class="badge">Sigue</strong>') == 1


def test_course_and_module_list_the_modules_and_mark_the_one_in_hand(reader, enrollment):
    course = flat(reader.get("/es-mx/courses/small-course/").content.decode())
    module = flat(reader.get("/es-mx/courses/small-course/m1/").content.decode())
    assert '<a class="go" href="#m1">' in course
    assert 'id="m1"' in course
    assert module.count('<strong aria-current="page">1. ') == 1
    assert 'href="/es-mx/courses/small-course/m1/">1. ' not in module


def test_marking_as_read_goes_on_to_the_next_lesson(reader, enrollment):
    answer = reader.post(complete_url(enrollment))
    assert answer.headers["Location"] == url_of("l2")
    assert reader.post(complete_url(enrollment)).status_code == 302
    assert LessonProgress.objects.count() == 1
    assert "Leída" in reader.get(url_of("l1")).content.decode()
    reader.post(complete_url(enrollment, "l2"))
    assert reader.post(complete_url(enrollment, "l3")).headers["Location"] == "/es-mx/learning/"


def test_going_on_leads_to_the_first_unread_lesson_in_the_readers_language(reader, enrollment):
    courses.read_lessons(enrollment, "l1")
    answer = reader.get(f"/en/enrollments/{enrollment.uuid}/continue/")
    assert answer.headers["Location"] == "/en/courses/small-course/m1/l2/"


def test_reading_marks_nothing_by_get_and_nothing_of_others(reader, enrollment, client):
    assert reader.get(complete_url(enrollment)).status_code == 405
    reader.force_login(make_person())
    assert reader.post(complete_url(enrollment)).status_code == 404
    assert LessonProgress.objects.count() == 0


def test_progress_is_the_same_in_both_languages(reader, enrollment):
    reader.post(complete_url(enrollment))
    assert "Read" in reader.get(url_of("l1", "en")).content.decode()


def test_who_has_no_part_in_a_course_does_not_find_it(client, enrollment, trainer):
    client.force_login(make_person())
    assert client.get(url_of("l1")).status_code == 404
    client.force_login(make_person(Role.EDITOR))
    assert "no se registra nada" in client.get(url_of("l1")).content.decode()
    client.force_login(trainer)
    assert client.get(url_of("l1")).status_code == 200
    client.logout()
    assert "/account/login/" in client.get(url_of("l1")).headers["Location"]


def test_who_withdrew_reads_no_more(reader, enrollment):
    api.withdraw(actor=None, enrollment=enrollment)
    assert reader.get(url_of("l1")).status_code == 404
    answer = reader.post(complete_url(enrollment), follow=True)
    assert "Ya no participa en este curso." in answer.content.decode()
    assert LessonProgress.objects.count() == 0


def test_course_module_and_list_pages(reader, enrollment):
    courses.read_lessons(enrollment, "l1")
    course = reader.get("/es-mx/courses/small-course/").content.decode()
    assert '<span class="num">1 de 3</span>' in course
    module = reader.get("/es-mx/courses/small-course/m1/").content.decode()
    assert "Resumen de l2 es" in module
    assert "Curso chico (es)" in reader.get("/es-mx/courses/").content.decode()
    assert "Small" not in reader.get("/en/courses/").content.decode()
    reader.force_login(make_person())
    assert "No tiene cursos" in reader.get("/es-mx/courses/").content.decode()


def test_a_lesson_is_light(reader):
    assert len(gzip.compress(reader.get(url_of("l1")).content)) < 15_000
