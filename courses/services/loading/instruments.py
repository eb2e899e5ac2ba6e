"""Tests and questionnaires of a course, frozen as versions of items and instruments."""

from typing import Any

from assessments import api as assessments
from courses.course_files.schema import AnyItem, CourseFile, InstrumentFile, Text

# The item type that each kind of question in the files becomes.
ITEM_TYPES = {"single": "single_choice", "scale": "likert", "number": "number", "open": "open_text"}


def both(text: Text) -> dict[str, str]:
    """Both languages, as they are stored."""
    return {"es": text.es, "en": text.en}


def ensure_instruments(course: CourseFile) -> dict[str, Any]:
    """The version of every instrument of the course, asked on its path or not, by its key in the files.

    Items in reserve are loaded as well: they are reviewed questions that stand in no instrument.
    """
    for item in course.spare_items:
        _ensure_item(course, item, {})
    return {key: _ensure_instrument(course, form) for key, form in course.instruments.items()}


def _ensure_instrument(course: CourseFile, form: InstrumentFile) -> Any:
    scales = {
        name: [{"value": point.value, "label": both(point.label)} for point in points]
        for name, points in form.scales.items()
    }
    return assessments.ensure_instrument_version(
        key=f"{course.key}/{form.key}",
        title=both(form.title),
        intro=both(form.instructions),
        items=[_ensure_item(course, item, scales) for item in form.items],
        minutes=form.minutes,
    )


def _ensure_item(course: CourseFile, item: AnyItem, scales: dict[str, Any]) -> Any:
    """A question is the course's: under the same key in another form it is the same question."""
    key = f"{course.key}/{item.key}"
    assessments.ensure_item(
        key=key,
        topic=item.topic,
        tags=[
            *([("module", item.topic)] if item.topic else []),
            *(("article", article) for article in item.articles),
        ],
    )
    return assessments.ensure_item_version(
        key=key, type=ITEM_TYPES[item.type], content=item_content(item, scales)
    )


def item_content(item: AnyItem, scales: dict[str, Any]) -> dict[str, Any]:
    """What the item type stores; a fact that holds anyway is left out, so that hashes stay the same."""
    content: dict[str, Any] = {"stem": both(item.stem)}
    match item.type:
        case "single":
            content["options"] = [{"key": option.key, "text": both(option.text)} for option in item.options]
            if item.correct:
                content["correct"] = item.correct
        case "scale":
            content["scale"] = scales[item.scale]
        case "number":
            content |= {"low": item.low, "high": item.high}
            if item.decimals:
                content["decimals"] = item.decimals
            if item.correct is not None:
                content |= {"correct": item.correct, "tolerance": item.tolerance}
        case "open":
            pass
    if "correct" not in content:
        content["required"] = item.required
    if item.group:
        content["group"] = both(item.group)
    return content
