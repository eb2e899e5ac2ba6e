"""`modules/*/module.yaml`: what a part of the course is called and which lessons it has."""

from typing import Annotated

from pydantic import Field

from courses.course_files.schema.base import BLOCK, Key, Many, Schema, Text
from courses.course_files.schema.lessons import LessonFile


class ModuleSheet(Schema):
    """The file of a module."""

    key: Annotated[Key, Field(description="names the module in the course")]
    topic: Annotated[Key, Field(description="what test items name to belong to it")]
    title: Annotated[Text, BLOCK]
    short_title: Annotated[
        Text | None, BLOCK, Field(description="where there is little room; the title when absent")
    ] = None
    summary: Annotated[Text, BLOCK]
    lessons: Annotated[Many[Key], Field(min_length=1, description="names of its lessons' files, in order")]


class ModuleFile(Schema):
    """A module with its lessons. `name` is that of its folder ("m1_model")."""

    name: str
    key: str
    topic: str
    title: Text
    short_title: Text | None = None
    summary: Text
    lessons: tuple[LessonFile, ...]
