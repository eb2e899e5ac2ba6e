"""Objections to results: until when one can be made, how far one is, and who may do what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F
from django.utils.timezone import localtime

from assessments.enums import DECIDING_KINDS, AppealStepKind
from assessments.models import Appeal, AppealStep, Assignment, Moderation, Occasion, RatingCase
from assessments.rules.appeals import last_day, next_step
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock

MOST_SHOWN = 50


def closes_on(case: RatingCase) -> date | None:
    """The last day on which the person may object; None before the release."""
    return last_day(localtime(case.released_at).date()) if case.released_at else None


def may_object(case: RatingCase) -> bool:
    """Whether the time for it still runs."""
    until = closes_on(case)
    return until is not None and clock.today() <= until


def appeal_of(case: RatingCase) -> Appeal | None:
    """The objection to the case's result."""
    return Appeal.objects.filter(case=case).first()


@dataclass(frozen=True)
class Course:
    """An appeal with its steps, as everybody meets it who may."""

    appeal: Appeal
    steps: list[AppealStep]
    parts: frozenset[int]

    @cached_property
    def by_kind(self) -> dict[str, AppealStep]:
        return {one.kind: one for one in self.steps}

    @property
    def done(self) -> list[AppealStep]:
        """The steps behind it, in order."""
        return [one for one in self.steps if one.done_at is not None]

    @property
    def next(self) -> str | None:
        """The step that is due; None once it is decided."""
        return next_step(frozenset(one.kind for one in self.done))

    @property
    def rerater(self) -> User | None:
        """Who was asked to rate anew and has not yet."""
        step = self.by_kind.get(AppealStepKind.RERATING)
        return step.by if step is not None and step.done_at is None else None

    def took_part(self, user: User) -> bool:
        """Whether the person rated or settled the case, is the one rated, or did the rating anew."""
        step = self.by_kind.get(AppealStepKind.RERATING)
        return user.pk in self.parts or (step is not None and step.by_id == user.pk)


def course_of(appeal: Appeal) -> Course:
    """The appeal with everything about it, in three queries; `case` must be at hand."""
    case = appeal.case
    assessors = Assignment.objects.filter(case=case, kind__in=sorted(DECIDING_KINDS))
    settled = Moderation.objects.filter(case=case).exclude(outcome="")
    # What the decision on the appeal itself settled is no part in the case before it.
    before = settled.filter(opened_at__lt=appeal.filed_at)
    parts = {case.ratee_id, *assessors.values_list("assessor_id", flat=True)}
    parts |= set(before.values_list("moderator_id", flat=True))
    steps = list(appeal.steps.select_related("by").order_by("pk"))
    return Course(appeal, steps, frozenset(parts))


def appeals_on(occasion: Occasion, *, besides: User) -> list[Appeal]:
    """The appeals about an occasion, open ones first, without the reader's own; a screenful at most."""
    rows = Appeal.objects.filter(case__occasion=occasion).exclude(case__ratee=besides)
    rows = rows.select_related("case__ratee").order_by(
        F("decided_at").desc(nulls_first=True), "-filed_at", "pk"
    )[:MOST_SHOWN]
    return sorted(rows, key=lambda one: (one.decided_at is not None, one.filed_at, one.pk))


def free_reraters(course: Course, people: Collection[User], actor: User) -> list[User]:
    """Who can rate anew: those of `people` without a part; where there is none, any trainer without one."""
    taken = course.parts | {actor.pk} | {one.by_id for one in course.done}
    free = [one for one in people if one.pk not in taken]
    if free:
        return free
    trainers = User.objects.filter(
        role_grants__role=Role.TRAINER, role_grants__revoked_at__isnull=True, is_active=True
    )
    return list(trainers.exclude(pk__in=taken).distinct().order_by("last_name", "first_name", "id")[:100])
