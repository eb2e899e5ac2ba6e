"""What readers of all forms need."""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from analytics.facts import PERSON, People


def inflated(columns: Sequence[bytes]) -> bytearray:
    """What was deflated to be stored, of several rows one after the other."""
    found = bytearray()
    for one in columns:
        found += zlib.decompress(one)
    return found


def as_today(rows: Any, **absent: Any) -> People:
    """Rows of an older form as today's: `absent` says what they have in columns that came later.

    Raises KeyError for a column of today of which neither says anything.
    """
    if rows.dtype == PERSON:
        return rows  # type: ignore[no-any-return]
    found = np.empty(len(rows), dtype=PERSON)
    for name in PERSON.names or ():
        found[name] = rows[name] if name in rows.dtype.names else absent[name]
    return found
