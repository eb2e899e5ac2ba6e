"""Small groups: the one place that says what may be shown to whom, and makes sure that sums cannot tell.

By audience ("own_center", "shared", "public"); settings may only raise the minimums. Which rows go together
so that their sum gives none away is `rows`. A person's own uploaded file is not under this rule. Statistics
themselves hide nothing.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from django.conf import settings

FLOORS = {"own_center": 5, "shared": 10, "public": 11}
# A share of 0 or 1 says something about each member of a group this small.
UNANIMOUS_FLOORS = {"own_center": 10, "shared": 20, "public": 20}
SMALLEST_PART = 3


@dataclass(frozen=True, slots=True)
class Group:
    """A row that somebody would like to show, with everything that it would show.

    `shares` are (count, of how many) for each share, and (None, of how many) for a mean.
    """

    label: Hashable
    people: int
    shares: tuple[tuple[int | None, int], ...] = ()

    def __add__(self, other: "Group") -> "Group":
        """Both as one row."""
        shares = zip(self.shares, other.shares, strict=True)
        return Group(
            self.label,
            self.people + other.people,
            tuple((None if a is None or b is None else a + b, n + m) for (a, n), (b, m) in shares),
        )


def minimum(audience: str) -> int:
    """The fewest people that a figure shown to `audience` may rest on."""
    return max(FLOORS[audience], settings.SMALL_GROUP_MINIMUMS.get(audience, 0))


def unanimous_floor(audience: str) -> int:
    """The fewest people of whom a share, which may be all or none, is told; twice the minimum at least."""
    return max(UNANIMOUS_FLOORS[audience], 2 * minimum(audience))


def is_shown(n: int, audience: str) -> bool:
    """Whether a figure may rest on `n` people."""
    return n >= minimum(audience)


def share_is_shown(count: int, of: int, audience: str) -> bool:
    """Whether "`count` of `of`" may be shown: never of so few that "all" or "none" would say it of each.

    Hiding a share only where it is 0 or 1 would tell that it is: so the number of people decides alone.
    To others than their own center a handful on either side is hidden too.
    """
    if of < unanimous_floor(audience):
        return False
    return audience == "own_center" or count in (0, of) or min(count, of - count) >= SMALLEST_PART
