"""What every kind of step answers; each kind is one object in a module of its own.

A kind knows what a step of it asks for and how a person stands with it. It reads nothing itself: what
is known of people comes in as `Knowledge`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from courses.rules.days import Span, midnight
from courses.rules.path import DOING, DONE, TODO, Fact
from courses.rules.requirements import Check, Record


class StepLike(Protocol):
    """A step of a cohort's path."""

    delivery: Any
    occasion: Any
    mode: str
    required: bool


class SittingLike(Protocol):
    """How one delivery stands for one person."""

    @property
    def status(self) -> str: ...
    @property
    def attempts_left(self) -> int: ...
    @property
    def questions(self) -> int: ...
    @property
    def answered(self) -> int: ...
    @property
    def best_score(self) -> float | None: ...
    @property
    def max_score(self) -> float | None: ...


class Knowledge(Protocol):
    """What is known of one enrolled person; `step` is a step of their cohort."""

    @property
    def cohort(self) -> Span: ...

    @property
    def enrollment_uuid(self) -> UUID: ...

    @property
    def pass_mark(self) -> float:
        """The share of a post-test that the course asks for."""

    def lessons(self) -> Mapping[int, int]:
        """Minutes of every lesson of the course, by id."""

    def lessons_read(self) -> Collection[int]:
        """The lessons read that the course still has."""

    def finished(self, step: Any) -> bool:
        """Whether the delivery behind the step was handed in."""

    def sitting(self, step: Any) -> SittingLike | None:
        """The state of the delivery behind the step, where one person alone was asked about."""

    def scores(self, step: Any) -> Sequence[float]:
        """The marked scores of the delivery behind the step, the first sitting first."""

    def rated(self, step: Any) -> bool:
        """Whether a rating of the occasion behind the step is handed in, released or not."""

    def released(self, step: Any) -> bool:
        """Whether a rating of it is released: the person may read it, and it counts."""

    def certified(self) -> bool:
        """Whether a certificate is in force."""

    def complete(self) -> bool:
        """Whether every condition of the certificate is met."""


class StepKind:
    """One kind of step. Class attributes say what it is, methods what it makes of a person.

    `key` is stored; `label` heads its column. `behind` names what stands behind a step of it
    ("delivery", "occasion" or nothing). `measures` says which moment its test measures (see
    courses.data), for reports. `alone` kinds are done by the person, now; `live` ones are held by the
    trainer at a moment. Of `supervised` ones supervisors may be asked too. `listed` kinds are a column in
    the list of people, `counted` ones a figure in the list of cohorts. `asked` kinds are asked of people
    who do not owe them: lists name who has not answered, and nothing waits for it. `hint` says one thing
    about it before it is opened, `shut` what the person reads who let it close. `missing` gives the words
    for each condition of the certificate that it can leave open. `tally` says how many did it, in a
    sentence with %(done)s and %(people)s, for the cohort that its trainer has today.
    """

    key: ClassVar[str]
    label: ClassVar[Any]
    behind: ClassVar[str] = ""
    measures: ClassVar[str] = ""
    marked: ClassVar[bool] = False
    alone: ClassVar[bool] = False
    live: ClassVar[bool] = False
    reading: ClassVar[bool] = False
    supervised: ClassVar[bool] = False
    listed: ClassVar[bool] = True
    counted: ClassVar[bool] = False
    asked: ClassVar[bool] = False
    hint: ClassVar[Any] = ""
    shut: ClassVar[Any] = _("It closed before you took it. Ask your trainer.")
    tally: ClassVar[Any] = ""
    missing: ClassVar[Mapping[str, Any]] = {}

    def window(self, cohort: Span) -> tuple[datetime, datetime | None]:
        """When a delivery of this kind opens and closes: the cohort's first and last day, where it is."""
        return (midnight(cohort, cohort.starts_on), midnight(cohort, cohort.ends_on + timedelta(days=1)))

    def fact(self, known: Knowledge, step: StepLike) -> Fact:
        """What is known of the person and the step."""
        return Fact()

    def status(self, status: str, known: Knowledge) -> str:
        """The status that the path gives, or a stricter one that only this kind can tell."""
        return status

    def url(self, known: Knowledge, step: StepLike, status: str, *, again: bool) -> str:
        """Where the step is opened, or "" when there is nothing to open."""
        return ""

    def note(self, known: Knowledge, step: StepLike, status: str) -> Any:
        """In words what the person has reached, or where they stopped."""
        return ""

    def due(self, known: Knowledge, step: StepLike) -> datetime | None:
        """The end of the last day on which the step can be done; None if there is no such day."""
        return midnight(known.cohort, known.cohort.ends_on + timedelta(days=1))

    def falls_short(self, known: Knowledge, step: StepLike) -> bool:
        """Whether the step was taken and what it asks for was not reached, as far as one's own page tells."""
        return False

    def shown_score(self, scores: Sequence[float]) -> float | None:
        """The score that stands for several sittings; None where the kind shows none."""
        return None

    def counts(self, step: StepLike) -> bool:
        """Whether what comes of the step counts, or it is practice."""
        return True

    def is_demanded(self, step: StepLike) -> bool:
        """Whether the certificate demands this step."""
        return step.required and self.counts(step)

    def checks(self, record: Record, pass_mark: float) -> tuple[Check, ...]:
        """The conditions of the certificate that come from this kind: name and whether it is met."""
        return ()

    def may_do(self, status: str) -> bool:
        """Whether the person can do the step now, without anybody else."""
        return self.alone and status in (TODO, DOING)

    def returns(self, status: str, url: str) -> bool:
        """Whether something came back that is worth opening: feedback on a role-play."""
        return self.live and status == DONE and bool(url)
