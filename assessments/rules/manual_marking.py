"""What the markers of one answer come to: one, two that agree, or a third."""

from collections.abc import Sequence

FARTHEST = 1
"""How many levels two markers may lie apart and still agree."""


def settled(levels: Sequence[float], marks: Sequence[float], *, two: bool) -> float | None:
    """The points of an answer, or None as long as somebody has to look at it.

    `levels` are the points of the rubric's levels from the lowest; `marks` those given by the first,
    second and third marker, in this order. `two`: one marker is not enough. Two that lie at most one
    level apart count half each; else the third's counts.
    """
    if len(marks) > 2:
        return marks[2]
    if not marks or (two and len(marks) < 2):
        return None
    if len(marks) == 1:
        return marks[0]
    return sum(marks) / 2 if agree(levels, marks[0], marks[1]) else None


def agree(levels: Sequence[float], first: float, second: float) -> bool:
    """Whether two marks are close enough to be both counted."""
    places = sorted(levels)
    return abs(places.index(first) - places.index(second)) <= FARTHEST
