"""Pictures G and H: the gain by group and by cohort, in a declared order, never by value."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from analytics import disclosure
from analytics.facts import NOWHERE, Figures, due, subset
from analytics.reports.center import labels
from analytics.reports.center.gains import verdict
from analytics.reports.cohorts.indicators import not_yet
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Method,
    Number,
    Picture,
    Row,
    Sentence,
    Symbol,
    Table,
    Text,
    Unit,
)
from analytics.reports.gain import Gain, gain_among
from analytics.reports.measures import change, group, level, span
from courses.data import AFTER, BEFORE, CohortInfo
from courses.enums import AgeBand, Modality
from lms.accounts.models import User

ORDERS: Mapping[str, Sequence[Hashable]] = {
    "sex": User.Sex.values,
    "age_band": AgeBand.values,
    "job_role": [*User.JobRole.values, ""],
    "modality": [*Modality.values, ""],
}
COLUMNS = (
    Column(_("People")),
    Column(_("Before")),
    Column(_("After")),
    Column(_("Change in points")),
    Column(_("95% interval")),
    Column(_("Told from chance?"), wide=True),
)


@dataclass(frozen=True, slots=True)
class Part:
    """The people of one group who have both tests, or should have."""

    name: Text
    gain: Gain


def by_group(
    tests: Figures,
    dimension: str,
    names: Mapping[Any, str],
    overall: Gain,
    *,
    audience: str,
    ladder: disclosure.Ladder | None = None,
) -> Figure | None:
    """G: one row for each group that somebody is in; None where all are in one.

    `names` are those of centers or offices, in their order; `ladder` is that of offices.
    """
    parts = [
        Part(labels.group(dimension, row, names), gain_among(tests, inside))
        for row, inside in _rows_with_people(tests, dimension, names, audience, ladder)
    ]
    if len(parts) < 2:
        return None
    return Figure(
        _finding(dimension, parts),
        Table(
            f"by_{dimension}", labels.DIMENSIONS[dimension], _("Group"), COLUMNS, _rows(parts), partition=True
        ),
        Picture(
            "marks",
            columns=(3, 4),
            target=None if overall.gain.value is None else Number(overall.gain.value, Unit.CHANGE),
            axis=_("Points"),
            legend=(("mean", _("dotted: all together")),),
        ),
        method=_method("method.groups.what"),
    )


def rows_of(
    tests: Figures, dimension: str, names: Mapping[Any, str], audience: str
) -> list[tuple[tuple[Hashable, ...], list[int | bytes]]]:
    """The rows at the finest step of the dimension's ladder that fits, with how their labels are stored."""
    rows = _rows_with_people(tests, dimension, names, audience, None)
    return [(row, [_stored(label) for label in row]) for row, _inside in rows]


def _rows_with_people(
    tests: Figures, dimension: str, names: Mapping[Any, str], audience: str, ladder: disclosure.Ladder | None
) -> list[tuple[tuple[Hashable, ...], NDArray[np.bool_]]]:
    """The same rows with who is in each."""
    order = ORDERS.get(dimension) or [*(one for one in names if isinstance(one, int)), None]
    values, measured = np.ascontiguousarray(tests.people[dimension]), tests.paired & tests.measured

    @cache
    def who(label: Hashable) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = values == _stored(label)
        return found

    groups = []
    for label in order:
        if (inside := who(label)).any():
            both = int(np.count_nonzero(inside & measured))
            groups.append(disclosure.Group(label, both, ((None, both),)))
    ladder = ladder or disclosure.LADDERS[dimension]
    step = disclosure.choose(ladder, [groups], k=disclosure.minimum(audience))
    at = len(ladder.steps) - 1 if step is None else step
    rows = ladder.labels(at, [group.label for group in groups])
    return [(row, np.logical_or.reduce([who(label) for label in row])) for row in rows]


def _stored(label: Hashable) -> int | bytes:
    if isinstance(label, int):
        return label
    return NOWHERE if label is None else str(label).encode()


def _rows(parts: Sequence[Part]) -> tuple[Row, ...]:
    return tuple(
        Row(
            part.name,
            _cells(part.gain),
            part.gain.n,
            note=Sentence("groups.missing", {"missing": Number(part.gain.missing)}),
        )
        for part in parts
    )


def _cells(gain: Gain) -> tuple[Cell, ...]:
    return (
        group(gain.n),
        level(gain.mean_pre, gain.n),
        level(gain.mean_post, gain.n),
        change(gain.gain.value, gain.n),
        span(gain.gain, gain.n, Unit.CHANGE),
        verdict(gain),
    )


def _finding(dimension: str, parts: Sequence[Part]) -> Sentence:
    """Whether intervals overlap: then the differences are smaller than the margin."""
    ends = [(part.gain.gain.low, part.gain.gain.high) for part in parts]
    lows, highs = [low for low, _high in ends], [high for _low, high in ends]
    fewest = min(part.gain.n for part in parts)
    title = labels.DIMENSIONS[dimension]
    plain = Sentence(title)
    if any(end is None for end in (*lows, *highs)):
        return plain
    alike = max(one for one in lows if one is not None) <= min(one for one in highs if one is not None)
    return Sentence("groups.alike" if alike else "groups.apart", {"dimension": title}, fewest, plain)


def _method(what: str) -> Method:
    return Method(
        what=Sentence(what),
        people=Sentence("method.groups.people"),
        left_out=Sentence("method.groups.left_out"),
        formula=Sentence("method.levels.formula"),
        limits=Sentence("method.groups.limits"),
        version="groups 1",
    )


def by_cohort(figures: Figures, shown: Sequence[int], overall: Gain) -> Figure | None:
    """H: cohorts that are over, in the order of time; those under way have a mark without a value.

    `shown` are the cohorts that may stand beside the whole; of the others only participation is told.
    """
    cohorts = sorted(figures.cohorts.values(), key=_begun)
    if len(cohorts) < 2:
        return None
    rows = [_cohort_row(subset(figures, [info.id]), info, info.id in shown) for info in cohorts]
    return Figure(
        Sentence("cohorts.finding"),
        Table("by_cohort", _("By cohort, in the order of time"), _("Cohort"), COLUMNS, tuple(rows)),
        Picture(
            "marks",
            columns=(3, 4),
            target=None if overall.gain.value is None else Number(overall.gain.value, Unit.CHANGE),
            axis=_("Points"),
            legend=(("mean", _("dotted: all together")),),
        ),
        limits=(Sentence("cohorts.limit"),),
        method=_method("method.cohorts.what"),
    )


def _begun(info: CohortInfo) -> tuple[object, ...]:
    return info.starts_on, info.id


def _cohort_row(own: Figures, info: CohortInfo, shown: bool) -> Row:
    tests = due(own, BEFORE, AFTER)
    waiting = not_yet(own, BEFORE, AFTER)
    if waiting and not tests.cohorts:
        cells: tuple[Cell, ...] = (Symbol.NOT_YET,) * len(COLUMNS)
        return Row(info.name, cells, note=Sentence("cohorts.waiting", {"count": Number(waiting)}))
    gain = gain_among(tests)
    note = Sentence("groups.missing", {"missing": Number(gain.missing)})
    if not shown:
        return Row(info.name, (Symbol.PROTECTED,) * len(COLUMNS), note=note)
    return Row(info.name, _cells(gain), gain.n, note=note)
