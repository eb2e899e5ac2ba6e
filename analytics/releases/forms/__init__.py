"""In which form rows of releases are stored, and how rows of every form are read, for good.

Releases are frozen, so what one stored must be read by all code to come. `FORM` is what is written today;
each form that was ever written has a module here that reads it into today's values. To change what is
stored: freeze the shape of today in its module (nothing there may lean on what changes), add a module for
the new one, raise `FORM`, say in the older ones what their rows have instead of what is new, and keep rows
of the new form in `tests/analytics/releases/forms`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from analytics.facts import People, Rated, TopicCells

FORM = 3
MODULES = {1: "first", 2: "second", 3: "third"}


class Reader(Protocol):
    """Rows of one form, as today's values."""

    def people(self, columns: Sequence[bytes]) -> People:
        """The people of units or of participation, as one."""

    def topics(self, stored: Mapping[str, Any]) -> dict[str, TopicCells]:
        """The topics of a unit."""

    def rated(self, stored: Any) -> Rated | None:
        """The ratings of a unit."""

    def definition(self, stored: Mapping[str, Any]) -> Mapping[str, Any]:
        """With what the figures of a unit were made: attributes of `CohortInfo`."""

    def mark(self, stored: str) -> str:
        """A member's results, written as `analytics.releases.marks` does today."""

    def group(self, stored: str) -> tuple[str, ...]:
        """A member's category in each of `states.DIMENSIONS`."""


@cache
def reader(form: int) -> Reader:
    """What reads rows of that form. It stands on numpy, which a worker without figures need not load."""
    found: Reader = import_module(f"{__name__}.{MODULES[form]}")  # type: ignore[assignment]
    return found
