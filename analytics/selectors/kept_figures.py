"""Figures that were kept, as far as they still hold."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from analytics.facts import PERSON, Figures, People, Rated, TopicCells
from analytics.models import KeptFigures
from assessments import api as assessments
from courses import api as courses
from courses.data import AFTER, BEFORE, CohortInfo

FORM = 3
"""Raised whenever what is packed, or how, changes: older rows are then not used."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The figures of one cohort at a moment."""

    as_of: datetime
    figures: Figures


def kept_figures(cohorts: Mapping[int, CohortInfo]) -> dict[int, Kept]:
    """By cohort, what is kept and still rests on the same people, path, pass mark, course and marks.

    Results that came in since are missing; the reader says as of when the figures are.
    """
    rows = list(KeptFigures.objects.filter(cohort_id__in=cohorts).order_by("cohort_id"))
    if not rows:
        return {}
    basis = bases(cohorts)
    regraded = _regraded(cohorts, min(row.as_of for row in rows))
    return {
        row.cohort_id: Kept(row.as_of, _unpacked(row, cohorts[row.cohort_id]))
        for row in rows
        if row.basis == basis[row.cohort_id] and not regraded.get(row.cohort_id, row.as_of) > row.as_of
    }


def bases(cohorts: Mapping[int, CohortInfo]) -> dict[int, str]:
    """By cohort, the mark of what figures kept now would rest on."""
    enrolled = courses.enrollment_marks(list(cohorts))
    return {key: f"{FORM}:{info.basis}:{enrolled.get(key, '')}" for key, info in cohorts.items()}


def packed(people: People) -> bytes:
    """The columns of people, as they are stored."""
    return zlib.compress(people.tobytes(), 1)


def unpacked(columns: bytes | memoryview) -> People:
    """What was packed."""
    return np.frombuffer(zlib.decompress(columns), dtype=PERSON)


def topics_from(stored: Mapping[str, Any]) -> dict[str, TopicCells]:
    """Topics as they are stored."""
    return {
        topic: TopicCells(maximum, tuple((before, after, n) for before, after, n in cells))
        for topic, (maximum, cells) in stored.items()
    }


def _unpacked(row: KeptFigures, info: CohortInfo) -> Figures:
    rated, means = row.ratings
    criteria = {key: (n, mean) for key, (n, mean) in means.items()}
    return Figures(
        cohorts={info.id: info},
        people=unpacked(row.columns),
        topics={info.id: topics_from(row.topics)},
        ratings={info.id: Rated(rated, criteria)} if rated else {},
        as_of=row.as_of,
    )


def _regraded(cohorts: Mapping[int, CohortInfo], since: datetime) -> dict[int, datetime]:
    """When a test of each cohort was last marked anew."""
    cohort_of = {
        delivery: info.id
        for info in cohorts.values()
        for kind in (BEFORE, AFTER)
        for delivery in info.deliveries.get(kind, ())
    }
    found: dict[int, datetime] = {}
    for delivery, at in assessments.regraded_since(delivery_ids=list(cohort_of), since=since).items():
        cohort_id = cohort_of[delivery]
        found[cohort_id] = max(at, found.get(cohort_id, at))
    return found
