"""Who stands at the door of an exam day besides those who lead it."""

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.models import DayMarshal, ExamDay
from assessments.services.day_checks import check_not_closed, held_day
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError
from lms.core.text import address


def post_marshal(*, actor: User, day: ExamDay, email: str) -> DayMarshal:
    """Put somebody with an account at the door: they check people in, while the day is on, and no more.

    Raises UserError: "not_yours", "closed", "nobody", "assessed" for whoever is assessed on the day.
    """
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        person = User.objects.filter(email__iexact=address(email), is_active=True).first()
        if person is None:
            raise UserError(
                _("Nobody here signs in with that address. Whoever runs the site can invite them."),
                code="nobody",
            )
        if day.check_ins.filter(person=person).exists():
            raise UserError(
                _("%(person)s is assessed on this day, and does not check anybody in.") % {"person": person},
                code="assessed",
            )
        link, made = DayMarshal.objects.get_or_create(day=day, person=person)
        if made:
            _tell(day, person)
            audit.record(actor=actor, action="assessments.post_marshal", target=day, person=str(person.uuid))
    return link


def _tell(day: ExamDay, person: User) -> None:
    """Once a person and day, whatever is changed later."""
    with translation.override(person.language):
        on = date_format(localtime(day.starts_at), "DATETIME_FORMAT")
    accounts.queue_letter(
        user=person,
        kind="exam_door",
        cause=str(day.uuid),
        context={
            "day": day.name,
            "on": on,
            "link": accounts.absolute_url("exam_door", day.uuid, language=person.language),
        },
    )


def relieve_marshal(*, actor: User, day: ExamDay, person: User) -> None:
    """Let somebody stand at the door no longer. Raises UserError: "not_yours", "closed", "nobody"."""
    with transaction.atomic():
        day = held_day(actor, day)
        check_not_closed(day)
        if not day.marshal_links.filter(person=person).delete()[0]:
            raise UserError(_("That person is not at the door."), code="nobody")
        audit.record(actor=actor, action="assessments.relieve_marshal", target=day, person=str(person.uuid))
