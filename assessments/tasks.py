"""Work that need not keep anybody waiting."""

from django_tasks import task

from assessments.models import ExamDay
from assessments.services.day_filling import fill, note_planning
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
