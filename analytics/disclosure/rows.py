"""Which rows of a breakdown are shown: the finest step that fits, and hidden rows where none does."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from analytics.disclosure.groups import Group, minimum, unanimous_floor
from analytics.disclosure.ladders import UNSTATED, Label, Ladder


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the categories in it, and whether its figures are withheld. Why is never told."""

    label: Label
    hidden: bool


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The rows of one dimension at a step of its ladder."""

    dimension: str
    step: int
    lines: tuple[Line, ...]


def choose(ladder: Ladder, tables: Sequence[Sequence[Group]], *, k: int) -> int | None:
    """The finest step at which each stated row is empty or large enough in every measure of every table.

    All tables of a release share it: two codings of one dimension could be subtracted. None if none fits.
    """
    for step in range(len(ladder.steps)):
        if all(
            size == 0 or size >= k
            for groups in tables
            for row in joined(ladder, step, groups)
            if row.label[0] not in UNSTATED  # type: ignore[index]
            for size in _sizes(row)
        ):
            return step
    return None


def breakdown(
    ladder: Ladder, groups: Sequence[Group], *, step: int | None, k: int, floor: int
) -> Breakdown | None:
    """The rows at `step`, or at the last one when none fits; None when fewer than two could be shown.

    Rows that may not be shown are hidden together with so many others that nothing is told of them by
    what is left of the whole. `floor` is the least size of a group of whom all, or none, did something.
    """
    at = len(ladder.steps) - 1 if step is None else step
    rows = joined(ladder, at, groups)
    away = hidden(rows, k=k, floor=floor)
    if away is None:
        return None
    return Breakdown(
        ladder.dimension,
        at,
        tuple(Line(row.label, row.label in away) for row in rows),  # type: ignore[arg-type]
    )


def joined(ladder: Ladder, step: int, groups: Sequence[Group]) -> list[Group]:
    """The groups as the rows of a step; `label` is the tuple of their labels."""
    found: dict[Label, Group] = {}
    for group in groups:
        label = ladder.label(step, group.label)
        own = Group(label, group.people, group.shares)
        found[label] = found[label] + own if label in found else own
    return list(found.values())


def hidden(groups: Sequence[Group], *, k: int, floor: int) -> frozenset[Hashable] | None:
    """Which rows of a known whole are hidden; None when fewer than two of those with people are left.

    First those that may not be shown; then, the smallest first, others until the hidden ones are two at
    least and would be showable as one row, in people and in every measure. They are never shown as one.
    """
    present = [group for group in groups if group.people > 0]
    away = [group for group in present if not showable(group, k=k, floor=floor)]
    others = sorted((one for one in present if one not in away), key=lambda group: group.people)
    while away and others and (len(away) < 2 or not showable(_sum(away), k=k, floor=floor)):
        away.append(others.pop(0))
    return None if len(others) < 2 else frozenset(group.label for group in away)


def hidden_rows(groups: Sequence[Group], audience: str) -> frozenset[Hashable] | None:
    """`hidden` under the minimums of an audience."""
    return hidden(groups, k=minimum(audience), floor=unanimous_floor(audience))


def showable(group: Group, *, k: int, floor: int) -> bool:
    """Whether a row rests on nobody or on enough people in every measure: `k` for means, `floor` for shares.

    Of fewer than `floor` no share is shown at all, so that hiding one does not tell that it is 0 or 1.
    """
    return (group.people == 0 or group.people >= k) and all(
        of == 0 or of >= (k if count is None else floor) for count, of in group.shares
    )


def _sizes(group: Group) -> list[int]:
    return [group.people, *(of for _count, of in group.shares)]


def _sum(groups: Sequence[Group]) -> Group:
    total = groups[0]
    for one in groups[1:]:
        total = total + one
    return total
