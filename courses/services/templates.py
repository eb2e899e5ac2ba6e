"""Changing the path that new cohorts of a course begin with."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import api as assessments
from courses.enums import RolePlayMode
from courses.models import CourseStep
from courses.selectors.templates import coverage_of
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError
from lms.core.templatetags.acuerdo import localized


def choose_rubric(*, actor: User, course: UUID, step: str, rubric: UUID) -> CourseStep:
    """Let cohorts that are made from now on rate a role-play by this version of a rubric.

    Those that stand keep theirs. Choosing what is chosen changes nothing. Raises UserError: "no_step",
    "no_rubric" where it is not the newest version, and "unseen" where nothing in an assessed scenario
    lets a critical criterion be seen.
    """
    with transaction.atomic():
        rows = CourseStep.objects.select_for_update(of=("self",)).select_related("course")
        found = rows.filter(course__uuid=course, key=step, rubric_version__isnull=False).first()
        if found is None:
            raise UserError(_("This role-play is no longer on the path."), code="no_step")
        chosen = next((one for one in assessments.newest_rubrics() if one.uuid == rubric), None)
        if chosen is None:
            raise UserError(
                _("There is a newer version of this rubric. Please choose again; nothing was changed."),
                code="no_rubric",
            )
        if chosen.pk == found.rubric_version_id:
            return found
        seen = coverage_of(found, chosen.pk)
        if found.mode == RolePlayMode.ASSESSED and seen and seen.lacking:
            scenario, criterion = seen.lacking[0]
            words = _(
                "Nothing was changed: in “%(scenario)s” nothing lets “%(criterion)s” be seen, and this "
                "rubric makes it critical, so nobody can be assessed there. "
                "Write a prompt for it in the scenario first."
            )
            about = {"scenario": localized(scenario.title), "criterion": localized(criterion.title)}
            raise UserError(words % about, code="unseen")
        before, found.rubric_version, found.rubric_chosen = found.rubric_version, chosen, True
        found.save(update_fields=["rubric_version", "rubric_chosen"])
        audit.record(
            actor=actor,
            action="courses.choose_rubric",
            target=found.course,
            step=found.key,
            before=str(before.uuid) if before else "",
            after=str(chosen.uuid),
        )
    return found
