"""What the files of a course hold: one module per kind of file."""

from courses.course_files.schema.base import LANGUAGES, Language, Schema, Text
from courses.course_files.schema.course import CourseFile, CourseSettings, CourseSheet, StepFile
from courses.course_files.schema.glossary import TermFile, TermWords
from courses.course_files.schema.instruments import FormsSheet, InstrumentFile, SpareSheet
from courses.course_files.schema.items import (
    ITEM_CLASSES,
    AnyItem,
    NumberItem,
    OpenItem,
    OptionFile,
    ScaleItem,
    ScalePoint,
    SingleItem,
)
from courses.course_files.schema.lessons import (
    Block,
    CheckBlock,
    CheckOption,
    HeadingBlock,
    LawBlock,
    LessonFile,
    LessonFront,
    LessonText,
    NoteBlock,
    SceneBlock,
    SceneChoice,
    SceneStep,
    TextBlock,
)
from courses.course_files.schema.modules import ModuleFile, ModuleSheet
from courses.course_files.schema.rubrics import Anchors, CriterionFile, RubricFile, RubricRules
from courses.course_files.schema.scenarios import Preparation, RoleFile, ScenarioFile, WatchPoint
from courses.course_files.schema.values import DatedValue, Derived, Series, ValuesFile

__all__ = [
    "ITEM_CLASSES",
    "LANGUAGES",
    "Anchors",
    "AnyItem",
    "Block",
    "CheckBlock",
    "CheckOption",
    "CourseFile",
    "CourseSettings",
    "CourseSheet",
    "CriterionFile",
    "DatedValue",
    "Derived",
    "FormsSheet",
    "HeadingBlock",
    "InstrumentFile",
    "Language",
    "LawBlock",
    "LessonFile",
    "LessonFront",
    "LessonText",
    "ModuleFile",
    "ModuleSheet",
    "NoteBlock",
    "NumberItem",
    "OpenItem",
    "OptionFile",
    "Preparation",
    "RoleFile",
    "RubricFile",
    "RubricRules",
    "ScaleItem",
    "ScalePoint",
    "ScenarioFile",
    "SceneBlock",
    "SceneChoice",
    "SceneStep",
    "Schema",
    "Series",
    "SingleItem",
    "SpareSheet",
    "StepFile",
    "TermFile",
    "TermWords",
    "Text",
    "TextBlock",
    "ValuesFile",
    "WatchPoint",
]
