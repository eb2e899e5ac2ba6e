"""From the blocks of a page to the blocks of a file."""

from collections.abc import Mapping
from typing import Any

from courses.course_files.html_words import NotSayable, to_markdown
from courses.course_files.problems import Problem
from courses.course_files.schema import (
    Block,
    CheckBlock,
    CheckOption,
    HeadingBlock,
    LawBlock,
    LessonText,
    NoteBlock,
    SceneBlock,
    SceneChoice,
    SceneStep,
    TextBlock,
)
from courses.models import LessonPage


def lesson_text(page: LessonPage, problems: list[Problem]) -> LessonText:
    """What a page says; what a file cannot say is noted and left out."""
    blocks: list[Block] = []
    for number, child in enumerate(page.body.raw_data, start=1):
        try:
            if (block := _block(child["type"], child["value"])) is not None:
                blocks.append(block)
        except NotSayable as error:
            problems.append(Problem(page.url_path, 0, f"block {number}", f"{error}: change it in the site"))
    return LessonText.model_construct(title=page.title, summary=page.summary, blocks=tuple(blocks))


def _block(kind: str, value: Any) -> Block | None:
    match kind:
        case "text":
            words = to_markdown(value)
            return TextBlock.model_construct(text=words) if words else None
        case "heading":
            return HeadingBlock.model_construct(text=value)
        case "law":
            return LawBlock.model_construct(
                law=value["law"],
                article=value["article"],
                title=value["title"],
                text=to_markdown(value["body"], links=True),
            )
        case "note":
            return NoteBlock.model_construct(title=value["title"], text=to_markdown(value["body"]))
        case "check":
            options = tuple(CheckOption.model_construct(**_option(each)) for each in value["options"])
            return CheckBlock.model_construct(
                stem=value["stem"], options=options, explanation=value["explanation"]
            )
        case "scene":
            return SceneBlock.model_construct(
                title=value["title"],
                steps=tuple(_step(entry.get("value", entry)) for entry in value["steps"]),
            )
    raise NotSayable(f"course files have no block “{kind}”")


def _step(said: Mapping[str, Any]) -> SceneStep:
    choices = tuple(
        SceneChoice.model_construct(text=choice["text"], goes=choice["goes"])
        for choice in (entry.get("value", entry) for entry in said["choices"])
    )
    return SceneStep.model_construct(
        key=said["key"], title=said["title"], text=to_markdown(said["text"]), choices=choices
    )


def _option(entry: Mapping[str, Any]) -> dict[str, Any]:
    said = entry.get("value", entry)
    return {name: said[name] for name in ("text", "correct", "feedback")}
