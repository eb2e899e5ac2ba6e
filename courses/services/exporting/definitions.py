"""Questions, forms, rubrics and scenarios that got a newer version in the site since they were loaded."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError

from assessments import api as assessments
from assessments.item_types.pictures import pictures_of
from courses.course_files.html_words import NotSayable
from courses.course_files.problems import Problem
from courses.course_files.schema import (
    ITEM_CLASSES,
    Anchors,
    AnyItem,
    CourseFile,
    CriterionFile,
    InstrumentFile,
    RubricFile,
    RubricRules,
    ScalePoint,
    ScenarioFile,
    Text,
)
from courses.services.loading.instruments import form_key


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
                self._take_instrument(key, says)
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

    def _take_instrument(self, key: str, says: Mapping[str, Any]) -> None:
        owner, label = self._form_of(key)
        if not label:
            self.forms[key] = self._form(key, says)
            return
        # A parallel form is not a file: its questions go back to those of its instrument.
        known = self.forms[owner]
        form = self._form(owner, says)
        forms = {**known.forms, label: tuple(item.key for item in form.items)}
        asked = {one for keys in forms.values() for one in keys}
        items = {item.key: item for item in known.items} | {item.key: item for item in form.items}
        kept = tuple(item for one, item in items.items() if one in asked)
        self.forms[owner] = form.replace(items=kept, forms=forms)

    def _form_of(self, key: str) -> tuple[str, str]:
        """The instrument and the label that a form's key stands for; ("", "") for any other key."""
        known = ((owner, label) for owner, one in self.forms.items() for label in one.forms)
        return next((pair for pair in known if form_key(*pair) == key), ("", ""))

    def _form(self, key: str, says: Mapping[str, Any]) -> InstrumentFile:
        known = self.forms.get(key)
        scales = dict(known.scales) if known else {}
        items = tuple(self._item(one["key"].removeprefix(self.prefix), one, scales) for one in says["items"])
        is_test = all(item.has_right_answer() for item in items)
        shared: dict[str, Any] = {
            "title": Text.read(says["title"]),
            "instructions": Text.read(says["intro"]),
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
            "level": known.level if known else "",
            "difficulty": known.difficulty if known else "",
            "required": content.get("required", True),
            "group": Text.read(content["group"]) if "group" in content else None,
            "articles": known.articles if known else (),
            "source": known.source if known else "",
            "stem": Text.read(content["stem"]),
        }
        made = ITEM_CLASSES.get(says["type"])
        if next(pictures_of(content), None):
            raise NotSayable("course files hold no pictures")
        if made is None:
            raise NotSayable(f"course files have no question of type “{says['type']}”")
        kind = get_args(made.model_fields["type"].annotation)[0]
        return made.model_construct(type=kind, **made.read(content, scales), **shared)


def _rubric(key: str, says: Mapping[str, Any], known: RubricFile | None) -> RubricFile:
    if known is None:
        raise NotSayable("a rubric that was made in the site has no file yet")
    before = {criterion.key: criterion for criterion in (*known.criteria, *known.add_ons)}
    return known.replace(
        title=Text.read(says["title"]),
        levels=ScalePoint.read(says["levels"]),
        rules=RubricRules.model_construct(**says["rules"]),
        instructions=Text.read(says["instructions"]),
        **{
            name: tuple(_criterion(one, says["weights"], before.get(one["key"])) for one in says[name])
            for name in ("criteria", "add_ons")
        },
    )


def _criterion(
    said: Mapping[str, Any], weights: Mapping[str, float], known: CriterionFile | None
) -> CriterionFile:
    anchors: dict[str, Any] = {
        f"level_{number}": Text.read(anchor) for number, anchor in enumerate(said["anchors"], start=1)
    }
    return CriterionFile.model_construct(
        key=said["key"],
        critical=said["critical"],
        weight=weights.get(said["key"], 1.0),
        articles=known.articles if known else (),
        title=Text.read(said["title"]),
        anchors=Anchors.model_construct(**anchors),
    )
