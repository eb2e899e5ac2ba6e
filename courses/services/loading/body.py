"""From the blocks of a file to the blocks of a page, with ids that never change."""

from typing import Any
from uuid import uuid5

from courses.content_model import Block, CourseFile, LessonFile
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
    data = block.data
    match block.kind:
        case "text":
            return data["html"]
        case "heading":
            return data["text"]
        case "law":
            return {
                "law": data["law"],
                "article": data["article"],
                "title": data["title"],
                "body": data["html"],
            }
        case "note":
            return {"title": data["title"], "body": data["html"]}
        case "check":
            options = [
                {"type": "item", "value": dict(option), "id": _id(f"{seed}/{position}")}
                for position, option in enumerate(data["options"])
            ]
            return {"stem": data["stem"], "options": options, "explanation": data["explanation"]}
    raise ValueError(f"no block of kind {block.kind!r}")


def terms(course: CourseFile, lesson: LessonFile, language: str) -> list[dict[str, Any]]:
    """The words of a lesson, each with the term of the other language."""
    other = "en" if language == "es" else "es"
    found = [course.glossary[key] for key in lesson.terms]
    return [
        {
            "type": "term",
            "value": {
                "key": entry.key,
                "term": entry.term.get(language),
                "other": entry.term.get(other),
                "definition": entry.definition.get(language),
            },
            "id": _id(f"{lesson.key}/term/{entry.key}"),
        }
        for entry in found
    ]
