"""Figures as they were published: the latest release, or an earlier one, put together from its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from django.utils import timezone

from analytics import disclosure
from analytics.facts import NOWHERE, Figures, People, Rated, TopicCells, people_of, together
from analytics.follow_ups import FollowUp, read
from analytics.follow_ups import together as joined
from analytics.form_links import FormLink
from analytics.releases.follow_ups import as_of
from analytics.releases.forms import reader
from analytics.releases.models import Release, ReleaseParticipation, ReleaseTable, ReleaseUnit, is_withdrawn
from analytics.releases.rows import without_results
from analytics.releases.states import AUDIENCE
from analytics.selectors.figures import opinions_of
from courses.data import LATER, CohortInfo


@dataclass(frozen=True)
class Frozen:
    """A release as one reader sees it.

    `figures` are of everybody: published results, and people without one in it as enrolled. The pool is
    part of them. `cohorts` are the same without the pool, for figures of single cohorts. `tables` has by
    dimension the figures on which its breakdown stands, with the day; `withheld` names those taken out.
    """

    release: Release
    figures: Figures
    cohorts: Figures
    tables: Mapping[str, tuple[date, Figures]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()

    @property
    def as_of(self) -> date:
        """The day of its data."""
        return timezone.localdate(self.release.data_as_of)


def participation(release: Release, cohorts: Mapping[int, CohortInfo]) -> Figures:
    """Who took part as of the release, without a result, and the opinions that are published.

    A release from before this was kept has nobody but those whom its units show.
    """
    kept = ReleaseParticipation.objects.filter(release=release).first()
    people = people_of([]) if kept is None else reader(kept.form).people(bytes(kept.columns))
    of_units = ReleaseUnit.objects.filter(release__number__lte=release.number, cohort__isnull=False)
    known = {*people["cohort"].tolist(), *of_units.values_list("cohort_id", flat=True)}
    own = {key: info for key, info in cohorts.items() if key in known}
    return Figures(
        cohorts=own,
        people=people[np.isin(people["cohort"], sorted(own))],
        opinions={} if kept is None else _published(release, opinions_of(own), kept.sheets),
        links={int(key): FormLink(*link) for key, link in release.definitions.get("links", {}).items()},
    )


def frozen(release: Release, live: Figures, *, center_ids: Collection[int] | None) -> Frozen:
    """The release over the people of some centers, or all.

    `live` is who takes part: for a center today, for all `participation`. From it come those whom no release
    shows yet, without their results. A withdrawn release shows nobody's.
    """
    if center_ids is not None:
        sheets = release.participation.sheets if hasattr(release, "participation") else {}
        live = replace(live, opinions=_published(release, live.opinions, sheets))
    chosen = _units(release.number, center_ids)
    if is_withdrawn(release):
        chosen = []
    rows = ReleaseTable.objects.filter(release=release)
    rows = rows.filter(center=None) if center_ids is None else rows.filter(center_id__in=center_ids)
    tables: dict[str, tuple[int, datetime]] = {}
    withheld = set()
    stands = rows.values_list("dimension", "withheld", "since__number", "since__data_as_of")
    for dimension, away, number, day in stands:
        if away:
            withheld.add(dimension)
        # Several centers of one manager stand on the oldest of their dates.
        tables[dimension] = min(tables.get(dimension, (number, day)), (number, day))
    whole = _together(chosen, live, pool=True)
    earlier = {
        number: _together(_units(number, center_ids), live, pool=True)
        for number in {number for number, _day in tables.values()}
        if number != release.number and chosen
    }
    said = follow_ups(release, live.cohorts, center_ids=center_ids)
    return Frozen(
        release,
        replace(whole, follow_ups=said),
        replace(_together(chosen, live, pool=False), follow_ups=_without_pool(said)),
        {
            dimension: (timezone.localdate(day), earlier.get(number, whole))
            for dimension, (number, day) in tables.items()
        },
        frozenset(withheld),
    )


def follow_ups(
    release: Release, cohorts: Mapping[int, CohortInfo], *, center_ids: Collection[int] | None
) -> dict[int, FollowUp]:
    """By cohort what its people say they do at work, as published; `NOWHERE` has those of the pools."""
    if is_withdrawn(release) or not any(LATER in info.deliveries for info in cohorts.values()):
        return {}
    parts: dict[int, list[FollowUp]] = defaultdict(list)
    for one in as_of(release.number, center_ids=center_ids):
        if one.cohort_id is None:
            parts[NOWHERE].append(read(one.cells))
        elif one.cohort_id in cohorts:
            parts[one.cohort_id].append(read(one.cells))
    return {key: joined(own) for key, own in parts.items()}


def _without_pool(found: Mapping[int, FollowUp]) -> dict[int, FollowUp]:
    return {key: own for key, own in found.items() if key != NOWHERE}


def _published(
    release: Release, opinions: Mapping[int, tuple[float, ...]], sheets: Mapping[str, int]
) -> dict[int, tuple[float, ...]]:
    """The opinions of cohorts in whose ballot box nothing changed since they were published.

    What came later is not told apart from what was there, so the cohort waits until enough more came.
    """
    if is_withdrawn(release):
        return {}
    return {key: own for key, own in opinions.items() if sheets.get(str(key)) == len(own)}


def _units(number: int, center_ids: Collection[int] | None) -> list[ReleaseUnit]:
    """What each place shows as of a release."""
    rows = ReleaseUnit.objects.filter(release__number__lte=number).order_by("release__number")
    if center_ids is not None:
        rows = rows.filter(center_id__in=center_ids)
    newest: dict[tuple[int | None, int | None], int] = {}
    for pk, cohort, center in rows.values_list("pk", "cohort_id", "center_id"):
        newest[cohort, center] = pk
    found: list[ReleaseUnit] = []
    ids = sorted(newest.values())
    for start in range(0, len(ids), 500):
        found += ReleaseUnit.objects.filter(pk__in=ids[start : start + 500]).order_by("pk")
    return found


def published_rows(release: Release) -> list[tuple[int | None, People]]:
    """By cohort, None for the pool, whoever a release shows results of, and who stands in one row with them.

    Nobody is named. Who is shown in no figure is not here either; a withdrawn release has nobody.
    """
    if is_withdrawn(release):
        return []
    shown = _shown(_units(release.number, None), pool=True)
    return [(one.cohort_id, reader(one.form).people(bytes(one.columns))) for one in shown]


def _shown(units: Collection[ReleaseUnit], *, pool: bool) -> list[ReleaseUnit]:
    """Those that a figure rests on: a pool beside cohorts only from twice the minimum on."""
    floor = disclosure.unanimous_floor(AUDIENCE)
    alone = all(one.cohort_id is None for one in units)
    return [one for one in units if one.cohort_id is not None or (pool and (alone or one.people >= floor))]


def _together(units: Iterable[ReleaseUnit], live: Figures, *, pool: bool) -> Figures:
    units = [one for one in units if one.cohort_id is None or one.cohort_id in live.cohorts]
    shown = _shown(units, pool=pool)
    placed = {
        (one.cohort_id, NOWHERE if one.center_id is None else one.center_id)
        for one in units
        if one.cohort_id is not None
    }
    rest = live.people
    if placed:
        published = np.fromiter(
            (
                (cohort, center) in placed
                for cohort, center in zip(rest["cohort"].tolist(), rest["center"].tolist(), strict=True)
            ),
            dtype=bool,
            count=len(rest),
        )
        rest = rest[~published]
    rest = without_results(rest)
    people = together([*(reader(one.form).people(bytes(one.columns)) for one in shown), rest])
    topics: dict[int, dict[str, TopicCells]] = defaultdict(dict)
    ratings: dict[int, list[Rated]] = defaultdict(list)
    for one in shown:
        if one.cohort_id is None:
            continue
        for topic, cells in reader(one.form).topics(one.topics).items():
            known = topics[one.cohort_id].get(topic)
            topics[one.cohort_id][topic] = (
                cells if known is None else TopicCells(cells.maximum, (*known.cells, *cells.cells))
            )
        if (rated := reader(one.form).rated(one.ratings)) is not None:
            ratings[one.cohort_id].append(rated)
    definitions = {
        one.cohort_id: reader(one.form).definition(one.definition)
        for one in shown
        if one.cohort_id is not None
    }
    return replace(
        live,
        cohorts={key: _as_defined(info, definitions.get(key)) for key, info in live.cohorts.items()},
        people=people[np.argsort(people["cohort"], kind="stable")],
        topics=dict(topics),
        ratings={key: _rated(parts) for key, parts in ratings.items()},
    )


def _as_defined(info: Any, definition: Mapping[str, Any] | None) -> Any:
    """The cohort with the pass mark and the threshold that its published figures were made with."""
    return info if not definition else replace(info, **definition)


def _rated(parts: list[Rated]) -> Rated:
    criteria: dict[str, tuple[int, float]] = {}
    for part in parts:
        for key, (n, mean) in part.criteria.items():
            known, other = criteria.get(key, (0, 0.0))
            criteria[key] = known + n, (known * other + n * mean) / (known + n)
    return Rated(sum(part.people for part in parts), criteria)
