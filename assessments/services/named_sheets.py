"""Storing a one-page form with its person: a sitting that starts, is marked and ends at once."""

from collections.abc import Mapping

from assessments.item_types import Answer
from assessments.models import Attempt, AttemptItem, Delivery, InstrumentEntry, Response
from assessments.models.attempts import packed
from assessments.rules.papers import Offered, Part, lay_out
from assessments.services.scoring import item_rows, mark_attempt, write_marks
from lms.accounts.models import User
from lms.core import audit, clock


def store_named(user: User, delivery: Delivery, answers: Mapping[int, Answer]) -> Attempt:
    """Write the sheet within the caller's transaction; `answers` by item version's id."""
    now = clock.now()
    attempt = Attempt.objects.create(
        delivery=delivery,
        instrument_version_id=delivery.instrument_version_id,
        user=user,
        number=1,
        started_at=now,
        submitted_at=now,
    )
    AttemptItem.objects.bulk_create(item_rows(attempt, lay_out([_whole(delivery)], seed=0, shuffle=False)))
    Response.objects.bulk_create(
        Response(attempt=attempt, item_version_id=item, answer=packed(answer), saved_at=now)
        for item, answer in answers.items()
    )
    marked, responses = mark_attempt(attempt)
    write_marks(attempt, marked, responses, revision=1)
    attempt.save(update_fields=["revision"])
    audit.record(actor=user, action="assessments.submit_sheet", target=attempt)
    return attempt


def _whole(delivery: Delivery) -> Part:
    """All questions in written order: a page shows them as they stand."""
    entries = InstrumentEntry.objects.filter(version=delivery.instrument_version_id)
    return Part(
        [
            Offered(
                id=entry.item_version_id,
                name=str(entry.item_version.uuid),
                type=entry.item_version.type,
                content=entry.item_version.content,
                points=entry.points,
                topic=entry.item_version.item.topic,
            )
            for entry in entries.select_related("item_version__item").order_by("position")
        ]
    )
