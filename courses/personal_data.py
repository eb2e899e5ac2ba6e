"""Personal data of courses: how it is given out, erased, and moved when two accounts are one person."""

from typing import Any

from django.utils.translation import gettext as _

from courses.models import CohortTrainer, Enrollment, LessonProgress, RosterUpload
from lms.accounts.api import move_rows
from lms.accounts.models import User
from lms.core.text import key


def export_enrollments(user: User) -> list[dict[str, Any]]:
    """Where the person takes part, with the frozen facts and the lessons read."""
    rows = Enrollment.objects.filter(user=user).select_related("cohort", "center", "office").order_by("pk")
    return [
        {
            "cohort": one.cohort.name,
            "status": one.status,
            "enrolled_at": one.enrolled_at.isoformat(),
            "center": one.center.name if one.center else "",
            "office": one.office.name if one.office else "",
            "job_role": one.job_role,
            "sex": one.sex,
            "age_band": one.age_band,
            "state": one.state,
            "lessons_read": [
                {"lesson": str(read.lesson.uuid), "at": read.completed_at.isoformat()}
                for read in one.lesson_progress.all()
            ],
        }
        for one in rows.prefetch_related("lesson_progress__lesson")
    ]


def erase_enrollments(user: User) -> int:
    """Nothing is removed: past figures stay as they were, and the account behind them has no name left.

    What could pick a person out of a small cohort goes: sex and age are cleared.
    """
    return Enrollment.objects.filter(user=user).update(sex="", age_band="")


def export_trained(user: User) -> list[dict[str, Any]]:
    """The cohorts that the person trains."""
    rows = CohortTrainer.objects.filter(user=user).select_related("cohort").order_by("pk")
    return [{"cohort": one.cohort.name} for one in rows]


def erase_trained(user: User) -> int:
    """Take the person off the cohorts they train."""
    return CohortTrainer.objects.filter(user=user).delete()[0]


def export_uploads(user: User) -> list[dict[str, Any]]:
    """The files that wait for the person to finish an import; the people in them are not theirs."""
    rows = RosterUpload.objects.filter(uploaded_by=user).order_by("pk")
    return [{"file": one.file_name, "uploaded_at": one.uploaded_at.isoformat()} for one in rows]


def erase_uploads(user: User) -> int:
    """Remove the files that wait, and the person's rows from those of others: importing one of them later
    would make the person anew.
    """
    count = RosterUpload.objects.filter(uploaded_by=user).delete()[0]
    own = {key(one).casefold() for one in (user.email, user.curp) if one}
    for upload in RosterUpload.objects.order_by("pk"):
        others = [row for row in upload.rows if own.isdisjoint(key(str(cell)).casefold() for cell in row[1])]
        if len(others) < len(upload.rows):
            count += len(upload.rows) - len(others)
            upload.rows = others
            upload.save(update_fields=["rows"])
    return count


def merge_conflicts(kept: User, gone: User) -> list[str]:
    """Both accounts in one cohort cannot become one person without losing what one of them did."""
    both = Enrollment.objects.filter(
        user=gone, cohort__in=Enrollment.objects.filter(user=kept).values("cohort")
    ).select_related("cohort")
    return [
        _("Both accounts are enrolled in %(cohort)s.") % {"cohort": one.cohort.name}
        for one in both.order_by("pk")
        if LessonProgress.objects.filter(enrollment=one).exists()
    ]


def merge_move(kept: User, gone: User) -> int:
    """Move enrollments and trainer links; an empty second enrollment in one cohort is dropped."""
    shared = Enrollment.objects.filter(user=kept).values("cohort")
    dropped = Enrollment.objects.filter(user=gone, cohort__in=shared).delete()[0]
    trained = CohortTrainer.objects.filter(user=kept).values("cohort")
    CohortTrainer.objects.filter(user=gone, cohort__in=trained).delete()
    return dropped + move_rows(
        kept, gone, (Enrollment, "user"), (CohortTrainer, "user"), (RosterUpload, "uploaded_by")
    )
