"""The program: indicators against their targets, levels 1 to 4, centers side by side, completeness."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from analytics import stats
from analytics.facts import NOWHERE, Figures, due
from analytics.program import sheets
from analytics.program.measures import COMPLETENESS, Value
from analytics.program.periods import Period, of_day, period
from analytics.program.selectors import known_indicators, notes_of
from analytics.program.table import Line, lines
from analytics.releases.models import latest
from analytics.reports.cohorts import tables
from analytics.reports.document import (
    Cell,
    Column,
    Document,
    Figure,
    Head,
    Measure,
    Method,
    Note,
    Number,
    Option,
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
from analytics.reports.registry import Asked, Report, UnknownChoice
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import Scope, everybody_scope, program_scope
from courses.data import AFTER, BEFORE
from lms.accounts.api import center_managers, has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock

AUDIENCE = "shared"
UNITS = {
    "percent": (Unit.PERCENT, 0),
    "points": (Unit.CHANGE, 0),
    "scale": (Unit.SCALE, 1),
    "people": (Unit.COUNT, 0),
    "hours": (Unit.COUNT, 0),
}
EXPECTED: Mapping[str, Text] = {
    "meets": _("above the target"),
    "margin": _("in the margin"),
    "below": _("below the target"),
}
LEVELS = ("output", "L1", "L2", "L3", "L4", "quality", "sustainability")


def may_read(user: User) -> bool:
    """Whoever answers for the program."""
    return has_role(user, Role.PROGRAM_OFFICER) or has_role(user, Role.ADMINISTRATOR)


def build(asked: Asked) -> Document | None:
    """The report on everybody, with a period set apart: the semester of today unless another is asked for."""
    scope = everybody_scope() if asked.user is None else program_scope(asked.user)
    found = released(scope)
    if not len(found.figures):
        return None
    today = clock.today()
    chosen = period(asked.get("period")) if asked.get("period") else of_day(today, "S")
    if chosen is None:
        raise UnknownChoice
    found_lines = lines(
        found, known_indicators(), first_time(), period=chosen, today=today, audience=AUDIENCE
    )
    return Document(
        key="program",
        title=_("Program"),
        head=_head(scope, found, chosen, today),
        headline=_headline(found_lines),
        lead=_lead(found_lines, found),
        sections=(
            *_withdrawn(found),
            Section("indicators", (indicator_table(found_lines, chosen), reading_table(found_lines, chosen))),
            Section("levels", (_levels(found_lines),)),
            Section("centers", tuple(filter(None, [_centers(scope, found.figures)]))),
            Section("completeness", (completeness(scope, found.participation),)),
        ),
    )


def first_time() -> dict[int, int]:
    """By cohort, who finished a course there for the first time, as of the release."""
    last = latest()
    stored = {} if last is None else last.definitions.get("first_time", {})
    return {int(cohort): people for cohort, people in stored.items()}


def _withdrawn(found: Released) -> tuple[Section, ...]:
    if not found.withdrawn:
        return ()
    said = Sentence(
        _("Release %(number)s was withdrawn: %(reason)s Its figures come with the next one."),
        {"number": found.release or "", "reason": found.withdrawn},
    )
    return (Section("withdrawn", (Note(said, "warn"),)),)


def _head(scope: Scope, found: Released, chosen: Period, today: date) -> Head:
    cohorts = found.figures.cohorts.values()
    options = [Option(_("This month"), {"period": of_day(today, "M").key})]
    options += [
        Option(name, {"period": of_day(today, kind).key})
        for kind, name in (("C", _("These four months")), ("S", _("This semester")))
    ]
    return Head(
        about=(_("Whole program"),),
        as_of=found.as_of,
        first=min((info.starts_on for info in cohorts), default=None),
        last=max((info.ends_on for info in cohorts), default=None),
        release=found.release,
        next_release=found.next_release,
        simulated=any(info.is_simulated for info in cohorts),
        options=tuple(Option(one.label, one.asked, one.asked["period"] == chosen.key) for one in options),
    )


def _headline(found: Sequence[Line]) -> Sentence:
    judged = [one for one in found if one.reached is not None]
    if not judged:
        return Sentence(_("Under way: no target can be judged yet"))
    met = sum(1 for one in judged if one.reached)
    return Sentence(
        _("%(met)s of %(of)s targets that can be judged were reached"),
        {"met": Number(met), "of": Number(len(judged))},
    )


def _lead(found: Sequence[Line], data: Released) -> tuple[Sentence, ...]:
    trained = next((one for one in found if one.known.code == "O1"), None)
    said = []
    if trained is not None and trained.so_far is not None and trained.known.final:
        said.append(
            Sentence(
                _("%(people)s people trained, of %(target)s that the program wants."),
                {
                    "people": Number(trained.so_far.value.value or 0),
                    "target": Number(trained.known.final),
                },
            )
        )
    said.append(Sentence(_("%(people)s people are enrolled."), {"people": Number(len(data.participation))}))
    return tuple(said)


def name_of(line: Line) -> Text:
    """The code with the name in the reader's language."""
    names = line.known.sheet.get("name", {})
    language = (get_language() or "es").split("-")[0]
    return f"{line.known.code} · {names.get(language) or names.get('es') or line.known.code}"


def number(line: Line, value: float | None) -> Number | None:
    """A value of the indicator, as its unit is written."""
    if value is None:
        return None
    unit, digits = UNITS.get(str(line.known.sheet.get("unit")), (Unit.COUNT, 0))
    return Number(value, unit, digits)


def cell(line: Line, value: Value | None) -> Cell:
    """A value that knows on whom it rests."""
    if value is None:
        return Symbol.NOT_APPLICABLE if line.period is None and line.so_far is None else Symbol.ABSENT
    if not value.known:
        return Symbol.NOT_YET if value.waiting else Symbol.ABSENT
    return Measure(number(line, value.value.value), value.n, value.count, value.participation)


def indicator_table(found: Sequence[Line], chosen: Period) -> Figure:
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
    notes = notes_of(latest())
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
                _("Each indicator over the cohorts that ended in the period, and over all up to its end.")
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


def reading_table(found: Sequence[Line], chosen: Period) -> Figure:
    """Behind the table: on whom each value rests, and the two questions about its target."""
    notes = notes_of(latest())
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
    baseline = one.known.sheet.get("baseline", {}).get("value")
    share = one.share_of_target
    none = Symbol.NOT_APPLICABLE
    return Row(
        name_of(one),
        (
            number(one, baseline) if baseline is not None else none,
            number(one, one.target_period) or none,
            cell(one, one.period),
            number(one, one.target_so_far) or none,
            cell(one, one.so_far),
            _measured(one.so_far, Number(share, Unit.PERCENT)) if share is not None else none,
            number(one, one.known.final) or none,
        ),
        mark="below" if one.reached is False else "",
    )


def _reading(one: Line, chosen: Period, notes: Mapping[tuple[str, str], object]) -> Row:
    so_far, none = one.so_far, Symbol.NOT_APPLICABLE
    waits = so_far is not None and (so_far.known or so_far.waiting)
    return Row(
        name_of(one),
        (
            _base(so_far),
            Number(so_far.waiting) if so_far is not None else none,
            Number(so_far.missing) if so_far is not None else none,
            _measured(so_far, _("Yes") if one.reached else _("No"))
            if one.reached is not None
            else (_("Cannot be judged yet") if waits else none),
            _measured(so_far, EXPECTED[one.expected]) if one.expected in EXPECTED else none,
            _interval(one),
            _note(one, chosen, notes),
        ),
        mark="below" if one.reached is False else "",
    )


def _measured(value: Value | None, shown: Number | Span | Text) -> Cell:
    if value is None:
        return Symbol.ABSENT
    return Measure(shown, value.n, value.count, value.participation)  # type: ignore[arg-type]


def _base(value: Value | None) -> Cell:
    if value is None or not value.known:
        return Symbol.NOT_APPLICABLE
    if value.count is None:
        return Measure(Number(value.n), value.n, None, value.participation)
    return Measure(f"{value.count}/{value.n}", value.n, value.count, value.participation)  # type: ignore[arg-type]


def _interval(one: Line) -> Cell:
    value = one.so_far
    if value is None or value.participation or value.value.low is None or value.value.high is None:
        return Symbol.NOT_APPLICABLE
    low, high = number(one, value.value.low), number(one, value.value.high)
    assert low is not None
    assert high is not None
    return Measure(Span(low, high), value.n, value.count)


def _note(one: Line, chosen: Period, notes: Mapping[tuple[str, str], object]) -> Cell:
    note = notes.get((one.known.code, chosen.key))
    if note is not None:
        return str(note.cause) if getattr(note, "approved_at", None) else _("Written, waits for approval")  # type: ignore[attr-defined]
    return _("Needed") if one.deviates else "–"


def _levels(found: Sequence[Line]) -> Figure:
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
            "levels",
            _("Levels 1 to 4"),
            _("Indicator"),
            (Column(_("Level"), wide=True), Column(_("To date")), Column(_("Target at the end"))),
            tuple(rows),
        ),
    )


def _centers(scope: Scope, figures: Figures) -> Figure | None:
    """Centers by shrunken estimates with their intervals and the limits of chance, in alphabetical order."""
    tests = due(figures, BEFORE, AFTER)
    taken = tests.paired & tests.measured & (tests.people["center"] != NOWHERE)
    center = tests.people["center"][taken]
    ids, counts = np.unique(center, return_counts=True)
    if len(ids) < 2:
        return None
    pre, post = tests.pre[taken], tests.post[taken]
    found = stats.groups.shrink_centers(pre, post, centers=center.tolist())
    limits = stats.groups.funnel(pre, post, centers=center.tolist())
    shrunken = dict(zip(found.centers, found.pooled.shrunken, strict=True))
    raw = dict(zip(found.centers, found.raw, strict=True))
    outside = set(limits.outside_95 if len(ids) >= 5 else ())
    n_of = dict(zip(ids.tolist(), counts.tolist(), strict=True))
    rows = []
    for pk, name in scope.centers.items():
        n = n_of.get(pk, 0)
        if not n:
            continue
        estimate, own = shrunken[pk], raw[pk]
        interval = estimate.interval
        rows.append(
            Row(
                name,
                (
                    Measure(_change(estimate.value), n),
                    Measure(Span(_number(interval.low), _number(interval.high)) if interval else None, n),
                    Measure(_change(own), n),
                    Number(n) if n >= 10 else Symbol.PROTECTED,
                    Measure(
                        _("Worth a conversation") if pk in outside else _("Within what can be expected"),  # type: ignore[arg-type]
                        n,
                    ),
                ),
                n,
            )
        )
    return Figure(
        Sentence(_("Centers in alphabetical order: this is no ranking")),
        Table(
            "centers",
            _("Centers side by side"),
            _("Center"),
            (
                Column(_("Estimated gain")),
                Column(_("95% interval")),
                Column(_("Own mean gain")),
                Column(_("People")),
                Column(_("Against chance"), wide=True),
            ),
            tuple(rows),
            partition=True,
        ),
        Picture("marks", columns=(0, 1), axis=_("Gain in percentage points")),
        limits=(
            Sentence(
                _("Where intervals overlap the difference can be chance; centers enroll different people.")
            ),
        ),
        method=Method(
            what=Sentence(
                _("The mean gain of each center, drawn to the common mean where few people speak for it.")
            ),
            people=Sentence(_("People with both tests in cohorts that are due.")),
            left_out=Sentence(_("Centers with fewer people than may be shown, and people without a center.")),
            formula=Sentence(
                _("Empirical Bayes (REML); “worth a conversation” is outside the funnel’s 95% limits.")
            ),
            limits=Sentence(_("Not a league table: read the intervals.")),
            version="centers 1",
        ),
    )


def _number(value: float) -> Number:
    return Number(value, Unit.CHANGE, 0)


def _change(value: float | None) -> Number | None:
    return None if value is None else _number(value)


def completeness(scope: Scope, live: Figures) -> Figure:
    """What was due from each center and is there, with whom to ask."""
    people = live.people
    rows = []
    whom = center_managers(list(scope.centers))
    for pk, name in scope.centers.items():
        own = people[people["center"] == pk]
        if not len(own):
            continue
        done = sum(int(np.count_nonzero(own[one] == tables.DONE)) for one in COMPLETENESS)
        lacking = sum(int(np.count_nonzero(own[one] == tables.MISSING)) for one in COMPLETENESS)
        due_ = done + lacking
        rows.append(
            Row(
                name,
                (
                    Number(due_),
                    Number(done),
                    Number(done / due_, Unit.PERCENT) if due_ else Symbol.NOT_YET,
                    whom.get(pk) or _("Nobody manages this center"),
                ),
            )
        )
    short = sum(1 for row in rows if isinstance(row.cells[2], Number) and row.cells[2].value < 0.95)
    return Figure(
        Sentence(
            _("%(count)s centers have handed in less than 95%% of what was due"), {"count": Number(short)}
        ),
        Table(
            "completeness",
            _("Completeness by center"),
            _("Center"),
            (
                Column(_("Already due")),
                Column(_("There")),
                Column(_("Share")),
                Column(_("Whom to ask"), wide=True),
            ),
            tuple(rows),
        ),
        said=(
            Sentence(_("As of today, not of the release: it is who handed in what, and nobody’s result.")),
        ),
    )


REPORT = Report(
    key="program",
    title=_("Program"),
    rule=may_read,
    audience=AUDIENCE,
    build=build,
    filters=("period",),
)
