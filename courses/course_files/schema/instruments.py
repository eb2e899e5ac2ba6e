"""`instruments/*.yaml`: tests and questionnaires, one form in a file or several below `forms`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from courses.course_files.schema.base import BLOCK, Key, Layout, Many, Quoted, Reference, Schema, Text, whole

Purpose = Literal["pre_test", "post_test", "evaluation", "baseline", "follow_up", "survey"]


class ScalePoint(Schema):
    """A point of a scale: the number that is stored and the words that are shown."""

    LAYOUT: ClassVar = Layout("line")

    value: Annotated[int, whole(0, 10)]
    label: Text


class OptionFile(Schema):
    """An answer to choose."""

    LAYOUT: ClassVar = Layout("line")

    key: Annotated[Key, Field(description="never shown; stored as the answer")]
    text: Text


class _Item(Schema):
    key: Annotated[Key, Field(description="names the question in the whole course; never changes")]
    topic: Annotated[str, Field(description="topic of the module that a test item belongs to")] = ""


class SingleItem(_Item):
    """One option of several. In a test one of them is correct; in a questionnaire none is."""

    type: Literal["single"]
    required: Annotated[bool, Field(description="must be answered before sending a questionnaire")] = True
    group: Annotated[Text | None, Field(description="heading above a run of questions")] = None
    articles: Annotated[Many[Reference], Field(description="articles of the law that it rests on")] = ()
    source: Annotated[str, Quoted(), Field(description="where the question comes from, for reviewers")] = ""
    stem: Annotated[Text, Field(description="the question")]
    correct: Annotated[str, Field(description="key of the correct option")] = ""
    options: Annotated[Many[OptionFile], BLOCK, Field(min_length=2, description="the answers to choose from")]


class ScaleItem(_Item):
    """A statement and one of the form's scales."""

    LAYOUT: ClassVar = Layout("line")

    type: Literal["scale"]
    scale: Annotated[Key, Field(description="name of one of the form's scales")]
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text


class NumberItem(_Item):
    """A number between two bounds. With `correct` it is marked: right within `tolerance`."""

    LAYOUT: ClassVar = Layout("line")

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


class OpenItem(_Item):
    """A question answered in one's own words."""

    LAYOUT: ClassVar = Layout("line")

    type: Literal["open"]
    required: bool = True
    group: Text | None = None
    articles: Many[Reference] = ()
    source: Annotated[str, Quoted()] = ""
    stem: Text


ItemFile = Annotated[SingleItem | ScaleItem | NumberItem | OpenItem, Field(discriminator="type")]
AnyItem = SingleItem | ScaleItem | NumberItem | OpenItem


class InstrumentFile(Schema):
    """A test or a questionnaire."""

    key: Annotated[Key, Field(description="names the form in the course")]
    kind: Literal["test", "survey"]
    purposes: Annotated[Many[Purpose], Field(min_length=1, description="what it is used for")]
    attempts: Annotated[
        dict[Purpose, Annotated[int, whole(1, 10)]],
        Field(description="how often it may be taken, by purpose"),
    ] = {}
    time_limit_minutes: Annotated[int | None, Field(ge=1, le=180, description="none when absent")] = None
    anonymous: Annotated[bool, Field(description="nobody can tell who answered what")] = False
    minutes: Annotated[int, whole(1, 180), Field(description="about how long it takes")]
    title: Text
    instructions: Annotated[Text, BLOCK, Field(description="shown before the first question")]
    scales: Annotated[
        dict[Key, Many[ScalePoint]], BLOCK, Field(description="scales that its items name")
    ] = {}
    items: Annotated[Many[ItemFile], BLOCK, Field(description="the questions, in order")]


class FormsSheet(Schema):
    """Several forms in one file: the same questions asked of different people."""

    forms: Annotated[Many[InstrumentFile], BLOCK, Field(min_length=1)]


class SpareSheet(Schema):
    """`instruments/spare_items.yaml`: items in reserve, loaded into the item bank and asked by no form."""

    spares: Annotated[Many[ItemFile], BLOCK]
