"""Rating calibration cases, and licences to assess."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import AssessorLicence, Rubric, RubricVersion, SeedCase, SeedRating
from assessments.rules.calibration import expires_on
from assessments.rules.hashing import content_hash
from assessments.selectors.calibration import standings
from assessments.services.criterion_scores import clean
from assessments.services.versions import ensure_version
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import audit, clock
from lms.core.errors import UserError

ASSESS = (Role.TRAINER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)
LICENSE = (Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


def ensure_seed_case(
    *,
    key: str,
    title: Mapping[str, str],
    rubric_version: RubricVersion,
    content: Mapping[str, Any],
    reference: Mapping[str, Mapping[str, Any]],
) -> SeedCase:
    """The version of calibration case `key` that says exactly this.

    Raises UserError "bad_reference" where the rubric has no such criterion or level.
    """
    known = set(rubric_version.criteria.values_list("key", flat=True))
    levels = {level["value"] for level in rubric_version.levels} | {None}
    given = {one["level"] for one in reference.values()}
    if not reference or not set(reference) <= known or not given <= levels:
        raise UserError(f"{key}: the reference does not fit the rubric", code="bad_reference")
    digest = content_hash(
        title=title, rubric=rubric_version.content_hash, content=content, reference=reference
    )
    return ensure_version(
        SeedCase.objects.filter(key=key),
        digest,
        lambda number: SeedCase.objects.create(
            key=key,
            number=number,
            content_hash=digest,
            title=dict(title),
            rubric_version=rubric_version,
            content=dict(content),
            reference={name: dict(one) for name, one in reference.items()},
        ),
    )


def rate_seed(*, actor: User, case: SeedCase, levels: Mapping[str, int | None]) -> SeedRating:
    """Keep how somebody rated a calibration case, once; then they read the reference.

    Raises UserError: "not_yours", "rated", "bad_levels".
    """
    if not has_role(actor, *ASSESS):
        raise UserError(_("Calibration is for assessors."), code="not_yours")
    known = {level["value"] for level in case.rubric_version.levels} | {None}
    if set(levels) != set(case.reference) or not set(levels.values()) <= known:
        raise UserError(_("Choose a level, or N/O, for each criterion. Nothing was sent."), code="bad_levels")
    with transaction.atomic():
        rating, created = SeedRating.objects.get_or_create(
            case=case, assessor=actor, defaults={"scores": dict(levels), "rated_at": clock.now()}
        )
        if not created:
            raise UserError(_("You rated this case already and know its reference."), code="rated")
        audit.record(actor=actor, action="assessments.rate_seed", target=rating)
    return rating


def issue_licence(*, actor: User, user: User, rubric: Rubric, reason: str = "") -> AssessorLicence:
    """Let somebody decide about people with a rubric; a licence that stands is replaced.

    Where the cases do not say so by themselves, a reason is needed ("no_reason"). Nobody licenses
    themselves ("own"). Raises UserError "not_yours" too.
    """
    _check_licensing(actor)
    if actor.pk == user.pk:
        raise UserError(_("Somebody else issues your licence."), code="own")
    if not has_role(user, *ASSESS):
        raise UserError(_("That person does not rate anybody."), code="not_an_assessor")
    standing = next((one for one in standings([user]) if one.rubric == rubric), None)
    if not (standing and standing.ready) and not clean(reason):
        raise UserError(
            _("The calibration cases do not show it yet: give a reason. Nothing was issued."),
            code="no_reason",
        )
    now, today = clock.now(), clock.today()
    found = standing.found if standing else None
    with transaction.atomic():
        AssessorLicence.objects.filter(user=user, rubric=rubric, revoked_at__isnull=True).update(
            revoked_at=now
        )
        licence = AssessorLicence.objects.create(
            user=user,
            rubric=rubric,
            issued_on=today,
            expires_on=expires_on(today),
            issued_by=actor,
            reason=clean(reason),
            basis={
                "cases": found.cases,
                "exact": round(found.exact, 4),
                "adjacent": round(found.adjacent, 4),
                "critical": found.critical,
            }
            if found
            else {},
        )
        audit.record(actor=actor, action="assessments.issue_licence", target=licence, user=str(user.uuid))
    return licence


def revoke_licence(*, actor: User, licence: AssessorLicence, reason: str) -> None:
    """Take a licence back, with a reason; what was rated with it stays.

    Raises UserError: "not_yours", "no_reason".
    """
    _check_licensing(actor)
    if not clean(reason):
        raise UserError(_("Give a reason. Nothing was revoked."), code="no_reason")
    with transaction.atomic():
        changed = AssessorLicence.objects.filter(pk=licence.pk, revoked_at__isnull=True).update(
            revoked_at=clock.now()
        )
        if changed:
            audit.record(
                actor=actor, action="assessments.revoke_licence", target=licence, reason=clean(reason)
            )


def _check_licensing(actor: User) -> None:
    if not has_role(actor, *LICENSE):
        raise UserError(_("Whoever answers for the program issues licences."), code="not_yours")
