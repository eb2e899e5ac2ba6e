"""Who of a cohort holds a certificate, and who still lacks what; by name, for those who may see names."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from analytics.certificates.documents import words
from analytics.certificates.models import Certificate
from analytics.certificates.selectors.certificates import certificates_by_enrollment, in_force
from courses import api as courses
from courses.data import CohortInfo, EnrollmentInfo, Requirements
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Scope:
    """A cohort and those of its people whom the actor may see, by name."""

    cohort: CohortInfo
    enrollments: tuple[EnrollmentInfo, ...]
    names: dict[int, str]
    may_revoke: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person: a certificate, or what is missing for it."""

    enrollment: EnrollmentInfo
    name: str
    certificate: Certificate | None
    met: Requirements | None

    @property
    def is_ready(self) -> bool:
        """Whether everything is done and the certificate only waits to be issued."""
        return self.certificate is None and self.met is not None and self.met.complete

    @property
    def missing(self) -> str:
        """What is missing, in words."""
        return words.missing(self.met.missing) if self.met is not None else ""


def scope_of(actor: User, uuid: UUID) -> Scope | None:
    """The cohort as the actor may see it; None for somebody else's."""
    cohort = courses.cohorts_for(actor).filter(uuid=uuid).first()
    if cohort is None:
        return None
    centers = courses.visible_centers(actor, cohort)
    people = [
        one
        for one in courses.enrollment_infos(cohort_ids=[cohort.pk])
        if one.active and (centers is None or one.center_id in centers)
    ]
    users = User.objects.filter(pk__in=[one.user_id for one in people])
    names = {user.pk: str(user) for user in users.order_by("last_name", "first_name", "id")}
    place = {user_id: number for number, user_id in enumerate(names)}
    return Scope(
        cohort=courses.cohort_infos([cohort])[cohort.pk],
        enrollments=tuple(sorted(people, key=lambda one: place[one.user_id])),
        names=names,
        may_revoke=centers is None,
    )


def lines(scope: Scope, enrollments: Sequence[EnrollmentInfo]) -> list[Line]:
    """The lines of one page of the list."""
    ids = [one.id for one in enrollments]
    certificates = certificates_by_enrollment(ids)
    met = courses.requirements([one for one in ids if one not in certificates])
    return [
        Line(one, scope.names[one.user_id], certificates.get(one.id), met.get(one.id)) for one in enrollments
    ]


def counts(scope: Scope) -> tuple[int, int]:
    """How many hold a certificate, of how many."""
    return len(in_force([one.id for one in scope.enrollments])), len(scope.enrollments)
