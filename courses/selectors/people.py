"""Enrollments and topics as other apps need them."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings

from courses.data import EnrollmentInfo
from courses.enums import EnrollmentStatus
from courses.models import Course, Enrollment
from courses.selectors.outlines import outline


def enrollment_infos(
    *,
    cohort_ids: Collection[int] | None = None,
    user_id: int | None = None,
    center_ids: Collection[int] | None = None,
) -> list[EnrollmentInfo]:
    """Enrollments of cohorts, of one person, or of the people of centers, all as far as given; by id."""
    rows = Enrollment.objects.order_by("pk")
    if cohort_ids is not None:
        rows = rows.filter(cohort_id__in=cohort_ids)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    if center_ids is not None:
        rows = rows.filter(center_id__in=center_ids)
    return [
        EnrollmentInfo(
            id=one.pk,
            uuid=one.uuid,
            user_id=one.user_id,
            cohort_id=one.cohort_id,
            center_id=one.center_id,
            active=one.status == EnrollmentStatus.ACTIVE,
            enrolled_at=one.enrolled_at,
        )
        for one in rows
    ]


def topic_titles(course_key: UUID) -> dict[str, dict[str, str]]:
    """The title of each topic of a course's test, `{"es": …, "en": …}`, in the order of its modules."""
    course = Course.objects.filter(uuid=course_key).first()
    titles: dict[str, dict[str, str]] = {}
    if course is None:
        return titles
    for code, _name in settings.LANGUAGES:
        found = outline(course, code)
        for module in found.modules if found is not None else ():
            if module.topic and module.language == code:
                titles.setdefault(module.topic, {})[code.split("-")[0]] = module.title
    return titles
