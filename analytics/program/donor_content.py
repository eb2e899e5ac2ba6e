"""What stands in the donor's workbook: taken from protected documents, so that it hides what pages hide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from analytics import disclosure
from analytics.facts import Figures
from analytics.program import sheets
from analytics.program.donor import Content, Layout, Row, notes
from analytics.program.measures import value_of
from analytics.program.models import DeviationNote
from analytics.program.periods import Period, of_day
from analytics.program.selectors import Known, changes_of, known_indicators
from analytics.program.table import Line, lines
from analytics.releases.models import Release, ReleaseWithdrawal
from analytics.reports import changes as why
from analytics.reports import clients
from analytics.reports.center.clients import SIDES
from analytics.reports.cohorts import applying, supervised
from analytics.reports.document import (
    Column,
    Document,
    Figure,
    Head,
    Measure,
    Number,
    Section,
    Sentence,
    Symbol,
    Table,
)
from analytics.reports.document import Row as Line_
from analytics.reports.pages import program
from analytics.reports.program.cells import baseline, cell
from analytics.reports.program.centers import completeness
from analytics.reports.protection import protect
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import Scope
from lms.core import clock

PERIODS = 12
BY_CENTER = ("K1", "K2", "S1")


def content(scope: Scope, release: Release, layout: Layout) -> Content:
    """By sheet, its rows; most are made only as they are written."""
    found = released(scope)
    known = known_indicators()
    first = program.first_time(found.made)
    today = clock.today()
    months = _months(today)
    so_far = lines(found, known, first, period=of_day(today, "S"), today=today, audience=program.AUDIENCE)
    return {
        "cover": list(_cover(found, release, scope)),
        "contents": [
            {"sheet": one["title"], "holds": ", ".join(map(str, one["columns"].values()))}
            for one in layout.sheets.values()
        ],
        "notes": notes(disclosure.minimum(program.AUDIENCE)),
        "indicators": _indicators(so_far),
        "periods": _periods(found, known, first, months, today),
        "breakdown": chain(
            _breakdown(scope, found, months),
            _seen_at_work(found, months[-1]),
            _sides(found, months[-1]),
        ),
        "sheets": _sheets(known),
        "quality": _quality(so_far),
        "deviations": _deviations(release),
        "completeness": _completeness(scope, found.participation),
        "changes": _changes(scope),
    }


def _months(today: date) -> list[Period]:
    found = [of_day(today, "M")]
    while len(found) < PERIODS:
        found.append(of_day(date.fromordinal(found[-1].first.toordinal() - 1), "M"))
    return found[::-1]


def protected(rows: Sequence[Line_], columns: int, *, partition: bool = False) -> tuple[Line_, ...]:
    """Rows as the audience of the program may see them."""
    table = Table(
        "t", "t", "t", tuple(Column("") for _place in range(columns)), tuple(rows), partition=partition
    )
    document = Document(
        "t", "t", Head((), clock.today()), Sentence("t"), (), (Section("t", (Figure(Sentence("t"), table),)),)
    )
    return protect(document, program.AUDIENCE).figures[0].table.rows


def plain(cell: Any) -> Any:
    """A cell as a value, or as its symbol."""
    if isinstance(cell, Symbol):
        return f"[{cell.value}]"
    if isinstance(cell, Number):
        return cell.value
    return None if cell is None else str(cell)


def _cover(found: Released, release: Release, scope: Scope) -> Iterator[Row]:
    yield {"what": _("Project"), "value": settings.WAGTAIL_SITE_NAME}
    yield {"what": _("Publication"), "value": release.number}
    yield {"what": _("Publication date"), "value": release.published_at.date()}
    yield {"what": _("Data as of"), "value": found.as_of}
    yield {"what": _("Next publication"), "value": release.next_on}
    yield {"what": _("Seal (SHA-256)"), "value": release.digest}
    there = set(found.figures.people["center"].tolist())
    yield {"what": _("Centers"), "value": len(there.intersection(scope.centers))}
    yield {"what": _("Cohorts"), "value": len(found.figures.cohorts)}
    if found.withdrawn:
        yield {"what": _("Withdrawal date"), "value": found.withdrawn}


def _cells(line: Line) -> list[Any]:
    value = line.so_far
    low = high = None
    if value is not None and not value.participation and value.value.low is not None:
        low, high = Number(value.value.low), Number(value.value.high or 0.0)
    n, count, part = (0, None, False) if value is None else (value.n, value.count, value.participation)
    return [
        cell(line, value),
        Measure(None if count is None else Number(count), n, count, part),
        Measure(Number(n), n, None, part),
        Measure(None if line.share_of_target is None else Number(line.share_of_target), n, count, part),
        Measure(low, n, count, part),
        Measure(high, n, count, part),
        baseline(line) if line.baseline.known else line.known.sheet.get("baseline", {}).get("value"),
    ]


def _indicators(found: Sequence[Line]) -> Iterator[Row]:
    rows = protected([Line_(line.known.code, tuple(_cells(line))) for line in found], 7)
    for line, row in zip(found, rows, strict=True):
        actual, count, base, share, low, high, began = map(plain, row.cells)
        sheet = line.known.sheet
        hidden = actual == "[c]"
        yield {
            "code": line.known.code,
            "name_es": sheet.get("name", {}).get("es"),
            "name_en": sheet.get("name", {}).get("en"),
            "level": str(sheets.WORDS.get(str(sheet.get("level")), "")),
            "unit": str(sheets.WORDS.get(str(sheet.get("unit")), "")),
            "direction": str(sheets.WORDS.get(str(sheet.get("direction")), "")),
            "baseline": began,
            "target_to_date": line.target_so_far,
            "actual": actual,
            "share_of_target": share,
            "final_target": line.known.final,
            "count": count,
            "base": base,
            "waiting": None if line.so_far is None else line.so_far.waiting,
            "missing": None if line.so_far is None else line.so_far.missing,
            "reached": "[c]" if hidden else line.reached,
            "low": low,
            "high": high,
            "note": _("Needed") if line.deviates and not hidden else None,
            "version": line.known.version,
        }


def _periods(
    found: Released, known: Sequence[Known], first: dict[int, int], months: Sequence[Period], today: date
) -> Iterator[Row]:
    for month in months:
        rows = lines(found, known, first, period=month, today=today, audience=program.AUDIENCE)
        shown = protected([Line_(line.known.code, _period_cells(line)) for line in rows], 3)
        for line, row in zip(rows, shown, strict=True):
            value, count, base = map(plain, row.cells)
            yield {
                "code": line.known.code,
                "period": month.key,
                "start": month.first,
                "end": month.last,
                "target": line.target_period,
                **_valued(value, count, base),
            }


def _period_cells(line: Line) -> tuple[Any, ...]:
    value = line.period
    if value is None:
        return (Symbol.NOT_APPLICABLE,) * 3
    count = None if value.count is None else Number(value.count)
    return (
        cell(line, value),
        Measure(count, value.n, value.count, value.participation),
        Measure(Number(value.n), value.n, None, value.participation),
    )


def _valued(value: Any, count: Any, base: Any) -> Row:
    symbol = value if isinstance(value, str) else None
    return {
        "count": None if symbol or isinstance(count, str) else count,
        "base": None if symbol or isinstance(base, str) else base,
        "value": None if symbol else value,
        "symbol": symbol,
    }


def _breakdown(scope: Scope, found: Released, months: Sequence[Period]) -> Iterator[Row]:
    """By center: parallel tables, never crossed with another dimension."""
    for month in months:
        inside = [key for key, info in found.figures.cohorts.items() if info.ends_on in month]
        if not inside:
            continue
        figures = found.over(inside)
        for code in BY_CENTER:
            rows = []
            for pk, name in scope.centers.items():
                own = _of_center(figures, pk)
                value = value_of(code, own, {}, program.AUDIENCE) if len(own) else None
                if value is None or not value.n:
                    continue
                rows.append(
                    Line_(
                        name,
                        (
                            Measure(Number(value.value.value or 0.0), value.n, value.count),
                            Measure(Number(value.count or 0), value.n, value.count),
                            Measure(Number(value.n), value.n),
                        ),
                        value.n,
                    )
                )
            for row in protected(rows, 3, partition=True):
                yield {
                    "code": code,
                    "period": month.key,
                    "dimension": _("Center"),
                    "category": str(row.name),
                    **_valued(*map(plain, row.cells)),
                }


def _seen_at_work(found: Released, now: Period) -> Iterator[Row]:
    """Who applies it as supervisors see it, and the same people by their own account: all, to date."""
    one = supervised.seen(found.figures, program.AUDIENCE)
    told = (
        (_("As supervisors see it"), one.applying, one.people),
        (_("As supervisors see it, where people answered too"), one.same_seen, one.same),
        (_("The same people, own answers"), one.same_own, one.same),
    )
    rows = [
        Line_(
            name,
            (
                Measure(Number(count / n), n, count),
                Measure(Number(count), n, count),
                Measure(Number(n), n),
            ),
        )
        for name, count, n in told
        if n
    ]
    for row in protected(rows, 3):
        yield {
            "code": applying.CODE,
            "period": now.key,
            "dimension": _("Whose answers"),
            "category": str(row.name),
            **_valued(*map(plain, row.cells)),
        }


def _sides(found: Released, now: Period) -> Iterator[Row]:
    """How fairly each side of hearings was treated: of all boxes to date, where sides stand apart."""
    for side, own in clients.told(found.clients, program.AUDIENCE).sides.items():
        value = clients.treated(own).value or 0.0
        rows = protected(
            [
                Line_(
                    SIDES.get(side, side),
                    (Measure(Number(value), own.rated), None, Measure(Number(own.rated), own.rated)),
                )
            ],
            3,
        )
        yield {
            "code": clients.C2,
            "period": now.key,
            "dimension": _("Side"),
            "category": str(rows[0].name),
            **_valued(*map(plain, rows[0].cells)),
        }


def _of_center(figures: Figures, center: int) -> Figures:
    return replace(figures, people=figures.people[figures.people["center"] == center])


def _sheets(known: Sequence[Known]) -> Iterator[Row]:
    for one in known:
        for key, name in sheets.FIELDS.items():
            value = one.sheet.get(key)
            if value in (None, "", [], {}):
                continue
            texts = {}
            for language in ("es", "en"):
                with override({"es": "es-mx", "en": "en"}[language]):
                    if key in sheets.TEXTS:
                        text = value.get(language, "")
                    elif isinstance(value, dict):
                        text = "; ".join(f"{part}: {own}" for part, own in value.items())
                    elif isinstance(value, list):
                        text = ", ".join(str(sheets.DIMENSIONS.get(part, part)) for part in value)
                    else:
                        text = str(sheets.WORDS.get(str(value), value))
                    texts[f"text_{language}"] = text
            yield {"code": one.code, "field": str(name), **texts}


def _quality(found: Sequence[Line]) -> Iterator[Row]:
    """Marks that follow from the data; none of them is an opinion."""
    withdrawn = ReleaseWithdrawal.objects.count()
    for line in found:
        value, target = line.so_far, line.target_so_far
        versions = sum(1 for one in changes_of(line.known.code) if one.number)
        said = _("%(n)s changes of its definition") % {"n": versions}
        yield _mark(line, _("Validity"), versions == 0, said)
        said = _("%(n)s publications were withdrawn") % {"n": withdrawn}
        yield _mark(line, _("Integrity"), withdrawn == 0, said)
        if value is None or value.participation or value.value.value is None or not target:
            continue
        if value.value.low is None or value.value.high is None:
            continue
        if not disclosure.share_is_shown(value.count or 0, value.n, program.AUDIENCE):
            continue
        half, gap = (value.value.high - value.value.low) / 2, abs(value.value.value - target)
        said = _("half of the interval %(half)s, gap to the target %(gap)s")
        said = said % {"half": f"{half:.3f}", "gap": f"{gap:.3f}"}
        yield _mark(line, _("Precision"), half <= gap, said)
        there = value.n / (value.n + value.missing)
        said = _("%(share)s of what was due is there") % {"share": f"{there:.0%}"}
        yield _mark(line, _("Timeliness"), there >= 0.95, said)


def _mark(line: Line, standard: str, good: bool, evidence: str) -> Row:
    mark = _("good") if good else _("to be looked at")
    return {"code": line.known.code, "standard": standard, "mark": mark, "evidence": evidence}


def _deviations(release: Release) -> Iterator[Row]:
    rows = DeviationNote.objects.filter(release=release).select_related("indicator", "approved_by")
    for one in rows.order_by("indicator__position", "pk"):
        yield {
            "code": one.indicator.code,
            "period": one.period,
            "cause": one.cause,
            "action": one.action,
            "due": one.due_on,
            "approved": one.approved_at.date() if one.approved_at else None,
            "by": str(one.approved_by) if one.approved_by else None,
        }


def _completeness(scope: Scope, live: Figures) -> Iterator[Row]:
    table = completeness(scope, live).table
    for row in table.rows:
        due, there, share, whom = map(plain, row.cells)
        yield {"center": str(row.name), "due": due, "there": there, "share": share, "whom": whom}


def _changes(scope: Scope) -> Iterator[Row]:
    document = why.document(scope, key="program_changes", files="program")
    if document is None:
        return
    for figure in protect(document, program.AUDIENCE).figures:
        for row in figure.table.rows:
            _share, count, base, people = map(plain, row.cells)
            yield {
                "code": figure.table.key.removeprefix("changes-").upper(),
                "cause": str(row.name),
                "people": people,
                "count": count,
                "base": base,
            }
