"""`rubrics/*.yaml`: behaviors by level, and the rules that say who is competent."""

from typing import Annotated

from pydantic import Field

from courses.course_files.schema.base import (
    BLOCK,
    Key,
    Many,
    Reference,
    Schema,
    Text,
    whole,
)
from courses.course_files.schema.items import ScalePoint


class Anchors(Schema):
    """What a person at each level does."""

    level_1: Text
    level_2: Text
    level_3: Text
    level_4: Text

    def in_order(self) -> tuple[Text, Text, Text, Text]:
        return (self.level_1, self.level_2, self.level_3, self.level_4)


class CriterionFile(Schema):
    """One thing that is rated."""

    key: Annotated[Key, Field(description="names the criterion in the rubric")]
    critical: Annotated[bool, Field(description="competence asks for critical_min in it")]
    weight: Annotated[float, Field(gt=0, le=10, description="its share of the mean")] = 1.0
    articles: Annotated[Many[Reference], Field(description="articles of the law that it rests on")] = ()
    title: Text
    anchors: Anchors


class RubricRules(Schema):
    """Who is competent, and when assessors must say more."""

    pass_mean: Annotated[float, Field(ge=1, le=4, description="mean over what was observed")]
    critical_min: Annotated[int, whole(1, 4), Field(description="least level in each critical criterion")]
    fail_at_or_below: Annotated[int, whole(1, 3), Field(description="one level this low fails")]
    min_observed: Annotated[int, whole(1, 20), Field(description="criteria that must have been observed")]
    comment_at_or_below: Annotated[int, whole(1, 4), Field(description="a level this low asks for a comment")]
    moderation_gap: Annotated[int, whole(1, 3), Field(description="two assessors this far apart must talk")]


class RubricFile(Schema):
    """A rubric of four levels. An add-on is a criterion used only where the case calls for it."""

    key: Annotated[Key, Field(description="names the rubric in the course")]
    title: Text
    instructions: Annotated[Text, BLOCK, Field(description="shown to assessors above the criteria")]
    levels: Annotated[Many[ScalePoint], BLOCK, Field(description="1 to 4, with the name of each")]
    not_observed: Annotated[Text, Field(description="what the mark for no chance to observe is called")]
    rules: RubricRules
    criteria: Annotated[Many[CriterionFile], BLOCK, Field(min_length=1)]
    add_ons: Annotated[Many[CriterionFile], BLOCK] = ()
