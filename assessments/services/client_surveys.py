"""Surveys of clients: opened by their center, answered by the parties of hearings, without an account."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assessments.enums import Purpose, TicketKind
from assessments.item_types import REGISTRY
from assessments.models import (
    AnonymousSheet,
    AnonymousTicket,
    ClientPeriod,
    ClientSurvey,
    Delivery,
    ItemVersion,
    TicketBatch,
)
from assessments.rules import ticket_codes as codes
from assessments.rules.client_periods import enough, four_months
from assessments.rules.delivery_rules import DeliveryRules
from assessments.selectors.client_surveys import client_form, open_period, survey_minimum
from assessments.services import ballots
from assessments.services.attempts import check_window
from assessments.services.deliveries import open_delivery, reschedule_delivery
from assessments.services.sheets import read_answers
from lms.accounts.models import Center, User
from lms.accounts.models.invitations import hash_token
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.limits import count_try, used_up

MOST_AT_ONCE = 400
# More than two rooms can hear; whoever holds a tablet's link cannot fill the box.
MOST_AN_HOUR = 40
TITLE = {"es": "Encuesta a las personas usuarias", "en": "Survey of clients"}


def open_survey(*, actor: User | None, center: Center) -> ClientSurvey:
    """Open the center's survey, or open it again. Raises UserError ("no_form") without the form."""
    if client_form() is None:
        raise UserError(
            _("No course has brought the form for the parties of hearings. Load the course first."),
            code="no_form",
        )
    with transaction.atomic():
        survey, made = ClientSurvey.objects.select_for_update().get_or_create(
            center=center, defaults={"opened_at": clock.now(), "opened_by": actor}
        )
        if not made and survey.closed_at is None:
            return survey
        survey.closed_at = None
        survey.save(update_fields=["closed_at"])
        running_period(survey)
        audit.record(actor=actor, action="assessments.open_client_survey", target=survey)
    return survey


def close_survey(*, actor: User | None, survey: ClientSurvey) -> None:
    """Take no more sheets in, until it is opened again; codes and links wait as long as they are valid."""
    with transaction.atomic():
        found = ClientSurvey.objects.select_for_update().get(pk=survey.pk)
        if found.closed_at is None:
            found.closed_at = clock.now()
            found.save(update_fields=["closed_at"])
            audit.record(actor=actor, action="assessments.close_client_survey", target=found)


def make_slips(*, actor: User | None, survey: ClientSurvey, number: int) -> list[str]:
    """Codes for so many slips, as they are printed: nobody can read them again."""
    _check(survey, number)
    made = [codes.new_code() for _place in range(number)]
    with transaction.atomic():
        batch = _batch(actor, survey, TicketKind.SLIPS, number, days=settings.CLIENT_SLIP_DAYS)
        _tickets(batch, [code_hash(one) for one in made])
    return [codes.written(one) for one in made]


def open_tablet(*, actor: User | None, survey: ClientSurvey, days: int) -> TicketBatch:
    """A link that gives one code after the other on a tablet, for so many days."""
    _check(survey, 1)
    with transaction.atomic():
        return _batch(actor, survey, TicketKind.TABLET, 0, days=days)


def begin_on_tablet(*, batch: TicketBatch) -> str:
    """A code for whoever has the tablet in their hands now. Raises UserError ("too_many")."""
    who = str(batch.uuid)
    if used_up("client-tablet", who, most=MOST_AN_HOUR):
        raise UserError(_("Too many forms were begun within the hour. Wait a little."), code="too_many")
    count_try("client-tablet", who, within=timedelta(hours=1))
    code = codes.new_code()
    with transaction.atomic():
        _tickets(batch, [code_hash(code)])
    return code


def start_paper(*, actor: User | None, survey: ClientSurvey, number: int) -> TicketBatch:
    """Say how many sheets on paper are going to be typed: so many may be, and who said so is kept."""
    _check(survey, number)
    with transaction.atomic():
        batch = _batch(actor, survey, TicketKind.PAPER, number, days=settings.CLIENT_PAPER_DAYS)
        _tickets(batch, [None] * number)
    return batch


def end_batch(*, actor: User | None, batch: TicketBatch) -> None:
    """Its codes let nothing in any more."""
    with transaction.atomic():
        found = TicketBatch.objects.select_for_update().get(pk=batch.pk)
        if found.ended_at is None:
            found.ended_at = clock.now()
            found.save(update_fields=["ended_at"])
            found.tickets.all().delete()
            audit.record(actor=actor, action="assessments.end_ticket_batch", target=found, kind=found.kind)


def put_in(
    *, survey: ClientSurvey, ticket: UUID, raw: Mapping[UUID, Sequence[str]], paper: bool = False
) -> bool:
    """Put one sheet into the box of the running period; False where its code was used before.

    Raises SheetError for what is missing or cannot be read; then the code still works. On paper people
    leave out what they want; UserError ("empty") where nothing is left.
    """
    delivery = running_period(survey).delivery
    check_window(delivery, clock.now())
    items = list(
        ItemVersion.objects.filter(entries__version=delivery.instrument_version_id).order_by(
            "entries__position"
        )
    )
    answers = read_answers(items, raw, complete=not paper)
    given = [(one, answers[one.pk]) for one in items if answers[one.pk] is not None]
    if not given:
        raise UserError(_("Nothing is marked. An empty sheet is not stored."), code="empty")
    return ballots.cast_by_ticket(
        ticket=ticket,
        delivery=delivery,
        answers={str(one.pk): answer for one, answer in given if not REGISTRY[one.type].holds_words},
        comments=[(one.pk, str(answer)) for one, answer in given if REGISTRY[one.type].holds_words],
        paper=paper,
    )


def running_period(survey: ClientSurvey) -> ClientPeriod:
    """The period in which sheets are taken in now, made where there is none.

    One that ended with too few sheets goes on instead: nothing could ever be shown of it.
    """
    found = open_period(survey)
    if found is not None:
        return found
    with transaction.atomic():
        ClientSurvey.objects.select_for_update().get(pk=survey.pk)
        return open_period(survey) or _next_period(survey)


def keep_periods() -> int:
    """The daily chore: periods go on from one to the next, and codes go that open nothing any more."""
    count = 0
    for survey in ClientSurvey.objects.filter(closed_at__isnull=True).order_by("pk"):
        count += open_period(survey) is None
        running_period(survey)
    over = TicketBatch.objects.filter(ended_at__isnull=True, expires_at__lte=clock.now())
    for batch in over.order_by("pk"):
        end_batch(actor=None, batch=batch)
        count += 1
    return count


def code_hash(code: str) -> str:
    """What is stored of a code: it is short, so only with the secret key can one be tried."""
    return salted_hmac("assessments.ticket", code, algorithm="sha256").hexdigest()


def _next_period(survey: ClientSurvey) -> ClientPeriod:
    first, last = four_months(localdate(clock.now(), ZoneInfo(settings.TIME_ZONE)))
    rows = ClientPeriod.objects.filter(survey=survey).select_related("delivery")
    before = rows.order_by("-starts_on").first()
    if before is not None and not enough(_sheets_in(before.delivery), survey_minimum()):
        before.ends_on = last
        before.save(update_fields=["ends_on"])
        reschedule_delivery(
            actor=None,
            delivery=before.delivery,
            opens_at=before.delivery.opens_at,
            closes_at=_midnight(last + timedelta(days=1)),
            why=_("Too few sheets came for anything to be shown."),
        )
        return before
    version = client_form()
    assert version is not None
    delivery = open_delivery(
        actor=None,
        instrument_version=version,
        purpose=Purpose.SURVEY,
        rules=DeliveryRules(anonymous=True, shuffle=False).within(
            _midnight(first), _midnight(last + timedelta(days=1))
        ),
        title=TITLE,
    )
    return ClientPeriod.objects.create(survey=survey, delivery=delivery, starts_on=first, ends_on=last)


def _sheets_in(delivery: Delivery) -> int:
    return AnonymousSheet.objects.filter(delivery=delivery).count()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))


def _check(survey: ClientSurvey, number: int) -> None:
    if survey.closed_at is not None:
        raise UserError(_("The survey is closed. Open it again first."), code="closed")
    if not 1 <= number <= MOST_AT_ONCE:
        raise UserError(_("From 1 to %(most)s at once.") % {"most": MOST_AT_ONCE}, code="number")


def _batch(actor: User | None, survey: ClientSurvey, kind: str, number: int, *, days: int) -> TicketBatch:
    key = uuid4()
    batch = TicketBatch.objects.create(
        uuid=key,
        survey=survey,
        kind=kind,
        made=number,
        made_at=clock.now(),
        made_by=actor,
        expires_at=clock.now() + timedelta(days=days),
        token_hash=hash_token(TicketBatch.token_for(key)) if kind == TicketKind.TABLET else None,
    )
    audit.record(actor=actor, action="assessments.make_tickets", target=batch, kind=str(kind), number=number)
    return batch


def _tickets(batch: TicketBatch, hashes: Sequence[str | None]) -> None:
    AnonymousTicket.objects.bulk_create([AnonymousTicket(batch=batch, code_hash=one) for one in hashes])
