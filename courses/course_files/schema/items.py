"""The questions of tests and questionnaires: one class for each type, which also says what the site stores.

A new type is one class, here or in `answer_items`, and its place in the union at the end.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from courses.course_files.schema.answer_items import (
    MatchingItem,
    MatrixItem,
    MultipleItem,
    OrderingItem,
    ShortTextItem,
    SituationalItem,
    TrueFalseItem,
)
from courses.course_files.schema.base import (
    BLOCK,
    LANGUAGES,
    Key,
    Layout,
    Many,
    Quoted,
    Reference,
    Schema,
    Text,
    whole,
)
from courses.course_files.schema.item_base import ItemBase, OptionFile, ScalePoint, Scales


class SingleItem(ItemBase):
    """One option of several. In a test one of them is correct; in a questionnaire none is."""

    BECOMES: ClassVar = "single_choice"
    MARKED: ClassVar = True

    type: Literal["single"]
    required: Annotated[bool, Field(description="must be answered before sending a questionnaire")] = True
    group: Annotated[Text | None, Field(description="heading above a run of questions")] = None
    articles: Annotated[Many[Reference], Field(description="articles of the law that it rests on")] = ()
    source: Annotated[str, Quoted(), Field(description="where the question comes from, for reviewers")] = ""
    stem: Annotated[Text, Field(description="the question")]
    correct: Annotated[str, Field(description="key of the correct option")] = ""
    options: Annotated[Many[OptionFile], BLOCK, Field(min_length=2, description="the answers to choose from")]

    def content(self, scales: Scales) -> dict[str, Any]:
        return {"options": [option.content() for option in self.options]} | (
            {"correct": self.correct} if self.correct else {}
        )

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> dict[str, Any]:
        options = tuple(map(OptionFile.read, content["options"]))
        return {"correct": content.get("correct", ""), "options": options}

    def words(self) -> list[Text]:
        told = [option.feedback for option in self.options if option.feedback]
        return [self.stem, *(option.text for option in self.options), *told]

    def faults(self) -> Iterator[tuple[str, str]]:
        keys = [option.key for option in self.options]
        if len(set(keys)) != len(keys):
            yield "options", "two options have one key: each has its own"
        if self.correct and self.correct not in keys:
            yield "correct", f'there is no option "{self.correct}": it is one of {", ".join(keys)}'
        for language in LANGUAGES:
            words = [option.text.get(language).casefold() for option in self.options if option.text]
            if len(set(words)) != len(words):
                yield "options", f"two options read the same ({language})"


class ScaleItem(ItemBase):
    """A statement and one of the form's scales."""

    LAYOUT: ClassVar = Layout("line")
    BECOMES: ClassVar = "likert"

    type: Literal["scale"]
    scale: Annotated[Key, Field(description="name of one of the form's scales")]
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text

    def content(self, scales: Scales) -> dict[str, Any]:
        return {
            "scale": [{"value": point.value, "label": point.label.both()} for point in scales[self.scale]]
        }

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> dict[str, Any]:
        points = ScalePoint.read(content["scale"])
        known = next((name for name, one in scales.items() if one == points), f"scale_{len(scales) + 1}")
        scales[known] = points
        return {"scale": known}


class NumberItem(ItemBase):
    """A number between two bounds. With `correct` it is marked: right within `tolerance`."""

    LAYOUT: ClassVar = Layout("line")
    BECOMES: ClassVar = "number"
    MARKED: ClassVar = True

    type: Literal["number"]
    low: Annotated[int | float, Field(description="the least that may be answered")]
    high: Annotated[int | float, Field(description="the most that may be answered")]
    decimals: Annotated[int, whole(0, 6), Field(description="whole numbers only when absent")] = 0
    correct: Annotated[int | float | None, Field(description="the right number")] = None
    tolerance: Annotated[int | float, Field(ge=0, description="how far off still counts as right")] = 0
    unit: Annotated[Text | None, Field(description="stands after the field")] = None
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text

    def content(self, scales: Scales) -> dict[str, Any]:
        stored: dict[str, Any] = {"low": self.low, "high": self.high}
        if self.decimals:
            stored["decimals"] = self.decimals
        if self.correct is not None:
            stored |= {"correct": self.correct, "tolerance": self.tolerance}
        if self.unit:
            stored["unit"] = self.unit.both()
        return stored

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> dict[str, Any]:
        names = ("low", "high", "decimals", "correct", "tolerance")
        unit = {"unit": Text.read(content["unit"])} if "unit" in content else {}
        return {name: content[name] for name in names if name in content} | unit

    def words(self) -> list[Text]:
        return [self.stem, *([self.unit] if self.unit else [])]

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.low is None or self.high is None:
            return
        if self.high <= self.low:
            yield "high", "must be more than low"
        elif self.correct is not None and not self.low <= self.correct <= self.high:
            yield "correct", f"must be from {self.low} to {self.high}"


class OpenLevel(Schema):
    """What an answer is like that earns so much."""

    LAYOUT: ClassVar = Layout("line")

    points: Annotated[int | float, Field(ge=0)]
    text: Text


class OpenItem(ItemBase):
    """A question answered in one's own words. With `levels` people mark it by them, so a test may ask it."""

    LAYOUT: ClassVar = Layout("line")
    BECOMES: ClassVar = "open_text"

    type: Literal["open"]
    max_length: Annotated[int, whole(1, 20_000), Field(description="longest answer, in characters")] = 2000
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    levels: Annotated[Many[OpenLevel], Field(description="from nothing upward; the first is worth 0")] = ()

    def has_right_answer(self) -> bool:
        return bool(self.levels)

    def content(self, scales: Scales) -> dict[str, Any]:
        stored: dict[str, Any] = {}
        if self.max_length != type(self).model_fields["max_length"].default:
            stored["max_length"] = self.max_length
        if self.levels:
            stored["levels"] = [{"points": one.points, "text": one.text.both()} for one in self.levels]
            stored |= {} if self.required else {"required": False}
        return stored

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> dict[str, Any]:
        longest = {"max_length": content["max_length"]} if "max_length" in content else {}
        levels = tuple(
            OpenLevel.model_construct(points=one["points"], text=Text.read(one["text"]))
            for one in content.get("levels", ())
        )
        return {"levels": levels} | longest

    def words(self) -> list[Text]:
        return [self.stem, *(one.text for one in self.levels)]

    def faults(self) -> Iterator[tuple[str, str]]:
        points = [one.points for one in self.levels]
        if points and (len(points) < 2 or points[0] != 0 or points != sorted(set(points))):
            yield "levels", "two or more, the first worth 0 and each worth more than the one before"


AnyItem = (
    SingleItem
    | ScaleItem
    | NumberItem
    | OpenItem
    | MultipleItem
    | TrueFalseItem
    | ShortTextItem
    | OrderingItem
    | MatchingItem
    | MatrixItem
    | SituationalItem
)
ItemFile = Annotated[AnyItem, Field(discriminator="type")]
ITEM_CLASSES: dict[str, type[AnyItem]] = {one.BECOMES: one for one in get_args(AnyItem)}
