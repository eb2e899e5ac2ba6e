"""Tests and questionnaires of a course, frozen as versions of items and instruments."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments import api as assessments
from courses.course_files.schema import AnyItem, CourseFile, InstrumentFile, Text
from courses.course_files.schema.items import Scales


def both(text: Text) -> dict[str, str]:
    """Both languages, as they are stored."""
    return text.both()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The version that an instrument of the files became, and those of its parallel forms by label.

    With forms, `version` is the first of them.
    """

    version: Any
    forms: Mapping[str, Any] = field(default_factory=dict)


def ensure_instruments(course: CourseFile) -> dict[str, Loaded]:
    """The versions of every instrument of the course, asked on its path or not, by its key in the files.

    Items in reserve are loaded as well: they are reviewed questions that stand in no instrument.
    """
    for item in course.spare_items:
        _ensure_item(course, item, {})
    return {key: _ensure_instrument(course, test) for key, test in course.instruments.items()}


def form_key(instrument: str, label: str) -> str:
    """The key, in the course, of one of several parallel forms: the instrument's own for the first one."""
    return instrument if label == "A" else f"{instrument}-{label.lower()}"


def _ensure_instrument(course: CourseFile, test: InstrumentFile) -> Loaded:
    shared: dict[str, Any] = {
        "key": f"{course.key}/{test.key}",
        "title": both(test.title),
        "intro": both(test.instructions),
        "minutes": test.minutes,
    }
    parallel = test.parallel()
    if not parallel:
        items = [_ensure_item(course, item, test.scales) for item in test.items]
        return Loaded(assessments.ensure_instrument_version(**shared, items=items))
    made = {item.key: _ensure_item(course, item, test.scales) for item in test.items}
    first = next(iter(parallel.values()))
    forms = assessments.ensure_parallel_forms(
        **shared,
        purpose=test.purposes[0],
        forms={label: [made[item.key] for item in form.items] for label, form in parallel.items()},
        targets=Counter((item.topic, item.level) for item in first.items),
    )
    return Loaded(next(iter(forms.values())), forms)


def _ensure_item(course: CourseFile, item: AnyItem, scales: Scales) -> Any:
    """A question is the course's: under the same key in another form it is the same question."""
    key = f"{course.key}/{item.key}"
    assessments.ensure_item(
        key=key,
        topic=item.topic,
        tags=item.tags(),
    )
    return assessments.ensure_item_version(key=key, type=item.BECOMES, content=item_content(item, scales))


def item_content(item: AnyItem, scales: Scales) -> dict[str, Any]:
    """What the site stores of a question."""
    content: dict[str, Any] = {"stem": both(item.stem), **item.content(scales)}
    if not item.has_right_answer():
        content["required"] = item.required
    if item.group:
        content["group"] = both(item.group)
    return content
