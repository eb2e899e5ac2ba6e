"""Role-plays: what they came to, and what an exam day leaves to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RatingOutcome:
    """One assessor's rating of one person; `scores` holds what is decided, None meaning N/O.

    Only a `released` one may be shown to the person or counted for anything. `mean` and the rest are the
    sheet's own; `competent`, `counted_mean` and `barred` (it fails whatever the mean) are what counts:
    where sheets were talked over, what was settled. `about` is the scenario played, None where several
    were offered; `pass_mean` the line of the rubric; `medium` "screen" or "paper".
    """

    occasion_id: int
    subject_id: int
    assessor_id: int
    submitted: bool
    submitted_at: datetime | None
    mean: float | None
    observed: int
    enough_observed: bool
    competent: bool
    released: bool = False
    scores: Mapping[str, int | None] = field(default_factory=dict)
    counted_mean: float | None = None
    barred: bool = False
    about: int | None = None
    pass_mean: float = 3.0
    medium: str = "screen"


@dataclass(frozen=True, slots=True)
class CriterionInfo:
    """A criterion of the rubric behind an occasion."""

    key: str
    title: Mapping[str, str]
    critical: bool


@dataclass(frozen=True, slots=True)
class LedOccasion:
    """An assessed or coached role-play as whoever answers for it reads about it.

    `criteria` are (key, title, critical) in order; within `grey_zone` levels of `pass_mean` a result is
    too near the line.
    """

    id: int
    uuid: UUID
    title: Mapping[str, str]
    mode: str
    held_at: datetime | None
    criteria: tuple[CriterionInfo, ...]
    pass_mean: float
    grey_zone: float
    ratee_ids: frozenset[int]
    url: str
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class SeedSheet:
    """How an assessor rated a calibration case: the mean of what they observed, and when."""

    case_id: int
    assessor_id: int
    mean: float
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFact:
    """Where one person's case on one occasion stands; `objection` is "", "open" or "decided"."""

    id: int
    occasion_id: int
    subject_id: int
    state: str
    state_words: Any
    released_at: datetime | None
    moderated: bool
    objection: str


@dataclass(frozen=True, slots=True)
class PlayedFact:
    """Where, when and in which scenario a case was played on an exam day; `half` is that of the day."""

    case_id: int
    occasion_id: int
    subject_id: int
    day: str
    room: str
    scenario: Mapping[str, str]
    half: int


@dataclass(frozen=True, slots=True)
class IncidentFact:
    """What happened in a room of an exam day; `subject_id` is None where it was about no performance."""

    subject_id: int | None
    kind_words: Any
    reported_at: datetime
    text: str
    resolution: str
    is_open: bool
