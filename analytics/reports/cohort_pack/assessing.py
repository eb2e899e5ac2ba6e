"""Who stands where on which criterion, how far assessors agree, and what each adds to a mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics.assessing.figures import FEW, Agreement, Severity
from analytics.assessing.selectors import CohortRatings, heat
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Number,
    Row,
    Sentence,
    Span,
    Symbol,
    Table,
    Text,
    Unit,
)
from analytics.reports.words import in_language
from analytics.stats.core.result import Estimate


def criteria(found: CohortRatings, people: Mapping[int, Any]) -> Figure | None:
    """Person by criterion: means over the released assessed role-plays; None where nothing is released."""
    known = {one.key: one for occasion in found.occasions for one in occasion.criteria}
    rated = sorted(
        (people[pk] for pk in found.people if pk in people),
        key=lambda one: (one.last_name, one.first_name, one.pk),
    )
    if not rated or not known:
        return None
    rows = tuple(
        Row(str(one.person), (*(_level(value, 1) for value in one.levels), _level(one.mean, 2)))
        for one in heat(found, list(known), rated)
    )
    columns = (
        *(Column(in_language(one.title, short=True)) for one in known.values()),
        Column(_("Mean that counts")),
    )
    return Figure(
        Sentence(_("%(people)s people by criterion"), {"people": Number(len(rows))}),
        Table("criteria_people", _("Person by criterion"), _("Person"), columns, rows),
        limits=(
            Sentence(_("Means of released sheets; “does not apply” is a criterion nobody could observe.")),
        ),
        plain=True,
    )


def agreement(found: CohortRatings) -> Figure | None:
    """How often two assessors of one performance gave the same level; None where nobody was rated twice."""
    lines = [(in_language(one.title), one) for one in found.figures.agreement if one.pairs]
    if found.figures.together is None or not lines:
        return None
    rows = [Row(name, _agreement(one)) for name, one in [*lines, (_("All criteria"), found.figures.together)]]
    return Figure(
        Sentence(_("How far assessors of one performance agree")),
        Table(
            "agreement",
            _("Agreement"),
            _("Criterion"),
            (
                Column(_("Pairs")),
                Column(_("Same level")),
                Column(_("One level apart at most")),
                Column(_("Alpha")),
                Column(_("95% interval")),
            ),
            tuple(rows),
        ),
        plain=True,
    )


def severity(found: CohortRatings) -> Figure | None:
    """What each assessor adds to a mean; others are letters, as on the page."""
    rows = tuple(Row(found.assessors[one.assessor_id], _severity(one)) for one in found.figures.severities)
    if not rows:
        return None
    return Figure(
        Sentence(_("What each assessor adds to a mean, in levels: below 0 is more severe than the others")),
        Table(
            "severity",
            _("Severity"),
            _("Assessor"),
            (
                Column(_("Sheets")),
                Column(_("Levels")),
                Column(_("95% interval")),
                Column(_("Reading"), wide=True),
            ),
            rows,
        ),
        limits=(Sentence(_("No score is adjusted by this.")),),
        plain=True,
    )


def _level(value: float | None, digits: int) -> Cell:
    return Symbol.NOT_APPLICABLE if value is None else Number(value, Unit.SCALE, digits)


def _agreement(one: Agreement) -> tuple[Cell, ...]:
    interval = one.alpha.interval
    return (
        Number(one.pairs),
        _share(one.exact),
        _share(one.adjacent),
        Symbol.NOT_APPLICABLE if one.alpha.value is None else Number(one.alpha.value, Unit.RATIO, 2),
        None
        if interval is None
        else Span(*(Number(end, Unit.RATIO, 2) for end in (interval.low, interval.high))),
    )


def _share(one: Estimate) -> Cell:
    return Symbol.NOT_APPLICABLE if one.value is None else Number(one.value, Unit.PERCENT)


def _severity(one: Severity) -> tuple[Cell, ...]:
    ends = (one.low, one.high)
    span = None if None in ends else Span(*(Number(end or 0.0, Unit.RATIO, 2) for end in ends))
    effect = Symbol.NOT_APPLICABLE if one.effect is None else Number(one.effect, Unit.RATIO, 2)
    return Number(one.sheets), effect, span, _reading(one)


def _reading(one: Severity) -> Text:
    if one.sheets < FEW or one.effect is None:
        return _("too few sheets to say")
    if one.moves:
        return _("changes over time")
    if not one.stands_out:
        return _("like the others")
    return _("more severe") if one.effect < 0 else _("more lenient")


def figures(found: CohortRatings, people: Mapping[int, Any]) -> Sequence[Figure]:
    """All three, as far as there is anything in them."""
    parts = (criteria(found, people), agreement(found), severity(found))
    return [one for one in parts if one is not None]
