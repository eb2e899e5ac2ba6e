"""Searches find people whatever case and accents were typed or stored, on both databases."""

import pytest
from wagtail.models import Page

from lms.accounts.models import User
from lms.accounts.selectors.directory import people
from lms.core import search
from lms.settings import base
from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db
FIELDS = ("first_name", "last_name", "email")


@pytest.fixture
def zoe():
    make_person(first_name="Luis", last_name="Paz")
    return make_person(first_name="Zoé", last_name="Ávila Ñáñez", email="t1@ejemplo.mx")


@pytest.mark.parametrize(
    "typed",
    [
        "avila",
        "ávila",
        "ÁVILA",
        "zoe",
        "a\u0301vila",
        "nanez",
        "ÑAN",
        "t1@EJEMPLO",
        "zoe  avila",
        "vila\u200b",
    ],
)
def test_case_and_accents_never_matter(zoe, typed):
    assert list(User.objects.filter(search.matching(typed, *FIELDS))) == [zoe]
    assert list(people(q=typed)) == [zoe]


def test_accents_stored_apart_are_found_too():
    person = make_person(last_name="A\u0301vila")
    assert list(User.objects.filter(search.matching("Ávila", *FIELDS))) == [person]


@pytest.mark.parametrize("typed", ["100%", "_", "\\", "avila paz", "zoeavila"])
def test_signs_are_only_signs_and_every_word_has_to_be_found(zoe, typed):
    assert not User.objects.filter(search.matching(typed, *FIELDS)).exists()


def test_no_words_leave_the_list_whole(zoe):
    assert User.objects.filter(search.matching(" \x00 \u200b", *FIELDS)).count() == User.objects.count()


@pytest.mark.parametrize(
    "typed", ["conciliación", "CONCILIACIÓN", "conciliacion", "Conciliacio\u0301n laboral"]
)
def test_content_is_found_whatever_its_case_and_accents(typed, settings):
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS
    page = Page.get_first_root_node().add_child(instance=Page(title="Conciliación laboral", slug="c"))
    assert [one.title for one in Page.objects.all().search(typed)] == [page.title]
    assert [one.title for one in Page.objects.all().autocomplete(typed[:14])] == [page.title]
    assert not Page.objects.all().search("mediación")
