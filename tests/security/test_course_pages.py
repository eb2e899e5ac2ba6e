"""The pages that Wagtail serves: for people of the course, inert, and kept nowhere."""

import pytest

from courses.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from lms.accounts.models import User
from tests.lms.factories import make_person
from tests.security.crawl import client_of
from tests.security.html import faults_of

KINDS = (CourseIndexPage, CoursePage, ModulePage, LessonPage)
LANGUAGES = ("es-mx", "en")


@pytest.fixture
def addresses(world):
    """One page of each kind in each language."""
    found = [
        kind.objects.filter(locale__language_code=language).first()
        for kind in KINDS
        for language in LANGUAGES
    ]
    return [page.url for page in found]


@pytest.mark.parametrize("role", ["self", "trainer B", "editor", "officer", "administrator"])
def test_people_of_the_course_read_pages_that_hold_nothing_to_run(world, addresses, role):
    client = client_of(world, role)
    for url in addresses:
        response = client.get(url)
        assert (response.status_code, faults_of(response.content.decode())) == (200, []), url
        assert "script-src 'self'" in response["Content-Security-Policy"].split("; ")
        assert "no-store" in response["Cache-Control"]


def test_strangers_are_sent_to_sign_in(world, addresses):
    client = client_of(world, "anonymous")
    assert [client.get(url).url.split("?")[0][-14:] for url in addresses] == ["account/login/"] * len(
        addresses
    )


def test_for_people_outside_the_course_its_pages_do_not_exist(world, addresses):
    world.people["outsider"] = make_person(center=world.a.center)
    client = client_of(world, "outsider")
    courses = [url for url in addresses if "labor-conciliation" in url]
    assert len(courses) == 6
    assert {client.get(url).status_code for url in courses} == {404}


def test_reading_lessons_writes_nothing_and_names_nobody_else(world, addresses):
    client = client_of(world, "self")
    others = [person.email for name, person in world.people.items() if name != "self"]
    read = world.a.enrollment.lesson_progress.count()
    pages = [client.get(url).content.decode() for url in addresses]
    assert world.a.enrollment.lesson_progress.count() == read
    assert [email for email in others for page in pages if email in page] == []
    assert User.objects.get(pk=world.people["self"].pk).email not in "".join(pages)
