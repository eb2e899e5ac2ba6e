"""The people of a cohort, one row each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from assessments import api as assessments
from courses.data import Requirements, StepState
from courses.enums import EnrollmentStatus
from courses.models import Cohort, CohortStep, Enrollment
from courses.selectors.cohorts import cohorts_for, named_centers
from courses.selectors.paths import path_of
from courses.selectors.records import Records
from courses.step_kinds import kind_of, missing_words, not_reached
from lms.accounts import api as accounts
from lms.accounts.models import Letter, User
from lms.core import clock
from lms.core.search import matching


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one listed step: how it stands, what it is called, the score for whoever may see it.

    `unmarked`: something written in its test waits for whoever marks; `held`: its result waits for a release.
    """

    step: StepState
    label: str
    mode: str
    score: float | None
    max_score: float | None
    unmarked: bool = False
    held: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is done or not due, and nothing more: a phone leaves it to the count."""
        waits = self.step.standing == "missing" or self.step.status == "doing" or self.unmarked
        return self.step.detail is None and not waits


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person: which steps are done."""

    enrollment: Enrollment
    cells: tuple[Cell, ...]
    result: Requirements
    letter: Letter | None = None

    @property
    def done(self) -> int:
        """How many of the listed steps are done."""
        return sum(cell.step.standing == "done" for cell in self.cells)

    @property
    def not_reached(self) -> list[str]:
        """In words what was done, but not well enough to complete the course; no column says it."""
        return missing_words(not_reached(self.result.missing))

    @property
    def withdrawn(self) -> bool:
        return self.enrollment.status == EnrollmentStatus.WITHDRAWN


def people_of(cohort: Cohort, *, centers: Collection[int] | None, text: str = "") -> QuerySet[Enrollment]:
    """The enrollments of a cohort in `centers` (None: all), by name; those matching every word of `text`."""
    rows = Enrollment.objects.filter(cohort=cohort).select_related("cohort__course", "user", "center")
    if centers is not None:
        rows = rows.filter(center_id__in=centers)
    rows = rows.filter(matching(text, "user__first_name", "user__last_name", "user__email"))
    return rows.order_by("user__last_name", "user__first_name", "pk")


def listed_steps(steps: Iterable[CohortStep]) -> list[CohortStep]:
    """The steps that have a column in the list of people."""
    return [step for step in steps if kind_of(step.kind).listed]


def asked_now(steps: Iterable[CohortStep]) -> list[CohortStep]:
    """The steps that are open now and asked of people who do not owe them: somebody may remind them."""
    now = clock.now()
    return [
        step
        for step in steps
        if kind_of(step.kind).asked
        and step.delivery is not None
        and step.delivery.opens_at <= now
        and (step.delivery.closes_at is None or now < step.delivery.closes_at)
    ]


def roster_rows(enrollments: Iterable[Enrollment], steps: Iterable[CohortStep]) -> list[RosterRow]:
    """What each of the people of one cohort has done, whose steps are given, and where their
    invitation is; a fixed number of queries.
    """
    steps = list(steps)
    found = Records(enrollments, steps)
    waiting = [one.user_id for one in found.enrollments if one.user.last_login is None]
    tests = [step.delivery_id for step in steps if step.delivery_id is not None]
    unmarked = assessments.unmarked(delivery_ids=tests, user_ids=[one.user_id for one in found.enrollments])
    letters = accounts.invitation_letters(waiting) if waiting else {}
    return [
        RosterRow(
            one,
            tuple(_cells(found, one, listed_steps(steps), unmarked)),
            found.requirements(one),
            letters.get(one.user_id),
        )
        for one in found.enrollments
    ]


def _cells(
    found: Records, enrollment: Enrollment, steps: Iterable[CohortStep], unmarked: Collection[tuple[int, int]]
) -> Iterable[Cell]:
    path = path_of(found, enrollment, listed=True)
    for step, state in zip(steps, path.steps, strict=True):
        scores = found.step_scores(enrollment, step)
        shown = kind_of(step.kind).shown_score([one.score for one in scores])
        named = str(step.get_kind_display()), str(step.get_mode_display())
        yield Cell(
            state,
            *named,
            shown,
            scores[0].max_score if scores else None,
            unmarked=(step.delivery_id or 0, enrollment.user_id) in unmarked,
            held=step.delivery is not None and not step.delivery.tells,
        )


def enrollment_for(actor: User, uuid: UUID) -> Enrollment | None:
    """An enrollment in a cohort that the person may see, of a person they may see there."""
    rows = Enrollment.objects.select_related("cohort", "user", "center")
    enrollment = rows.filter(uuid=uuid, cohort__in=cohorts_for(actor)).first()
    if enrollment is None:
        return None
    centers = named_centers(actor, enrollment.cohort)
    return enrollment if centers is None or enrollment.center_id in centers else None
