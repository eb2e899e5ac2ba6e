"""`course.yaml`, and the whole course that the files make together."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field

from courses.course_files.schema.base import BLOCK, Key, Many, Schema, Text, Words, whole
from courses.course_files.schema.calibration import CalibrationCaseFile
from courses.course_files.schema.glossary import TermFile
from courses.course_files.schema.instruments import InstrumentFile
from courses.course_files.schema.items import ItemFile
from courses.course_files.schema.lessons import LessonFile
from courses.course_files.schema.modules import ModuleFile
from courses.course_files.schema.rubrics import RubricFile
from courses.course_files.schema.scenarios import ScenarioFile

StepKind = Literal[
    "baseline",
    "pre_test",
    "lessons",
    "role_play",
    "post_test",
    "evaluation",
    "certificate",
    "follow_up",
]


class StepFile(Schema):
    """One step of the path."""

    key: Annotated[Key, Field(description="names the step in the course")]
    kind: StepKind
    mode: Annotated[Literal["", "coached", "assessed"], Field(description="of a role-play")] = ""
    instrument: Annotated[str, Field(description="key of the form that is answered")] = ""
    supervisor: Annotated[
        str, Field(description="of a follow-up: key of the form that supervisors are asked about each person")
    ] = ""
    rubric: Annotated[str, Field(description="key of the rubric of a role-play")] = ""
    scenarios: Annotated[Many[Key], Field(description="keys of the scenarios of a role-play")] = ()
    required: Annotated[bool, Field(description="needed for the certificate")]
    minutes: Annotated[int, whole(0, 1200), Field(description="counted in the hours of the course")]
    after: Annotated[Many[Key], Field(description="keys of the steps that unlock it")] = ()
    title: Text
    unlocked_by: Annotated[Text, Field(description="what unlocks it, in words")]


class ResultFile(Schema):
    """How the assessed role-plays of a course decide together; without it one of them decides."""

    scenarios: Annotated[int, whole(1, 6), Field(description="different assessed role-plays needed")]
    assessors: Annotated[int, whole(1, 4), Field(description="sheets that each of them needs")]
    mean: Annotated[
        Literal["each", "together"],
        Field(description="who reaches the mean: each role-play, or all together"),
    ] = "each"
    grey_zone: Annotated[
        float, Field(ge=0, le=1, description="so near the line one more role-play decides; with together")
    ] = 0.0


class CourseSettings(Schema):
    """When a course counts as passed."""

    pass_mark: Annotated[float, Field(ge=0, le=1, description="share of the post-test")]
    improved_items: Annotated[int, whole(1, 100), Field(description="more right answers than before")]
    follow_up_days: Annotated[int, whole(1, 730), Field(description="days until the follow-up")]
    competent_rubric: Annotated[Key, Field(description="rubric whose rules say who is competent")]
    result: Annotated[ResultFile | None, BLOCK, Field(description="rule of the role-plays together")] = None


class CourseSheet(Schema):
    """The file `course.yaml`."""

    key: Annotated[Key, Field(description="names the course; never changes")]
    title: Annotated[Text, BLOCK]
    summary: Annotated[Text, BLOCK]
    hours: Annotated[int, whole(1, 200), Field(description="of the required steps; shown on the certificate")]
    hours_note: Annotated[Text, BLOCK, Field(description="how the hours are counted")]
    law_text_date: Annotated[date, Field(description="date of the text of the law that was read")]
    law_text_url: Annotated[Words, Field(description="https address of the official text")]
    review_notes: Annotated[Many[Words], BLOCK, Field(description="for reviewers; never shown")]
    settings: CourseSettings
    modules: Annotated[Many[Key], Field(min_length=1, description="folders of the modules, in order")]
    steps: Annotated[Many[StepFile], BLOCK, Field(min_length=1)]


class CourseFile(Schema):
    """A whole course, once read.

    `comments` keeps the comment at the top of each file, and `homes` the file of each form whose name is
    not its key: the writer puts both back.
    """

    key: str
    title: Text
    summary: Text
    hours: int
    hours_note: Text
    law_text_date: date
    law_text_url: str
    review_notes: tuple[str, ...]
    settings: CourseSettings
    steps: tuple[StepFile, ...]
    modules: tuple[ModuleFile, ...]
    glossary: Mapping[str, TermFile]
    instruments: Mapping[str, InstrumentFile]
    spare_items: tuple[ItemFile, ...]
    rubrics: Mapping[str, RubricFile]
    scenarios: Mapping[str, ScenarioFile]
    calibration_cases: Mapping[str, CalibrationCaseFile] = {}
    comments: Mapping[str, str] = {}
    homes: Mapping[str, str] = {}

    def to_json(self) -> str:
        """The whole course as text; names keep their order."""
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote."""
        # JSON has neither tuples nor dates, so the strictness that files meet would refuse it.
        return cls.model_validate(json.loads(text), strict=False)

    @property
    def lessons(self) -> tuple[LessonFile, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)
