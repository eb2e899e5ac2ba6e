"""What a conciliator's start page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import get_language

from courses.data import PathState, StepState
from courses.enums import ANSWERED_KINDS, StepKind
from courses.models import Enrollment
from courses.rules.path import DOING, DONE, LOCKED, TODO
from courses.selectors.outlines import LessonLink, ModuleLink, outline
from courses.selectors.paths import active_enrollments, path_state
from lms.accounts.models import User
from lms.core import clock


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

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be done."""
        return localdate(self.at - timedelta(seconds=1)) if self.at else None


@dataclass(frozen=True, slots=True)
class Rated:
    """A role-play that was rated."""

    step: StepState
    url: str


@dataclass(frozen=True, slots=True)
class Learning:
    courses: tuple[Course, ...]
    first: Course | None
    due: tuple[Due, ...]
    rated: tuple[Rated, ...]

    @property
    def enrollments(self) -> list[Enrollment]:
        return [course.enrollment for course in self.courses]


def learning(user: User) -> Learning:
    """Everything the person takes part in: what is next, what is due, what came back."""
    courses = tuple(_course(one) for one in active_enrollments(user).select_related("user"))
    first = next((course for course in courses if course.path.next_step is not None), None)
    due = sorted(
        (due for course in courses for due in _due(course)),
        key=lambda one: (one.at is None, one.at, one.step.step_id),
    )
    shown = [one for one in due if first is None or one.step != first.path.next_step]
    return Learning(courses, first, tuple(shown), tuple(_rated(courses)))


def _course(enrollment: Enrollment) -> Course:
    path = path_state(enrollment)
    following = path.next_step
    reads_on = following is not None and following.kind == StepKind.LESSONS
    return Course(enrollment, path, _next_lesson(enrollment) if reads_on else None)


def _next_lesson(enrollment: Enrollment) -> NextLesson | None:
    course = outline(enrollment.cohort.course_key, language=get_language())
    if course is None:
        return None
    read = set(enrollment.lesson_progress.values_list("lesson_key", flat=True))
    for module in course.modules:
        for number, lesson in enumerate(module.lessons, start=1):
            if lesson.key not in read:
                done = sum(one.key in read for one in module.lessons)
                return NextLesson(lesson, module, number, done, len(module.lessons))
    return None


def _due(course: Course) -> list[Due]:
    today = localdate(clock.now())
    found = []
    for step in course.path.steps:
        if step.kind == StepKind.ROLE_PLAY and step.status in (TODO, LOCKED) and step.opens_at is not None:
            if localdate(step.opens_at) >= today:
                found.append(Due(course, step, _when(step.opens_at, today), step.opens_at, live=True))
        elif step.kind in ANSWERED_KINDS | {StepKind.LESSONS} and (
            step.status in (TODO, DOING) or step.again
        ):
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


def _rated(courses: Sequence[Course]) -> list[Rated]:
    return [
        Rated(step, step.url)
        for course in courses
        for step in course.path.steps
        if step.kind == StepKind.ROLE_PLAY and step.status == DONE and step.url
    ]
