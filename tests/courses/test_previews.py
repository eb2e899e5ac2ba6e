"""Pages of a course in the editor's preview, before they are published."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from lms.accounts.roles import Role
from tests.courses import factories as courses
from tests.lms.factories import make_staff
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]


@pytest.fixture
def editor():
    person = make_staff(Role.EDITOR, first_name="Nicolás")
    client = Client()
    client.force_login(person)
    return client


def first(kind, language="es-mx"):
    return kind.objects.filter(locale__language_code=language).order_by("path").first()


def preview(client, page, **query):
    """The page as the panel beside the editor shows it, with `query` in the frame's address."""
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    request = RequestFactory(headers={"cookie": cookies}).get("/", query)
    draft = page.get_latest_revision_as_object()
    return draft.make_preview_request(request, "", {"in_preview_panel": True})


def preview_of_new(client, title):
    """The address of a preview of a lesson that was never saved, after its form was sent there."""
    url = reverse("wagtailadmin_pages:preview_on_add", args=["courses", "lessonpage", first(ModulePage).pk])
    counts = dict.fromkeys(("body-count", "terms-count", "comments-TOTAL_FORMS", "comments-INITIAL_FORMS"), 0)
    form = {"title": title, "slug": "recien", "minutes": "5", **counts}
    assert client.post(url, form).json() == {"is_valid": True, "is_available": True}
    return url


def policy(response):
    return dict(part.split(maxsplit=1) for part in response["Content-Security-Policy"].split("; "))


def test_a_preview_may_be_framed_by_the_site_and_keeps_the_strict_policy(editor):
    response = editor.get(preview_of_new(editor, "Nueva"), {"in_preview_panel": "true"})
    rules = policy(response)
    assert rules["frame-ancestors"] == "'self'"
    assert (rules["script-src"], rules["style-src"], rules["default-src"]) == ("'self'", "'self'", "'none'")
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", ["/es-mx/help/", "lesson", "/admin/pages/1/", "/es-mx/courses/"])
def test_nothing_but_a_preview_may_be_framed(editor, address):
    response = editor.get(first(LessonPage).url if address == "lesson" else address)
    assert response["X-Frame-Options"] == "DENY"
    if not address.startswith("/admin/"):
        assert policy(response)["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_a_lesson_in_preview_says_what_its_readers_will_see(editor, language):
    lesson = first(LessonPage, language)
    html = flat(preview(editor, lesson).content.decode())
    counted, law = {
        "es-mx": ("Lección 1 de 2", "Artículo 684-B, LFT"),
        "en": ("Lesson 1 of 2", "Article 684-B, LFT"),
    }[language]
    assert f"<h1>{lesson.title}</h1>" in html
    assert f"{lesson.get_parent().title} · {counted}" in html
    assert law in html
    assert '<time datetime="2025-02-21">' in html
    assert '<base target="_blank">' in html
    assert "no se registra nada" not in html
    assert "nothing is recorded" not in html


def test_a_practice_question_can_be_answered_in_preview(editor):
    lesson = first(LessonPage)
    block = lesson.checks[0].id
    asked = preview(editor, lesson).content.decode()
    assert '<input type="hidden" name="in_preview_panel" value="true">' in asked
    answered = preview(editor, lesson, check=block, answer="1").content.decode()
    assert "Usted eligió esta, y es correcta" in answered
    assert 'href="?in_preview_panel=true" target="_self"' in answered


@pytest.mark.parametrize("kind", [CourseIndexPage, CoursePage, ModulePage])
@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_every_page_of_a_course_has_its_preview(editor, kind, language):
    page = first(kind, language)
    html = preview(editor, page).content.decode()
    assert f"<h1>{page.title}</h1>" in flat(html)
    below = {CourseIndexPage: CoursePage, CoursePage: LessonPage, ModulePage: LessonPage}[kind]
    assert first(below, language).title in html
    if kind is ModulePage:
        assert {"es-mx": "Módulo 1 de 2", "en": "Module 1 of 2"}[language] in flat(html)


def test_a_lesson_that_was_never_saved_has_a_preview(editor):
    url = preview_of_new(editor, "Recién escrita")
    html = flat(editor.get(url, {"in_preview_panel": "true"}).content.decode())
    assert "<h1>Recién escrita</h1>" in html
    assert "Lección 3 de 3" in html
    assert not Page.objects.filter(title="Recién escrita").exists()


def test_a_draft_is_previewed_and_not_yet_read(editor, officer):
    lesson = first(LessonPage)
    lesson.title = "Otro título"
    lesson.save_revision()
    assert "<h1>Otro título</h1>" in flat(preview(editor, lesson).content.decode())
    reader = Client()
    reader.force_login(officer)
    assert "Otro título" not in reader.get(lesson.url).content.decode()
    assert courses.course_file().modules[0].lessons[0].es.title in reader.get(lesson.url).content.decode()


def test_a_letter_of_the_review_links_to_where_the_site_is(mailoutbox, settings):
    settings.WAGTAILADMIN_BASE_URL = "http://localhost"
    writer, reviewer = make_staff(Role.EDITOR), make_staff(Role.REVIEWER, language="en")
    lesson = first(LessonPage)
    lesson.save_revision(user=writer)
    lesson.get_workflow().start(lesson, writer)
    lesson.current_workflow_task_state.approve(user=reviewer)
    to = {mail.to[0]: mail for mail in mailoutbox}
    assert to.keys() == {writer.email, reviewer.email}
    assert "http://localhost/admin/pages/" in to[reviewer.email].body
    assert "approval" in to[reviewer.email].subject
    assert f"http://localhost{lesson.url}" in to[writer.email].body
    assert "aprob" in to[writer.email].subject


def test_the_form_of_a_lesson_names_the_fields_that_wagtail_leaves_unnamed(editor):
    """A script ties nine text areas and the headings to the label above them: see `static/js`."""
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[first(LessonPage).pk])).content.decode()
    assert re.search(r'<script type="module" src="[^"]*js/admin-names[^"]*\.js"></script>', page)
