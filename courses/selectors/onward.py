"""What follows a test or a questionnaire of a cohort."""

from dataclasses import replace

from django.db.models import Model
from django.utils.translation import gettext as _

from assessments.data import Lessons, Onward
from courses.data import AFTER, BEFORE
from courses.enums import EnrollmentStatus
from courses.models import Course, Enrollment
from courses.rules.requirements import points_needed
from courses.selectors.outlines import lessons_by_topic
from courses.selectors.paths import path_of
from courses.selectors.records import OwnRecords
from courses.step_kinds import measuring
from lms.accounts.models import User


def own_lessons(user: User) -> Onward:
    """Where the topics of the courses that the person takes are taught: for tests outside cohorts."""
    taken = Enrollment.objects.filter(user=user, status=EnrollmentStatus.ACTIVE).order_by()
    found: dict[str, Lessons] = {}
    for course in Course.objects.filter(pk__in=taken.values("cohort__course")).order_by("pk"):
        found |= lessons_by_topic(course)
    return Onward(lessons=found)


def onward_of(enrollment: Enrollment, delivery: Model, maximum: float | None) -> Onward:
    """What the delivery asks for, where its topics are taught, and the next step that can be done now."""
    found = OwnRecords([enrollment])
    step = next(one for one in found.steps[enrollment.cohort_id] if one.delivery_id == delivery.pk)
    path = path_of(found, enrollment)
    following = path.next_step or path.fetch
    share = enrollment.cohort.pass_mark if step.kind in measuring(AFTER) else None
    before = next((one for one in found.steps[enrollment.cohort_id] if one.kind in measuring(BEFORE)), None)
    onward = Onward(
        known=True,
        pass_share=share,
        needed=points_needed(maximum, share) if maximum and share is not None else None,
        source=_("the pass mark of the course, as it was when your cohort was set up") if share else "",
        before=before.delivery_id if before is not None and share is not None else None,
        lessons=lessons_by_topic(enrollment.cohort.course),
    )
    if following is None:
        return onward
    return replace(
        onward,
        title=following.title,
        url=following.url,
        minutes=following.minutes,
        again=following.step_id == step.pk,
    )
