"""How people stand with what a path measures: the last days are those of their cohorts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.data import AFTER, BASELINE, BEFORE, LATER, OPINION, PLAYED, READ, STOOD, WHOLE
from courses.enums import EnrollmentStatus
from courses.rules.standing import DONE, EXEMPT, LEFT, MISSING, standing
from courses.selectors.records import Records
from courses.step_kinds import StepKind, kind_of
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Term:
    """Whether a cohort's people owe something, and until when; None is no last day."""

    owed: bool
    due: datetime | None


_ASKS: Mapping[str, Callable[[StepKind, Any], bool]] = {
    BEFORE: lambda kind, step: kind.measures == BEFORE,
    READ: lambda kind, step: kind.reading,
    PLAYED: lambda kind, step: kind.live and kind.counts(step),
    AFTER: lambda kind, step: kind.measures == AFTER,
    OPINION: lambda kind, step: kind.measures == OPINION,
    # Whoever has met what the certificate demands has done the course.
    WHOLE: lambda kind, step: bool(kind.missing) and kind.is_demanded(step),
    BASELINE: lambda kind, step: kind.measures == BASELINE,
    LATER: lambda kind, step: kind.measures == LATER,
}


class Standings:
    """The terms of each cohort, worked out once, and everybody's states under them."""

    def __init__(self, found: Records) -> None:
        self._found, self._now = found, clock.now()
        self._terms: dict[int, dict[str, Term]] = {}

    def of(self, enrollment: Any, done: Mapping[str, bool]) -> tuple[str, ...]:
        """The state of one person with each of `STOOD`; `done` says what the person did."""
        states = {what: DONE if done[what] else self._undone(enrollment, what) for what in STOOD}
        if states[LATER] != DONE and states[AFTER] in (MISSING, LEFT):
            # Whoever did not come to the end is not asked how it went on.
            states[LATER] = LEFT if states[AFTER] == LEFT else EXEMPT
        return tuple(states[what] for what in STOOD)

    def whole(self, enrollment: Any, *, complete: bool) -> str:
        """The state of one person with the course as a whole."""
        return DONE if complete else self._undone(enrollment, WHOLE)

    def due(self, enrollment: Any, what: str) -> datetime | None:
        """The last day of what the person owes; None where there is none."""
        term = self._term(enrollment, what)
        return term.due if term.owed else None

    def _term(self, enrollment: Any, what: str) -> Term:
        terms = self._terms.get(enrollment.cohort_id)
        if terms is None:
            terms = self._terms[enrollment.cohort_id] = self._read(enrollment)
        return terms[what]

    def _undone(self, enrollment: Any, what: str) -> str:
        left_at = enrollment.withdrawn_at if enrollment.status == EnrollmentStatus.WITHDRAWN else None
        term = self._term(enrollment, what)
        owed = term.owed
        if what == BASELINE and term.due is not None and enrollment.enrolled_at >= term.due:
            owed = False
        return standing(done=False, owed=owed, left_at=left_at, due=term.due, now=self._now)

    def _read(self, enrollment: Any) -> dict[str, Term]:
        known = self._found.known(enrollment)
        steps = self._found.steps.get(enrollment.cohort_id, [])
        terms = {}
        for what, asks in _ASKS.items():
            asked = [step for step in steps if asks(kind_of(step.kind), step)]
            owed = [step for step in asked if step.required or kind_of(step.kind).asked]
            days = [kind_of(step.kind).due(known, step) for step in owed]
            last = [day for day in days if day is not None]
            # Where one of them has no last day, nobody is ever late with all of them.
            terms[what] = Term(bool(owed), max(last) if last and len(last) == len(days) else None)
        return terms
