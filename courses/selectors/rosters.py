"""The people of a cohort, one row each."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from courses.data import PathState, Requirements
from courses.enums import EnrollmentStatus, StepKind
from courses.models import Cohort, Enrollment
from courses.rules.requirements import requirements as required
from courses.selectors.cohorts import cohorts_for, visible_centers
from courses.selectors.paths import path_of
from courses.selectors.records import records
from lms.accounts import api as accounts
from lms.accounts.models import Letter, User


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person: which steps are done, and scores for whoever may see them."""

    enrollment: Enrollment
    path: PathState
    result: Requirements
    pre: float | None
    post: float | None
    max_score: float | None
    letter: Letter | None = None

    @property
    def withdrawn(self) -> bool:
        return self.enrollment.status == EnrollmentStatus.WITHDRAWN


def people_of(actor: User, cohort: Cohort, *, text: str = "") -> QuerySet[Enrollment]:
    """The enrollments of a cohort that the person may see, by name; those matching every word of `text`."""
    rows = Enrollment.objects.filter(cohort=cohort).select_related("cohort", "user", "center")
    centers = visible_centers(actor, cohort)
    if centers is not None:
        rows = rows.filter(center_id__in=centers)
    for word in text.split()[:5]:
        rows = rows.filter(
            Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
            | Q(user__email__icontains=word)
        )
    return rows.order_by("user__last_name", "user__first_name", "pk")


def roster_rows(enrollments: Iterable[Enrollment]) -> list[RosterRow]:
    """What each of the people has done, and where their invitation is; a fixed number of queries."""
    found = records(enrollments)
    waiting = [one.user_id for one in found.enrollments if one.user.last_login is None]
    letters = accounts.invitation_letters(waiting) if waiting else {}
    rows = []
    for one in found.enrollments:
        pre = found.scores_of(one, StepKind.PRE_TEST)
        post = found.scores_of(one, StepKind.POST_TEST)
        rows.append(
            RosterRow(
                enrollment=one,
                path=path_of(found, one),
                result=required(found.record(one), found.demands(one)),
                pre=pre[0].score if pre else None,
                post=max((score.score for score in post), default=None),
                letter=letters.get(one.user_id),
                max_score=next((score.max_score for score in [*post, *pre]), None),
            )
        )
    return rows


def enrollment_for(actor: User, uuid: UUID) -> Enrollment | None:
    """An enrollment in a cohort that the person may see, of a person they may see there."""
    rows = Enrollment.objects.select_related("cohort", "user", "center")
    enrollment = rows.filter(uuid=uuid, cohort__in=cohorts_for(actor)).first()
    if enrollment is None:
        return None
    centers = visible_centers(actor, enrollment.cohort)
    return enrollment if centers is None or enrollment.center_id in centers else None
