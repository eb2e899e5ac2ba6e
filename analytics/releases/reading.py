"""Figures as they were published: the latest release, or an earlier one, put together from its units."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from django.db.models import F, TextField, Window
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone

from analytics import disclosure
from analytics.clients import Clients
from analytics.facts import (
    NOWHERE,
    Each,
    Figures,
    Later,
    People,
    Rated,
    TopicCells,
    people_of,
    places,
    those,
    together,
)
from analytics.follow_ups import FollowUp, read
from analytics.follow_ups import together as joined
from analytics.form_links import FormLink
from analytics.releases import clients as boxes
from analytics.releases import supervised as views
from analytics.releases.follow_ups import as_of
from analytics.releases.forms import reader
from analytics.releases.models import Release, ReleaseParticipation, ReleaseTable, ReleaseUnit, is_withdrawn
from analytics.releases.rows import without_results
from analytics.releases.states import AUDIENCE
from analytics.selectors.figures import opinions_of
from analytics.supervised import Supervised
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
    people = people_of([]) if kept is None else reader(kept.form).people([bytes(kept.columns)])
    of_units = ReleaseUnit.objects.filter(release__number__lte=release.number, cohort__isnull=False)
    ids = of_units.order_by().values_list("cohort_id", flat=True).distinct()
    enrolled = np.unique(people["cohort"]).tolist()
    known = {*enrolled, *ids}
    own = {key: info for key, info in cohorts.items() if key in known}
    if not own.keys() >= set(enrolled):
        people = those(people, np.isin(people["cohort"], sorted(own)))
    return Figures(
        cohorts=own,
        people=people,
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
    said = follow_ups(release, live.cohorts, center_ids=center_ids)
    whole, cohorts = _together(chosen, live)
    whole = replace(
        whole, follow_ups=said, supervised=supervised(release, live.cohorts, center_ids=center_ids)
    )
    earlier = {
        number: _together(_units(number, center_ids), live)[0]
        for number in {number for number, _day in tables.values()}
        if number != release.number and chosen
    }
    return Frozen(
        release,
        whole,
        replace(cohorts, follow_ups=_without_pool(said)),
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


def supervised(
    release: Release, cohorts: Mapping[int, CohortInfo], *, center_ids: Collection[int] | None
) -> tuple[Supervised, ...]:
    """What supervisors see of these centers' people, as published."""
    if is_withdrawn(release) or not any(info.supervisors for info in cohorts.values()):
        return ()
    return views.as_of(release.number, center_ids=center_ids)


def clients(release: Release, *, center_ids: Collection[int] | None) -> tuple[Clients, ...]:
    """What parties of these centers' hearings say, as published, the oldest first."""
    return () if is_withdrawn(release) else boxes.as_of(release.number, center_ids=center_ids)


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


UNITS_AT_ONCE = 1000
"""So many are inflated together: one by one takes longer, and all would be there twice beside the whole."""


class _Unit(NamedTuple):
    """What a place shows, as it is stored; the values in JSON are read where somebody asks for them."""

    cohort: int | None
    center: int
    people: int
    form: int
    columns: bytes
    definition: str
    topics: str
    ratings: str


def _units(number: int, center_ids: Collection[int] | None) -> list[_Unit]:
    """What each place shows as of a release, by cohort and center, pools at the end: one statement."""
    rows = ReleaseUnit.objects.filter(release__number__lte=number)
    if center_ids is not None:
        rows = rows.filter(center_id__in=center_ids)
    age = Window(RowNumber(), partition_by=["cohort_id", "center_id"], order_by="-release__number")
    # Not `age=1`: PostgreSQL takes an equal sign for one row in two hundred, and compares each with each.
    newest = rows.annotate(age=age).filter(age__lte=1).values("pk")
    texts = (Cast(name, TextField()) for name in ("definition", "topics", "ratings"))
    found = ReleaseUnit.objects.filter(pk__in=newest).order_by(
        F("cohort_id").asc(nulls_last=True), "center_id"
    )
    return [
        _Unit(cohort, NOWHERE if center is None else center, people, form, bytes(columns), *stored)
        for cohort, center, people, form, columns, *stored in found.values_list(
            "cohort_id", "center_id", "people", "form", "columns", *texts
        ).iterator(chunk_size=2000)
    ]


def published_rows(release: Release) -> list[tuple[int | None, People]]:
    """By cohort, None for the pool, whoever a release shows results of, and who stands in one row with them.

    Nobody is named. Who is shown in no figure is not here either; a withdrawn release has nobody.
    """
    if is_withdrawn(release):
        return []
    of_cohorts, pools = _shown(_units(release.number, None))
    return [(one.cohort, reader(one.form).people([one.columns])) for one in (*of_cohorts, *pools)]


def _shown(units: Sequence[_Unit]) -> tuple[list[_Unit], list[_Unit]]:
    """Units of cohorts, and the pools that are shown: beside cohorts only from twice the minimum on."""
    floor = disclosure.unanimous_floor(AUDIENCE)
    of_cohorts = [one for one in units if one.cohort is not None]
    pools = [one for one in units if one.cohort is None and (not of_cohorts or one.people >= floor)]
    return of_cohorts, pools


def _together(units: Sequence[_Unit], live: Figures) -> tuple[Figures, Figures]:
    """The figures of everybody, and the same without the pools."""
    units = [one for one in units if one.cohort is None or one.cohort in live.cohorts]
    of_cohorts, pools = _shown(units)
    rest = without_results(_elsewhere(live.people, of_cohorts))
    pooled = together(_people(pools))
    people = together(chain(_people(of_cohorts), [rest, pooled]))
    # Deflated people are as large as all the rest of a unit.
    by_cohort = {
        cohort: [one._replace(columns=b"") for one in own]
        for cohort, own in groupby(of_cohorts, attrgetter("cohort"))
    }
    whole = replace(
        live,
        cohorts=_as_published(live.cohorts, of_cohorts),
        people=people,
        topics=Each(by_cohort, _topics),
        ratings=Later(lambda: {key: rated for key, own in by_cohort.items() if (rated := _ratings(own))}),
    )
    return whole, replace(whole, people=people[: -len(pooled)]) if len(pooled) else whole


def _people(units: Sequence[_Unit]) -> Iterator[People]:
    for start in range(0, len(units), UNITS_AT_ONCE):
        for form, own in groupby(units[start : start + UNITS_AT_ONCE], attrgetter("form")):
            yield reader(form).people([one.columns for one in own])


def _elsewhere(people: People, units: Sequence[_Unit]) -> People:
    """The people of places that none of the units is of."""
    if not units or not len(people):
        return people

    def place(cohort: Any, center: Any) -> Any:
        return (cohort << 32) + center

    shown = np.array([place(one.cohort, one.center) for one in units], dtype=np.int64)
    found, at = places(place(people["cohort"], people["center"]))
    return those(people, ~np.isin(found, shown)[at])


def _as_published(cohorts: Mapping[int, CohortInfo], units: Sequence[_Unit]) -> Mapping[int, CohortInfo]:
    """The cohorts with the pass mark and the threshold that their published figures were made with."""
    known: dict[tuple[int, str], Mapping[str, Any]] = {}
    definitions: dict[int | None, Mapping[str, Any]] = {}
    for one in units:
        key = one.form, one.definition
        if key not in known:
            known[key] = reader(one.form).definition(json.loads(one.definition))
        definitions[one.cohort] = known[key]
    return {
        key: replace(info, **own) if (own := definitions.get(key)) else info for key, info in cohorts.items()
    }


def _topics(units: Sequence[_Unit]) -> dict[str, TopicCells]:
    """The topics of one cohort."""
    found: dict[str, TopicCells] = {}
    for one in units:
        for topic, cells in reader(one.form).topics(json.loads(one.topics)).items():
            known = found.get(topic)
            found[topic] = cells if known is None else TopicCells(cells.maximum, (*known.cells, *cells.cells))
    return found


def _ratings(units: Sequence[_Unit]) -> Rated | None:
    """The ratings of one cohort, if there are any."""
    read = (reader(one.form).rated(json.loads(one.ratings)) for one in units)
    parts = [one for one in read if one is not None]
    return _rated(parts) if parts else None


def _rated(parts: list[Rated]) -> Rated:
    criteria: dict[str, tuple[int, float]] = {}
    for part in parts:
        for key, (n, mean) in part.criteria.items():
            known, other = criteria.get(key, (0, 0.0))
            criteria[key] = known + n, (known * other + n * mean) / (known + n)
    return Rated(sum(part.people for part in parts), criteria)
