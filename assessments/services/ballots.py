"""Putting sheets into the ballot box, so that nobody who reads the database can tell whose they are."""

from collections.abc import Mapping, Sequence
from random import SystemRandom
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from assessments.models import (
    AnonymousComment,
    AnonymousReceipt,
    AnonymousSheet,
    AnonymousTicket,
    Attempt,
    Delivery,
    StorySlip,
)
from lms.accounts.models import User
from lms.core import clock
from lms.core.errors import UserError

# How many rows of each table are written anew beside a new one: no fewer people can be meant by
# anything that the database knows of a row. A delivery of up to so many is rewritten whole.
PAGE = 200
BOX = (AnonymousSheet, AnonymousComment, AnonymousReceipt)
# What is written anew on disk each day, codes that were used too.
TABLES = (*BOX, AnonymousTicket, StorySlip)
_random = SystemRandom()
Row = TypeVar("Row", AnonymousSheet, AnonymousComment, AnonymousReceipt, StorySlip)


def cast(
    *, user: User, delivery: Delivery, answers: Mapping[str, object], comments: Sequence[tuple[int, str]]
) -> None:
    """Store one anonymous sheet; a second one of the same person changes nothing.

    `answers` are those without words by item version's id, `comments` (item version's id, words).
    No event goes into the audit log: its place there would say when the sheet came. The receipt
    is the record that the person took part.
    """
    with transaction.atomic():
        _lock(delivery.pk)
        if has_cast(user=user, delivery=delivery):
            return
        # The three are rewritten with every sheet, the comments also when it has none.
        _put(AnonymousReceipt, delivery.pk, [AnonymousReceipt(user=user, on=clock.today())])
        _put(AnonymousSheet, delivery.pk, [AnonymousSheet(answers=dict(answers))])
        _put(
            AnonymousComment,
            delivery.pk,
            [AnonymousComment(item_version_id=item, text=text) for item, text in comments],
        )


def cast_by_ticket(
    *,
    ticket: UUID,
    delivery: Delivery,
    answers: Mapping[str, object],
    comments: Sequence[tuple[int, str]],
    paper: bool = False,
) -> bool:
    """Store one sheet for the code of that key, which goes with it; False where it has gone before.

    As in `cast` nothing else is written: whoever holds a code is nobody whom the platform knows, and that
    the code is gone is the record.
    """
    with transaction.atomic():
        _lock(delivery.pk)
        if not AnonymousTicket.objects.filter(pk=ticket).delete()[0]:
            return False
        _put(AnonymousSheet, delivery.pk, [AnonymousSheet(answers=dict(answers), paper=paper)])
        _put(
            AnonymousComment,
            delivery.pk,
            [AnonymousComment(item_version_id=item, text=text) for item, text in comments],
        )
    return True


def put_slip(*, delivery: Delivery, worked: bool, contact: str) -> None:
    """Store a volunteer's slip, which says nothing of them but what they wrote; the same one only once.

    Raises UserError ("full") where there is a slip for each answer: nothing says who left them.
    """
    with transaction.atomic():
        _lock(delivery.pk)
        slips = StorySlip.objects.filter(delivery=delivery)
        if slips.filter(contact__iexact=contact).exists():
            return
        if slips.count() >= Attempt.objects.filter(delivery=delivery, submitted_at__isnull=False).count():
            raise UserError(_("There is a slip for every answer already."), code="full")
        _put(StorySlip, delivery.pk, [StorySlip(worked=worked, contact=contact)])


def has_cast(*, user: User, delivery: Delivery) -> bool:
    """Whether the person has put a sheet into the delivery's box."""
    return AnonymousReceipt.objects.filter(user=user, delivery=delivery).exists()


def move_receipts(*, kept: User, gone: User) -> int:
    """Give the receipts of `gone` to `kept`; returns how many. Both having one is IntegrityError."""
    with transaction.atomic():
        receipts = list(AnonymousReceipt.objects.filter(user=gone).order_by("delivery_id"))
        for one in receipts:
            _lock(one.delivery_id)
            AnonymousReceipt.objects.filter(user=gone, delivery_id=one.delivery_id).delete()
            _put(AnonymousReceipt, one.delivery_id, [AnonymousReceipt(user=kept, on=one.on)])
    return len(receipts)


def vacuum() -> None:
    """Remove from the database's files what rewriting left there; once a day, outside a transaction.

    Raises RuntimeError inside a transaction, where neither database can do it.
    """
    if connection.in_atomic_block:
        raise RuntimeError("the ballot box is vacuumed outside a transaction")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in TABLES:
                # FULL: a plain vacuum frees the space of old rows and leaves their bytes in it.
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(model._meta.db_table)}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _lock(delivery_id: int) -> None:
    """Let one writer at a time into the delivery's box; on SQLite the transaction itself does."""
    Delivery.objects.select_for_update(no_key=True).only("pk").get(pk=delivery_id)


def _put(model: type[Row], delivery_id: int, new: Sequence[Row]) -> None:
    """Write the new rows and a page of those that are there, all under new keys and shuffled.

    Every table draws its own page and its own order, so that none says anything of the others.
    """
    kept: Sequence[Any] = _page(model, delivery_id)
    model.objects.filter(pk__in=[row.pk for row in kept]).delete()
    rows: list[Any] = [*kept, *new]
    for row in rows:
        row.pk, row.delivery_id = uuid4(), delivery_id
    _random.shuffle(rows)
    model.objects.bulk_create(rows)


def _page(model: type[Row], delivery_id: int) -> list[Row]:
    """PAGE rows from a random key on, and on from the lowest key when it comes to the end."""
    rows = model.objects.filter(delivery_id=delivery_id).order_by("key")
    start = uuid4()
    page = list(rows.filter(key__gte=start)[:PAGE])
    return page + list(rows.filter(key__lt=start)[: PAGE - len(page)]) if len(page) < PAGE else page
