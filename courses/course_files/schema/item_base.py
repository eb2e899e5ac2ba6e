"""What every kind of question in a file shares, and the lines of which questions are made."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from courses.course_files.schema.base import (
    Key,
    Layout,
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


class ItemBase(Schema):
    # The item type of the site that it becomes, and whether a test may ask it.
    BECOMES: ClassVar[str]
    MARKED: ClassVar[bool] = False
    if TYPE_CHECKING:  # each kind declares it where its field stands in the file
        stem: Text
        articles: tuple[str, ...]
        required: bool

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
        """Whether it says which answer is right, or how an answer is marked."""
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
