"""Finding the chosen columns of a table and reading the scores in them."""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.reports.scores import cells
from analytics.reports.scores.data import Choice
from lms.core.errors import UserError
from lms.core.spreadsheets import Row, Table

SHOWN_ERRORS = 5
MOST_GROUPS = 100


@dataclass(slots=True)
class Scores:
    """The chosen columns, aligned by row. Missing scores are None."""

    pre: list[float | None] = field(default_factory=list)
    post: list[float | None] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    markers: Counter[str] = field(default_factory=Counter)
    total_rows: list[int] = field(default_factory=list)
    in_percent: bool = False


def read(table: Table, choice: Choice) -> Scores:
    """The scores of `table` as `choice` says. Raises UserError, in words, for what it cannot read."""
    if choice.pre and choice.pre == choice.post:
        raise UserError(
            _("The first and the second score are the same column, “%s”. Choose two different columns.")
            % choice.pre,
            code="same_column",
        )
    pre, post = position(table.headers, choice.pre), position(table.headers, choice.post)
    group = position(table.headers, choice.group) if choice.group else None
    rows = table.rows
    if not rows:
        raise UserError(_("The file has headers but no rows of scores."), code="no_rows")
    _refuse_what_is_no_score(table.headers, rows, (pre, post))
    scores = Scores(in_percent=_in_percent(table.headers, rows, (pre, post)))
    for row in rows:
        scores.pre.append(_score(row, pre, scores.markers))
        scores.post.append(_score(row, post, scores.markers))
        scores.groups.append("" if group is None else " ".join(row.text(group).split()))
        if any(isinstance(cell, str) and cells.plain(cell) in cells.TOTALS for cell in row.cells[:3]):
            scores.total_rows.append(row.number)
    _refuse_too_many_groups(scores.groups, choice.group)
    _refuse_above_maximum(rows, scores, choice)
    return scores


def position(headers: Sequence[str], name: str) -> int:
    """Where the column called `name` is; case, accents and outer spaces do not matter."""
    exact = [i for i, header in enumerate(headers) if header == name]
    found = exact or [i for i, header in enumerate(headers) if cells.plain(header) == cells.plain(name)]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(str(i + 1) for i in found)
        raise UserError(
            _("Several columns are called “%(name)s” (columns %(places)s). Give them different names.")
            % {"name": name, "places": places},
            code="duplicate_header",
        )
    message = _("There is no column called “%(name)s”. The file has: %(columns)s.") % {
        "name": name,
        "columns": ", ".join(f"“{header}”" for header in headers if header),
    }
    likely = difflib.get_close_matches(cells.plain(name), [cells.plain(h) for h in headers], n=1)
    if likely:
        nearest = next(header for header in headers if cells.plain(header) == likely[0])
        message += " " + _("Did you mean “%s”?") % nearest
    raise UserError(message, code="unknown_column")


def _score(row: Row, index: int, markers: Counter[str]) -> float | None:
    cell = row.cells[index]
    if cells.is_no_score(cell):
        if not cells.is_blank(cell):
            markers[str(cell).strip()] += 1
        return None
    return cells.number(cell)


def _refuse_what_is_no_score(headers: Sequence[str], rows: Sequence[Row], columns: Sequence[int]) -> None:
    wrong = []
    for row in rows:
        for index in columns:
            cell = row.cells[index]
            try:
                if not cells.is_no_score(cell):
                    cells.number(cell)
            except cells.NotAScoreError:
                wrong.append((row.number, headers[index], str(cell)))
    if not wrong:
        return
    lines = [
        _("Row %(row)s, column “%(column)s”: “%(value)s” is not a number.")
        % {"row": row, "column": column, "value": value if len(value) <= 40 else value[:39] + "…"}
        for row, column, value in wrong[:SHOWN_ERRORS]
    ]
    if len(wrong) > SHOWN_ERRORS:
        more = len(wrong) - SHOWN_ERRORS
        lines.append(
            ngettext("And %(count)s more cell.", "And %(count)s more cells.", more) % {"count": more}
        )
    lines.append(_("Leave the cell empty where there is no score."))
    raise UserError(" ".join(lines), code="not_a_score")


def _in_percent(headers: Sequence[str], rows: Sequence[Row], columns: Sequence[int]) -> bool:
    present = [
        (row.number, headers[index], cells.is_percent(row.cells[index]))
        for row in rows
        for index in columns
        if not cells.is_no_score(row.cells[index])
    ]
    signed = [percent for _row, _header, percent in present]
    if any(signed) and not all(signed):
        row, column, _percent = next(entry for entry in present if not entry[2])
        raise UserError(
            _(
                "Some scores have a percent sign and others do not (for example row %(row)s, column "
                "“%(column)s”). Write them all in the same way."
            )
            % {"row": row, "column": column},
            code="mixed_percent",
        )
    return any(signed)


def _refuse_too_many_groups(groups: Sequence[str], column: str) -> None:
    found = len(set(groups))
    if found > MOST_GROUPS:
        raise UserError(
            _(
                "The column “%(column)s” has %(count)s different values, too many for groups. Choose a "
                "column such as center, sex or cohort."
            )
            % {"column": column, "count": found},
            code="too_many_groups",
        )


def _refuse_above_maximum(rows: Sequence[Row], scores: Scores, choice: Choice) -> None:
    if choice.max_score is None:
        return
    if choice.max_score <= 0:
        raise UserError(_("The highest possible score must be greater than zero."), code="bad_maximum")
    for column, values in ((choice.pre, scores.pre), (choice.post, scores.post)):
        for row, value in zip(rows, values, strict=True):
            if value is not None and not 0 <= value <= choice.max_score:
                raise UserError(
                    _(
                        "Row %(row)s, column “%(column)s”: the score %(value)g is outside 0 to %(max)g, the "
                        "highest possible score that you gave."
                    )
                    % {"row": row.number, "column": column, "value": value, "max": choice.max_score},
                    code="outside_range",
                )
