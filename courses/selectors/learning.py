"""What a conciliator's start page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef
from django.utils.timezone import localdate
from django.utils.translation import get_language

from assessments import api as assessments
from assessments.data import Lessons, OwnSitting, OwnTest
from courses.data import CohortInfo, PathState, Requirements, StepState
from courses.enums import EnrollmentStatus
from courses.models import Enrollment
from courses.rules.path import DOING, LOCKED, TODO
from courses.selectors.cohorts import info_of
from courses.selectors.outlines import LessonLink, ModuleLink, lessons_by_topic, outline
from courses.selectors.paths import enrollments_of, path_of
from courses.selectors.readers import lessons_of
from courses.selectors.records import OwnRecords
from courses.step_kinds import measuring
from lms.accounts.models import User
from lms.core import clock
from lms.core.composed import Composed

_ENROLLMENTS = Composed(
    lambda user: enrollments_of(user).annotate(
        waits_for_slot=assessments.has_slot(subject=OuterRef("user_id")),
        read=lessons_of(OuterRef("pk")),
        receipts=assessments.receipts_of(user=OuterRef("user_id")),
    )
)


@dataclass(frozen=True, slots=True)
class NextLesson:
    """The lesson to go on with, and its place."""

    lesson: LessonLink
    module: ModuleLink
    number: int
    read: int
    total: int


@dataclass(frozen=True, slots=True)
class Course:
    """One enrollment on the start page."""

    enrollment: Enrollment
    path: PathState
    lesson: NextLesson | None

    @property
    def minutes(self) -> int:
        """How long the very next thing takes."""
        if self.lesson is not None:
            return self.lesson.lesson.minutes
        return self.path.next_step.minutes if self.path.next_step else 0


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do by a moment, or to attend at it (`live`).

    `when` is "today", "soon" or "" (nothing presses).
    """

    course: Course
    step: StepState
    when: str
    at: datetime | None
    live: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """A role-play that was rated."""

    step: StepState
    url: str


@dataclass(frozen=True, slots=True)
class Learning:
    """The whole page, with the records that it was made of: panels of other apps read on in them.

    `tests` are those open to the person without a course, `slots` when and where one is to be assessed.
    """

    courses: tuple[Course, ...]
    first: Course | None
    due: tuple[Due, ...]
    rated: tuple[Rated, ...]
    records: OwnRecords
    tests: tuple[OwnTest, ...] = ()
    slots: tuple[Any, ...] = ()

    @property
    def fetch(self) -> StepState | None:
        """The first certificate that only waits to be fetched."""
        return next((one.path.fetch for one in self.courses if one.path.fetch is not None), None)

    @property
    def enrollments(self) -> list[Enrollment]:
        """Where the person takes part, the latest cohort first."""
        return [course.enrollment for course in self.courses]

    @property
    def certificates(self) -> Sequence[Any]:
        """The person's certificates, those of cohorts they left among them."""
        return self.records.certificates

    def requirements(self, enrollment: Enrollment) -> Requirements:
        """What of the certificate's conditions the person meets."""
        return self.records.requirements(enrollment)

    def measured(self, enrollment: Enrollment, moment: str) -> bool:
        """Whether a test of this moment has a score."""
        return self.records.best_of(enrollment, measuring(moment)) is not None

    def answered(self, enrollment: Enrollment, moment: str) -> bool:
        """Whether a form of this moment was sent."""
        return self.records.has_finished(enrollment, measuring(moment))

    @property
    def sittings(self) -> list[OwnSitting]:
        """Finished, marked sittings by delivery, in order."""
        states = self.records.states
        return [one for pk in sorted(states) for one in states[pk].marked]

    def info(self, enrollment: Enrollment) -> CohortInfo:
        """The cohort as reports read it, without its people."""
        return info_of(enrollment.cohort, self.records.steps.get(enrollment.cohort_id, ()))

    def lessons_by_topic(self, enrollment: Enrollment) -> Mapping[str, Lessons]:
        """Where each topic of the course's test is taught."""
        return lessons_by_topic(enrollment.cohort.course)


def learning(user: User) -> Learning:
    """Everything the person takes part in: what is next, what is due, what came back."""
    outside = assessments.outside_cohorts(user)
    found = _own_records(user, outside)
    courses = tuple(_course(found, one) for one in found.enrollments if one.status == EnrollmentStatus.ACTIVE)
    first = next((course for course in courses if course.path.next_step is not None), None)
    due = sorted(
        (due for course in courses for due in _due(course)),
        key=lambda one: (one.at is None, one.at, one.step.step_id),
    )
    shown = [one for one in due if first is None or one.step != first.path.next_step]
    tests = tuple(assessments.own_tests(outside, found.states))
    # Whether there are any comes with the enrollments: most people have no exam day.
    called = any(one.waits_for_slot for one in found.enrollments)  # type: ignore[attr-defined]
    slots = tuple(assessments.slots_ahead(user)) if called else ()
    return Learning(courses, first, tuple(shown), tuple(_rated(courses)), found, tests, slots)


def _own_records(user: User, outside: Sequence[Any]) -> OwnRecords:
    enrollments = _ENROLLMENTS(user=user.pk)
    for one in enrollments:
        one.user = user
    read = {one.pk: set(one.read or ()) for one in enrollments}
    receipts = enrollments[0].receipts or {} if enrollments else None
    return OwnRecords(enrollments, read=read, beside=outside, user=user, receipts=receipts)


def _course(found: OwnRecords, enrollment: Enrollment) -> Course:
    path = path_of(found, enrollment)
    following = path.next_step
    reads_on = following is not None and following.reading
    return Course(enrollment, path, _next_lesson(found, enrollment) if reads_on else None)


def _next_lesson(found: OwnRecords, enrollment: Enrollment) -> NextLesson | None:
    course = outline(enrollment.cohort.course, get_language())
    if course is None:
        return None
    read = found.lessons_read(enrollment)
    for module in course.modules:
        for number, lesson in enumerate(module.lessons, start=1):
            if lesson.id not in read:
                done = sum(one.id in read for one in module.lessons)
                return NextLesson(lesson, module, number, done, len(module.lessons))
    return None


def _due(course: Course) -> list[Due]:
    today = localdate(clock.now())
    found = []
    for step in course.path.steps:
        if step.live and step.status in (TODO, LOCKED) and step.opens_at is not None:
            if localdate(step.opens_at) >= today:
                found.append(Due(course, step, _when(step.opens_at, today), step.opens_at, live=True))
        elif step.alone and (step.status in (TODO, DOING) or (step.again and step.short)):
            found.append(Due(course, step, _when(step.due, today), step.due))
    return found


def _when(at: datetime | None, today: date) -> str:
    """How near a moment is. A window that closes at midnight presses on the day before."""
    if at is None:
        return ""
    days = (localdate(at - timedelta(seconds=1)) - today).days
    if days <= 0:
        return "today"
    return "soon" if days <= 7 else ""


def _rated(courses: Iterable[Course]) -> list[Rated]:
    return [Rated(step, step.url) for course in courses for step in course.path.steps if step.returned]
