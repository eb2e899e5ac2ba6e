"""What a whole attempt takes up in the database, tables and indexes together."""

from django.db import connection

from assessments import api as assessments
from assessments.models import AttemptItem
from benchmarks.pages import people

ATTEMPTS = 200


def bytes_per_attempt() -> float:
    """The growth of the database by `ATTEMPTS` attempts of the pre-test, all 20 items answered, each."""
    delivery = people.pre_test().delivery
    takers = people.newcomers(ATTEMPTS)
    before = _size()
    for user in takers:
        attempt = assessments.start_attempt(user=user, delivery=delivery)
        rows = AttemptItem.objects.filter(attempt=attempt).select_related("item_version")
        for one in rows:
            assessments.save_answer(
                user=user,
                attempt=attempt,
                item=one.item_version.uuid,
                raw=[one.item_version.content["options"][0]["key"]],
                seq=1,
                epoch=attempt.epoch,
            )
        assessments.submit_attempt(user=user, attempt=attempt)
    return (_size() - before) / ATTEMPTS


def _size() -> int:
    """What tables and indexes hold, free pages apart."""
    if connection.vendor == "sqlite":
        used = _one("PRAGMA page_count") - _one("PRAGMA freelist_count")
        return used * _one("PRAGMA page_size")
    return _one(
        "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' "
        "AND (relname LIKE 'assessments%%' OR relname = 'core_auditevent')"
    )


def _one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [] if "%%" in sql else None)
        return int(cursor.fetchone()[0])
