"""The form of releases since people are asked how they work: how they stand with that, before and after."""

from collections.abc import Sequence

import numpy as np

from analytics.facts import People
from analytics.releases.forms.as_today import as_today, inflated
from analytics.releases.forms.first import NOWHERE, definition, group, mark, rated, topics
from analytics.releases.forms.first import PERSON as FIRST

__all__ = ["PERSON", "definition", "group", "mark", "people", "rated", "topics"]

PERSON = np.dtype([*FIRST.descr, ("baseline", "u1"), ("later", "u1")])


def people(columns: Sequence[bytes]) -> People:
    """Rows of `PERSON`, deflated."""
    return as_today(np.frombuffer(inflated(columns), dtype=PERSON), office=NOWHERE, modality=b"")
