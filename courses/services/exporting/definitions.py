"""Questions, forms, rubrics and scenarios that got a newer version in the site since they were loaded."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from assessments import api as assessments
from courses.course_files.html_words import NotSayable
from courses.course_files.problems import Problem
from courses.course_files.schema import (
    Anchors,
    AnyItem,
    CourseFile,
    CriterionFile,
    InstrumentFile,
    NumberItem,
    OpenItem,
    OptionFile,
    RubricFile,
    RubricRules,
    ScaleItem,
    ScalePoint,
    ScenarioFile,
    SingleItem,
    Text,
)


def with_newer_definitions(
    course: CourseFile, newest: Mapping[str, int], problems: list[Problem]
) -> CourseFile:
    """The course with what is newer in the site than `newest` says; what files cannot say is noted."""
    prefix = f"{course.key}/"
    writing = _Writing(course, prefix)
    for one in assessments.definitions(prefix=prefix):
        key = one.key.removeprefix(prefix)
        if one.number <= newest.get(f"{one.kind}/{key}", 0):
            continue
        try:
            writing.take(one.kind, key, one.says)
        except (NotSayable, ValidationError) as error:
            problems.append(Problem(f"{one.kind} {key}", 0, "", f"{error}: change it in the site"))
    return writing.course()


class _Writing:
    def __init__(self, course: CourseFile, prefix: str) -> None:
        self.before, self.prefix = course, prefix
        self.forms = dict(course.instruments)
        self.rubrics = dict(course.rubrics)
        self.scenarios = dict(course.scenarios)
        self.spares = {item.key: item for item in course.spare_items}
        self.items = {item.key: item for form in self.forms.values() for item in form.items} | self.spares

    def take(self, kind: str, key: str, says: Mapping[str, Any]) -> None:
        match kind:
            case "instrument":
                self.forms[key] = self._form(key, says)
            case "rubric":
                self.rubrics[key] = _rubric(key, says, self.rubrics.get(key))
            case "scenario":
                said = {"key": key, "title": says["title"], **says["content"]}
                self.scenarios[key] = ScenarioFile.model_validate(said, strict=False)
            case "item" if key in self.spares or key not in self.items:
                self.spares[key] = self._item(key, says, {})

    def course(self) -> CourseFile:
        asked = {item.key for form in self.forms.values() for item in form.items}
        spares = tuple(item for key, item in self.spares.items() if key not in asked)
        return self.before.replace(
            instruments=self.forms, rubrics=self.rubrics, scenarios=self.scenarios, spare_items=spares
        )

    def _form(self, key: str, says: Mapping[str, Any]) -> InstrumentFile:
        known = self.forms.get(key)
        scales = dict(known.scales) if known else {}
        items = tuple(self._item(one["key"].removeprefix(self.prefix), one, scales) for one in says["items"])
        is_test = all(isinstance(item, SingleItem | NumberItem) and item.correct for item in items)
        shared: dict[str, Any] = {
            "title": _text(says["title"]),
            "instructions": _text(says["intro"]),
            "minutes": says["minutes"],
            "scales": scales,
            "items": items,
        }
        if known:
            return known.replace(**shared)
        return InstrumentFile.model_construct(
            key=key,
            kind="test" if is_test else "survey",
            purposes=("post_test",) if is_test else ("survey",),
            **shared,
        )

    def _item(self, key: str, says: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> AnyItem:
        content, known = says["content"], self.items.get(key)
        shared: dict[str, Any] = {
            "key": key,
            "topic": says["topic"],
            "required": content.get("required", True),
            "group": _text(content["group"]) if "group" in content else None,
            "articles": known.articles if known else (),
            "source": known.source if known else "",
            "stem": _text(content["stem"]),
        }
        match says["type"]:
            case "single_choice":
                options = tuple(
                    OptionFile.model_construct(key=one["key"], text=_text(one["text"]))
                    for one in content["options"]
                )
                correct = content.get("correct", "")
                return SingleItem.model_construct(type="single", correct=correct, options=options, **shared)
            case "likert":
                return ScaleItem.model_construct(type="scale", scale=_scale(content, scales), **shared)
            case "number":
                names = ("low", "high", "decimals", "correct", "tolerance")
                numbers = {name: content[name] for name in names if name in content}
                return NumberItem.model_construct(type="number", **numbers, **shared)
            case "open_text":
                return OpenItem.model_construct(type="open", **shared)
        raise NotSayable(f"course files have no question of type “{says['type']}”")


def _text(said: Mapping[str, str]) -> Text:
    return Text.model_construct(es=said["es"], en=said["en"])


def _points(said: list[Mapping[str, Any]]) -> tuple[ScalePoint, ...]:
    return tuple(
        ScalePoint.model_construct(value=point["value"], label=_text(point["label"])) for point in said
    )


def _scale(content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> str:
    """The name of a scale of the form; one that is new gets a name."""
    points = _points(content["scale"])
    for name, known in scales.items():
        if known == points:
            return name
    name = f"scale_{len(scales) + 1}"
    scales[name] = points
    return name


def _rubric(key: str, says: Mapping[str, Any], known: RubricFile | None) -> RubricFile:
    if known is None:
        raise NotSayable("a rubric that was made in the site has no file yet")
    before = {criterion.key: criterion for criterion in (*known.criteria, *known.add_ons)}
    return known.replace(
        title=_text(says["title"]),
        levels=_points(says["levels"]),
        rules=RubricRules.model_construct(**says["rules"]),
        instructions=_text(says["instructions"]),
        **{
            name: tuple(_criterion(one, says["weights"], before.get(one["key"])) for one in says[name])
            for name in ("criteria", "add_ons")
        },
    )


def _criterion(
    said: Mapping[str, Any], weights: Mapping[str, float], known: CriterionFile | None
) -> CriterionFile:
    anchors: dict[str, Any] = {
        f"level_{number}": _text(anchor) for number, anchor in enumerate(said["anchors"], start=1)
    }
    return CriterionFile.model_construct(
        key=said["key"],
        critical=said["critical"],
        weight=weights.get(said["key"], 1.0),
        articles=known.articles if known else (),
        title=_text(said["title"]),
        anchors=Anchors.model_construct(**anchors),
    )
