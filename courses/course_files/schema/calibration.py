"""`calibration_cases/*.yaml`: written cases that assessors rate alone before they assess people."""

from typing import Annotated, ClassVar

from pydantic import Field

from courses.course_files.schema.base import BLOCK, Key, Layout, Many, Markdown, Schema, Text, whole


class ReferenceFile(Schema):
    """The level that a criterion of the case was given when the case was agreed on, and why."""

    LAYOUT: ClassVar = Layout("line")

    criterion: Annotated[Key, Field(description="key of a criterion or of one of its add-ons")]
    level: Annotated[
        int | None, Field(ge=1, le=4, description="absent where the case gives no chance to observe it")
    ] = None
    reason: Annotated[Text, Field(description="the fact that weighed and the words of the anchor")]


class CalibrationCaseFile(Schema):
    """A written case with the levels it is compared with; people rate it before they see those."""

    key: Annotated[Key, Field(description="names the case in the course")]
    title: Text
    summary: Annotated[Text, BLOCK, Field(description="what is rated, without a hint at the levels")]
    rubric: Annotated[Key, Field(description="key of the rubric that it is rated with")]
    add_ons: Annotated[Many[Key], Field(description="add-ons of the rubric that it uses")] = ()
    scenario: Annotated[str, Field(description="key of the coached scenario that is played in it")] = ""
    minutes: Annotated[int, whole(1, 120), Field(description="to read the case and rate it")]
    text: Annotated[Markdown, BLOCK, Field(description="what was seen and heard, and nothing else")]
    reference: Annotated[
        Many[ReferenceFile], BLOCK, Field(min_length=1, description="one line for each criterion")
    ]
