"""Gathering what a certificate freezes."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import override, pgettext

from analytics.certificates.documents import words
from assessments.api import rating_outcomes
from courses.data import CohortInfo, EnrollmentInfo, Requirements
from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import Role
from lms.core import clock

SCHEMA = 1
_LANGUAGES = {"es": "es-mx", "en": "en"}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything about some enrollments of one cohort that their certificates need."""

    cohort: CohortInfo
    people: dict[int, User]
    centers: dict[int, Center]
    managers: dict[int, User]
    trainers: tuple[User, ...]
    assessors: Counter[int]


def gather(cohort: CohortInfo, enrollments: Sequence[EnrollmentInfo]) -> Gathered:
    """Read it in a number of queries that does not grow with the people."""
    center_ids = {one.center_id for one in enrollments if one.center_id}
    grants = RoleGrant.objects.filter(
        role=Role.CENTER_MANAGER, center_id__in=center_ids, revoked_at__isnull=True, user__is_active=True
    )
    outcomes = rating_outcomes(occasion_ids=cohort.occasions.get("assessed", ()))
    return Gathered(
        cohort=cohort,
        people=User.objects.in_bulk([one.user_id for one in enrollments]),
        centers=Center.objects.in_bulk(center_ids),
        managers={
            grant.center_id: grant.user
            for grant in grants.select_related("user").order_by("-id")
            if grant.center_id is not None
        },
        trainers=tuple(User.objects.filter(pk__in=cohort.trainer_ids).order_by("pk")),
        assessors=Counter(one.subject_id for one in outcomes if one.released),
    )


def record(found: Gathered, enrollment: EnrollmentInfo, met: Requirements) -> dict[str, Any]:
    """The frozen facts of one certificate; everything that is printed or shown comes from here."""
    cohort, user = found.cohort, found.people[enrollment.user_id]
    center = found.centers.get(enrollment.center_id or 0)
    assessors = found.assessors[user.pk] if met.competent else 0
    return {
        "schema": SCHEMA,
        "language": user.language,
        "name": user.get_full_name() or user.email,
        "course": {
            "key": str(cohort.course_key),
            "title": dict(cohort.course_title),
            "hours": cohort.hours,
        },
        "cohort": {
            "uuid": str(cohort.uuid),
            "name": cohort.name,
            "code": cohort.code,
            "starts_on": cohort.starts_on.isoformat(),
            "ends_on": cohort.ends_on.isoformat(),
        },
        "issuer": center.name if center else settings.PRIVACY_CONTROLLER,
        "results": {
            "post_best": met.post_best,
            "post_max": met.post_max,
            "pass_mark": cohort.pass_mark,
            "assessors": assessors,
        },
        "basis": _in_both(
            lambda: words.basis(
                pass_mark=cohort.pass_mark,
                has_test=met.passed,
                assessors=assessors,
                role_plays=cohort.role_plays,
            )
        ),
        "signatures": _signatures(found, enrollment.center_id),
        "issued_on": clock.now().astimezone(ZoneInfo(cohort.time_zone)).date().isoformat(),
        "simulated": cohort.is_simulated,
    }


def _signatures(found: Gathered, center_id: int | None) -> list[dict[str, Any]]:
    manager = found.managers.get(center_id or 0)
    lines = [(manager, lambda: pgettext("who signs", "Center manager"))] if manager else []
    lines += [(trainer, lambda: pgettext("who signs", "Trainer")) for trainer in found.trainers]
    return [{"name": str(user), "role": _in_both(role)} for user, role in lines[:2]]


def _in_both(say: Callable[[], str]) -> dict[str, str]:
    texts = {}
    for key, language in _LANGUAGES.items():
        with override(language):
            texts[key] = say()
    return texts
