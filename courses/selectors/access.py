"""What courses answer when assessments ask who may take, who may rate, and where to go back to.

Deliveries and occasions are the rows that assessments hand in; only their keys are used.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.api import OccasionPeople, Running
from assessments.data import Onward
from assessments.rules.results import Result, ResultRule
from courses.data import AFTER
from courses.enums import EnrollmentStatus
from courses.models import CohortStep, CohortTrainer, Enrollment
from courses.rules.path import LOCKED
from courses.selectors.cohorts import cohorts_for, may_manage, named_centers
from courses.selectors.onward import onward_of, own_lessons
from courses.selectors.paths import step_state
from courses.selectors.records import Records
from courses.step_kinds import kind_of, measuring
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized


@dataclass(frozen=True, slots=True)
class CohortHost:
    """Who may take what and rate whom, where cohorts have opened it."""

    def may_take(self, user: User, delivery: Model) -> bool:
        """People enrolled in the cohort take its tests, in the order of the path."""
        enrollment = _taking(user, delivery)
        if enrollment is None:
            return False
        state = step_state(enrollment, enrollment.step_id)
        if state.status == LOCKED:
            raise UserError(
                str(state.note or localized(state.unlocked_by) or _("Not open yet.")), code="locked"
            )
        return True

    def running(self, actor: User, delivery: Model) -> Running | None:
        """Trainers of the cohort and whoever runs the program change its tests; the latter see no names."""
        step = CohortStep.objects.filter(delivery_id=delivery.pk).select_related("cohort").first()
        if step is None or not (may_manage(actor) or _trains(actor, step.cohort_id)):
            return None
        cohort = step.cohort
        named = named_centers(actor, cohort)
        people = None
        if named is None or named:
            enrolled = Enrollment.objects.filter(cohort=cohort, status=EnrollmentStatus.ACTIVE)
            if named is not None:
                enrolled = enrolled.filter(center_id__in=named)
            people = User.objects.filter(pk__in=enrolled.order_by().values("user_id"))
        return Running(
            title=step.title,
            place=cohort.name,
            url=reverse("cohort_path", args=[cohort.uuid]),
            people=people,
            zone=cohort.time_zone,
            path=list(
                cohort.steps.filter(delivery__isnull=False)
                .order_by("position", "id")
                .values_list("delivery_id", flat=True)
            ),
        )

    def places(self, delivery_ids: Collection[int]) -> Mapping[int, str]:
        """The names of cohorts."""
        steps = CohortStep.objects.filter(delivery_id__in=delivery_ids).order_by()
        return dict(steps.values_list("delivery_id", "cohort__name"))

    def known_people(self, actor: User) -> QuerySet[User]:
        """The people enrolled where the actor trains, or in the centers that they manage."""
        seen = Q(pk__in=())
        if has_role(actor, Role.TRAINER):
            seen |= Q(cohort__in=CohortTrainer.objects.filter(user=actor).values("cohort_id"))
        if own := managed_center_ids(actor):
            seen |= Q(center_id__in=own)
        rows = Enrollment.objects.filter(seen, status=EnrollmentStatus.ACTIVE)
        return User.objects.filter(pk__in=rows.order_by().values("user_id"))

    def may_rate(self, assessor: User, occasion: Model, subject: User) -> bool:
        """Trainers of the cohort rate the people enrolled in it."""
        return (
            has_role(assessor, Role.TRAINER)
            and _named(assessor, occasion)
            .filter(cohort__enrollments__user=subject, cohort__enrollments__status=EnrollmentStatus.ACTIVE)
            .exists()
        )

    def subjects(self, assessor: User, occasion: Model) -> QuerySet[User]:
        """The people whom a trainer may rate."""
        if not has_role(assessor, Role.TRAINER) or not _named(assessor, occasion).exists():
            return User.objects.none()
        return _enrolled(occasion)

    def may_release(self, actor: User, occasion: Model) -> bool:
        """Trainers of the cohort release its results and cast its role-plays; so do officers."""
        if may_manage(actor):
            return CohortStep.objects.filter(occasion_id=occasion.pk).exists()
        return has_role(actor, Role.TRAINER) and _named(actor, occasion).exists()

    def result_rule(self, occasion: Any) -> ResultRule | None:
        """That of the cohort, which it took from its course when it was made."""
        step = CohortStep.objects.filter(occasion_id=occasion.pk).select_related("cohort").first()
        if step is None or not kind_of(step.kind).counts(step):
            return None
        return ResultRule.from_json(step.cohort.result_rule)

    def result_of(self, user: User, occasion: Any) -> Result | None:
        """Over all role-plays of the cohort that count, as the certificate asks."""
        if self.result_rule(occasion) is None:
            return None
        enrollment = (
            Enrollment.objects.filter(user=user, cohort__steps__occasion_id=occasion.pk)
            .select_related("cohort__course")
            .first()
        )
        return None if enrollment is None else Records([enrollment]).result(enrollment)

    def may_mark(self, actor: User, delivery: Model) -> bool:
        """Trainers of the cohort mark what its people wrote and correct keys of its tests."""
        step = CohortStep.objects.filter(delivery_id=delivery.pk).first()
        return step is not None and _trains(actor, step.cohort_id)

    def people(self, occasion: Model) -> OccasionPeople | None:
        """The people enrolled in the cohort, and its trainers."""
        trainers = CohortTrainer.objects.filter(cohort__steps__occasion_id=occasion.pk)
        role = Q(role_grants__role=Role.TRAINER, role_grants__revoked_at__isnull=True) | Q(is_superuser=True)
        assessors = User.objects.filter(role, pk__in=trainers.order_by().values("user_id"), is_active=True)
        return OccasionPeople(ratees=_enrolled(occasion), assessors=assessors.distinct())

    def members_of(self, occasions: Collection[int], people: Collection[int]) -> set[tuple[int, int]]:
        """Who is enrolled in the cohorts of these occasions."""
        rows = Enrollment.objects.filter(
            cohort__steps__occasion__in=occasions, user__in=people, status=EnrollmentStatus.ACTIVE
        )
        return set(rows.values_list("user_id", "cohort__steps__occasion_id"))

    def beside(self, occasion: Model) -> Collection[int]:
        """The occasions of the same cohort."""
        own = CohortStep.objects.filter(occasion_id=occasion.pk).values("cohort_id")
        steps = CohortStep.objects.filter(cohort__in=own, occasion__isnull=False)
        return set(steps.values_list("occasion_id", flat=True))

    def may_count(self, actor: User, occasion: Model) -> bool:
        """Whoever sees the cohort learns how many came."""
        return cohorts_for(actor).filter(steps__occasion_id=occasion.pk).exists()

    def return_url(self, user: User, target: Model) -> str | None:
        """Back to the cohort for its trainer and officers, to their own start page for whoever takes it."""
        lookup = {f"{target._meta.model_name}_id": target.pk}
        step = CohortStep.objects.filter(**lookup).select_related("cohort").first()
        if step is None:
            return reverse("learning") if "delivery_id" in lookup else None
        if may_manage(user) or _trains(user, step.cohort_id):
            return reverse("cohort", args=[step.cohort.uuid])
        return reverse("learning")

    def pass_share(self, user: User, delivery: Model) -> float | None:
        """The pass mark of the cohort, for what measures the end of a course."""
        taken = CohortStep.objects.filter(
            delivery_id=delivery.pk,
            kind__in=measuring(AFTER),
            cohort__enrollments__user=user,
            cohort__enrollments__status=EnrollmentStatus.ACTIVE,
        )
        return taken.values_list("cohort__pass_mark", flat=True).first()

    def onward(self, user: User, delivery: Model, maximum: float | None) -> Onward | None:
        """What a test of a cohort asks for, where its topics are taught, and what comes next on the path.

        For a test outside cohorts: where the courses that the person takes teach its topics.
        """
        enrollment = _taking(user, delivery)
        if enrollment is not None:
            return onward_of(enrollment, delivery, maximum)
        in_cohort = CohortStep.objects.filter(delivery_id=delivery.pk).exists()
        return None if in_cohort else own_lessons(user)


def enrolled_role(user: User) -> set[Role]:
    """Whoever is enrolled somewhere is a conciliator there, whatever else they are."""
    enrolled = Enrollment.objects.filter(user=user, status=EnrollmentStatus.ACTIVE).exists()
    return {Role.CONCILIATOR} if enrolled else set()


def _taking(user: User, delivery: Model) -> Any:
    """The enrollment for which the person takes the delivery, with `step_id`; None if there is none."""
    enrollment = (
        Enrollment.objects.filter(
            user=user, status=EnrollmentStatus.ACTIVE, cohort__steps__delivery_id=delivery.pk
        )
        .select_related("cohort__course")
        .annotate(step_id=F("cohort__steps__pk"))
        .first()
    )
    if enrollment is not None:
        enrollment.user = user
    return enrollment


def _enrolled(occasion: Model) -> QuerySet[User]:
    rows = Enrollment.objects.filter(cohort__steps__occasion_id=occasion.pk, status=EnrollmentStatus.ACTIVE)
    return User.objects.filter(pk__in=rows.order_by().values("user_id")).order_by("pk")


def _named(user: User, occasion: Model) -> QuerySet[CohortTrainer]:
    return CohortTrainer.objects.filter(user=user, cohort__steps__occasion_id=occasion.pk)


def _trains(user: User, cohort_id: int) -> bool:
    """Being named in a cohort is not enough: whoever lost the role rates nobody any more."""
    return (
        has_role(user, Role.TRAINER) and CohortTrainer.objects.filter(cohort_id=cohort_id, user=user).exists()
    )
