"""The evaluator's bundle that may be shared: counts, sums, and how to work them out anew; no person."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from analytics import disclosure, stats
from analytics.disclosure import Group
from analytics.facts import Figures, due, subset
from analytics.program import instruments, sheets
from analytics.program.selectors import known_indicators
from analytics.releases.models import Release
from analytics.releases.states import DIMENSIONS, OF_ONE_CENTER
from analytics.render.archives import archive, as_csv, as_json, listed
from analytics.reports import clients
from analytics.reports.center.groups import rows_of
from analytics.reports.cohorts import supervised
from analytics.reports.cohorts.applying import applying
from analytics.reports.cohorts.indicators import counts
from analytics.reports.pages.program import AUDIENCE
from analytics.reports.shares import as_range, share
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import Scope
from assessments.data import ClientSums
from courses.data import AFTER, BEFORE

CODES = ("K1", "K2", "S1")
TOLERANCE = 1e-9
COLUMNS = ("n", "sum_x", "sum_y", "sum_xx", "sum_yy", "sum_xy")
RECOMPUTE = Path(__file__).with_name("recompute.py")
CODEBOOK = {
    "cell": "whole, or dimension:category; categories of one dimension are parts of the whole; "
    "a+b is both together",
    "code": "indicator: K1 improved, K2 mastery, S1 competent in the role-play, K3 mean gain, "
    "B1 applies it at work some weeks after the course, B1_before as it began, of who answered both times; "
    "B1_supervisor is seen to by the supervisor, B1_same_supervisor of those whose own account is known too, "
    "B1_same_own by their own account; C1 parties of hearings who are satisfied, C2 their index of fair "
    "treatment, C2g how far workers and employers are apart in it",
    "count": "people who did; empty where protected",
    "base": "people of whom it is known; empty where protected",
    "symbol": "[c] protected: too few people, here or in what could be subtracted",
    "n": "people with both tests, in cohorts that are due",
    "sum_x": "sum of the shares of right answers before; sum_xx of their squares",
    "sum_y": "sum of the shares of right answers after; sum_yy of their squares",
    "sum_xy": "sum of the products of both",
    "total": "sum over anonymous sheets of each one's mean over the statements; squares of their squares",
}
TABLE = {
    "cells.csv": "every published count with its base; [c] is protected",
    "suffstats.csv": "sums from which mean gains, their intervals and correlations follow",
    "means.csv": "sums from which means over anonymous sheets, and their difference, follow",
    "results.json": "the published figures, unrounded",
    "indicators.csv, codebook.csv": "what indicators and columns mean",
    "instruments/": "what was asked and the rubrics, in Spanish and English, without keys",
    "recompute.py": "works every figure out anew (numpy and scipy) and compares it with expected.json",
    "SHA256SUMS": "seals of all files",
}


@dataclass(frozen=True)
class Cell:
    """People who are published as one: everybody, or a category of a dimension."""

    name: str
    figures: Figures
    hidden: bool = False


@dataclass(frozen=True)
class Shared:
    """What may be shared with everybody: the files by name, what is about them, and the figures in them."""

    about: Mapping[str, Any]
    files: Mapping[str, str]
    figures: Mapping[str, Mapping[str, float]]


def build(scope: Scope, release: Release) -> bytes:
    """The bytes of the archive."""
    shared = contents(released(scope), scope, release)
    return archive({"README.md": _readme(shared.about), **shared.files})


def contents(found: Released, scope: Scope, release: Release) -> Shared:
    """Everything but the words at the front."""
    floor = disclosure.unanimous_floor(AUDIENCE)
    rows, sums, figures = [], [], {}
    for cell in _cells(scope, found):
        own = counts(cell.figures)
        for code in CODES:
            count, base = own[code]
            shown = not cell.hidden and disclosure.share_is_shown(count, base, AUDIENCE)
            rows.append(
                (cell.name, code, count if shown else "", base if shown else "", "" if shown else "[c]")
            )
            if shown:
                figures[f"{cell.name}|{code}"] = figure(base, share(count, base))
        pre, post = _pairs(cell.figures)
        if not cell.hidden and len(pre) >= floor:
            sums.append((cell.name, len(pre), *(repr(float(one)) for one in _sums(pre, post))))
            figures[f"{cell.name}|K3"] = figure(len(pre), as_range(stats.gain.paired(pre, post).gain))
    for name, code, count, base, shown in (*_applying(found), *_supervised(found), *_satisfied(found)):
        rows.append((name, code, count if shown else "", base if shown else "", "" if shown else "[c]"))
        if shown:
            figures[f"{name}|{code}"] = figure(base, share(count, base))
    of_sheets = []
    for code, one in _clients(found):
        of_sheets.append(("whole", code, one.rated, repr(one.total), repr(one.squares)))
        figures[f"whole|{code}"] = figure(one.rated, clients.treated(one))
    between, n = clients.gap(found.clients, AUDIENCE)
    if n:
        figures[f"whole|{clients.GAP}"] = figure(n, between)
    about = {
        "release": release.number,
        "published": release.published_at.isoformat(),
        "data_as_of": release.data_as_of.isoformat(),
        "sha256": release.digest,
        "minimum": disclosure.minimum(AUDIENCE),
        "withdrawn": found.withdrawn,
    }
    files = {
        "release.json": as_json(about),
        "results.json": as_json({"method": "gain 1; shares 1", "figures": figures}),
        "cells.csv": as_csv(("cell", "code", "count", "base", "symbol"), rows),
        "suffstats.csv": as_csv(("cell", *COLUMNS), sums),
        "means.csv": as_csv(("cell", "code", "n", "total", "squares"), of_sheets),
        "indicators.csv": as_csv(("code", "field", "text"), _sheets()),
        "codebook.csv": as_csv(("name", "meaning"), CODEBOOK.items()),
        "expected.json": as_json({"tolerance": TOLERANCE, "figures": figures}),
        "recompute.py": RECOMPUTE.read_text(encoding="utf-8"),
        **instruments.texts(found.figures.cohorts),
    }
    return Shared(about, files, figures)


Rows = Sequence[tuple[str, Sequence[Any]]]
"""(name, the categories in it) of each row of a breakdown."""


def groups_as_published(found: Released, *, withheld: bool = False) -> Iterator[tuple[str, Figures, Rows]]:
    """Dimensions with their people and their rows, those that the audit took out only if asked for.

    The step of the ladder is that of the page of the program: of two codings of one dimension the
    difference would be told.
    """
    for dimension in (one for one in DIMENSIONS if one not in OF_ONE_CENTER):
        if dimension in found.withheld and not withheld:
            continue
        figures = found.tables[dimension][1] if dimension in found.tables else found.figures
        rows = rows_of(due(figures, BEFORE, AFTER), dimension, {}, AUDIENCE)
        yield dimension, figures, [("+".join(map(str, row)) or "-", stored) for row, stored in rows]


def _cells(scope: Scope, found: Released) -> Iterator[Cell]:
    yield Cell("whole", found.figures)
    for dimension, figures, rows in groups_as_published(found):
        yield from _rows(dimension, figures, rows)
    cohorts = found.cohorts or found.figures
    codes = {key: info.code for key, info in cohorts.cohorts.items()}
    for dimension, figures, names in (
        ("center", found.figures, scope.centers),
        ("cohort", cohorts, codes),
    ):
        ids = np.unique(figures.people[dimension]).tolist()
        yield from _rows(dimension, figures, [(names.get(one, "-"), (one,)) for one in ids])


def _rows(dimension: str, figures: Figures, rows: Rows) -> Iterator[Cell]:
    parts = [
        replace(figures, people=figures.people[np.isin(figures.people[dimension], stored)])
        for _name, stored in rows
    ]
    groups = [Group(place, len(one), _bases(one)) for place, one in enumerate(parts)]
    away = disclosure.hidden_rows(groups, AUDIENCE)
    if away is None:
        return
    for place, ((name, _stored), one) in enumerate(zip(rows, parts, strict=True)):
        yield Cell(f"{dimension}:{name}", one, place in away)


def _applying(found: Released) -> Iterator[tuple[str, str, int, int, bool]]:
    """(cell, code, count, base, whether it is shown) of who applies it at work: in all, and by cohort.

    Both shares of a cell stand or fall together: one beside the whole would tell of the other's people.
    """
    cohorts = found.cohorts or found.figures
    parts = {
        key: applying(subset(cohorts, [key]), AUDIENCE)
        for key in cohorts.follow_ups
        if key in cohorts.cohorts
    }
    groups = [
        Group(key, one.people, ((one.count, one.people), (one.before, one.n), (one.later, one.n)))
        for key, one in parts.items()
    ]
    away = disclosure.hidden_rows(groups, AUDIENCE)
    named = [("whole", applying(found.figures, AUDIENCE), False)]
    if away is not None:
        named += [(f"cohort:{cohorts.cohorts[key].code}", one, key in away) for key, one in parts.items()]
    for name, one, hidden in named:
        known = [("B1", one.count, one.people), ("B1_before", one.before, one.n)]
        shown = not hidden and all(
            base == 0 or disclosure.share_is_shown(count, base, AUDIENCE) for _code, count, base in known
        )
        for code, count, base in known:
            if base:
                yield name, code, count, base, shown


def _supervised(found: Released) -> Iterator[tuple[str, str, int, int, bool]]:
    """The same of what supervisors see, in all: no cohort has a figure of its own."""
    one = supervised.seen(found.figures, AUDIENCE)
    known = (
        ("B1_supervisor", one.applying, one.people),
        ("B1_same_supervisor", one.same_seen, one.same),
        ("B1_same_own", one.same_own, one.same),
    )
    for code, count, base in known:
        if base:
            yield "whole", code, count, base, disclosure.share_is_shown(count, base, AUDIENCE)


def _satisfied(found: Released) -> Iterator[tuple[str, str, int, int, bool]]:
    """The same of who is satisfied with the conciliation, over all boxes."""
    one = clients.told(found.clients, AUDIENCE).whole
    if one.answered:
        shown = disclosure.share_is_shown(one.satisfied, one.answered, AUDIENCE)
        yield "whole", clients.C1, one.satisfied, one.answered, shown


def _clients(found: Released) -> Iterator[tuple[str, ClientSums]]:
    """Sums over sheets by code: of all, and of each side."""
    whole, sides = clients.told(found.clients, AUDIENCE)
    if whole.enough(disclosure.unanimous_floor(AUDIENCE)):
        yield clients.C2, whole
        for side, own in sides.items():
            yield f"{clients.C2}_{side}", own


def _bases(figures: Figures) -> tuple[tuple[int | None, int], ...]:
    return (
        *((count, base) for count, base in (counts(figures)[code] for code in CODES)),
        (None, len(_pairs(figures)[0])),
    )


def _pairs(figures: Figures) -> tuple[Any, Any]:
    tests = due(figures, BEFORE, AFTER)
    taken = tests.paired & tests.measured
    return tests.pre[taken], tests.post[taken]


def _sums(pre: Any, post: Any) -> tuple[float, ...]:
    return pre.sum(), post.sum(), (pre**2).sum(), (post**2).sum(), (pre * post).sum()


def figure(n: int, value: Any) -> dict[str, float]:
    """A figure as `expected.json` has it; what is undefined is not there."""
    found = {"n": float(n), "value": value.value, "low": value.low, "high": value.high}
    return {name: one for name, one in found.items() if one is not None}


def _sheets() -> Iterator[tuple[str, str, str]]:
    for one in known_indicators():
        for field in sheets.FIELDS:
            value = one.sheet.get(field)
            if value not in (None, "", [], {}):
                yield one.code, field, json.dumps(value, ensure_ascii=False, sort_keys=True)


def _readme(about: Mapping[str, Any]) -> str:
    return f"""# Evaluation bundle, to be shared

Release {about["release"]}, data as of {about["data_as_of"]}, seal {about["sha256"]}.

Nobody's row is in it: counts, and sums over groups of {2 * about["minimum"]} people or more.

{listed(TABLE)}

Tests may still be in use: give `instruments/` to nobody who will take them.

Computational requirements: Python 3.11 or newer with numpy and scipy; seconds on any machine.
"""
