"""Surveys of clients as their center meets them: how many sheets, never what is on them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from assessments.data import ClientBox
from assessments.enums import TicketKind
from assessments.models import (
    AnonymousSheet,
    AnonymousTicket,
    ClientPeriod,
    ClientSurvey,
    InstrumentVersion,
    TicketBatch,
)
from assessments.rules.client_periods import enough
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.models import Center, User
from lms.accounts.models.invitations import hash_token
from lms.accounts.roles import Role
from lms.core import clock

# The form is a course's, under this name in its files.
FORM = "client_satisfaction"


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period with how many sheets came, and how many of them on paper; `open` while more may come."""

    period: ClientPeriod
    sheets: int
    paper: int
    open: bool
    enough: bool


def client_form() -> InstrumentVersion | None:
    """The newest version of the form; None where no course brought it."""
    rows = InstrumentVersion.objects.filter(
        Q(instrument__key=FORM) | Q(instrument__key__endswith=f"/{FORM}")
    ).select_related("instrument")
    return rows.order_by("instrument__key", "-number").first()


def open_period(survey: ClientSurvey) -> ClientPeriod | None:
    """The period in which sheets are taken in now; None where the next one is not made yet."""
    now = clock.now()
    rows = ClientPeriod.objects.filter(
        survey=survey, delivery__opens_at__lte=now, delivery__closes_at__gt=now
    )
    return rows.select_related("delivery__instrument_version").order_by("-starts_on").first()


def form_of(survey: ClientSurvey) -> InstrumentVersion | None:
    """What is asked now: that of the running period, else what the next one will ask."""
    period = open_period(survey)
    return client_form() if period is None else period.delivery.instrument_version


def survey_centers(actor: User) -> QuerySet[Center]:
    """The centers whose surveys the person runs: those that they manage; administrators all."""
    rows = Center.objects.order_by("name", "id")
    return rows if has_role(actor, Role.ADMINISTRATOR) else rows.filter(pk__in=managed_center_ids(actor))


def survey_center(actor: User, uuid: UUID) -> Center | None:
    """One of them."""
    return survey_centers(actor).filter(uuid=uuid).first()


def survey_of(center: Center) -> ClientSurvey | None:
    """The center's survey, with the center."""
    return ClientSurvey.objects.select_related("center").filter(center=center).first()


def survey_minimum() -> int:
    """The fewest sheets that a figure shown to a center may rest on."""
    return max(5, settings.SMALL_GROUP_MINIMUMS.get("own_center", 5))


def periods_of(survey: ClientSurvey) -> list[PeriodLine]:
    """Its periods, the latest first."""
    now, found = clock.now(), []
    rows = ClientPeriod.objects.filter(survey=survey).select_related("delivery").order_by("-starts_on")
    counted = _sheets([one.delivery_id for one in rows])
    for one in rows:
        sheets, paper = counted.get(one.delivery_id, (0, 0))
        closes_at = one.delivery.closes_at
        found.append(
            PeriodLine(
                period=one,
                sheets=sheets,
                paper=paper,
                open=closes_at is None or now < closes_at,
                enough=enough(sheets, survey_minimum()),
            )
        )
    return found


def batches_of(survey: ClientSurvey, now: datetime) -> list[Any]:
    """The batches that still let sheets in, with `left`: how many codes nobody has used."""
    rows = TicketBatch.objects.filter(survey=survey, ended_at__isnull=True, expires_at__gt=now)
    return list(rows.select_related("made_by").annotate(left=Count("tickets")).order_by("-made_at", "-pk"))


def batch_of(survey: ClientSurvey, uuid: UUID) -> TicketBatch | None:
    """A batch of the survey, open or not."""
    return TicketBatch.objects.filter(survey=survey, uuid=uuid).first()


def paper_batch(survey: ClientSurvey, uuid: UUID) -> tuple[TicketBatch, UUID | None, int] | None:
    """(batch, the key of one of its codes, how many are left) of sheets on paper; None for no such batch."""
    batch = TicketBatch.objects.filter(survey=survey, uuid=uuid, kind=TicketKind.PAPER).first()
    if batch is None or not batch.is_open(clock.now()):
        return None
    keys = AnonymousTicket.objects.filter(batch=batch)
    return batch, keys.order_by("key").values_list("pk", flat=True).first(), keys.count()


def is_ticket_of(batch: TicketBatch, key: UUID) -> bool:
    """Whether that code is one of the batch, and nobody has used it."""
    return AnonymousTicket.objects.filter(batch=batch, pk=key).exists()


def ticket_of(code_hash: str) -> AnonymousTicket | None:
    """The ticket of a code, with its survey, while it lets a sheet in."""
    rows = AnonymousTicket.objects.select_related("batch__survey__center")
    found = rows.filter(code_hash=code_hash).first()
    if found is None or not found.batch.is_open(clock.now()) or found.batch.survey.closed_at is not None:
        return None
    return found


def tablet_of(token: str) -> TicketBatch | None:
    """The batch of a tablet's link, while it works."""
    rows = TicketBatch.objects.select_related("survey__center").filter(
        kind=TicketKind.TABLET, token_hash=hash_token(token)
    )
    found = rows.first()
    if found is None or not found.is_open(clock.now()) or found.survey.closed_at is not None:
        return None
    return found


def client_boxes(*, center_ids: Collection[int] | None = None) -> list[ClientBox]:
    """The periods that are over and hold enough sheets: nothing is added to these any more."""
    rows = ClientPeriod.objects.filter(delivery__closes_at__lte=clock.now()).select_related("survey")
    if center_ids is not None:
        rows = rows.filter(survey__center_id__in=center_ids)
    rows = rows.order_by("starts_on", "survey__center_id")
    counted = _sheets([one.delivery_id for one in rows])
    found = []
    for one in rows:
        sheets, paper = counted.get(one.delivery_id, (0, 0))
        if enough(sheets, survey_minimum()):
            found.append(
                ClientBox(
                    one.uuid, one.delivery_id, one.survey.center_id, one.starts_on, one.ends_on, sheets, paper
                )
            )
    return found


def _sheets(delivery_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """(sheets, those on paper) by delivery."""
    rows = AnonymousSheet.objects.filter(delivery_id__in=delivery_ids).order_by().values("delivery_id")
    counted = rows.annotate(sheets=Count("pk"), on_paper=Count("pk", filter=Q(paper=True)))
    return {row["delivery_id"]: (row["sheets"], row["on_paper"]) for row in counted}
