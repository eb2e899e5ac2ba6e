"""What tells that anything changed in what was taken and rated, without reading any of it."""

from collections.abc import Collection
from typing import Any

from django.db import connection

from assessments.rules import timing
from lms.core import clock

# One statement instead of six: building those costs more than the database needs for all of them. Counts and
# sums of rows as they stand, with the moments of the last change; a row's columns mean what its line says.
_COUNTED = """
SELECT 'sittings', '', COUNT(*), SUM(id), SUM(user_id), SUM(revision),
       SUM(CASE WHEN submitted_at IS NOT NULL OR due_at < %s THEN 1 ELSE 0 END),
       CAST(MAX(submitted_at) AS TEXT)
FROM assessments_attempt WHERE delivery_id IN ({deliveries})
UNION ALL
SELECT 'receipts', '', COUNT(*), SUM(user_id), 0, 0, 0, ''
FROM assessments_anonymousreceipt WHERE delivery_id IN ({deliveries})
UNION ALL
SELECT 'sheets', '', COUNT(*), 0, 0, 0, 0, ''
FROM assessments_anonymoussheet WHERE delivery_id IN ({deliveries})
UNION ALL
SELECT 'ratings', rating.status, COUNT(*), SUM(rating.id), SUM(rating.version), SUM(rating.revision),
       SUM(CASE WHEN rating.set_aside THEN 1 ELSE 0 END), CAST(MAX(rating.saved_at) AS TEXT)
FROM assessments_rating rating
JOIN assessments_assignment assigned ON assigned.id = rating.assignment_id
JOIN assessments_ratingcase rated ON rated.id = assigned.case_id
WHERE rated.occasion_id IN ({occasions}) GROUP BY rating.status
UNION ALL
SELECT 'cases', state, COUNT(*), SUM(id), SUM(ratee_id), SUM(reruns), 0, CAST(MAX(released_at) AS TEXT)
FROM assessments_ratingcase WHERE occasion_id IN ({occasions}) GROUP BY state
UNION ALL
SELECT 'settled', settled.outcome, COUNT(*), SUM(settled.id), 0, 0, 0, CAST(MAX(settled.decided_at) AS TEXT)
FROM assessments_moderation settled
JOIN assessments_ratingcase rated ON rated.id = settled.case_id
WHERE rated.occasion_id IN ({occasions}) GROUP BY settled.outcome
"""


def marks_of_change(*, delivery_ids: Collection[int], occasion_ids: Collection[int]) -> tuple[Any, ...]:
    """A value that is another one after each change of what `participation`, `attempt_scores` and
    `rating_outcomes` say of these deliveries and occasions, or of how full their ballot boxes are.

    One statement with some rows, however many people there are. Nobody can be read out of it.
    """
    if not delivery_ids and not occasion_ids:
        return ()
    # Ids from the database, written as numbers: the statement names each of them three times.
    sql = _COUNTED.format(deliveries=_listed(delivery_ids), occasions=_listed(occasion_ids))
    with connection.cursor() as cursor:
        late = connection.ops.adapt_datetimefield_value(clock.now() - timing.GRACE)
        cursor.execute(sql, [late])
        return tuple(sorted(map(str, cursor.fetchall())))


def _listed(ids: Collection[int]) -> str:
    return ", ".join(str(int(one)) for one in sorted(ids)) or "NULL"
