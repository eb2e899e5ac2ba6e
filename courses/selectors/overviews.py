"""Cohorts at a glance: how many did what, and who is left to rate. The database counts; nobody is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assessments import api as assessments
from courses.enums import EnrollmentStatus
from courses.models import Cohort, CohortStep, CohortTrainer, Enrollment, Lesson, LessonProgress
from courses.selectors.cohorts import may_manage
from courses.step_kinds import StepKind, counted, kind_of
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock


@dataclass(frozen=True, slots=True)
class RolePlay:
    """One role-play of a cohort: when, and how many people its viewer's cohort has left to rate.

    `days` are its exam days that are published and not closed.
    """

    step: CohortStep
    occasion_uuid: UUID
    held_at: datetime | None
    rated: int
    people: int
    has_begun: bool
    days: Sequence[Any] = ()

    @property
    def left(self) -> int:
        return self.people - self.rated


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a cohort's people did what a kind of step asks for."""

    kind: StepKind
    done: int


@dataclass(frozen=True, slots=True)
class Overview:
    """One cohort in a list; `figures` are those of the counted kinds, in their order."""

    cohort: Cohort
    people: int
    withdrawn: int
    figures: tuple[Figure, ...]
    role_plays: tuple[RolePlay, ...]
    trains: bool
    is_today: bool
    phase: str

    @property
    def sentences(self) -> list[str]:
        """The figures that say in words how far a cohort under way is."""
        return [
            str(one.kind.tally) % {"done": one.done, "people": self.people}
            for one in self.figures
            if one.kind.tally
        ]


def overviews(actor: User, cohorts: Iterable[Cohort]) -> list[Overview]:
    """Counts per cohort, over the people whom the person may see; a fixed number of queries and rows."""
    cohorts = list(cohorts)
    trained = _trained(actor, cohorts)
    seen = _seen(actor, cohorts, trained)
    counts = {row["cohort_id"]: row for row in _counts(seen)}
    role_plays = _role_plays(cohorts, seen.filter(status=EnrollmentStatus.ACTIVE))
    occasions = [step.occasion_id for one in trained for step, _rated in role_plays[one] if step.occasion_id]
    days = assessments.open_days(occasions, actor) if occasions else {}
    return [
        _overview(cohort, counts.get(cohort.pk, {}), role_plays[cohort.pk], days, cohort.pk in trained)
        for cohort in cohorts
    ]


def _trained(actor: User, cohorts: Sequence[Cohort]) -> set[int]:
    if not has_role(actor, Role.TRAINER):
        return set()
    links = CohortTrainer.objects.filter(user=actor, cohort__in=cohorts)
    return set(links.order_by().values_list("cohort_id", flat=True))


def _seen(actor: User, cohorts: Sequence[Cohort], trained: set[int]) -> QuerySet[Enrollment]:
    rows = Enrollment.objects.filter(cohort__in=cohorts).order_by()
    if may_manage(actor):
        return rows
    return rows.filter(Q(cohort_id__in=trained) | Q(center_id__in=managed_center_ids(actor)))


def _counts(seen: QuerySet[Enrollment]) -> Iterable[Mapping[str, Any]]:
    """By cohort: everybody, those who take part, and how many of these did what each counted kind asks."""
    active = Q(status=EnrollmentStatus.ACTIVE)
    figures = {
        f"did_{kind.key}": Count("pk", filter=active & (_read_all() if kind.reading else _finished(kind)))
        for kind in counted()
    }
    return seen.values("cohort_id").annotate(
        everybody=Count("pk"), taking_part=Count("pk", filter=active), **figures
    )


def _finished(kind: StepKind) -> Q:
    user = OuterRef(OuterRef("user_id"))
    steps = CohortStep.objects.filter(
        assessments.is_finished(delivery=OuterRef("delivery_id"), user=user),
        cohort=OuterRef("cohort_id"),
        kind=kind.key,
    )
    return Q(Exists(steps.order_by()))


def _read_all() -> Q:
    """Whether somebody read every lesson that the course has, and it has some."""
    lessons = Lesson.objects.filter(course=OuterRef("cohort__course"), is_retired=False).order_by()
    read = LessonProgress.objects.filter(enrollment=OuterRef(OuterRef("pk")), lesson=OuterRef("pk"))
    return Q(Exists(lessons)) & ~Q(Exists(lessons.filter(~Exists(read.order_by()))))


def _role_plays(
    cohorts: Sequence[Cohort], active: QuerySet[Enrollment]
) -> Mapping[int, list[tuple[CohortStep, int]]]:
    """The role-plays of each cohort, with how many people were rated."""
    own = active.filter(
        assessments.is_rated(occasion=OuterRef(OuterRef("occasion_id")), subject=OuterRef("user_id")),
        cohort_id=OuterRef("cohort_id"),
    )
    rated = own.values("cohort_id").annotate(n=Count("pk")).values("n")
    rows = CohortStep.objects.filter(cohort__in=cohorts, occasion__isnull=False).select_related("occasion")
    rows = rows.annotate(rated=Coalesce(Subquery(rated, output_field=IntegerField()), 0))
    found: dict[int, list[tuple[CohortStep, int]]] = defaultdict(list)
    for step in rows.order_by("cohort_id", "position", "id"):
        if kind_of(step.kind).live:
            found[step.cohort_id].append((step, step.rated))
    return found


def _overview(
    cohort: Cohort,
    counts: Mapping[str, int],
    steps: Sequence[tuple[CohortStep, int]],
    days: Mapping[int, Sequence[Any]],
    trains: bool,
) -> Overview:
    people = counts.get("taking_part", 0)
    zone = ZoneInfo(cohort.time_zone)
    today = clock.now().astimezone(zone).date()
    role_plays = tuple(
        RolePlay(
            step,
            step.occasion.uuid,
            step.occasion.held_at,
            rated,
            people,
            step.occasion.has_begun,
            days.get(step.occasion.pk, ()),
        )
        for step, rated in steps
        if step.occasion is not None
    )
    phase = _phase(cohort, today)
    held = {one.held_at.astimezone(zone).date() for one in role_plays if one.held_at}
    held |= {day.starts_at.astimezone(zone).date() for one in role_plays for day in one.days}
    return Overview(
        cohort=cohort,
        people=people,
        withdrawn=counts.get("everybody", 0) - people,
        figures=tuple(Figure(kind, counts.get(f"did_{kind.key}", 0)) for kind in counted()),
        role_plays=role_plays,
        trains=trains,
        is_today=trains and (phase == "now" or today in held),
        phase=phase,
    )


def _phase(cohort: Cohort, today: date) -> str:
    if cohort.ends_on < today:
        return "past"
    return "coming" if cohort.starts_on > today else "now"
