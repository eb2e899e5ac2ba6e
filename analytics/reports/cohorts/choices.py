"""Which sets of cohorts somebody may ask for: never two whose difference is a small group."""

from dataclasses import dataclass

from analytics import disclosure
from analytics.facts import Figures, due, subset
from analytics.reports.cohorts.indicators import counts
from courses.data import AFTER, BEFORE, CohortInfo


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of cohorts that can be chosen: one, several merged, a half-year ("2026-2") or all ("")."""

    key: str
    cohort_ids: tuple[int, ...]
    period: tuple[int, int] | None = None


def choices(figures: Figures, *, audience: str) -> list[Choice]:
    """All, then each half-year, then each cohort; small cohorts only together with others.

    A half-year is offered only when it is made of whole cohorts or whole merged sets: otherwise it
    minus its cohorts would be a small one.
    """
    rows = cohort_rows(figures, audience=audience)
    found = [Choice("", tuple(figures.cohorts))]
    if len(rows) < 2:
        return found
    periods = sorted({_period(info) for info in figures.cohorts.values()}, reverse=True)
    for year, half in periods if len(periods) > 1 else ():
        members = {one for one, info in figures.cohorts.items() if _period(info) == (year, half)}
        inside = [row for row in rows if set(row) & members]
        if all(set(row) <= members for row in inside) and len(inside) > 1:
            ids = tuple(one for one in figures.cohorts if one in members and any(one in row for row in rows))
            found.append(Choice(f"{year}-{half}", ids, (year, half)))
    for row in rows:
        found.append(Choice("+".join(str(figures.cohorts[one].uuid) for one in row), row))
    return found


def cohort_rows(figures: Figures, *, audience: str) -> list[tuple[int, ...]]:
    """The cohorts as rows of a table, small ones merged."""
    groups = []
    for cohort_id in figures.cohorts:
        own = subset(figures, [cohort_id])
        pairs = int(due(own, BEFORE, AFTER).paired.sum())
        groups.append(disclosure.Group(cohort_id, len(own), ((None, pairs), *counts(own).values())))
    return [tuple(int(str(label)) for label in row) for row in disclosure.merge(groups, audience)]


def _period(info: CohortInfo) -> tuple[int, int]:
    return info.starts_on.year, 1 if info.starts_on.month <= 6 else 2
