"""Who may act on an exam day, and in which of its states."""

from django.utils.translation import gettext as _

from assessments.models import ExamDay
from assessments.selectors.exam_days import is_marshal, may_lead
from lms.accounts.models import User
from lms.core.errors import UserError


def held_day(actor: User, day: ExamDay) -> ExamDay:
    """The day, held, for whoever leads it; else UserError "not_yours"."""
    found = ExamDay.objects.select_for_update().filter(pk=day.pk).first()
    if found is None or not may_lead(actor, found):
        raise not_yours()
    return found


def held_door(actor: User, day: ExamDay) -> ExamDay:
    """The day, held, for whoever checks people in: who leads it, or was put there; else "not_yours"."""
    found = ExamDay.objects.select_for_update().filter(pk=day.pk).first()
    if found is None or not (may_lead(actor, found) or is_marshal(actor, found)):
        raise not_yours()
    return found


def not_yours() -> UserError:
    """Not for this person to lead."""
    return UserError(_("You do not lead this exam day."), code="not_yours")


def published() -> UserError:
    """The day's rooms and people stand; slots can still be moved."""
    return UserError(
        _("The day is published: move, swap and change slots one by one instead. Nothing was changed."),
        code="published",
    )


def check_not_closed(day: ExamDay) -> None:
    """Raise UserError ("closed") once the day is over."""
    if day.is_closed:
        raise UserError(_("The day is closed; its plan stays as it is."), code="closed")
