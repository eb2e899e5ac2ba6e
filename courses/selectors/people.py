"""Enrollments and topics as other apps need them."""

from collections.abc import Collection
from uuid import UUID

from courses.data import EnrollmentInfo
from courses.enums import EnrollmentStatus
from courses.models import CoursePage, Enrollment, ModulePage


def enrollment_infos(
    *, cohort_ids: Collection[int] | None = None, user_id: int | None = None
) -> list[EnrollmentInfo]:
    """Enrollments of cohorts, of one person, or of one person in cohorts; by id."""
    rows = Enrollment.objects.order_by("pk")
    if cohort_ids is not None:
        rows = rows.filter(cohort_id__in=cohort_ids)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
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
    titles: dict[str, dict[str, str]] = {}
    for course in CoursePage.objects.live().filter(translation_key=course_key).select_related("locale"):
        language = course.locale.language_code.split("-")[0]
        modules = ModulePage.objects.live().child_of(course).order_by("path")
        for topic, title in modules.exclude(topic="").values_list("topic", "title"):
            titles.setdefault(topic, {})[language] = title
    return titles
