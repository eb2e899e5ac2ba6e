"""Reading the lessons of the course."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.rules.path import LOCKED, Fact
from courses.rules.requirements import Check, Record
from courses.step_kinds.base import Knowledge, StepKind, StepLike


class Lessons(StepKind):
    """All lessons that are published, in any order; each one is marked as read by the reader."""

    key = "lessons"
    label = _("Lessons")
    alone = True
    reading = True
    counted = True
    tally = _("%(done)s of %(people)s read every lesson.")
    missing = {"lessons": _("lessons still to be read")}

    def fact(self, known: Knowledge, step: StepLike) -> Fact:
        lessons, read = known.lessons(), known.lessons_read()
        left = sum(minutes for key, minutes in lessons.items() if key not in read)
        return Fact(
            done=len(read) == len(lessons) > 0,
            started=bool(read),
            part=(len(read), len(lessons)),
            minutes=(left, sum(lessons.values())),
        )

    def url(self, known: Knowledge, step: StepLike, status: str, *, again: bool) -> str:
        if status == LOCKED:
            return ""
        return reverse("continue_lessons", args=[known.enrollment_uuid])

    def checks(self, record: Record, pass_mark: float) -> tuple[Check, ...]:
        return (("lessons", record.lessons_done >= record.lessons_total),)
