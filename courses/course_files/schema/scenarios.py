"""`scenarios/*.yaml`: role-plays.

What everybody knows, a secret sheet for each role, what each role does so that a criterion can be seen, and
a sheet for assessors.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from courses.course_files.schema.base import (
    BLOCK,
    Key,
    Layout,
    Many,
    Markdown,
    Reference,
    Schema,
    Text,
    whole,
)

Minutes = Annotated[int, whole(1, 120)]


class RoleFile(Schema):
    """A person in the role-play."""

    key: Annotated[Key, Field(description="names the role in the scenario")]
    title: Text
    sheet: Annotated[Markdown, BLOCK, Field(description="only for who plays it, and for assessors")]


class WatchPoint(Schema):
    """What assessors look for in this scenario, tied to a criterion of the rubric."""

    LAYOUT: ClassVar = Layout("line")

    criterion: Annotated[Key, Field(description="key of a criterion or of one of its add-ons")]
    text: Text


class Preparation(Text):
    """Something to have done before the role-play."""

    LAYOUT: ClassVar = Layout("line")


class PromptFile(Schema):
    """What a role does so that a criterion can be seen; told on that role's sheet and to assessors."""

    LAYOUT: ClassVar = Layout("line")

    criterion: Annotated[Key, Field(description="key of a criterion or of one of its add-ons")]
    role: Annotated[Key, Field(description="key of the role that does it")]
    text: Annotated[Text, Field(description="when and what")]


class WagesFile(Schema):
    """The lowest daily wage of the case, to be held against the minimum of a zone and a year."""

    LAYOUT: ClassVar = Layout("line")

    year: Annotated[int, whole(2019, 2100)]
    zone: Literal["general", "northern_border"]
    lowest: Annotated[float, Field(gt=0, description="pesos a day")]


class Line(Text):
    """One entry of a list."""

    LAYOUT: ClassVar = Layout("line")


class Moment(Schema):
    """Where the role-play ought to be at a minute."""

    LAYOUT: ClassVar = Layout("line")

    minute: Annotated[int, whole(0, 180)]
    text: Text


class AssessorSheet(Schema):
    """What only assessors read: what can come out of the case, and what a good outcome keeps."""

    solution: Annotated[Markdown, BLOCK, Field(description="the room for agreement, with its figures")]
    clauses: Annotated[Many[Line], BLOCK, Field(description="model clauses")]
    respects: Annotated[Many[Line], BLOCK, Field(description="what a good outcome respects")]
    timing: Annotated[Many[Moment], BLOCK]


class ScenarioFile(Schema):
    """A role-play."""

    key: Annotated[Key, Field(description="names the scenario in the course")]
    title: Text
    summary: Annotated[Text, BLOCK, Field(description="the case in two sentences")]
    rubric: Annotated[Key, Field(description="key of the rubric that it is rated with")]
    add_ons: Annotated[Many[Key], Field(description="add-ons of the rubric that it uses")] = ()
    mode: Annotated[
        Literal["", "coached", "assessed"],
        Field(description="of the steps that name it; any when absent"),
    ] = ""
    wages: Annotated[WagesFile | None, Field(description="where a case turns on wages")] = None
    prepare_minutes: Minutes
    play_minutes: Minutes
    debrief_minutes: Minutes
    articles: Annotated[Many[Reference], Field(description="articles of the law that it turns on")]
    facts: Annotated[Markdown, BLOCK, Field(description="what everybody in the occasion reads")]
    roles: Annotated[Many[RoleFile], BLOCK, Field(min_length=1)]
    preparation: Annotated[Many[Preparation], BLOCK]
    watch: Annotated[Many[WatchPoint], BLOCK]
    prompts: Annotated[Many[PromptFile], BLOCK] = ()
    assessor: AssessorSheet | None = None
