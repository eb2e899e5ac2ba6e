"""What is stored, held against the diaries."""

from collections.abc import Iterable

from assessments import api
from assessments.models import Attempt, Delivery, Response, Score
from lms.core.models import AuditEvent
from tests.reliability.taker import Taker


def lost(takers: Iterable[Taker]) -> list[str]:
    """Every acknowledged answer that is not stored, or stored otherwise than it was sent."""
    found = []
    for taker in takers:
        stored = {
            one.item_version.uuid: one
            for one in Response.objects.filter(attempt__uuid=taker.attempt).select_related("item_version")
        }
        for item, seq in taker.diary.acknowledged.items():
            row = stored.get(item)
            if row is None or row.seq < seq:
                found.append(f"{taker.user.pk} {item}: {seq} was acknowledged, {row and row.seq} is stored")
            elif row.value != taker.diary.sent[item][row.seq]:
                found.append(f"{taker.user.pk} {item}: {row.seq} is stored as {row.value}")
    return found


def stuck(takers: Iterable[Taker]) -> int:
    """Sittings that were handed in and are not."""
    uuids = [one.attempt for one in takers]
    return Attempt.objects.filter(uuid__in=uuids, submitted_at__isnull=True).count()


def doubled(delivery: Delivery) -> dict[str, int]:
    """How many sittings, answers, sets of scores and records of starting and handing in are too many."""
    attempts = list(Attempt.objects.filter(delivery=delivery))
    people = {one.user_id for one in attempts}
    answers = Response.objects.filter(attempt__delivery=delivery).values_list("attempt", "item_version")
    scores = Score.objects.filter(attempt__delivery=delivery).values_list("attempt", "revision", "topic")
    targets = [one.uuid for one in attempts]
    ended = sum(one.submitted_at is not None for one in attempts)
    records = AuditEvent.objects.filter(action="assessments.submit_attempt", target_uuid__in=targets)
    return {
        "sittings": len(attempts) - len(people),
        "answers": len(answers) - len(set(answers)),
        "scores": len(scores) - len(set(scores)),
        "hand_ins": records.count() - ended,
    }


def wrong_scores(delivery: Delivery) -> int:
    """Sittings whose stored score is not what their stored answers earn."""
    return len(api.verify_scores(delivery_ids=[delivery.pk]))
