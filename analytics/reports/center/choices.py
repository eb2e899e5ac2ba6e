"""Whom somebody may ask for: all, a half-year or a cohort, never two sets that differ by a small one."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from analytics import disclosure
from analytics.facts import Figures, due, subset
from analytics.reports.cohorts.indicators import counts
from analytics.reports.document import Option
from analytics.reports.registry import Asked, UnknownChoice
from courses.data import AFTER, BEFORE, CohortInfo

Half = tuple[int, int]


def shown_cohorts(figures: Figures, audience: str) -> tuple[int, ...]:
    """The cohorts that may stand beside all of them together; small ones are in the whole alone."""
    groups = []
    for cohort_id in figures.cohorts:
        own = subset(figures, [cohort_id])
        pairs = int(due(own, BEFORE, AFTER).paired.sum())
        groups.append(disclosure.Group(cohort_id, len(own), ((None, pairs), *counts(own).values())))
    hidden = disclosure.hidden_rows(groups, audience)
    if hidden is None:
        return ()
    return tuple(group.label for group in groups if group.people and group.label not in hidden)  # type: ignore[misc]


def halves(figures: Figures, audience: str) -> dict[Half, tuple[int, ...]]:
    """Half-years that are made of cohorts that may all be shown, the latest first."""
    shown = set(shown_cohorts(figures, audience))
    of_half: dict[Half, list[int]] = {}
    for cohort_id, info in figures.cohorts.items():
        of_half.setdefault(half_of(info), []).append(cohort_id)
    if len(of_half) < 2:
        return {}
    return {
        half: tuple(own)
        for half, own in sorted(of_half.items(), reverse=True)
        if len(own) > 1 and shown.issuperset(own)
    }


def half_of(info: CohortInfo) -> Half:
    """The half-year in which a cohort begins."""
    return info.starts_on.year, 1 if info.starts_on.month <= 6 else 2


def choose(figures: Figures, asked: Asked, *, audience: str) -> tuple[int, ...]:
    """The cohorts asked for; raises UnknownChoice for what is not offered, and for two filters at once."""
    cohort, period = asked.get("cohort"), asked.get("period")
    if cohort and period:
        raise UnknownChoice
    if cohort:
        for one in shown_cohorts(figures, audience):
            if cohort in (str(figures.cohorts[one].uuid), figures.cohorts[one].code):
                return (one,)
        raise UnknownChoice
    if period:
        for half, own in halves(figures, audience).items():
            if period == written(half):
                return own
        raise UnknownChoice
    return tuple(figures.cohorts)


def written(half: Half) -> str:
    """How a half-year stands in an address: 2026-2."""
    return f"{half[0]}-{half[1]}"


def options(figures: Figures, asked: Asked, *, audience: str) -> tuple[Option, ...]:
    """All people, then half-years, then cohorts, the latest first; each is a page of its own."""
    shown = shown_cohorts(figures, audience)
    if not shown:
        return ()
    found = [Option(_("All people"), {}, not asked.get("cohort") and not asked.get("period"))]
    for half in halves(figures, audience):
        label = _("First half of %(year)s") if half[1] == 1 else _("Second half of %(year)s")
        key = written(half)
        found.append(Option(label % {"year": half[0]}, {"period": key}, asked.get("period") == key))
    for info in sorted((figures.cohorts[one] for one in shown), key=_latest, reverse=True):
        chosen = asked.get("cohort") in (str(info.uuid), info.code)
        found.append(Option(info.name, {"cohort": str(info.uuid)}, chosen))
    return tuple(found)


def _latest(info: CohortInfo) -> tuple[date, int]:
    return info.starts_on, info.id
