"""Who reads a course, and in which capacity."""

from uuid import UUID

from django.db.models import OuterRef, Subquery

from courses.models import CohortTrainer, Course, Enrollment, LessonProgress
from courses.selectors.paths import active_enrollments
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.composed import Composed
from lms.core.json_rows import JSONListOf

READ_ALL = (Role.EDITOR, Role.REVIEWER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


def lessons_of(enrollment: OuterRef) -> Subquery:
    """The ids of the lessons read, as a list, for a query of enrollments; NULL or empty where none is."""
    rows = LessonProgress.objects.filter(enrollment=enrollment).order_by()
    return Subquery(rows.values("enrollment").annotate(read=JSONListOf("lesson_id")).values("read"))


_LATEST = Composed(
    lambda user, course: (
        active_enrollments(user).filter(cohort__course=course).annotate(read=lessons_of(OuterRef("pk")))[:1]
    )
)


def enrollment_in(user: User, course: Course) -> Enrollment | None:
    """The person's own enrollment in the course, the latest cohort first, with the lessons `read`."""
    found: list[Enrollment] = _LATEST(user=user.pk, course=course.pk)
    for one in found:
        one.user = user
    return found[0] if found else None


def reads_as_staff(user: User, course_key: UUID) -> bool:
    """Whether the person may read without taking part: its trainers, editors and whoever runs the program."""
    if has_role(user, *READ_ALL):
        return True
    return course_key in _trained(user)


def lessons_read(enrollment: Enrollment | None) -> set[int]:
    """The lessons that the person marked as read (`enrollment_in`), by the id of their rows."""
    if enrollment is None:
        return set()
    return set(enrollment.read or ())  # type: ignore[attr-defined]


def readable_keys(user: User) -> set[UUID] | None:
    """The courses that the person may open; None is "all"."""
    if has_role(user, *READ_ALL):
        return None
    own = active_enrollments(user).values_list("cohort__course__uuid", flat=True)
    return {*own, *_trained(user)}


def _trained(user: User) -> set[UUID]:
    """The courses of the cohorts that the person trains, while they hold the role."""
    if not has_role(user, Role.TRAINER):
        return set()
    return set(CohortTrainer.objects.filter(user=user).values_list("cohort__course__uuid", flat=True))
