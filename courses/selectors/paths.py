"""Where enrolled people stand on their path."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments import api as assessments
from assessments.data import DeliveryState
from courses.data import PathState, StepState
from courses.enums import ANSWERED_KINDS, EnrollmentStatus, StepKind
from courses.models import CohortStep, Enrollment
from courses.rules import path as rules
from courses.rules.path import Fact
from courses.rules.requirements import requirements
from courses.selectors.outlines import outline
from courses.selectors.records import Records, records
from lms.accounts.models import User
from lms.core import clock


def active_enrollments(user: User) -> QuerySet[Enrollment]:
    """The enrollments in which the person takes part, the latest cohort first."""
    rows = Enrollment.objects.filter(user=user, status=EnrollmentStatus.ACTIVE).select_related("cohort")
    return rows.order_by("-cohort__starts_on", "-id")


def path_state(enrollment: Enrollment) -> PathState:
    """The path of one person, with links and with what was started but not sent."""
    found = records([enrollment])
    steps = found.steps.get(enrollment.cohort_id, [])
    ids = [step.delivery_id for step in steps if step.delivery_id is not None]
    states = assessments.delivery_states(user=enrollment.user, delivery_ids=ids)
    return _path(found, enrollment, states)


def path_states(enrollments: Iterable[Enrollment]) -> dict[int, PathState]:
    """The paths of many people, for lists; what is only started counts as to do."""
    found = records(enrollments)
    return {one.pk: path_of(found, one) for one in found.enrollments}


def lessons_locked(enrollment: Enrollment) -> StepState | None:
    """The step of the lessons while another has to be done first; None once they are open."""
    steps = path_state(enrollment).steps
    return next((one for one in steps if one.kind == StepKind.LESSONS and one.status == rules.LOCKED), None)


def path_of(found: Records, enrollment: Enrollment) -> PathState:
    """One path out of records that were read for many."""
    return _path(found, enrollment, {})


def _path(found: Records, enrollment: Enrollment, states: Mapping[int, DeliveryState]) -> PathState:
    steps = found.steps.get(enrollment.cohort_id, [])
    facts = {step.key: _fact(found, enrollment, step, states) for step in steps}
    holding = rules.holding_keys(steps)
    now = clock.now()
    shown = tuple(
        _state(found, enrollment, step, facts[step.key], rules.status_of(step, facts, holding, now), states)
        for step in steps
    )
    percent, minutes_left = rules.share_done(steps, facts)
    doable = [step for step in shown if step.status in (rules.TODO, rules.DOING) and step.kind in _DOABLE]
    return PathState(enrollment.pk, shown, doable[0] if doable else None, percent, minutes_left)


# What a person can do alone, now; a role-play is held by the trainer.
_DOABLE = ANSWERED_KINDS | {StepKind.LESSONS}


def _fact(
    found: Records, enrollment: Enrollment, step: CohortStep, states: Mapping[int, DeliveryState]
) -> Fact:
    if step.kind == StepKind.LESSONS:
        lessons = found.lessons_of(enrollment)
        read = found.lessons_read(enrollment)
        left = sum(minutes for key, minutes in lessons.items() if key not in read)
        part = (len(read), len(lessons))
        minutes = (left, sum(lessons.values()))
        return Fact(done=part[0] == part[1] > 0, started=bool(read), part=part, minutes=minutes)
    if step.kind == StepKind.ROLE_PLAY:
        released = bool(found.ratings_of(enrollment, step))
        return Fact(done=released, started=found.is_rated(enrollment, step))
    if step.kind == StepKind.CERTIFICATE:
        return Fact(done=enrollment.pk in found.certified)
    if step.delivery is None:
        return Fact()
    state = states.get(step.delivery_id)
    return Fact(
        done=(step.delivery_id, enrollment.user_id) in found.finished,
        started=state is not None and state.status == "in_progress",
        opens_at=step.delivery.opens_at,
        closes_at=step.delivery.closes_at,
    )


def _state(
    found: Records,
    enrollment: Enrollment,
    step: CohortStep,
    fact: Fact,
    status: str,
    states: Mapping[int, DeliveryState],
) -> StepState:
    if step.kind == StepKind.CERTIFICATE and status == rules.TODO:
        ready = requirements(found.record(enrollment), found.demands(enrollment)).complete
        status = rules.TODO if ready else rules.LOCKED
    state = states.get(step.delivery_id) if step.delivery_id is not None else None
    again = status == rules.DONE and state is not None and state.attempts_left > 0
    now = clock.now()
    closed = fact.closes_at is not None and now >= fact.closes_at
    return StepState(
        key=step.key,
        kind=step.kind,
        title=step.title,
        status=status,
        required=step.required,
        minutes=step.minutes if fact.minutes is None else fact.minutes[0],
        url=_url(enrollment, step, status, again and not closed),
        due=fact.closes_at,
        opens_at=step.occasion.held_at if step.occasion is not None else fact.opens_at,
        note=_note(step, status, fact, closed, state),
        detail=fact.part,
        step_id=step.pk,
        again=again and not closed,
        unlocked_by=step.unlocked_by,
        mode=step.mode,
    )


def _url(enrollment: Enrollment, step: CohortStep, status: str, again: bool) -> str:
    if step.kind == StepKind.LESSONS and status != rules.LOCKED:
        return next_lesson_url(enrollment)
    if step.kind == StepKind.ROLE_PLAY and step.occasion is not None:
        return reverse("my_rating" if status == rules.DONE else "role_play", args=[step.occasion.uuid])
    if step.delivery is not None and (status in (rules.TODO, rules.DOING) or again):
        return reverse("attempt_start", args=[step.delivery.uuid])
    return ""


def _note(step: CohortStep, status: str, fact: Fact, closed: bool, state: DeliveryState | None) -> object:
    if status == rules.DONE:
        # The pre-test only shows what changes: its score comes back beside the post-test's.
        if step.kind == StepKind.POST_TEST and state is not None and state.best_score is not None:
            return _("%(score)d of %(max)d right") % {"score": state.best_score, "max": state.max_score}
        return ""
    if step.kind == StepKind.ROLE_PLAY and fact.started:
        return _("Being reviewed: you will read it here once it is released.")
    if closed:
        return _("It closed before you took it. Ask your trainer.")
    if status == rules.DOING and state is not None:
        return _("You answered %(done)d of %(all)d. They are saved.") % {
            "done": state.answered,
            "all": state.questions,
        }
    return ""


def next_lesson_url(enrollment: Enrollment) -> str:
    """The first lesson not read yet, else the course itself."""
    return reverse("continue_lessons", args=[enrollment.uuid])


def lesson_to_continue(enrollment: Enrollment) -> str:
    """The address of the first lesson not read yet; of the course when all are read."""
    course = outline(enrollment.cohort.course_key, language=get_language())
    if course is None:
        return reverse("learning")
    read = set(enrollment.lesson_progress.values_list("lesson_key", flat=True))
    return next((lesson.url for lesson in course.lessons if lesson.key not in read), course.url)


def lesson_after(enrollment: Enrollment, lesson_key: UUID) -> str:
    """The next lesson in order; after the last one, whatever is unread, or the start page when nothing is."""
    course = outline(enrollment.cohort.course_key, language=get_language())
    if course is None:
        return reverse("learning")
    keys = [lesson.key for lesson in course.lessons]
    position = keys.index(lesson_key) + 1 if lesson_key in keys else len(keys)
    if position < len(keys):
        return course.lessons[position].url
    read = set(enrollment.lesson_progress.values_list("lesson_key", flat=True))
    unread = next((lesson.url for lesson in course.lessons if lesson.key not in read), None)
    return unread or reverse("learning")
