"""One question over all its uses: how hard and telling it was each time, for whom, and how often seen."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from analytics import disclosure, stats
from analytics.reports.items.columns import Columns
from analytics.reports.items.data import FEW
from analytics.reports.shares import Range, as_range
from analytics.stats.items.matching import FEWEST_TO_CLASSIFY
from assessments.data import ItemUses, UseRow

PAIRS = {"sex": ("M", "F"), "language": ("es", "en")}
"""The groups that are compared, the reference first."""

MANY_PEOPLE = 500
LARGE_SHARE = 0.5
SURE = 50
"""People from whom on a question may be proposed for retiring."""


@dataclass(frozen=True, slots=True)
class UseFigures:
    """One form of one delivery: when, which version, how many, and its figures; None of them if too few."""

    opens_at: datetime
    label: Any
    title: Mapping[str, str]
    form: str
    number: int
    people: int
    difficulty: Range
    discrimination: Range


@dataclass(frozen=True, slots=True)
class Dif:
    """Whether equally able people of two groups answer alike: class "A", "B", "C", or None (`reason`)."""

    by: str
    found: str | None
    people: tuple[int, int]
    harder_for: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """Everything of a question. `people` have seen it; `drift`: "easier", "harder", "steady" or "".

    `proposals`, the weightiest first: "check_key", "look_at_dif", "retire_useless", "rest_exposed",
    "retire_extreme". They decide nothing.
    """

    uses: tuple[UseFigures, ...]
    people: int
    drift: str
    dif: tuple[Dif, ...]
    proposals: tuple[str, ...]


def history_of(found: ItemUses, *, dif: Sequence[Dif], audience: str = "shared") -> ItemHistory:
    """The history, as far as `audience` may see it."""
    groups: dict[tuple[int, int], list[UseRow]] = {}
    for row in found.rows:
        groups.setdefault((row.delivery_id, row.version_id), []).append(row)
    uses = tuple(_use(found, key, rows, audience) for key, rows in groups.items())
    people = len({row.user_id for row in found.rows})
    shown = [one for one in uses if one.difficulty.value is not None and one.people >= FEW]
    return ItemHistory(uses, people, _drift(shown), tuple(dif), _proposals(found, shown, people, dif))


def _use(found: ItemUses, key: tuple[int, int], rows: Sequence[UseRow], audience: str) -> UseFigures:
    delivery = found.deliveries[key[0]]
    difficulty = discrimination = Range()
    if disclosure.is_shown(len(rows), audience):
        table = np.array([(row.mark or 0.0, row.points, row.total, row.maximum) for row in rows])
        mark, points, total, maximum = table.T
        rest = maximum - points
        others = np.divide(total - mark, rest, out=np.zeros_like(total), where=rest > 0)
        pair = np.column_stack([mark / points, np.clip(others, 0.0, 1.0)])
        # Alone, since Wilson's interval is for marks of 0 and 1.
        difficulty = as_range(stats.items.analyze(pair[:, :1]).items[0].difficulty)
        discrimination = as_range(stats.items.analyze(pair).items[0].item_rest)
    return UseFigures(
        opens_at=delivery.opens_at,
        label=delivery.label,
        title=delivery.title,
        form=found.labels.get(key, ""),
        number=rows[-1].number,
        people=len(rows),
        difficulty=difficulty,
        discrimination=discrimination,
    )


def _drift(uses: Sequence[UseFigures]) -> str:
    """Whether the last use differs from the first by more than both intervals."""
    if len(uses) < 2:
        return ""
    first, last = uses[0].difficulty, uses[-1].difficulty
    if None in (first.low, first.high, last.low, last.high):
        return ""
    if (last.low or 0.0) > (first.high or 0.0):
        return "easier"
    return "harder" if (last.high or 0.0) < (first.low or 0.0) else "steady"


def _proposals(
    found: ItemUses, uses: Sequence[UseFigures], people: int, dif: Sequence[Dif]
) -> tuple[str, ...]:
    last = uses[-1] if uses else None
    sure = [one for one in uses if one.people >= SURE]
    told = [
        ("check_key", last is not None and _below(last.discrimination.high, 0.0)),
        ("look_at_dif", any(one.found == "C" for one in dif)),
        ("retire_useless", len(sure) > 1 and all(_below(one.discrimination.high, 0.15) for one in sure)),
        ("rest_exposed", people >= MANY_PEOPLE and found.recent_forms > LARGE_SHARE * found.of_forms),
        ("retire_extreme", bool(sure) and all(_extreme(one.difficulty) for one in sure)),
    ]
    return tuple(code for code, hit in told if hit)


def _below(value: float | None, limit: float) -> bool:
    return value is not None and value < limit


def _extreme(difficulty: Range) -> bool:
    """Surely solved by nearly everybody, or by nearly nobody."""
    low, high = difficulty.low, difficulty.high
    return (low is not None and low > 0.95) or (high is not None and high < 0.1)


def dif_of(
    columns: Columns, item_id: int, groups: Mapping[int, Hashable], *, by: str, pair: tuple[str, str]
) -> Dif:
    """DIF of one question between two groups of people (`pair`, the reference first) of one form.

    `groups` says by person. Questions must be right or wrong; no class below 100 people per group.
    """
    labels = np.array([groups.get(person) for person in columns.people.tolist()], dtype=object)
    wanted = np.isin(labels, pair)
    sizes = tuple(int((labels == one).sum()) for one in pair)
    people = (sizes[0], sizes[1])
    place = next((n for n, one in enumerate(columns.questions) if one.item_id == item_id), None)
    if place is None or min(people) < FEWEST_TO_CLASSIFY:
        return Dif(by, None, people, reason="too_few_people")
    shares = columns.marks[wanted] / columns.points
    binary = np.array([bool(np.isin(column[~np.isnan(column)], (0.0, 1.0)).all()) for column in shares.T])
    if columns.drawn or not binary[place]:
        return Dif(by, None, people, reason="not_right_or_wrong")
    found = stats.items.dif_class(shares[:, binary], labels[wanted], reference=pair[0], focal=pair[1])
    one = found.items[int(binary[:place].sum())]
    delta = one.mantel_haenszel.delta or 0.0
    harder = "" if one.dif_class in (None, "A") else pair[1] if delta < 0 else pair[0]
    return Dif(by, one.dif_class, people, harder, one.class_reason or "")
