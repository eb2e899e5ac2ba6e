"""Questions, tests, questionnaires and rubrics of a course, frozen as versions."""

from collections.abc import Mapping
from typing import Any

from assessments import api as assessments
from courses.content_model import CourseFile, InstrumentFile, ItemFile, RubricFile, Text


def both(text: Text) -> dict[str, str]:
    """Both languages, as they are stored."""
    return {"es": text.es, "en": text.en}


def ensure_instruments(course: CourseFile) -> dict[str, Any]:
    """The version of every instrument that the path uses, by its key in the files."""
    used = {step.instrument for step in course.steps if step.instrument}
    return {key: _instrument(course, course.instruments[key]) for key in sorted(used)}


def ensure_rubrics(course: CourseFile) -> dict[str, Any]:
    """The version of every rubric that the path uses, by its key in the files."""
    used = {step.rubric for step in course.steps if step.rubric}
    return {key: _rubric(course, course.rubrics[key]) for key in sorted(used)}


def _instrument(course: CourseFile, form: InstrumentFile) -> Any:
    items = [_version(course, form, item) for item in form.items]
    return assessments.ensure_instrument_version(
        key=f"{course.key}/{form.key}",
        title=both(form.title),
        intro=both(form.instructions),
        items=items,
        minutes=form.minutes,
    )


def _version(course: CourseFile, form: InstrumentFile, item: ItemFile) -> Any:
    """A question is the course's: in another form under the same key it is the same question."""
    key = f"{course.key}/{item.key}"
    assessments.ensure_item(
        key=key,
        topic=item.topic,
        tags=[
            *([("module", item.topic)] if item.topic else []),
            *(("article", article) for article in item.articles),
        ],
    )
    return assessments.ensure_item_version(key=key, **_item(form, item))


def _item(form: InstrumentFile, item: ItemFile) -> dict[str, Any]:
    content: dict[str, Any] = {"stem": both(item.stem)}
    match item.type:
        case "single":
            content |= {
                "options": [{"key": option.key, "text": both(option.text)} for option in item.options],
                "correct": item.correct,
            }
            return {"type": "single_choice", "content": content}
        case "scale":
            points = form.scales[item.scale]
            content["scale"] = [{"value": point.value, "label": both(point.label)} for point in points]
            content["required"] = item.required
            if item.group:
                content["group"] = both(item.group)
            return {"type": "likert", "content": content}
        case "open":
            return {"type": "open_text", "content": {**content, "required": item.required}}
    raise ValueError(f"{form.key}/{item.key}: questions of type {item.type!r} cannot be asked yet")


def _rubric(course: CourseFile, rubric: RubricFile) -> Any:
    rules: Mapping[str, Any] = {
        "pass_mean": rubric.rules.pass_mean,
        "critical_min": rubric.rules.critical_min,
        "fail_at_or_below": rubric.rules.fail_at_or_below,
        "min_observed": rubric.rules.min_observed,
        "comment_at_or_below": rubric.rules.comment_at_or_below,
        "moderation_gap": rubric.rules.moderation_gap,
    }
    return assessments.ensure_rubric_version(
        key=f"{course.key}/{rubric.key}",
        title=both(rubric.title),
        levels=[{"value": level.value, "label": both(level.label)} for level in rubric.levels],
        criteria=[
            {
                "key": criterion.key,
                "title": both(criterion.title),
                "critical": criterion.critical,
                "anchors": [both(anchor) for anchor in criterion.anchors],
            }
            for criterion in rubric.criteria
        ],
        rules=rules,
    )
