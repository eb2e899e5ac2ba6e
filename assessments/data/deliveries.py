"""What a test or form is for somebody, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from assessments.data.scores import OwnSitting


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """How one delivery stands for one person, at the moment of asking.

    `status` is "not_open", "open", "in_progress", "submitted" or "closed". "submitted" means that
    something was handed in; `attempts_left` says whether more may follow. `submitted_on` is all
    that is known of an anonymous one. Scores are None where nothing is marked, and while results
    wait for their release. `marked` has every finished, marked sitting in order, whether told or not.
    """

    delivery_id: int
    status: str
    attempts_used: int
    attempts_left: int
    minutes: int
    questions: int
    answered: int = 0
    open_attempt: UUID | None = None
    first_score: float | None = None
    best_score: float | None = None
    max_score: float | None = None
    submitted_at: datetime | None = None
    submitted_on: date | None = None
    marked: tuple[OwnSitting, ...] = ()

    @property
    def done(self) -> bool:
        return self.status == "submitted"


@dataclass(frozen=True, slots=True)
class Lessons:
    """Where a topic of a test is taught: its name, the page and how many minutes it takes."""

    title: Mapping[str, str]
    url: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Onward:
    """What follows a sitting, as whoever opened the test to the person knows it.

    `pass_share` of the points passes, which is `needed` of the maximum asked about; None where nobody
    passes or fails; `source` says in words where that mark comes from. `before` is the id of the
    delivery against which this one measures a gain. `lessons` are by topic. `title`, `url` and
    `minutes` are of what the person can do next, empty where nothing waits; `again` says that this is
    the same test once more. Only where it is `known` does an empty `url` mean that nothing waits.
    """

    pass_share: float | None = None
    needed: int | None = None
    source: str = ""
    before: int | None = None
    lessons: Mapping[str, Lessons] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    minutes: int = 0
    again: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scores of one person, as far as they stand on the same scale.

    `before` is the first one on the scale of the second, None where nothing puts it there. The
    labels are those of the forms, "" where a sitting had none.
    """

    same_form: bool
    before: float | None
    form_before: str = ""
    form_after: str = ""


@dataclass(frozen=True, slots=True)
class OwnTest:
    """A test that is open to a person without a course, or was.

    `status` as in `DeliveryState`; `again` says that it is handed in and may be taken once more.
    """

    title: Mapping[str, str]
    purpose: str
    url: str
    status: str
    again: bool
    minutes: int
    opens_at: datetime
    closes_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Whether it can be begun or gone on with now, and has not been handed in."""
        return self.status in ("open", "in_progress")


class FormInfo(NamedTuple):
    """A form that people sat in a delivery: its label, empty where there is one alone, and how many."""

    version_id: int
    uuid: UUID
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """A delivery as pages about its results name it; `forms` are those that somebody has sat.

    `is_marked`: something in it can be right or wrong. `label` is its purpose in words;
    `by_hand`: people mark something of it.
    """

    id: int
    uuid: UUID
    purpose: str
    title: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime | None
    anonymous: bool
    is_marked: bool
    label: Any = ""
    by_hand: bool = False
    forms: tuple[FormInfo, ...] = ()

    @property
    def people(self) -> int:
        """How many have sat it, in any form."""
        return sum(one.people for one in self.forms)
