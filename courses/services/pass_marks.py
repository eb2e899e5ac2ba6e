"""The pass mark of a course, where a panel has set it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Course, CoursePage
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError


def set_pass_mark(*, actor: User, course: UUID, pass_mark: float, source: str) -> Course:
    """Let cohorts that are made from now on need this share of the post-test; those that stand keep theirs.

    `source` says on what the mark rests, for the log. Raises UserError: "no_course", "bad_mark", and
    "unpublished" where a page holds words that nobody has published, which this would publish.
    """
    if not 0 <= pass_mark <= 1:
        raise UserError(_("A pass mark lies between 0 and 100 %."), code="bad_mark")
    with transaction.atomic():
        row = Course.objects.select_for_update().filter(uuid=course).first()
        pages = list(CoursePage.objects.filter(translation_key=course).order_by("pk"))
        if row is None or not pages:
            raise UserError(_("This course has no path yet. Load the course first."), code="no_course")
        if any(page.has_unpublished_changes for page in pages):
            raise UserError(
                _("Somebody is changing this course: publish those changes first. Nothing was changed."),
                code="unpublished",
            )
        before = pages[0].pass_mark
        for page in pages:
            page.pass_mark = pass_mark
            page.save_revision(user=actor).publish(skip_permission_checks=True)
        audit.record(
            actor=actor,
            action="courses.set_pass_mark",
            target=row,
            before=before,
            after=pass_mark,
            source=source,
        )
    return row
