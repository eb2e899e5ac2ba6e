"""Everything that holds for a sitting of a delivery, as one value.

A step of a course holds it without the window; a cohort adds the window and hands it on whole. A
rule more is a field here and a column of `Delivery` of the same name (a test demands it).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

COUNTS = ("first", "best", "last")
FEEDBACK = ("none", "score", "answers")
LATE = ("refuse", "flag")
LAYOUT = ("item", "page")
WINDOW = ("opens_at", "closes_at")
# So many attempts are as many as somebody likes: what a column holds and nobody reaches.
ANY_NUMBER = 9999


@dataclass(frozen=True, slots=True)
class DeliveryRules:
    """`opens_at` None: from the moment of opening; `closes_at` and `time_limit` (minutes) None: none.

    `counts` says which of several attempts counts: "first", "best" or "last"; `feedback` what a
    person learns on handing in: "none", "score" or "answers"; `late` what becomes of answers after
    the end: "refuse" or "flag". With a `code`, starting needs it. What is `held` back is told once
    somebody releases it. `layout` is "item", a question a page, or "page", all of them on one.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: int | None = None
    max_attempts: int = 1
    counts: str = "first"
    shuffle: bool = True
    feedback: str = "none"
    late: str = "refuse"
    code: str = ""
    anonymous: bool = False
    held: bool = False
    layout: str = "item"

    @property
    def any_number(self) -> bool:
        """Whether it may be taken as often as somebody likes."""
        return self.max_attempts >= ANY_NUMBER

    def problem(self) -> str:
        """The code of the first thing that cannot be, or "" when all can."""
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            return "closes_before_it_opens"
        if self.anonymous and self.max_attempts != 1:
            return "anonymous_once"
        possible = (
            1 <= self.max_attempts <= ANY_NUMBER
            and (self.time_limit is None or self.time_limit >= 1)
            and self.counts in COUNTS
            and self.feedback in FEEDBACK
            and self.late in LATE
            and self.layout in LAYOUT
        )
        return "" if possible else "bad_rules"

    def within(self, opens_at: datetime | None, closes_at: datetime | None) -> "DeliveryRules":
        """The same rules in a window."""
        return replace(self, opens_at=opens_at, closes_at=closes_at)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: moments as ISO 8601; a window that is not set is left out."""
        values = asdict(self)
        for name in WINDOW:
            moment = values.pop(name)
            if moment is not None:
                values[name] = moment.isoformat()
        return values

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DeliveryRules":
        """What `to_json` gave; what is missing takes its default. Raises ValueError on an unknown rule."""
        if unknown := sorted(data.keys() - {one.name for one in fields(cls)}):
            raise ValueError(f"unknown delivery rules: {', '.join(unknown)}")
        moments = {name: datetime.fromisoformat(data[name]) for name in WINDOW if data.get(name)}
        return cls(**{**data, **moments})
