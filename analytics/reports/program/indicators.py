"""The tables of indicators: against their targets, on whom they rest, and by level."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from analytics.program import sheets
from analytics.program.models import DeviationNote
from analytics.program.periods import Period
from analytics.program.table import Line
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Method,
    Number,
    Row,
    Sentence,
    Symbol,
    Table,
    Text,
    Unit,
)
from analytics.reports.program.cells import base, baseline, cell, interval, measured, name_of, number

Notes = Mapping[tuple[str, str], DeviationNote]
"""By code and period, what explains a deviation."""
EXPECTED: Mapping[str, Text] = {
    "meets": _("above the target"),
    "margin": _("in the margin"),
    "below": _("below the target"),
}
TURNED = {"meets": "below", "below": "meets"}
"""Where less is more, what keeps to a target lies below it."""


LEVELS = ("output", "L1", "L2", "L3", "L4", "quality", "sustainability")


def indicator_table(found: Sequence[Line], chosen: Period, notes: Notes) -> Figure:
    """The table of the program."""
    columns = (
        Column(_("Baseline")),
        Column(_("Period: target")),
        Column(_("Period: actual")),
        Column(_("To date: target")),
        Column(_("To date: actual")),
        Column(_("% of target")),
        Column(_("Target at the end")),
    )
    rows = tuple(_row(one) for one in found)
    asked = [one for one in found if one.deviates and (one.known.code, chosen.key) not in notes]
    return Figure(
        Sentence(
            _("Indicators from %(first)s to %(last)s, and up to then"),
            {"first": chosen.first, "last": chosen.last},
        ),
        Table("indicators", _("Indicators"), _("Indicator"), columns, rows),
        limits=(
            Sentence(
                _("Over several periods counts and bases are added up; percentages are never averaged.")
            ),
            *(
                (
                    Sentence(
                        _("%(count)s indicators are far from their target and have no note yet."),
                        {"count": Number(len(asked))},
                    ),
                )
                if asked
                else ()
            ),
        ),
        method=Method(
            what=Sentence(
                _(
                    "Each indicator over the cohorts that ended in the period, and over all up to its end; "
                    "what parties of hearings say, over the surveys that ended."
                )
            ),
            people=Sentence(_("On the people under “count of base”; cohorts that are not due are in none.")),
            left_out=Sentence(_("Whoever left, is exempt, or is in a cohort that is not due.")),
            formula=Sentence(
                _("% of target = actual ÷ target to date; only periods that have ended have one.")
            ),
            limits=Sentence(
                _("“Reached” is arithmetic about these people; the interval is about the next group.")
            ),
            version="program 1",
        ),
        plain=True,
    )


def reading_table(found: Sequence[Line], chosen: Period, notes: Notes) -> Figure:
    """Behind the table: on whom each value rests, and the two questions about its target."""
    columns = (
        Column(_("Count of base")),
        Column(_("Not due yet")),
        Column(_("Missing")),
        Column(_("Reached?")),
        Column(_("The next group?")),
        Column(_("95% interval")),
        Column(_("Note"), wide=True),
    )
    return Figure(
        Sentence(_("On whom each value to date rests, and what it says of its target")),
        Table(
            "readings",
            _("Bases and readings"),
            _("Indicator"),
            columns,
            tuple(_reading(one, chosen, notes) for one in found),
        ),
        plain=True,
    )


def _row(one: Line) -> Row:
    share = one.share_of_target
    none = Symbol.NOT_APPLICABLE
    return Row(
        name_of(one),
        (
            baseline(one),
            number(one, one.target_period) or none,
            cell(one, one.period),
            number(one, one.target_so_far) or none,
            cell(one, one.so_far),
            measured(one.so_far, Number(share, Unit.PERCENT)) if share is not None else none,
            number(one, one.known.final) or none,
        ),
        mark="below" if one.reached is False else "",
    )


def _reading(one: Line, chosen: Period, notes: Notes) -> Row:
    so_far, none = one.so_far, Symbol.NOT_APPLICABLE
    # What has no target, now or at the end, is never judged.
    waits = one.known.final is not None and so_far is not None and bool(so_far.known or so_far.waiting)
    return Row(
        name_of(one),
        (
            base(so_far),
            Number(so_far.waiting) if so_far is not None else none,
            Number(so_far.missing) if so_far is not None else none,
            measured(so_far, _("Yes") if one.reached else _("No"))
            if one.reached is not None
            else (_("Cannot be judged yet") if waits else none),
            measured(so_far, _expected(one)) if one.expected in EXPECTED else none,
            interval(one),
            _note(one, chosen, notes),
        ),
        mark="below" if one.reached is False else "",
    )


def _expected(one: Line) -> Text:
    """On which side of the target the interval lies."""
    down = one.known.sheet.get("direction") == "down"
    return EXPECTED[TURNED.get(one.expected, one.expected) if down else one.expected]


def _note(one: Line, chosen: Period, notes: Notes) -> Cell:
    note = notes.get((one.known.code, chosen.key))
    if note is not None:
        return note.cause if note.approved_at else _("Written, waits for approval")
    return _("Needed") if one.deviates else "–"


def level_table(found: Sequence[Line]) -> Figure:
    """Levels 1 to 4 on one page: what is known at each, and what is not measured yet."""
    rows = []
    for level in LEVELS:
        own = [one for one in found if one.known.sheet.get("level") == level]
        for one in own:
            rows.append(
                Row(
                    name_of(one),
                    (
                        sheets.WORDS[level],
                        cell(one, one.so_far),
                        number(one, one.known.final) or Symbol.NOT_APPLICABLE,
                    ),
                )
            )
    return Figure(
        Sentence(_("From reaction to results: levels 3 and 4 are never told from level 2")),
        Table(
            "by_level",
            _("Levels 1 to 4"),
            _("Indicator"),
            (Column(_("Level"), wide=True), Column(_("To date")), Column(_("Target at the end"))),
            tuple(rows),
        ),
    )
