"""Enrollments and topics as other apps need them."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from assessments.data import Lessons
from courses.data import EnrollmentInfo
from courses.enums import EnrollmentStatus
from courses.models import Course, Enrollment
from courses.selectors.outlines import lessons_by_topic, outline


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
    return [enrollment_info(one) for one in rows]


def enrollment_info(enrollment: Enrollment) -> EnrollmentInfo:
    """An enrollment as other apps need it."""
    return EnrollmentInfo(
        id=enrollment.pk,
        uuid=enrollment.uuid,
        user_id=enrollment.user_id,
        cohort_id=enrollment.cohort_id,
        center_id=enrollment.center_id,
        active=enrollment.status == EnrollmentStatus.ACTIVE,
        enrolled_at=enrollment.enrolled_at,
    )


def taking_part(cohort_id: int, *, centers: Collection[int] | None) -> QuerySet[Enrollment]:
    """Who takes part in a cohort, of these centers (None: all), by name, each with the person."""
    rows = Enrollment.objects.filter(cohort_id=cohort_id, status=EnrollmentStatus.ACTIVE)
    if centers is not None:
        rows = rows.filter(center_id__in=centers)
    return rows.select_related("user").order_by("user__last_name", "user__first_name", "user_id")


def topic_lessons(course_key: UUID) -> dict[str, Lessons]:
    """Where each topic of a course's test is taught, in the reader's language and the modules' order."""
    course = Course.objects.filter(uuid=course_key).first()
    return {} if course is None else lessons_by_topic(course)


def topic_titles(course_key: UUID) -> dict[str, dict[str, str]]:
    """The short title of each topic of a course's test, `{"es": …, "en": …}`, in the order of its modules."""
    course = Course.objects.filter(uuid=course_key).first()
    titles: dict[str, dict[str, str]] = {}
    if course is None:
        return titles
    for code, _name in settings.LANGUAGES:
        found = outline(course, code)
        for module in found.modules if found is not None else ():
            if module.topic and module.language == code:
                titles.setdefault(module.topic, {})[code.split("-")[0]] = module.short_title
    return titles
