"""Kinds of questions beyond one option, a scale, a number and free words.

What does not fit together is said by the kinds themselves (`assessments.item_types`), which are as pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field

from assessments.item_types import REGISTRY
from courses.course_files.schema.base import BLOCK, Key, Layout, Many, Quoted, Reference, Schema, Text, whole
from courses.course_files.schema.item_base import ItemBase, OptionFile, ScalePoint, Scales

CREDIT = "what half an answer earns"
Known = dict[str, tuple[ScalePoint, ...]]


class LineFile(Schema):
    """A line to order, to pair or to judge."""

    LAYOUT: ClassVar = Layout("line")

    key: Annotated[Key, Field(description="never shown; stored as part of the answer")]
    text: Text

    def content(self) -> dict[str, Any]:
        """The line as the item type stores it."""
        return {"key": self.key, "text": self.text.both()}

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """The line that the item type stored."""
        return cls.model_construct(key=content["key"], text=Text.read(content["text"]))


class WeightedOption(OptionFile):
    """An answer to choose that is worth something."""

    weight: Annotated[int | float | None, Field(description="share of the point")] = None

    def content(self) -> dict[str, Any]:
        return super().content() | ({} if self.weight is None else {"weight": self.weight})

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        option = super().read(content)
        return cls.model_construct(
            key=option.key, text=option.text, feedback=option.feedback, weight=content.get("weight")
        )


class AcceptedFile(Schema):
    """An answer that is accepted; an asterisk stands for anything."""

    LAYOUT: ClassVar = Layout("line")

    text: Text
    mark: Annotated[int | float, Field(ge=0, le=1, description="share of the point")] = 1

    def content(self) -> dict[str, Any]:
        """The answer as the item type stores it."""
        return {"text": self.text.both()} | ({} if self.mark == 1 else {"mark": self.mark})

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """The answer that the item type stored."""
        return cls.model_construct(text=Text.read(content["text"]), mark=content.get("mark", 1))


class _Checked(ItemBase):
    """A kind whose definition its item type checks: lists of lines, settings, and what is right."""

    MARKED: ClassVar = True
    # Its lists by name, with what their lines are, in the order in which they are read.
    LISTS: ClassVar[Mapping[str, Any]] = {}
    # Facts that are stored where they say something else than usual.
    SETTINGS: ClassVar[tuple[str, ...]] = ()

    def has_right_answer(self) -> bool:
        return True

    def content(self, scales: Scales) -> dict[str, Any]:
        said: dict[str, Any] = {name: [one.content() for one in getattr(self, name)] for name in self.LISTS}
        right = getattr(self, "correct", {})
        if right != {}:
            said["correct"] = list(right) if isinstance(right, tuple) else right
        usual = type(self).model_fields
        told = {name: getattr(self, name) for name in self.SETTINGS}
        return said | {name: value for name, value in told.items() if value != usual[name].default}

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: Known) -> dict[str, Any]:
        lists = {name: tuple(map(line.read, content[name])) for name, line in cls.LISTS.items()}
        said = {name: content[name] for name in ("correct", *cls.SETTINGS) if name in content}
        if isinstance(said.get("correct"), list):
            said["correct"] = tuple(said["correct"])
        return lists | said

    def words(self) -> list[Text]:
        return [self.stem, *(text for name in self.LISTS for text in _words(getattr(self, name)))]

    def faults(self) -> Iterator[tuple[str, str]]:
        said = {"stem": {"es": "…", "en": "…"}, **self.content({})}
        for problem in REGISTRY[self.BECOMES].problems(said):
            field, _colon, words = problem.partition(": ")
            if ": no text in " not in problem:
                yield (field if field in type(self).model_fields else "type"), words or problem


class MultipleItem(_Checked):
    """Several options of which some are right."""

    BECOMES: ClassVar = "multiple_choice"
    LISTS: ClassVar = {"options": WeightedOption}
    SETTINGS: ClassVar = ("credit",)

    type: Literal["multiple"]
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    correct: Annotated[Many[Key], Field(description="keys of the right options")]
    credit: Annotated[Literal["exact", "shares", "each", "weights"], Field(description=CREDIT)] = "exact"
    options: Annotated[Many[WeightedOption], BLOCK, Field(min_length=2)]

    @classmethod
    def read(cls, content: Mapping[str, Any], scales: Known) -> dict[str, Any]:
        older = {"credit": "shares"} if content.get("partial") else {}
        return older | super().read(content, scales)


class TrueFalseItem(_Checked):
    """A statement that holds or does not."""

    LAYOUT: ClassVar = Layout("line")
    BECOMES: ClassVar = "true_false"

    type: Literal["true_false"]
    correct: Annotated[bool, Field(description="whether the statement holds")]
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text


class ShortTextItem(_Checked):
    """A word or a few, compared with what is accepted; one answer earns the whole point."""

    BECOMES: ClassVar = "short_text"
    LISTS: ClassVar = {"accepted": AcceptedFile}
    SETTINGS: ClassVar = ("ignore_case", "ignore_accents", "max_length")

    type: Literal["short_text"]
    ignore_case: Annotated[bool, Field(description="capital letters do not matter")] = True
    ignore_accents: Annotated[bool, Field(description="accents do not matter")] = True
    max_length: Annotated[int, whole(1, 1000), Field(description="longest answer, in characters")] = 100
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    accepted: Annotated[Many[AcceptedFile], BLOCK, Field(min_length=1)]


class OrderingItem(_Checked):
    """Lines to put in order."""

    BECOMES: ClassVar = "ordering"
    LISTS: ClassVar = {"options": LineFile}
    SETTINGS: ClassVar = ("credit",)

    type: Literal["ordering"]
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    correct: Annotated[Many[Key], Field(description="keys of all lines in their right order")]
    credit: Annotated[Literal["exact", "positions", "pairs"], Field(description=CREDIT)] = "exact"
    options: Annotated[Many[LineFile], BLOCK, Field(min_length=2)]


class MatchingItem(_Checked):
    """Each line with its match."""

    BECOMES: ClassVar = "matching"
    LISTS: ClassVar = {"rows": LineFile, "options": LineFile}
    SETTINGS: ClassVar = ("credit",)

    type: Literal["matching"]
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    correct: Annotated[dict[str, Key], Field(description="key of the match of each line")]
    credit: Annotated[Literal["exact", "each"], Field(description=CREDIT)] = "exact"
    rows: Annotated[Many[LineFile], BLOCK, Field(min_length=2, description="the lines")]
    options: Annotated[Many[LineFile], BLOCK, Field(min_length=2, description="the matches")]


class MatrixItem(_Checked):
    """One column for each line. Without `correct` it asks for opinions."""

    BECOMES: ClassVar = "matrix"
    LISTS: ClassVar = {"rows": LineFile, "columns": LineFile}
    SETTINGS: ClassVar = ("credit",)

    type: Literal["matrix"]
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    correct: Annotated[dict[str, Key], Field(description="key of the column of each line")] = {}
    credit: Annotated[Literal["exact", "each"], Field(description=CREDIT)] = "exact"
    rows: Annotated[Many[LineFile], BLOCK, Field(min_length=1, description="the lines")]
    columns: Annotated[Many[LineFile], BLOCK, Field(min_length=2, description="what is chosen from")]

    def has_right_answer(self) -> bool:
        return bool(self.correct)


class SituationalItem(_Checked):
    """What one would do: every option is worth something from 0 to 1, the best one 1."""

    BECOMES: ClassVar = "situational_judgement"
    LISTS: ClassVar = {"options": WeightedOption}

    type: Literal["situational"]
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text
    options: Annotated[Many[WeightedOption], BLOCK, Field(min_length=2)]


def _words(lines: Sequence[Any]) -> list[Text]:
    """What people read of lines or options, what is told of them afterwards last."""
    told = [one.feedback for one in lines if getattr(one, "feedback", None)]
    return [*(one.text for one in lines), *told]
