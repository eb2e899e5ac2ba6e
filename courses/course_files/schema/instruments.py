"""`instruments/*.yaml`: tests and questionnaires, one instrument in a file or several below `forms`."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from courses.course_files.schema.base import BLOCK, Key, Many, Schema, Text, whole
from courses.course_files.schema.items import ItemFile, ScalePoint

# How a parallel form is called: a sitting's records and paper sheets say it.
Label = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
Purpose = Literal["pre_test", "post_test", "evaluation", "baseline", "follow_up", "survey"]


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
    forms: Annotated[
        dict[Label, Many[Key]],
        BLOCK,
        Field(description="parallel forms, each with the keys of its items in order; all items when absent"),
    ] = {}
    items: Annotated[Many[ItemFile], BLOCK, Field(description="the questions, in order")]

    def parallel(self) -> Mapping[str, "InstrumentFile"]:
        """What each form asks, by its label; nothing where the instrument has no parallel forms."""
        known = {item.key: item for item in self.items}
        return {
            label: self.replace(items=tuple(known[key] for key in keys if key in known), forms={})
            for label, keys in self.forms.items()
        }


class FormsSheet(Schema):
    """Several forms in one file: the same questions asked of different people."""

    forms: Annotated[Many[InstrumentFile], BLOCK, Field(min_length=1)]


class SpareSheet(Schema):
    """`instruments/spare_items.yaml`: items in reserve, loaded into the item bank and asked by no form."""

    spares: Annotated[Many[ItemFile], BLOCK]
