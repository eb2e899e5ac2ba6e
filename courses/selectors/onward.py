"""What follows a test or a questionnaire of a cohort."""

from dataclasses import replace

from django.db.models import Model

from assessments.data import Onward
from courses.data import AFTER
from courses.models import Enrollment
from courses.rules.requirements import points_needed
from courses.selectors.outlines import lessons_by_topic
from courses.selectors.paths import path_of
from courses.selectors.records import OwnRecords
from courses.step_kinds import measuring


def onward_of(enrollment: Enrollment, delivery: Model, maximum: float | None) -> Onward:
    """What the delivery asks for, where its topics are taught, and the next step that can be done now."""
    found = OwnRecords([enrollment])
    step = next(one for one in found.steps[enrollment.cohort_id] if one.delivery_id == delivery.pk)
    path = path_of(found, enrollment)
    following = path.next_step or path.fetch
    share = enrollment.cohort.pass_mark if step.kind in measuring(AFTER) else None
    onward = Onward(
        pass_share=share,
        needed=points_needed(maximum, share) if maximum and share is not None else None,
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
