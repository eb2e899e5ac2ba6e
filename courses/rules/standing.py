"""The five states in which a person can stand with a step; they always add up. Pure.

Rates are taken over done and missing only: what is not due yet, was left or is owed by nobody says
nothing about how a cohort is doing.
"""

from datetime import datetime, timedelta

from courses.data import STANDINGS

DONE, MISSING, NOT_YET, LEFT, EXEMPT = STANDINGS

GRACE = timedelta(days=7)


def standing(
    *,
    done: bool,
    owed: bool,
    left_at: datetime | None,
    due: datetime | None,
    now: datetime,
    grace: timedelta = GRACE,
) -> str:
    """One of `STANDINGS`, at the moment `now`.

    What was done stays done, whatever came after. A step that the person does not owe is exempt. Whoever
    left before the step was missing has left; whoever let the last day and the grace pass first still
    misses it. Time alone never makes a step missing before both have passed, and a step without a last
    day is never missing.
    """
    if done:
        return DONE
    if not owed:
        return EXEMPT
    overdue = due + grace if due is not None else None
    if left_at is not None and (overdue is None or left_at < overdue):
        return LEFT
    if overdue is not None and now >= overdue:
        return MISSING
    return NOT_YET
