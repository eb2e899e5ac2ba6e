"""From a table of scores to the report on its gain."""

import numpy as np
from django.utils.translation import gettext as _

from analytics.reports.gain import Gain, gain_of
from analytics.reports.scores import columns
from analytics.reports.scores.data import Choice, ScoresReport
from analytics.reports.scores.shapes.turn import turned
from lms.core.errors import UserError
from lms.core.spreadsheets import Table


def build(table: Table, choice: Choice, *, file_name: str) -> ScoresReport:
    """The report on `table`. Raises UserError, in words and with what was noticed, when there is none."""
    notes = list(table.warnings)
    try:
        table = turned(table, choice)
        notes = list(table.warnings)
        scores = columns.read(table, choice, notes)
        return _report(scores, choice, file_name, notes)
    except UserError as error:
        error.notes = tuple(notes)
        raise


def _report(scores: columns.Scores, choice: Choice, file_name: str, notes: list[str]) -> ScoresReport:
    pre = np.array([np.nan if v is None else v for v in scores.pre], dtype=float)
    post = np.array([np.nan if v is None else v for v in scores.post], dtype=float)
    overall = gain_of(None, pre, post)
    if overall.n == 0:
        raise _no_pair(overall)
    labels = np.array(scores.groups, dtype=object)
    groups = tuple(
        gain_of(label, pre[labels == label], post[labels == label])
        for label in (sorted(set(scores.groups), key=_label_order) if choice.group else ())
    )
    both = ~np.isnan(pre) & ~np.isnan(post)
    return ScoresReport(
        file_name=file_name,
        choice=choice,
        max_score=scores.max_score,
        overall=overall,
        groups=groups,
        pairs=tuple(zip(pre[both].tolist(), post[both].tolist(), strict=True)),
        markers=dict(sorted(scores.markers.items())),
        reader_notes=tuple(notes),
        left_out=scores.left_out,
    )


def _label_order(label: str) -> tuple[bool, str, str]:
    return (label == "", label.casefold(), label)


def _no_pair(overall: Gain) -> UserError:
    return UserError(
        _(
            "No row has both scores: %(pre)s have only the first, %(post)s only the second and %(neither)s "
            "neither. Check that you chose the right columns."
        )
        % {"pre": overall.pre_only, "post": overall.post_only, "neither": overall.neither},
        code="no_pair",
    )
