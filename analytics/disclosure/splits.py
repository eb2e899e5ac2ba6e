"""How a known whole may be divided into parts: three-way splits, bars of classes, and two by two."""

from collections.abc import Sequence


def neighbors(
    parts: Sequence[int], *, k: int, worst: int | None = None, alone_from: int = 200
) -> list[range]:
    """The places of each class to show: neighbors joined from both tails until each has `k` people or more.

    `parts` are in their natural order. `worst`, the first or the last place, is a class of its own only
    from `alone_from` people on: among fewer it would always be a handful. Empty when all are too few.
    """
    if sum(parts) < k:
        return []
    groups = [[place] for place in range(len(parts))]

    def size(group: list[int]) -> int:
        return sum(parts[place] for place in group)

    if worst is not None and sum(parts) < alone_from and len(groups) > 1:
        _join(groups, 0 if worst == 0 else len(groups) - 1)
    while len(groups) > 1:
        small = [place for place, group in enumerate(groups) if 0 < size(group) < k]
        if not small:
            break
        # The tails first: what is joined there takes least from the picture.
        _join(groups, min(small, key=lambda place: min(place, len(groups) - 1 - place)))
    return [range(group[0], group[-1] + 1) for group in groups]


def _join(groups: list[list[int]], place: int) -> None:
    """One group with its neighbor towards the middle."""
    other = place + 1 if place < len(groups) / 2 else place - 1
    other = min(max(other, 0), len(groups) - 1)
    first, last = sorted((place, other))
    groups[first] = groups[first] + groups.pop(last)


def shown_parts(parts: Sequence[int], *, k: int) -> bool:
    """Whether a split without an order may be told: no part, the unspoken rest included, is a handful."""
    return all(part == 0 or part >= k for part in parts)


def two_by_two(both: int, gained: int, lost: int, neither: int, *, k: int, before_is_known: bool) -> str:
    """How people by what they mastered before and after may be told.

    "four" parts; "three", where those who lost it stand with those who never had it; "after" alone;
    or "" for nothing. `before_is_known` says that the share before is published elsewhere: it gives back
    what "three" joins.
    """
    after = (both + gained, lost + neither)
    if not shown_parts(after, k=k):
        return ""
    if shown_parts((both, gained, lost, neither), k=k):
        return "four"
    if not before_is_known and shown_parts((both, gained, lost + neither), k=k):
        return "three"
    return "after"
