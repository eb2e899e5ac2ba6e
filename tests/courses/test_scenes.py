"""Scenes with choices: how long they take, how they are drawn, what the admin refuses."""

import re

import pytest
from django.template.loader import render_to_string
from wagtail.blocks import StructBlockValidationError

from courses.course_files import read_course
from courses.course_files.markup import count_words
from courses.course_files.reference import EXAMPLE
from courses.course_files.schema import SceneBlock, SceneChoice, SceneStep
from courses.models import LessonPage
from courses.models.blocks import SceneBlock as SceneField
from courses.services.loading import load_course
from courses.templatetags.lessons import points


def step(key: str, words: int, *goes: str) -> SceneStep:
    choices = tuple(SceneChoice(text="x", goes=one) for one in goes)
    return SceneStep(key=key, title="t", text=" ".join(["w"] * words), choices=choices)


def test_a_scene_takes_as_long_as_its_longest_way() -> None:
    scene = SceneBlock(
        title="S", steps=(step("a", 10, "b", "c"), step("b", 100), step("c", 5, "b", "d"), step("d", 50))
    )
    # S, then a (title, 10 words, two choices), c (title, 5, two choices), b (title, 100).
    assert count_words([scene]) == 1 + 13 + 8 + 101


def test_a_way_back_that_a_check_refuses_is_counted_once() -> None:
    assert count_words([SceneBlock(title="S", steps=(step("a", 1, "b", "a"), step("b", 1)))]) == 1 + 4 + 2


@pytest.mark.django_db
def test_a_scene_is_links_within_the_page_and_prints_whole() -> None:
    load_course(course=read_course(EXAMPLE))
    page = LessonPage.objects.get(locale__language_code="en")
    html = render_to_string("courses/parts/lesson_body.html", {"page": page})
    assert re.findall(r'<div class="point flow" id="([^"]+)"', html) == [
        "scene-door",
        "scene-closed",
        "scene-open",
    ]
    assert re.findall(r'<a class="opt" href="([^"]+)">', html) == ["#scene-closed", "#scene-open"]
    # On paper a choice says where it leads.
    assert '<small class="onward">→ Arms crossed</small>' in html
    assert html.count('href="#scene-door"') == 2
    assert "She takes out <strong>one</strong> sheet: a pay stub." in html


def value(*goes: str) -> dict[str, object]:
    choices = [{"text": "x", "goes": key} for key in goes]
    steps = [
        {"key": "a", "title": "A", "text": "<p>a</p>", "choices": choices},
        {"key": "b", "title": "B", "text": "<p>b</p>", "choices": []},
    ]
    return {"title": "S", "steps": steps}


def test_the_admin_refuses_a_choice_that_leads_nowhere() -> None:
    field = SceneField()
    field.clean(field.to_python(value("b", "b")))
    with pytest.raises(StructBlockValidationError) as caught:
        field.clean(field.to_python(value("b", "z")))
    assert "z" in str(caught.value.block_errors["steps"])
    twice = value("b")
    twice["steps"][1]["key"] = "a"  # type: ignore[index]
    with pytest.raises(StructBlockValidationError):
        field.clean(field.to_python(twice))


def test_a_choice_that_leads_nowhere_has_no_title() -> None:
    assert points(value("z"))[0]["choices"] == [{"text": "x", "goes": "z", "title": ""}]
