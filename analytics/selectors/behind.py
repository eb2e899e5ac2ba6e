"""Who of a manager's own centers is behind: live, since participation is known there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from analytics.selectors.scopes import Scope
from courses import api as courses
from lms.accounts.api import managed_center_ids
from lms.accounts.models import User
from lms.core import clock


@dataclass(frozen=True, slots=True)
class Line:
    """A person with what they lack; `days` since the last day (negative: days left)."""

    named: courses.Named
    days: int


@dataclass(frozen=True, slots=True)
class WorkList:
    """Who is late and who is due within a week, and the lines of one page of them."""

    late: int
    soon: int
    lines: tuple[Line, ...]
    centers: int = 1

    @property
    def rest(self) -> int:
        """How many stand on other pages."""
        return self.late + self.soon - len(self.lines)


def work_list(actor: User, found: Sequence[courses.Behind], *, first: int = 0, most: int = 10) -> WorkList:
    """One page of `everybody_behind`, with names and the last letter of each."""
    late = sum(1 for one in found if one.late)
    shown = courses.named(found[first : first + most])
    now = clock.now()
    lines = tuple(Line(one, (now - one.behind.due).days) for one in shown)
    return WorkList(late, len(found) - late, lines, len(managed_center_ids(actor)))


def one_behind(actor: User, enrollment: UUID) -> courses.Named | None:
    """The person of that enrollment, if they are behind and of a center that the actor manages."""
    found = courses.named(everybody_behind(actor))
    return next((one for one in found if one.enrollment.uuid == enrollment), None)


def behind_in(scope: Scope) -> list[courses.Behind]:
    """The people in scope, the longest overdue first; without names."""
    return courses.behind(cohort_ids=list(scope.cohorts), center_ids=scope.center_ids)


def everybody_behind(actor: User) -> list[courses.Behind]:
    """The people of the centers that the person manages, in the same order."""
    centers = frozenset(managed_center_ids(actor))
    cohorts = courses.cohorts_for(actor).filter(enrollments__center_id__in=centers).distinct()
    return courses.behind(cohort_ids=list(cohorts.values_list("pk", flat=True)), center_ids=centers)
