"""Work that need not keep anybody waiting."""

from django_tasks import task

from assessments.models import ExamDay, KeyCorrection
from assessments.services.day_filling import fill, note_planning
from assessments.services.key_corrections import go_on, unfinished
from lms.accounts.models import User
from lms.core.errors import UserError


@task()
def fill_day(day_id: int, actor_id: int) -> int:
    """Fill the slots of a day; what stands in the way is kept for its page. Gives how many slots it has."""
    day = ExamDay.objects.filter(pk=day_id).first()
    if day is None:
        return 0
    try:
        return len(fill(actor=User.objects.get(pk=actor_id), day=day).places)
    except UserError as error:
        note_planning(day=day, state="failed", note=str(error))
        return 0


@task()
def mark_anew(correction_id: int) -> int:
    """Mark anew whatever a correction still asks for, portion by portion; gives how many sittings that is."""
    made = KeyCorrection.objects.get(pk=correction_id)
    while (run := go_on(made)).finished_at is None:
        pass
    return run.done


def take_up_marking() -> int:
    """Give the worker what it left half-way, for the daily job."""
    found = unfinished()
    for one in found:
        mark_anew.enqueue(one.pk)
    return len(found)
