"""Where enrolled people stand on their path."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from courses.data import PathState, StepState
from courses.enums import EnrollmentStatus
from courses.models import CohortStep, Enrollment
from courses.rules import path as rules
from courses.rules.path import Fact
from courses.rules.standing import standing
from courses.selectors.outlines import outline
from courses.selectors.records import Known, OwnRecords, Records, steps_by_cohort
from courses.step_kinds import kind_of
from lms.accounts.models import User
from lms.core import clock


def enrollments_of(user: User | int) -> QuerySet[Enrollment]:
    """Every enrollment of the person, with cohort and course, the latest cohort first."""
    rows = Enrollment.objects.filter(user=user).select_related("cohort__course")
    return rows.order_by("-cohort__starts_on", "-id")


def active_enrollments(user: User | int) -> QuerySet[Enrollment]:
    """The enrollments in which the person takes part."""
    return enrollments_of(user).filter(status=EnrollmentStatus.ACTIVE)


def path_state(enrollment: Enrollment) -> PathState:
    """The path of one person, with links and with what was started but not sent."""
    return path_of(OwnRecords([enrollment]), enrollment)


def step_state(enrollment: Enrollment, step_id: int) -> StepState:
    """One step of one person; only that step and those before it are looked at, and no scores."""
    steps = steps_by_cohort([enrollment.cohort_id])[enrollment.cohort_id]
    wanted = next(step for step in steps if step.pk == step_id)
    return _alone(enrollment, steps, wanted)


def reading_lock(enrollment: Enrollment, read: set[int] | None = None) -> StepState | None:
    """The step of the lessons while another has to be done first; None once they are open.

    `read` are the lessons read, by the id of their rows, where they are known already.
    """
    steps = steps_by_cohort([enrollment.cohort_id])[enrollment.cohort_id]
    lessons = next((step for step in steps if kind_of(step.kind).reading), None)
    if lessons is None:
        return None
    state = _alone(enrollment, steps, lessons, read)
    return state if state.status == rules.LOCKED else None


def path_of(found: Records, enrollment: Enrollment, *, listed: bool = False) -> PathState:
    """One path out of records; of a list only the steps that it has a column for."""
    steps = found.steps.get(enrollment.cohort_id, [])
    if listed:
        steps = [step for step in steps if kind_of(step.kind).listed]
    known = found.known(enrollment)
    facts = {step.key: kind_of(step.kind).fact(known, step) for step in steps}
    shown = _states(enrollment, known, steps, facts)
    doable = (step for step in shown if kind_of(step.kind).may_do(step.status) or (step.again and step.short))
    waiting = (
        step for step in shown if step.status == rules.TODO and step.url and not (step.alone or step.live)
    )
    return PathState(enrollment.pk, shown, next(doable, None), next(waiting, None))


def _alone(
    enrollment: Enrollment, steps: list[CohortStep], wanted: CohortStep, read: set[int] | None = None
) -> StepState:
    around = [step for step in steps if step == wanted or step.key in wanted.after]
    found = OwnRecords(
        [enrollment], around, scored=False, read=None if read is None else {enrollment.pk: read}
    )
    known = found.known(enrollment)
    facts = {step.key: kind_of(step.kind).fact(known, step) for step in around}
    return _state(enrollment, known, wanted, facts, rules.holding_keys(around), clock.now())


def _states(
    enrollment: Enrollment, known: Known, steps: list[CohortStep], facts: dict[str, Fact]
) -> tuple[StepState, ...]:
    holding, now = rules.holding_keys(steps), clock.now()
    return tuple(_state(enrollment, known, step, facts, holding, now) for step in steps)


def _state(
    enrollment: Enrollment,
    known: Known,
    step: CohortStep,
    facts: dict[str, Fact],
    holding: frozenset[str],
    now: datetime,
) -> StepState:
    kind, fact = kind_of(step.kind), facts[step.key]
    status = kind.status(rules.status_of(step, facts, holding, now), known)
    sitting = known.sitting(step)
    closed = fact.closes_at is not None and now >= fact.closes_at
    again = status == rules.DONE and sitting is not None and sitting.attempts_left > 0 and not closed
    url = kind.url(known, step, status, again=again)
    return StepState(
        key=step.key,
        kind=step.kind,
        title=step.title,
        status=status,
        required=step.required,
        minutes=step.minutes if fact.minutes is None else fact.minutes[0],
        url=url,
        due=fact.closes_at,
        opens_at=step.occasion.held_at if step.occasion is not None else fact.opens_at,
        note=_note(known, step, status, closed=closed),
        detail=fact.part,
        step_id=step.pk,
        again=again,
        short=status == rules.DONE and kind.falls_short(known, step),
        unlocked_by=step.unlocked_by,
        mode=step.mode,
        hint=kind.hint,
        standing=standing(
            done=fact.done,
            owed=step.required or (kind.asked and rules.is_reached(step, facts, holding)),
            left_at=enrollment.withdrawn_at,
            due=kind.due(known, step),
            now=now,
        ),
        alone=kind.alone,
        live=kind.live,
        reading=kind.reading,
        supervised=kind.supervised and step.supervisor_id is not None,
        returned=kind.returns(status, url),
    )


def _note(known: Known, step: CohortStep, status: str, *, closed: bool) -> Any:
    if closed and status != rules.DONE:
        return kind_of(step.kind).shut
    return kind_of(step.kind).note(known, step, status)


def lesson_to_continue(enrollment: Enrollment) -> str:
    """The address of the first lesson not read yet; of the course when all are read."""
    course = outline(enrollment.cohort.course, get_language())
    if course is None:
        return reverse("learning")
    read = set(enrollment.lesson_progress.values_list("lesson_id", flat=True))
    return next((lesson.url for lesson in course.lessons if lesson.id not in read), course.url)


def lesson_after(enrollment: Enrollment, lesson_key: Any) -> str:
    """The next lesson in order; after the last one, whatever is unread, or the start page when nothing is."""
    course = outline(enrollment.cohort.course, get_language())
    if course is None:
        return reverse("learning")
    lessons = course.lessons
    position = next((place for place, one in enumerate(lessons, 1) if one.key == lesson_key), len(lessons))
    if position < len(lessons):
        return lessons[position].url
    read = set(enrollment.lesson_progress.values_list("lesson_id", flat=True))
    unread = next((lesson.url for lesson in lessons if lesson.id not in read), None)
    return unread or reverse("learning")
