"""Marking lessons as read."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import EnrollmentStatus
from courses.models import Enrollment, Lesson, LessonProgress
from lms.core import audit, clock
from lms.core.errors import UserError


def complete_lesson(*, enrollment: Enrollment, lesson_key: UUID) -> bool:
    """Mark a lesson as read; False when it was already. Twice at once leaves one row."""
    if enrollment.status != EnrollmentStatus.ACTIVE:
        raise UserError(_("You are not enrolled in this course any more."), code="withdrawn")
    lessons = Lesson.objects.filter(course=enrollment.cohort.course_id, is_retired=False).order_by()
    ids = dict(lessons.values_list("uuid", "pk"))
    if lesson_key not in ids:
        raise UserError(_("This lesson is not part of your course."), code="other_course")
    with transaction.atomic():
        _progress, created = LessonProgress.objects.get_or_create(
            enrollment=enrollment, lesson_id=ids[lesson_key], defaults={"completed_at": clock.now()}
        )
        read = LessonProgress.objects.filter(enrollment=enrollment, lesson_id__in=ids.values()).count()
        if created and read == len(ids):
            audit.record(actor=enrollment.user, action="courses.complete_lessons", target=enrollment)
    return created
