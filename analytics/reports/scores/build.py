"""From a table of scores to the report on its gain."""

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from analytics import stats
from analytics.reports.gain import Gain, gain_of
from analytics.reports.scores import columns, questions
from analytics.reports.scores.data import (
    Breakdown,
    Choice,
    FollowUp,
    Forms,
    Items,
    ScoreRow,
    ScoresReport,
)
from analytics.reports.scores.shapes.turn import turned
from analytics.reports.shares import as_range
from lms.core.errors import UserError
from lms.core.spreadsheets import Table

Floats = NDArray[np.float64]


def build(table: Table, choice: Choice, *, file_name: str) -> ScoresReport:
    """The report on `table`. Raises UserError, in words and with what was noticed, when there is none."""
    notes = list(table.warnings)
    try:
        one_row_each = turned(table, choice)
        notes = list(one_row_each.warnings)
        scores = columns.read(one_row_each, choice, notes)
        items = questions.of_both(table, choice, scores.numbers)
        return _report(scores, choice, file_name, notes, items)
    except UserError as error:
        error.notes = tuple(notes)
        raise


def _report(
    scores: columns.Scores, choice: Choice, file_name: str, notes: list[str], items: Items | None
) -> ScoresReport:
    pre, post = _array(scores.pre), _array(scores.post)
    overall = gain_of(None, pre, post)
    if overall.n == 0:
        raise _no_pair(overall)
    forms = _forms(scores.forms, pre, post, notes)
    return ScoresReport(
        file_name=file_name,
        choice=choice,
        max_score=scores.max_score,
        overall=overall,
        breakdowns=tuple(
            Breakdown(column, _by_label(labels, pre, post))
            for column, labels in zip(choice.groupings, scores.groups, strict=True)
        ),
        rows=_rows(scores),
        markers=dict(sorted(scores.markers.items())),
        reader_notes=tuple(notes),
        left_out=scores.left_out,
        follow=_follow(choice.follow, pre, post, _array(scores.follow)) if choice.follow else None,
        forms=forms,
        items=items,
    )


def _array(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def _rows(scores: columns.Scores) -> tuple[ScoreRow, ...]:
    forms = _both_forms(scores.forms)
    return tuple(
        ScoreRow(
            number=number,
            groups=tuple(labels[place] for labels in scores.groups),
            pre=scores.pre[place],
            post=scores.post[place],
            follow=scores.follow[place] if scores.follow else None,
            forms=(forms[0][place], forms[1][place]) if forms else ("", ""),
        )
        for place, number in enumerate(scores.numbers)
    )


def _by_label(labels: Sequence[str], pre: Floats, post: Floats) -> tuple[Gain, ...]:
    column = np.array(labels, dtype=object)
    return tuple(
        gain_of(label, pre[column == label], post[column == label])
        for label in sorted(set(labels), key=_label_order)
    )


def _label_order(label: str) -> tuple[bool, str, str]:
    return (label == "", label.casefold(), label)


def _follow(column: str, pre: Floats, post: Floats, later: Floats) -> FollowUp:
    found = stats.gain.retention(pre, post, later)
    return FollowUp(
        column=column,
        n=found.n,
        means=(found.mean_pre, found.mean_post, found.mean_delayed),
        kept=as_range(found.ratio),
        since_first=gain_of(None, pre, later),
        since_second=gain_of(None, post, later),
    )


def _both_forms(found: Sequence[Sequence[str]]) -> tuple[Sequence[str], Sequence[str]] | None:
    """The forms before and after; of two forms, whoever had one before has the other after."""
    if not found:
        return None
    if len(found) == 2:
        return found[0], found[1]
    labels = sorted(set(found[0]) - {""})
    if len(labels) != 2:
        raise UserError(
            _("Say in which column the form of the second score stands: the first has %(count)s forms.")
            % {"count": len(labels)},
            code="forms",
        )
    other = {labels[0]: labels[1], labels[1]: labels[0], "": ""}
    return found[0], [other[one] for one in found[0]]


def _forms(found: Sequence[Sequence[str]], pre: Floats, post: Floats, notes: list[str]) -> Forms | None:
    both = _both_forms(found)
    if both is None:
        return None
    orders = [f"{one} – {two}" if one and two else "" for one, two in zip(*both, strict=True)]
    gains = _by_label(orders, pre, post)
    crossed = sorted({(one, two) for one, two in zip(*both, strict=True) if one and two and one != two})
    if len(crossed) != 2 or crossed[0] != crossed[1][::-1]:
        notes.append(
            _(
                "Nobody had the forms the other way round, so a difference between them cannot be told "
                "from the gain."
            )
            if crossed
            else _("Everybody had the same form twice.")
        )
        nothing = as_range(stats.gain.crossed_forms(pre, post, np.ones(len(pre))).easier)
        return Forms(gains, nothing, nothing, "")
    named = {f"{one} – {two}": float(place == 0) for place, (one, two) in enumerate(crossed)}
    first = _array([named.get(order) for order in orders])
    result = stats.gain.crossed_forms(pre, post, first)
    return Forms(gains, as_range(result.gain), as_range(result.easier), crossed[0][1])


def _no_pair(overall: Gain) -> UserError:
    return UserError(
        _(
            "No row has both scores: %(pre)s have only the first, %(post)s only the second and %(neither)s "
            "neither. Check that you chose the right columns."
        )
        % {"pre": overall.pre_only, "post": overall.post_only, "neither": overall.neither},
        code="no_pair",
    )
