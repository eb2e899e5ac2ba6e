"""What a course kept as files is made of, once read: plain frozen records, in both languages.

Anything that loads a course (into Wagtail, into the question bank) reads these and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

LANGUAGES = ("es", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Spanish and in English."""

    es: str
    en: str

    def get(self, language: str) -> str:
        return {"es": self.es, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a lesson. The kind says which fields `data` holds:

    text     html
    heading  text
    law      law ("LFT"), article, title, html
    note     title, html
    check    stem, options [{text, correct, feedback}], explanation
    """

    kind: str
    data: Mapping[str, Any]
    line: int = 0


@dataclass(frozen=True, slots=True)
class LessonText:
    title: str
    summary: str
    blocks: tuple[Block, ...]
    words: int
    file: str


@dataclass(frozen=True, slots=True)
class LessonFile:
    key: str
    minutes: int
    articles: tuple[str, ...]
    terms: tuple[str, ...]
    es: LessonText
    en: LessonText

    def get(self, language: str) -> LessonText:
        return {"es": self.es, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class ModuleFile:
    key: str
    topic: str
    title: Text
    summary: Text
    lessons: tuple[LessonFile, ...]


@dataclass(frozen=True, slots=True)
class TermFile:
    key: str
    term: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class OptionFile:
    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class ScalePoint:
    value: int
    label: Text


@dataclass(frozen=True, slots=True)
class ItemFile:
    """A question. `type` is single, scale, number or open; only a test's items have `correct`.

    `scale` names one of the instrument's scales; `low` and `high` bound a number.
    """

    key: str
    type: str
    stem: Text
    topic: str = ""
    options: tuple[OptionFile, ...] = ()
    correct: str = ""
    scale: str = ""
    low: int = 0
    high: int = 0
    required: bool = True
    group: Text | None = None
    articles: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    """A test or a questionnaire. `attempts` maps a purpose (pre_test, post_test) to how many are allowed."""

    key: str
    kind: str
    purposes: tuple[str, ...]
    title: Text
    instructions: Text
    minutes: int
    anonymous: bool
    items: tuple[ItemFile, ...]
    time_limit_minutes: int | None = None
    attempts: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, tuple[ScalePoint, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CriterionFile:
    key: str
    title: Text
    critical: bool
    anchors: tuple[Text, Text, Text, Text]
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RubricRules:
    pass_mean: float
    critical_min: int
    fail_at_or_below: int
    min_observed: int
    comment_at_or_below: int
    moderation_gap: int


@dataclass(frozen=True, slots=True)
class RubricFile:
    """`levels` are the labels of 1 to 4. An add-on is a criterion used only where the case calls for it."""

    key: str
    title: Text
    instructions: Text
    levels: tuple[ScalePoint, ...]
    not_observed: Text
    rules: RubricRules
    criteria: tuple[CriterionFile, ...]
    add_ons: tuple[CriterionFile, ...]


@dataclass(frozen=True, slots=True)
class RoleFile:
    """A person in a role-play. `sheet` (HTML) is shown to whoever plays the role and to no one else."""

    key: str
    title: Text
    sheet: Text


@dataclass(frozen=True, slots=True)
class WatchPoint:
    """What assessors look for in one scenario, tied to a criterion of the rubric."""

    criterion: str
    text: Text


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    key: str
    title: Text
    summary: Text
    rubric: str
    add_ons: tuple[str, ...]
    prepare_minutes: int
    play_minutes: int
    debrief_minutes: int
    articles: tuple[str, ...]
    facts: Text
    roles: tuple[RoleFile, ...]
    preparation: tuple[Text, ...]
    watch: tuple[WatchPoint, ...]


@dataclass(frozen=True, slots=True)
class StepFile:
    """One step of the path. `after` names the steps that unlock it; `unlocked_by` says so in words."""

    key: str
    kind: str
    title: Text
    minutes: int
    required: bool
    after: tuple[str, ...]
    unlocked_by: Text
    instrument: str = ""
    rubric: str = ""
    mode: str = ""
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseSettings:
    """`competent_rubric` names the rubric whose rules say who is competent."""

    pass_mark: float
    improved_items: int
    follow_up_days: int
    competent_rubric: str


@dataclass(frozen=True, slots=True)
class CourseFile:
    folder: Path
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

    @property
    def lessons(self) -> tuple[LessonFile, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)
