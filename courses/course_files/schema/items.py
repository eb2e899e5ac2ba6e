"""The questions of tests and questionnaires: one class for each type, which also says what the site stores.

A new type is one class here, in the union at the end.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

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

LevelName = Literal["", "recall", "understand", "apply"]
DifficultyName = Literal["", "easy", "medium", "hard"]


class ScalePoint(Schema):
    """A point of a scale: the number that is stored and the words that are shown."""

    LAYOUT: ClassVar = Layout("line")

    value: Annotated[int, whole(0, 10)]
    label: Text

    @classmethod
    def read(cls, said: list[Mapping[str, Any]]) -> "tuple[ScalePoint, ...]":
        """The points of a scale that the site stores."""
        return tuple(
            cls.model_construct(value=point["value"], label=Text.read(point["label"])) for point in said
        )


Scales = Mapping[str, tuple[ScalePoint, ...]]


class OptionFile(Schema):
    """An answer to choose."""

    LAYOUT: ClassVar = Layout("line")

    key: Annotated[Key, Field(description="never shown; stored as the answer")]
    text: Text
    feedback: Annotated[
        Text | None, Field(description="told to who chose it, or ought to have, once answers may be known")
    ] = None

    def content(self) -> dict[str, Any]:
        """The option as the item type stores it."""
        told = {"feedback": self.feedback.both()} if self.feedback else {}
        return {"key": self.key, "text": self.text.both()} | told

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "OptionFile":
        """The option that the item type stored."""
        told = content.get("feedback")
        return cls.model_construct(
            key=content["key"], text=Text.read(content["text"]), feedback=Text.read(told) if told else None
        )


class _Item(Schema):
    # The item type of the site that it becomes, and whether a test may ask it.
    BECOMES: ClassVar[str]
    MARKED: ClassVar[bool] = False
    if TYPE_CHECKING:  # each kind declares it where its field stands in the file
        stem: Text
        articles: tuple[str, ...]

    key: Annotated[Key, Field(description="names the question in the whole course; never changes")]
    topic: Annotated[str, Field(description="topic of the module that a test item belongs to")] = ""
    level: Annotated[LevelName, Field(description="what it asks of whoever answers")] = ""
    difficulty: Annotated[DifficultyName, Field(description="how hard its author expects it to be")] = ""

    def content(self, scales: Scales) -> dict[str, Any]:
        """What the item type stores beside the stem; `scales` are the form's.

        What holds anyway is left out, so that hashes stay the same.
        """
        return {}

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> dict[str, Any]:
        """The fields that say `content` in a file; a scale that is new gets a name in `scales`."""
        return {}

    def has_right_answer(self) -> bool:
        """Whether it says which answer is right."""
        return self.MARKED and getattr(self, "correct", None) not in ("", None)

    def tags(self) -> list[tuple[str, str]]:
        """What questions are found and drawn by, as (kind of tag, value)."""
        said = [("module", self.topic), ("level", self.level), ("difficulty", self.difficulty)]
        return [pair for pair in said if pair[1]] + [("article", one) for one in self.articles]

    def words(self) -> list[Text]:
        """What people read."""
        return [self.stem]  # type: ignore[attr-defined]

    def faults(self) -> Iterator[tuple[str, str]]:
        """What does not fit together, as (field, words)."""
        yield from ()


class SingleItem(_Item):
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


class ScaleItem(_Item):
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


class NumberItem(_Item):
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
        return stored

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: dict[str, tuple[ScalePoint, ...]]) -> dict[str, Any]:
        names = ("low", "high", "decimals", "correct", "tolerance")
        return {name: content[name] for name in names if name in content}

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.low is None or self.high is None:
            return
        if self.high <= self.low:
            yield "high", "must be more than low"
        elif self.correct is not None and not self.low <= self.correct <= self.high:
            yield "correct", f"must be from {self.low} to {self.high}"


class OpenItem(_Item):
    """A question answered in one's own words."""

    LAYOUT: ClassVar = Layout("line")
    BECOMES: ClassVar = "open_text"

    type: Literal["open"]
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text


AnyItem = SingleItem | ScaleItem | NumberItem | OpenItem
ItemFile = Annotated[AnyItem, Field(discriminator="type")]
ITEM_CLASSES: dict[str, type[AnyItem]] = {one.BECOMES: one for one in get_args(AnyItem)}
