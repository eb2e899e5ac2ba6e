"""Whom to ask, some weeks after a course, how its people work."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import api as assessments
from courses.models import Cohort, CohortStep, Enrollment
from courses.selectors.supervisors import form_of, supervised_step
from courses.step_kinds import kind_of
from lms.accounts.models import User
from lms.core.errors import UserError


def save_supervisors(*, actor: User | None, cohort: Cohort, wanted: Mapping[int, str], language: str) -> int:
    """Keep the supervisors' addresses of enrolled people, by person's id; how many changed.

    The first one opens the supervisors' form, in the window of the follow-up. Raises UserError
    ("no_form") where the course has none, and what `assessments.api.set_addresses` raises.
    """
    with transaction.atomic():
        step = supervised_step(cohort)
        delivery = None if step is None else _open(actor, step)
        if delivery is None:
            raise UserError(_("This course has no form for supervisors."), code="no_form")
        return assessments.set_addresses(actor=actor, delivery=delivery, wanted=wanted, language=language)


def ask_nobody(*, enrollment: Enrollment) -> None:
    """Forget whom to ask about somebody who left; in the caller's transaction."""
    steps = CohortStep.objects.filter(cohort_id=enrollment.cohort_id, supervisor__isnull=False)
    deliveries = list(steps.values_list("supervisor_id", flat=True))
    if deliveries:
        assessments.drop_requests(about=enrollment.user, delivery_ids=deliveries)


def _open(actor: User | None, step: CohortStep) -> Any:
    locked = CohortStep.objects.select_for_update(of=("self",)).select_related("supervisor", "cohort__course")
    step = locked.get(pk=step.pk)
    if step.supervisor is not None:
        return step.supervisor
    version = form_of(step)
    if version is None:
        return None
    step.supervisor = assessments.open_delivery(
        actor=actor,
        instrument_version=version,
        purpose=step.kind,
        rules=assessments.DeliveryRules(shuffle=False).within(*kind_of(step.kind).window(step.cohort)),
        title=step.cohort.course_title,
    )
    step.save(update_fields=["supervisor"])
    return step.supervisor
