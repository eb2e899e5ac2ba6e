"""Who reads a course, and in which capacity."""

from uuid import UUID

from courses.models import CohortTrainer, Course, Enrollment, LessonProgress
from courses.selectors.paths import active_enrollments
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.composed import Composed

_LATEST = Composed(lambda user, course: active_enrollments(user).filter(cohort__course=course)[:1])
_READ = Composed(
    lambda enrollment: (
        LessonProgress.objects.filter(enrollment=enrollment).order_by().values_list("lesson_id", flat=True)
    )
)
READ_ALL = (Role.EDITOR, Role.REVIEWER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


def enrollment_in(user: User, course: Course) -> Enrollment | None:
    """The person's own enrollment in the course, the latest cohort first."""
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
    """The lessons that the person marked as read, by the id of their rows."""
    if enrollment is None:
        return set()
    return set(_READ(enrollment=enrollment.pk))


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
