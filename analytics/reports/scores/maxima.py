"""The highest possible score, where a heading or the cells say it."""

import re
from collections.abc import Sequence

from analytics.reports.scores.cells import Reading
from lms.core.text import plain

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_SAID = (
    re.compile(rf"/\s*{_NUMBER}\s*\)?$"),
    re.compile(rf"total pts:? ?{_NUMBER}"),
    re.compile(
        rf"\b(?:sobre|out of|max(?:imo|imum|\.)?:?)\s*{_NUMBER}\s*(?:puntos|points|pts\.?)?\s*[)\]]?$"
    ),
    re.compile(rf"[(\[]\s*{_NUMBER}\s*(?:puntos|points|pts\.?)\s*[)\]]$"),
)


def in_heading(header: str) -> float | None:
    """20 in "Final/20.00" (Moodle), "Final [Total Pts: 20 Score]" (Blackboard), "Final (sobre 20)"."""
    text = plain(header)
    for pattern in _SAID:
        if found := pattern.search(text):
            value = float(found[1].replace(",", "."))
            return value if value > 0 else None
    return None


def in_cells(readings: Sequence[Reading]) -> float | None:
    """10 where every score reads "8 / 10"."""
    said = {reading.out_of for reading in readings}
    return said.pop() if len(said) == 1 else None
