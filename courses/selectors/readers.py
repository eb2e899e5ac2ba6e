"""Who reads a course, and in which capacity."""

from uuid import UUID

from courses.models import CohortTrainer, Enrollment
from courses.selectors.paths import active_enrollments
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role

READ_ALL = (Role.EDITOR, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR)


def enrollment_in(user: User, course_key: UUID) -> Enrollment | None:
    """The person's own enrollment in the course, the latest cohort first."""
    return active_enrollments(user).select_related("user").filter(cohort__course_key=course_key).first()


def reads_as_staff(user: User, course_key: UUID) -> bool:
    """Whether the person may read without taking part: its trainers, editors and whoever runs the program."""
    if has_role(user, *READ_ALL):
        return True
    return course_key in _trained(user)


def lessons_read(enrollment: Enrollment | None) -> set[UUID]:
    """Keys of the lessons that the person marked as read."""
    if enrollment is None:
        return set()
    return set(enrollment.lesson_progress.values_list("lesson_key", flat=True))


def readable_keys(user: User) -> set[UUID] | None:
    """The courses that the person may open; None is "all"."""
    if has_role(user, *READ_ALL):
        return None
    own = active_enrollments(user).values_list("cohort__course_key", flat=True)
    return {*own, *_trained(user)}


def _trained(user: User) -> set[UUID]:
    """The courses of the cohorts that the person trains, while they hold the role."""
    if not has_role(user, Role.TRAINER):
        return set()
    return set(CohortTrainer.objects.filter(user=user).values_list("cohort__course_key", flat=True))
