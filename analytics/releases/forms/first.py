"""The form of releases from the first one on."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analytics.facts import People, Rated, TopicCells
from analytics.releases.forms.as_today import as_today, inflated

PERSON = np.dtype(
    [
        ("cohort", "<i8"), ("center", "<i8"), ("sex", "S1"), ("age_band", "S10"), ("job_role", "S20"),
        ("pre", "<f8"), ("post", "<f8"), ("maximum", "<f8"),
        ("pre_done", "?"), ("lessons_done", "?"), ("has_lessons", "?"), ("post_done", "?"), ("passed", "?"),
        ("rated", "?"), ("competent", "?"), ("complete", "?"), ("certified", "?"), ("revoked", "?"),
        ("active", "?"),
        ("before", "u1"), ("read", "u1"), ("played", "u1"), ("after", "u1"), ("opinion", "u1"),
        ("whole", "u1"),
    ]
)  # fmt: skip
GROUPS = 3
EXEMPT = 4
NOWHERE = -1


def people(columns: Sequence[bytes]) -> People:
    """Rows of `PERSON`, deflated. Nobody was asked yet how they work."""
    rows = np.frombuffer(inflated(columns), dtype=PERSON)
    return as_today(rows, baseline=EXEMPT, later=EXEMPT, office=NOWHERE, modality=b"")


def topics(stored: Mapping[str, Any]) -> dict[str, TopicCells]:
    """By topic, [maximum, [[before, after, people], …]]."""
    return {
        topic: TopicCells(maximum, tuple(map(tuple, cells))) for topic, (maximum, cells) in stored.items()
    }


def rated(stored: Any) -> Rated | None:
    """[people, {criterion: [people, mean]}]; nothing, or [0, {}], where nobody was rated."""
    if not stored or not stored[0]:
        return None
    return Rated(stored[0], {key: (n, mean) for key, (n, mean) in stored[1].items()})


def definition(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """Pass mark and threshold under their names in `CohortInfo`; nothing of a pool."""
    return stored


def mark(stored: str) -> str:
    """Before, after, maximum, then four flags, between commas; empty of whoever was erased."""
    return stored


def group(stored: str) -> tuple[str, ...]:
    """Sex, age band and function between bars; empty of whoever was erased. No office, no modality yet."""
    return (*(stored.split("|") if stored else ("",) * GROUPS), "", "")
