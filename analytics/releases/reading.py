"""Figures as they were published: the latest release, or an earlier one, put together from its units."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from django.db.models import F, QuerySet, TextField, Window
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone
from numpy.typing import NDArray

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
from lms.core.composed import Composed


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
    enrolled = places(people["cohort"])[0].tolist()
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


def _stands(release: int, **of: Any) -> QuerySet[ReleaseTable, Any]:
    rows = ReleaseTable.objects.filter(release=release, **of)
    return rows.values_list("dimension", "withheld", "since__number", "since__data_as_of")


_STANDS_OF = Composed(lambda release, centers: _stands(release, center_id__in=centers))


def frozen(release: Release, live: Figures, *, center_ids: Collection[int] | None) -> Frozen:
    """The release over the people of some centers, or all.

    `live` is who takes part: for a center today, for all `participation`. From it come those whom no release
    shows yet, without their results. A withdrawn release shows nobody's.
    """
    if center_ids is not None:
        sheets = release.participation.sheets if hasattr(release, "participation") else {}
        live = replace(live, opinions=_published(release, live.opinions, sheets))
    tables: dict[str, tuple[int, datetime]] = {}
    withheld = set()
    stands = (
        _stands(release.pk, center=None)
        if center_ids is None
        else _STANDS_OF(release=release.pk, centers=list(center_ids))
    )
    for dimension, away, number, day in stands:
        if away:
            withheld.add(dimension)
        # Several centers of one manager stand on the oldest of their dates.
        tables[dimension] = min(tables.get(dimension, (number, day)), (number, day))
    said = follow_ups(release, live.cohorts, center_ids=center_ids)
    whole, cohorts = _together(release.number, center_ids, live, nobody=is_withdrawn(release))
    whole = replace(
        whole, follow_ups=said, supervised=supervised(release, live.cohorts, center_ids=center_ids)
    )
    earlier = {
        number: _together(number, center_ids, live)[0]
        for number in {number for number, _day in tables.values()}
        if number != release.number and not is_withdrawn(release)
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


@dataclass(frozen=True, slots=True)
class _Units:
    """What places show, as it is stored, column by column: `cohort` is `NOWHERE` for a pool.

    As many objects as there are units would make the collector of garbage go through the whole process.
    """

    cohort: NDArray[np.int64]
    center: NDArray[np.int64]
    people: NDArray[np.int64]
    form: list[int]
    columns: list[bytes]
    definition: list[str]

    def __len__(self) -> int:
        return len(self.form)

    def at(self, places: NDArray[np.intp]) -> _Units:
        """Some of them, in that order."""

        def some(own: list[Any]) -> list[Any]:
            return [own[place] for place in places]

        return _Units(
            self.cohort[places],
            self.center[places],
            self.people[places],
            some(self.form),
            some(self.columns),
            some(self.definition),
        )


class _Told(NamedTuple):
    """Topics and ratings of a place as they are stored: most reports ask for neither."""

    form: int
    topics: str
    ratings: str


def _newest(number: int, center_ids: Collection[int] | None) -> QuerySet[ReleaseUnit]:
    """The row of each place as of a release."""
    rows = ReleaseUnit.objects.filter(release__number__lte=number)
    if center_ids is not None:
        rows = rows.filter(center_id__in=center_ids)
    age = Window(RowNumber(), partition_by=["cohort_id", "center_id"], order_by="-release__number")
    # Not `age=1`: PostgreSQL takes an equal sign for one row in two hundred, and compares each with each.
    return ReleaseUnit.objects.filter(pk__in=rows.annotate(age=age).filter(age__lte=1).values("pk"))


def _stored(number: int, center_ids: Collection[int] | None) -> QuerySet[ReleaseUnit, Any]:
    columns = "cohort_id", "center_id", "people", "form", "columns", Cast("definition", TextField())
    return _newest(number, center_ids).order_by().values_list(*columns)


def _topics_and_ratings(number: int, center_ids: Collection[int] | None) -> QuerySet[ReleaseUnit, Any]:
    topics, ratings = (Cast(name, TextField()) for name in ("topics", "ratings"))
    rows = _newest(number, center_ids).filter(cohort__isnull=False)
    rows = rows.order_by("cohort_id", F("center_id").asc(nulls_last=True))
    return rows.values_list("cohort_id", "form", topics, ratings)


_STORED_OF = Composed(lambda number, centers: _stored(number, centers))
_TOLD_OF = Composed(lambda number, centers: _topics_and_ratings(number, centers))


def _units(number: int, center_ids: Collection[int] | None) -> _Units:
    """What each place shows as of a release, by cohort and center, pools at the end: one statement."""
    rows = (
        list(_stored(number, None).iterator(chunk_size=2000))
        if center_ids is None
        else _STORED_OF(number=number, centers=list(center_ids))
    )
    cohort, center, people = (
        np.array([NOWHERE if row[place] is None else row[place] for row in rows], dtype=np.int64)
        for place in range(3)
    )
    found = _Units(
        cohort,
        center,
        people,
        form=[row[3] for row in rows],
        columns=[bytes(row[4]) for row in rows],
        definition=[row[5] for row in rows],
    )
    # Sorted here: a database that sorts such wide rows goes through its disk.
    return found.at(np.lexsort((center, center == NOWHERE, cohort, cohort == NOWHERE)))


def _told(
    number: int, center_ids: Collection[int] | None, cohorts: Collection[int]
) -> dict[int, list[_Told]]:
    """What each place of these cohorts shows of topics and ratings, by cohort."""
    found: dict[int, list[_Told]] = defaultdict(list)
    if not cohorts:
        return found
    stored: Iterable[Any] = (
        _topics_and_ratings(number, None).iterator(chunk_size=2000)
        if center_ids is None
        else _TOLD_OF(number=number, centers=list(center_ids))
    )
    for cohort, *told in stored:
        if cohort in cohorts:
            found[cohort].append(_Told(*told))
    return dict(found)


def published_rows(release: Release) -> list[tuple[int | None, People]]:
    """By cohort, None for the pool, whoever a release shows results of, and who stands in one row with them.

    Nobody is named. Who is shown in no figure is not here either; a withdrawn release has nobody.
    """
    if is_withdrawn(release):
        return []
    return [
        (None if cohort == NOWHERE else cohort, reader(form).people([columns]))
        for own in _shown(_units(release.number, None))
        for cohort, form, columns in zip(own.cohort.tolist(), own.form, own.columns, strict=True)
    ]


def _shown(units: _Units) -> tuple[_Units, _Units]:
    """Units of cohorts, and the pools that are shown: beside cohorts only from twice the minimum on."""
    pool = units.cohort == NOWHERE
    least = 0 if pool.all() else disclosure.unanimous_floor(AUDIENCE)
    return units.at((~pool).nonzero()[0]), units.at((pool & (units.people >= least)).nonzero()[0])


def _together(
    number: int, center_ids: Collection[int] | None, live: Figures, *, nobody: bool = False
) -> tuple[Figures, Figures]:
    """The figures of everybody as of a release, and the same without the pools.

    With `nobody`, as of one that was withdrawn, only who takes part is there.
    """
    units = _units(number, [] if nobody else center_ids)
    known = np.fromiter([NOWHERE, *live.cohorts], dtype=np.int64)
    of_cohorts, pools = _shown(units.at(np.isin(units.cohort, known).nonzero()[0]))
    rest = without_results(_elsewhere(live.people, of_cohorts))
    pooled = together(_people(pools))
    people = together(chain(_people(of_cohorts), [rest, pooled]))
    told = Later(partial(_told, number, center_ids, live.cohorts.keys() if len(of_cohorts) else ()))
    whole = replace(
        live,
        cohorts=_as_published(live.cohorts, of_cohorts),
        people=people,
        topics=Each(told, _topics),
        ratings=Later(lambda: {key: rated for key, own in told.items() if (rated := _ratings(own))}),
    )
    return whole, replace(whole, people=people[: -len(pooled)]) if len(pooled) else whole


def _people(units: _Units) -> Iterator[People]:
    for start in range(0, len(units), UNITS_AT_ONCE):
        some = slice(start, start + UNITS_AT_ONCE)
        stored = zip(units.form[some], units.columns[some], strict=True)
        for form, own in groupby(stored, itemgetter(0)):
            yield reader(form).people([columns for _form, columns in own])


def _elsewhere(people: People, units: _Units) -> People:
    """The people of places that none of the units is of."""
    if not len(units) or not len(people):
        return people
    cohorts, cohort = places(people["cohort"])
    centers, center = places(people["center"])
    found, at = places(cohort * len(centers) + center)
    place = (cohorts[found // len(centers)] << 32) + centers[found % len(centers)]
    return those(people, ~np.isin(place, (units.cohort << 32) + units.center)[at])


def _as_published(cohorts: Mapping[int, CohortInfo], units: _Units) -> Mapping[int, CohortInfo]:
    """The cohorts with the pass mark and the threshold that their published figures were made with."""
    known: dict[tuple[int, str], Mapping[str, Any]] = {}
    definitions: dict[int, Mapping[str, Any]] = {}
    for cohort, form, stored in zip(units.cohort.tolist(), units.form, units.definition, strict=True):
        if (form, stored) not in known:
            known[form, stored] = reader(form).definition(json.loads(stored))
        definitions[cohort] = known[form, stored]
    return {key: _made_with(info, definitions.get(key, {})) for key, info in cohorts.items()}


def _made_with(info: CohortInfo, definition: Mapping[str, Any]) -> CohortInfo:
    same = all(getattr(info, name) == value for name, value in definition.items())
    return info if same else replace(info, **definition)


def _topics(units: Sequence[_Told]) -> dict[str, TopicCells]:
    """The topics of one cohort."""
    found: dict[str, TopicCells] = {}
    for one in units:
        for topic, cells in reader(one.form).topics(json.loads(one.topics)).items():
            known = found.get(topic)
            found[topic] = cells if known is None else TopicCells(cells.maximum, (*known.cells, *cells.cells))
    return found


def _ratings(units: Sequence[_Told]) -> Rated | None:
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
