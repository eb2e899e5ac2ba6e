"""`scenarios/*.yaml`: role-plays. What everybody knows, a secret sheet for each role, what to watch."""

from typing import Annotated, ClassVar

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


class ScenarioFile(Schema):
    """A role-play."""

    key: Annotated[Key, Field(description="names the scenario in the course")]
    title: Text
    summary: Annotated[Text, BLOCK, Field(description="the case in two sentences")]
    rubric: Annotated[Key, Field(description="key of the rubric that it is rated with")]
    add_ons: Annotated[Many[Key], Field(description="add-ons of the rubric that it uses")] = ()
    prepare_minutes: Minutes
    play_minutes: Minutes
    debrief_minutes: Minutes
    articles: Annotated[Many[Reference], Field(description="articles of the law that it turns on")]
    facts: Annotated[Markdown, BLOCK, Field(description="what everybody in the occasion reads")]
    roles: Annotated[Many[RoleFile], BLOCK, Field(min_length=1)]
    preparation: Annotated[Many[Preparation], BLOCK]
    watch: Annotated[Many[WatchPoint], BLOCK]
