"""The report on a file of scores as a document of the pipeline. It is one's own file: nothing is hidden."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from analytics.render import gain_words
from analytics.render.scores import words
from analytics.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Head,
    Method,
    Note,
    Number,
    Picture,
    Row,
    Section,
    Sentence,
    Span,
    Symbol,
    Table,
    Text,
    Unit,
)
from analytics.reports.gain import Gain
from analytics.reports.scores.data import ScoresReport
from analytics.reports.shares import Range
from lms.core import clock

MOST_CIRCLES, MOST_DRAWN = 300, 30
HEADINGS = (_("n"), _("Before"), _("After"), _("Gain"), _("95% interval"), _("Effect (g)"), _("Improved"))
GAIN, INTERVAL = 3, 4
EXACT = (
    _("n"), _("Missing"), _("Mean before"), _("Mean after"), _("Gain"), _("95% interval"), _("t"),
    _("Degrees of freedom"), _("p"),
)  # fmt: skip
SPREAD = (
    _("SD before"), _("SD after"), _("SD of gain"), _("Correlation"), _("Effect (g)"), _("95% interval of g"),
)  # fmt: skip
TITLE = _("Gain between two scores")


def document(report: ScoresReport) -> Document:
    """Sentences first, then tables with their pictures, then how it was read."""
    choice = report.choice
    about = format_lazy(_("“{}” before, “{}” after"), choice.pre, choice.post)
    return Document(
        key="gain",
        title=TITLE,
        head=Head((report.file_name, about), clock.today()),
        headline=Sentence(_said(gain_words.headline, report.overall, words.scale_of(report))),
        lead=(_said(gain_words.people, report.overall),),
        sections=tuple(Section(key, tuple(blocks), title) for key, title, blocks in _parts(report) if blocks),
    )


def _said(write: Callable[..., str], *values: Any) -> Any:
    """Words that are chosen in the language in which the document is written."""
    return lazy(write, str)(*values)


def _parts(report: ScoresReport) -> Iterator[tuple[str, Text, Sequence[Block]]]:
    yield "beware", "", [Note(text, "due") for text in _warnings(report)]
    if report.breakdowns:
        for place, one in enumerate(report.breakdowns):
            gains = (report.overall, *one.groups)
            yield f"groups-{place}", "", [_figures(report, gains, first=place == 0, column=one.column)]
    else:
        yield "gain", "", [_figures(report, (report.overall,), first=True)]
    yield "pairs", "", [one for one in (_pairs(report),) if one is not None]
    yield "follow", "", [one for one in (_follow(report),) if one is not None]
    yield "forms", "", [one for one in (_forms(report),) if one is not None]
    yield "questions", "", [one for one in (_questions(report),) if one is not None]
    yield "exact", "", _exact(report)
    yield "how", _("How it was read"), [Note(text) for text in _notes(report)]


def _warnings(report: ScoresReport) -> Sequence[Text]:
    found: list[Text] = [_said(gain_words.warning, code, report.overall) for code in report.overall.warnings]
    for gain in report.groups:
        for code in gain.warnings:
            said = _said(gain_words.warning, code, gain)
            found.append(format_lazy("{}: {}", _said(words.group_name, gain.label), said))
    return found


def _notes(report: ScoresReport) -> Sequence[Text]:
    # What a reader noticed was written while the file was read, in the language of that moment.
    return tuple(words.notes(report))


def _figures(report: ScoresReport, gains: Sequence[Gain], *, first: bool, column: str = "") -> Figure:
    limits: list[Text] = [_said(gain_words.caution, report.overall)] if first else []
    if len(gains) > 2:
        limits.append(_("Groups whose intervals overlap should not be ranked."))
    said = (_said(gain_words.directions, report.overall), _said(gain_words.effect, report.overall))
    drawn = column and 1 < len(gains) <= MOST_DRAWN
    return Figure(
        Sentence(_("By %(column)s"), {"column": column}) if column else Sentence(_("In figures")),
        Table(
            f"gain-{column}" if column else "gain",
            format_lazy(_("Gain by {}"), column) if column else _("Gain in figures"),
            column or _("Group"),
            tuple(Column(heading) for heading in HEADINGS),
            tuple(_row(gain, report) for gain in gains),
        ),
        picture=Picture(
            "marks", columns=(GAIN, INTERVAL), target=_change(report.overall.gain.value, report),
            axis=_unit(report), legend=(("mean", _("dotted: everybody")),),
        ) if drawn else None,
        said=said if first else (),
        limits=tuple(limits),
        method=_method(report) if first else None,
        plain=True,
    )  # fmt: skip


def _row(gain: Gain, report: ScoresReport) -> Row:
    cells: tuple[Cell, ...] = (
        Number(gain.n),
        _level(gain.mean_pre, report),
        _level(gain.mean_post, report),
        _change(gain.gain.value, report) or Symbol.NOT_APPLICABLE,
        _ends(gain.gain, report),
        _plain(gain.effect.value, 2, Unit.DIFFERENCE),
        _plain(gain.improved_share.value, 0, Unit.PERCENT),
    )
    return Row(_said(words.group_name, gain.label), cells, gain.n, note=_beside(gain))


def _beside(gain: Gain) -> Text | None:
    """What has to be known of a row: that people are missing, and that there are few."""
    notes: list[Any] = [_("n < 10")] if "small_group" in gain.warnings else []
    if gain.missing:
        notes.append(format_lazy(_("{} missing"), gain.missing))
    return format_lazy("{}" + ", {}" * (len(notes) - 1), *notes) if notes else None


def _level(value: float | None, report: ScoresReport) -> Cell:
    if value is None:
        return Symbol.NOT_APPLICABLE
    return Number(value, Unit.SCALE, 2) if report.max_score is None else _share(value, report)


def _share(value: float, report: ScoresReport) -> Number:
    return Number(value / (report.max_score or 1.0), Unit.PERCENT, 1)


def _change(value: float | None, report: ScoresReport) -> Number | None:
    if value is None:
        return None
    if report.max_score is None:
        return Number(value, Unit.DIFFERENCE, 2)
    return Number(value / report.max_score, Unit.CHANGE, 1)


def _ends(value: Range, report: ScoresReport) -> Cell:
    low, high = _change(value.low, report), _change(value.high, report)
    return Symbol.NOT_APPLICABLE if low is None or high is None else Span(low, high)


def _plain(value: float | None, digits: int, unit: Unit = Unit.RATIO) -> Cell:
    return Symbol.NOT_APPLICABLE if value is None else Number(value, unit, digits)


def _unit(report: ScoresReport) -> Text:
    return _("Points") if report.max_score is None else _("Percentage points")


def _method(report: ScoresReport) -> Method:
    return Method(
        what=_("The mean of the differences of people with both scores."),
        people=_said(gain_words.people, report.overall),
        left_out=_said(words.left_out, report),
        formula=_said(words.method, report),
        limits=_("The mean of those who took both tests says nothing of those who did not."),
        version="gain 1",
    )


def _pairs(report: ScoresReport) -> Figure | None:
    counted = Counter(report.pairs)
    lowest = min(min(pair) for pair in counted)
    if len(counted) > MOST_CIRCLES or lowest < 0:
        return None
    most = report.max_score or max(max(pair) for pair in counted) or 1.0
    rows = tuple(
        Row(
            f"{before:g} – {after:g}",
            (Number(before, Unit.RATIO, 2), Number(after, Unit.RATIO, 2), Number(people)),
        )
        for (before, after), people in sorted(counted.items())
    )
    return Figure(
        Sentence(_("Scores before and after, person by person")),
        Table(
            "pairs", _("Pairs of scores"), _("Before and after"),
            (Column(_("Before")), Column(_("After")), Column(_("People"))), rows,
        ),
        Picture("pairs", columns=(0, 1, 2), ends=(0.0, float(most)), axis=_("Score before")),
        said=(
            _("Each circle gathers the people with the same two scores; above the diagonal they improved."),
        ),
    )  # fmt: skip


def _follow(report: ScoresReport) -> Figure | None:
    found = report.follow
    if found is None:
        return None
    rows = [
        Row(
            name,
            (
                Number(gain.n),
                _change(gain.gain.value, report) or Symbol.NOT_APPLICABLE,
                _ends(gain.gain, report),
            ),
        )
        for name, gain in (
            (_("From the first score to the second"), report.overall),
            (_("From the first score to the third"), found.since_first),
            (_("From the second score to the third"), found.since_second),
        )
    ]
    levels = {
        name: _level(value, report) for name, value in zip(("pre", "post", "later"), found.means, strict=True)
    }
    said: list[Any] = []
    if found.n:
        said.append(
            Sentence(_("Of the %(n)s people with all three: %(pre)s, %(post)s and then %(later)s."),
                     {"n": Number(found.n), **levels})
        )  # fmt: skip
    if found.kept.value is not None and found.kept.low is not None and found.kept.high is not None:
        ends = (Number(found.kept.low, Unit.PERCENT), Number(found.kept.high, Unit.PERCENT))
        said.append(
            Sentence(
                _("%(kept)s of the gain was still there (95%% interval: %(ends)s)."),
                {"kept": Number(found.kept.value, Unit.PERCENT), "ends": Span(*ends)},
            )
        )
    return Figure(
        Sentence(_("Later on: %(column)s"), {"column": found.column}),
        Table(
            "follow", _("Follow-up"), _("Scores compared"),
            (Column(_("n")), Column(_("Change in the mean")), Column(_("95% interval"))), tuple(rows),
        ),
        Picture("marks", columns=(1, 2), axis=_unit(report), target=_change(0.0, report)),
        said=tuple(said),
        limits=(_("Each row is of the people who have both of its scores, so rows need not add up."),),
        plain=True,
    )  # fmt: skip


def _forms(report: ScoresReport) -> Figure | None:
    found = report.forms
    if found is None:
        return None
    said: list[Any] = []
    gain, easier = _change(found.gain.value, report), _change(found.easier.value, report)
    if gain is not None and easier is not None:
        said += [
            Sentence(
                _("Free of the difference of the forms the gain is %(gain)s (95%% interval: %(ends)s)."),
                {"gain": gain, "ends": _ends(found.gain, report)},
            ),
            Sentence(
                _("Form %(form)s is easier by %(easier)s (95%% interval: %(ends)s); below 0 it is harder."),
                {"form": found.form, "easier": easier, "ends": _ends(found.easier, report)},
            ),
        ]
    return Figure(
        Sentence(_("By form of the test")),
        Table(
            "forms", _("Forms of the test"), _("Forms before and after"),
            tuple(Column(heading) for heading in HEADINGS), tuple(_row(one, report) for one in found.orders),
        ),
        said=tuple(said),
        limits=(_("This holds where chance decided who had which form first."),),
        plain=True,
    )  # fmt: skip


def _questions(report: ScoresReport) -> Figure | None:
    found = report.items
    if found is None:
        return None
    rows = tuple(
        Row(
            one.post or one.pre or "",
            (
                _plain(one.before, 0, Unit.PERCENT),
                _plain(one.after, 0, Unit.PERCENT),
                Symbol.NOT_APPLICABLE
                if one.before is None or one.after is None
                else Number(one.after - one.before, Unit.CHANGE),
                _plain(one.discrimination, 2),
                Number(one.n_before),
                Number(one.n_after),
            ),
        )
        for one in found.questions
    )
    both = any(one.before is not None and one.after is not None for one in found.questions)
    said = [
        Sentence(text, {"alpha": Number(value.value, Unit.RATIO, 2)})
        for text, value in (
            (_("Before: alpha = %(alpha)s."), found.alpha_before),
            (_("After: alpha = %(alpha)s."), found.alpha_after),
        )
        if value.value is not None
    ]
    return Figure(
        Sentence(_("Question by question")),
        Table(
            "questions",
            _("Questions"),
            _("Question"),
            (
                Column(_("Before")),
                Column(_("After")),
                Column(_("Change in points")),
                Column(_("Discrimination after")),
                Column(_("n before")),
                Column(_("n after")),
            ),
            rows,
        ),
        Picture(
            "levels", columns=(0, 1, 2), axis=_("% earned"),
            legend=(("before", _("Before")), ("after", _("After"))),
        ) if both and len(rows) <= MOST_DRAWN else None,
        said=tuple(said),
        limits=(_("Discrimination is the correlation of a question with the sum of the others."),),
        plain=True,
    )  # fmt: skip


def _exact(report: ScoresReport) -> Sequence[Figure]:
    gains = (report.overall, *report.groups)
    return (
        Figure(
            Sentence(_("To four digits, in the points of the file")),
            _exact_table("exact", _("To four digits"), EXACT, [(one, _exact_gain(one)) for one in gains]),
            limits=(_("For whoever checks it with another program."),),
        ),
        Figure(
            Sentence(_("Spread, to four digits")),
            _exact_table("spread", _("Spread"), SPREAD, [(one, _exact_spread(one)) for one in gains]),
        ),
    )


def _exact_table(
    key: str, title: Text, headings: Sequence[Text], rows: Sequence[tuple[Gain, tuple[Cell, ...]]]
) -> Table:
    columns = tuple(Column(heading) for heading in headings)
    named = tuple(Row(_said(words.group_name, gain.label), cells) for gain, cells in rows)
    return Table(key, title, _("Group"), columns, named)


def _exact_gain(gain: Gain) -> tuple[Cell, ...]:
    return (
        Number(gain.n),
        Number(gain.missing),
        *(_plain(one, 4) for one in (gain.mean_pre, gain.mean_post, gain.gain.value)),
        _exact_ends(gain.gain),
        _plain(gain.t, 4),
        Symbol.NOT_APPLICABLE if gain.df is None else Number(gain.df),
        _plain(gain.p, 4),
    )


def _exact_spread(gain: Gain) -> tuple[Cell, ...]:
    parts = (gain.sd_pre, gain.sd_post, gain.sd_gain, gain.correlation, gain.effect.value)
    return (*(_plain(one, 4) for one in parts), _exact_ends(gain.effect))


def _exact_ends(value: Range) -> Cell:
    if value.low is None or value.high is None:
        return Symbol.NOT_APPLICABLE
    return Span(Number(value.low, Unit.RATIO, 4), Number(value.high, Unit.RATIO, 4))
