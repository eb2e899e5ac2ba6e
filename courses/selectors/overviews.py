"""Cohorts at a glance: how many did what, and who is left to rate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from courses.enums import EnrollmentStatus, StepKind
from courses.models import Cohort, CohortStep, CohortTrainer, Enrollment
from courses.selectors.cohorts import may_manage
from courses.selectors.records import Records, records
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock


@dataclass(frozen=True, slots=True)
class RolePlay:
    """One role-play of a cohort: when, and how many people its viewer's cohort has left to rate."""

    step: CohortStep
    occasion_uuid: UUID
    held_at: datetime | None
    rated: int
    people: int

    @property
    def left(self) -> int:
        return self.people - self.rated


@dataclass(frozen=True, slots=True)
class Overview:
    """One cohort in a list."""

    cohort: Cohort
    people: int
    withdrawn: int
    pre_done: int
    lessons_done: int
    post_done: int
    evaluated: int
    role_plays: tuple[RolePlay, ...]
    trains: bool
    is_today: bool
    phase: str


def overviews(actor: User, cohorts: Iterable[Cohort]) -> list[Overview]:
    """Counts per cohort, over the people whom the person may see."""
    cohorts = list(cohorts)
    rows = Enrollment.objects.filter(cohort__in=cohorts).select_related("cohort").order_by("pk")
    links = CohortTrainer.objects.filter(user=actor, cohort__in=cohorts)
    trained = set(links.values_list("cohort_id", flat=True)) if has_role(actor, Role.TRAINER) else set()
    everything = may_manage(actor)
    centers = managed_center_ids(actor)
    seen = [one for one in rows if everything or one.cohort_id in trained or one.center_id in centers]
    found = records(seen)
    by_cohort: dict[int, list[Enrollment]] = {cohort.pk: [] for cohort in cohorts}
    for one in seen:
        by_cohort[one.cohort_id].append(one)
    return [_overview(cohort, by_cohort[cohort.pk], found, cohort.pk in trained) for cohort in cohorts]


def _overview(cohort: Cohort, people: Sequence[Enrollment], found: Records, trains: bool) -> Overview:
    active = [one for one in people if one.status == EnrollmentStatus.ACTIVE]
    role_plays = tuple(_role_plays(cohort, active, found))
    zone = ZoneInfo(cohort.time_zone)
    today = clock.now().astimezone(zone).date()
    phase = "past" if cohort.ends_on < today else ("coming" if cohort.starts_on > today else "now")
    held = {one.held_at.astimezone(zone).date() for one in role_plays if one.held_at}
    return Overview(
        cohort=cohort,
        people=len(active),
        withdrawn=len(people) - len(active),
        pre_done=sum(found.has_finished(one, StepKind.PRE_TEST) for one in active),
        lessons_done=sum(len(found.lessons_read(one)) == len(found.lessons_of(one)) > 0 for one in active),
        post_done=sum(found.has_finished(one, StepKind.POST_TEST) for one in active),
        evaluated=sum(found.has_finished(one, StepKind.EVALUATION) for one in active),
        role_plays=role_plays,
        trains=trains,
        is_today=trains and (phase == "now" or today in held),
        phase=phase,
    )


def _role_plays(cohort: Cohort, active: Sequence[Enrollment], found: Records) -> Iterable[RolePlay]:
    for step in found.steps.get(cohort.pk, []):
        if step.kind == StepKind.ROLE_PLAY and step.occasion is not None:
            yield RolePlay(
                step=step,
                occasion_uuid=step.occasion.uuid,
                held_at=step.occasion.held_at,
                rated=sum(found.is_rated(one, step) for one in active),
                people=len(active),
            )
