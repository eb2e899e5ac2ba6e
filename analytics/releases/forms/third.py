"""The form of releases since offices and the modality of a cohort are kept."""

from collections.abc import Sequence

import numpy as np

from analytics.facts import People
from analytics.releases.forms.as_today import as_today, inflated
from analytics.releases.forms.first import definition, mark, rated, topics
from analytics.releases.forms.second import PERSON as SECOND

__all__ = ["PERSON", "definition", "group", "mark", "people", "rated", "topics"]

PERSON = np.dtype([*SECOND.descr, ("office", "<i8"), ("modality", "S8")])
GROUPS = 5


def people(columns: Sequence[bytes]) -> People:
    """Rows of `PERSON`, deflated."""
    return as_today(np.frombuffer(inflated(columns), dtype=PERSON))


def group(stored: str) -> tuple[str, ...]:
    """Sex, age band, function, office and modality between bars; empty of whoever was erased."""
    return tuple(stored.split("|")) if stored else ("",) * GROUPS
