"""What courses gives to other apps; nothing but the standard library and the records of assessments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from assessments.data import Lessons, OwnSitting, RatingOutcome, TopicScore

Texts = Mapping[str, str]

# Which moment a test or a questionnaire measures; kinds of steps say which (courses.step_kinds).
BEFORE, AFTER, OPINION = "before", "after", "opinion"
# How people work: the same form as the course begins and some weeks after it.
BASELINE, LATER = "baseline", "later"
# Two more that people stand with: what is read, and what is played and rated; and the course as a whole.
READ, PLAYED, WHOLE = "read", "played", "whole"

# The five states in which a person can stand with a step (courses.rules.standing); they always add up.
STANDINGS = ("done", "missing", "not_yet", "left", "exempt")
STOOD = (BEFORE, READ, PLAYED, AFTER, OPINION, WHOLE, BASELINE, LATER)
"""What `CompletionRow.standings` tells, in its order."""
ASKED = (BASELINE, LATER)
"""What people are asked and do not owe: no certificate waits for it."""


@dataclass(frozen=True, slots=True)
class StepState:
    """Where one person stands with one step of the path.

    `url` leads to the step, or is empty when there is nothing to open; `note` says in words (lazy
    text) what the person waits for or has reached. `detail` counts, such as lessons read.
    `again` says that a test already taken may be taken once more; `short` that it was taken and the pass
    mark not reached. `hint` says one thing about the
    step before it is opened. `standing` is one of the five states of courses.rules.standing.
    `alone` steps are done by the person, `live` ones are held by the trainer; `reading` is the lessons;
    `returned` says that something came back to be read, `supervised` that supervisors are asked beside it.
    """

    key: str
    kind: str
    title: Texts
    status: str
    required: bool
    minutes: int
    url: str = ""
    due: datetime | None = None
    opens_at: datetime | None = None
    note: Any = ""
    detail: tuple[int, int] | None = None
    step_id: int = 0
    again: bool = False
    short: bool = False
    unlocked_by: Texts = field(default_factory=dict)
    mode: str = ""
    hint: Any = ""
    standing: str = ""
    alone: bool = False
    live: bool = False
    reading: bool = False
    returned: bool = False
    supervised: bool = False


@dataclass(frozen=True, slots=True)
class PathState:
    """The whole path of one enrollment.

    `next_step` is the first that the person can do now; `fetch` what only waits to be fetched once
    everything is done: the certificate.
    """

    enrollment_id: int
    steps: tuple[StepState, ...]
    next_step: StepState | None
    fetch: StepState | None = None


@dataclass(frozen=True, slots=True)
class Requirements:
    """What of the certificate's conditions one enrollment meets.

    `competent` is None while the assessed role-plays decide nothing; `verdict` says what they come to
    (assessments.rules.results). `missing` holds
    the names of the conditions not met yet, in the order of the path; each kind of step names its own
    and has the words for them (courses.step_kinds, `missing_words`). `standing` is one of `STANDINGS` for
    the course as a whole, where it was asked for.
    """

    enrollment_id: int
    lessons_done: int = 0
    lessons_total: int = 0
    pre_done: bool = False
    post_best: float | None = None
    post_max: float | None = None
    passed: bool = False
    competent: bool | None = None
    evaluated: bool = False
    complete: bool = False
    missing: tuple[str, ...] = ()
    standing: str = ""
    verdict: str = "nothing"


@dataclass(frozen=True, slots=True)
class PersonScores:
    """One enrolled person's tests, with the facts frozen at enrollment; None is "not taken".

    `pre` and `post_first` are first attempts, which gains are measured on; `post_best` decides
    about passing.
    """

    enrollment_id: int
    user_id: int
    cohort_id: int
    center_id: int | None
    sex: str
    age_band: str
    job_role: str
    pre: float | None
    post_first: float | None
    post_best: float | None
    max_score: float | None
    active: bool = True


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """How far one enrolled person is, for counting; no name.

    `standings` has one of `STANDINGS` for each of `STOOD`, in that order.
    """

    enrollment_id: int
    user_id: int
    cohort_id: int
    center_id: int | None
    sex: str
    age_band: str
    job_role: str
    active: bool
    pre_done: bool
    lessons_done: int
    lessons_total: int
    post_done: bool
    passed: bool
    rated: bool
    competent: bool
    evaluated: bool
    complete: bool
    standings: tuple[str, ...] = ()
    office_id: int | None = None
    modality: str = ""


@dataclass(frozen=True, slots=True)
class CohortFigures:
    """People's completion and scores, aligned, by cohort and enrollment.

    `topics` has their sittings topic by topic, in order; `ratings` what was released to them.
    """

    rows: Sequence[CompletionRow]
    scores: Sequence[PersonScores]
    topics: Sequence[TopicScore]
    ratings: Sequence[RatingOutcome]


@dataclass(frozen=True, slots=True)
class CohortInfo:
    """A cohort as other apps need it: ids of deliveries by what they measure, of occasions by mode.

    `role_plays` is how many different ones its result rule needs; `supervisors` are the deliveries in which
    supervisors are asked about its people.
    """

    id: int
    uuid: UUID
    name: str
    code: str
    course_key: UUID
    course_title: Texts
    starts_on: date
    ends_on: date
    time_zone: str
    is_simulated: bool
    pass_mark: float
    improved_items: int
    hours: int
    center_ids: frozenset[int]
    trainer_ids: frozenset[int]
    deliveries: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    occasions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    role_plays: int = 1
    modality: str = ""
    supervisors: tuple[int, ...] = ()

    @property
    def tests(self) -> tuple[int, ...]:
        """The deliveries before and after the course, by which its gain is told."""
        return (*self.deliveries.get(BEFORE, ()), *self.deliveries.get(AFTER, ()))


@dataclass(frozen=True, slots=True)
class EnrollmentInfo:
    """An enrollment as other apps need it."""

    id: int
    uuid: UUID
    user_id: int
    cohort_id: int
    center_id: int | None
    active: bool
    enrolled_at: datetime


class Own(Protocol):
    """What is known of the person whose start page it is; reading it again costs nothing."""

    @property
    def enrollments(self) -> Sequence[Any]:
        """Where the person takes part, the latest cohort first."""

    @property
    def certificates(self) -> Sequence[Any]:
        """The person's certificates, as the certificate sources gave them."""

    def requirements(self, enrollment: Any) -> Requirements:
        """What of the certificate's conditions the person meets in one of them."""

    def measured(self, enrollment: Any, moment: str) -> bool:
        """Whether a test of this moment (courses.data) has a score."""

    def answered(self, enrollment: Any, moment: str) -> bool:
        """Whether a form of this moment was sent."""

    @property
    def sittings(self) -> Sequence[OwnSitting]:
        """Finished, marked sittings by delivery, in order."""

    def info(self, enrollment: Any) -> CohortInfo:
        """The cohort, without its people."""

    def lessons_by_topic(self, enrollment: Any) -> Mapping[str, Lessons]:
        """Where each topic of the course's test is taught."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a conciliator's start page: a template with its context, in the wide or the side column."""

    template: str
    context: Mapping[str, Any]
    order: int = 50
    aside: bool = False
