"""From the blocks of a file to the blocks of a page, with ids that never change."""

from typing import Any
from uuid import uuid5

from courses.course_files.markup import html_of, render
from courses.course_files.schema import Block, CourseFile, LessonFile, SceneStep
from courses.services.loading.keys import NAMESPACE


def stream(lesson: LessonFile, language: str) -> list[dict[str, Any]]:
    """The body of a lesson as Wagtail stores a stream."""
    return [
        {
            "type": block.kind,
            "value": _value(block, f"{lesson.key}/{number}"),
            "id": _id(f"{lesson.key}/{number}"),
        }
        for number, block in enumerate(lesson.get(language).blocks)
    ]


def _id(seed: str) -> str:
    # The same in every language: switching keeps the question that is being answered.
    return str(uuid5(NAMESPACE, f"block/{seed}"))


def _value(block: Block, seed: str) -> Any:
    match block.kind:
        case "text":
            return html_of(block)
        case "heading":
            return block.text
        case "law":
            return {
                "law": block.law,
                "article": block.article,
                "title": block.title,
                "body": html_of(block),
            }
        case "note":
            return {"title": block.title, "body": html_of(block)}
        case "check":
            options = [
                {"type": "item", "value": option.model_dump(), "id": _id(f"{seed}/{position}")}
                for position, option in enumerate(block.options)
            ]
            return {"stem": block.stem, "options": options, "explanation": block.explanation}
        case "scene":
            return {"title": block.title, "steps": [_step(step, seed) for step in block.steps]}


def _step(step: SceneStep, seed: str) -> dict[str, Any]:
    seed = f"{seed}/{step.key}"
    choices = [
        {"type": "item", "value": choice.model_dump(), "id": _id(f"{seed}/{position}")}
        for position, choice in enumerate(step.choices)
    ]
    value = {"key": step.key, "title": step.title, "text": render(step.text), "choices": choices}
    return {"type": "item", "value": value, "id": _id(seed)}


def terms(course: CourseFile, lesson: LessonFile, language: str) -> list[dict[str, Any]]:
    """The words of a lesson, each with the term of the other language."""
    other = "en" if language == "es" else "es"
    return [
        {
            "type": "term",
            "value": {
                "key": key,
                "term": course.glossary[key].get(language).term,
                "other": course.glossary[key].get(other).term,
                "definition": course.glossary[key].get(language).definition,
            },
            "id": _id(f"{lesson.key}/term/{key}"),
        }
        for key in lesson.terms
    ]
