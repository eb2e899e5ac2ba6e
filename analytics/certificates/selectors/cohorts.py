"""Who of a cohort holds a certificate, and who still lacks what; by name, for those who may see names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from analytics.certificates.documents import words
from analytics.certificates.models import Certificate
from analytics.certificates.selectors.certificates import certificates_by_enrollment, holding
from courses import api as courses
from courses.data import CohortInfo, EnrollmentInfo, Requirements
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Scope:
    """A cohort and those of its people whom the actor may see, by name: a query, read by the page."""

    cohort: CohortInfo
    people: QuerySet[Any]
    may_revoke: bool

    def enrollments(self) -> list[EnrollmentInfo]:
        """All of them."""
        return [courses.enrollment_info(one) for one in self.people]


@dataclass(frozen=True, slots=True)
class Line:
    """One person: a certificate, or what is missing for it."""

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

    @property
    def is_late(self) -> bool:
        """Whether the date has passed; before it, what is missing is only still to do."""
        return self.met is not None and self.met.standing == "missing"


def scope_of(actor: User, uuid: UUID) -> Scope | None:
    """The cohort as the actor may see it; None for somebody else's."""
    cohort = courses.cohorts_for(actor).filter(uuid=uuid).first()
    if cohort is None:
        return None
    centers = courses.visible_centers(actor, cohort)
    return Scope(
        cohort=courses.cohort_infos([cohort])[cohort.pk],
        people=courses.taking_part(cohort.pk, centers=centers),
        may_revoke=centers is None,
    )


def lines(people: Iterable[Any]) -> list[Line]:
    """The lines of one page of the list, of the enrollments on it."""
    shown = list(people)
    ids = [one.pk for one in shown]
    certificates = certificates_by_enrollment(ids)
    met = courses.requirements([one for one in ids if one not in certificates])
    return [Line(str(one.user), certificates.get(one.pk), met.get(one.pk)) for one in shown]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who has earned a certificate; `letters` of the name cannot be printed."""

    enrollment: EnrollmentInfo
    name: str
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What issuing would do: who gets one, who has earned one and cannot, and who lacks what.

    `revoked` are people whose certificate was revoked and not replaced.
    """

    ready: tuple[Candidate, ...]
    refused: tuple[Candidate, ...]
    waiting: tuple[Line, ...]
    revoked: tuple[Line, ...]
    held: int


def plan_of(scope: Scope) -> Plan:
    """What issuing would do now, by name: it reads everybody, since everybody is asked about."""
    people = list(scope.people)
    certificates = certificates_by_enrollment([one.pk for one in people])
    met = courses.requirements([one.pk for one in people if one.pk not in certificates])
    earned = [one for one in people if one.pk in met and met[one.pk].complete]
    found = [
        Candidate(courses.enrollment_info(one), _printed(one), _letters_lacking(_printed(one)))
        for one in earned
    ]
    revoked = [one for one in people if one.pk in certificates and not certificates[one.pk].is_valid]
    return Plan(
        ready=tuple(one for one in found if not one.letters),
        refused=tuple(one for one in found if one.letters),
        waiting=tuple(
            Line(str(one.user), None, met[one.pk])
            for one in people
            if one.pk in met and not met[one.pk].complete
        ),
        revoked=tuple(Line(str(one.user), certificates[one.pk], None) for one in revoked),
        held=len(certificates) - len(revoked),
    )


def _printed(enrollment: Any) -> str:
    return str(enrollment.user.get_full_name() or enrollment.user.email)


def _letters_lacking(name: str) -> str:
    # What draws is loaded by whoever needs it first.
    from lms.core.pdf.fonts import SERIF, lacking

    return lacking(name, SERIF)


def held_in(scope: Scope) -> int:
    """How many of the people hold a certificate, counted by the database."""
    people = scope.people.order_by().values("pk")
    return holding(people).values("enrollment_id").distinct().count()
