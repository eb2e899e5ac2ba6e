"""Who is behind: people whose date has passed, and those whose date is near. Names, and no results."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from courses.data import ASKED, BASELINE, STOOD, WHOLE
from courses.models import Enrollment
from courses.rules.standing import MISSING, NOT_YET
from courses.selectors.figures import completions
from courses.selectors.many import many_records
from courses.selectors.standings import Standings
from lms.accounts.models import Letter
from lms.core import clock
from lms.core.composed import Composed

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Behind:
    """One enrollment with what it lacks (of `STOOD`) and the first of its last days.

    `late`: the last day and the days of grace have passed; else it is near, or in its days of grace.
    """

    enrollment_id: int
    user_id: int
    lacks: tuple[str, ...]
    due: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Named:
    """The same with the row of the enrollment, and when its person was last written to."""

    behind: Behind
    enrollment: Enrollment
    written: datetime | None


def behind(*, cohort_ids: Collection[int], center_ids: Collection[int] | None) -> list[Behind]:
    """Everybody who takes part and is late, the longest first; then who is due within a week.

    Nobody is late with what is only asked: it stands here while its last day is near.
    """
    found = many_records(cohort_ids=cohort_ids, center_ids=center_ids)
    standings, now = Standings(found), clock.now()
    soon = now + SOON
    people = []
    for one, row in zip(found.enrollments, completions(found), strict=True):
        states = dict(zip(STOOD, row.standings, strict=True))
        due = {what: standings.due(one, what) for what in STOOD if what != WHOLE}
        lacks = [what for what in due if states[what] == MISSING and what not in ASKED]
        near = [
            what for what, day in due.items() if states[what] == NOT_YET and day is not None and day < soon
            # The baseline cannot be made up for once it is closed.
            and not (what == BASELINE and day <= now)
        ]  # fmt: skip
        chosen = lacks or near
        days = [day for what in chosen if (day := due[what]) is not None]
        if days:
            people.append(Behind(one.pk, one.user_id, tuple(chosen), min(days), bool(lacks)))
    return sorted(people, key=lambda one: (not one.late, one.due, one.enrollment_id))


_LETTERS = Letter.objects.filter(user_id=OuterRef("user_id"), state=Letter.State.SENT).order_by("-done_at")
_NAMED = Composed(
    lambda enrollments: (
        Enrollment.objects.filter(pk__in=enrollments)
        .annotate(written=Subquery(_LETTERS.values("done_at")[:1]))
        .select_related("user", "cohort", "center")
    )
)


def named(people: Collection[Behind]) -> list[Named]:
    """The same people with their names, in the same order."""
    known = {row.pk: row for row in _NAMED(enrollments=[one.enrollment_id for one in people])}
    return [
        Named(one, row, row.written) for one in people if (row := known.get(one.enrollment_id)) is not None
    ]
