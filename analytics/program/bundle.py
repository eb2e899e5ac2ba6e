"""The evaluator's bundle that may be shared: counts, sums, and how to work them out anew; no person."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from analytics import disclosure, stats
from analytics.disclosure import Group
from analytics.facts import Figures, due, subset
from analytics.program import sheets
from analytics.program.selectors import known_indicators
from analytics.releases.models import Release
from analytics.reports.cohorts.applying import applying
from analytics.reports.cohorts.indicators import counts
from analytics.reports.pages.program import AUDIENCE
from analytics.reports.shares import as_range, share
from analytics.selectors.released import released
from analytics.selectors.scopes import Scope
from courses.data import AFTER, BEFORE

CODES = ("K1", "K2", "S1")
TOLERANCE = 1e-9
COLUMNS = ("n", "sum_x", "sum_y", "sum_xx", "sum_yy", "sum_xy")
RECOMPUTE = Path(__file__).with_name("recompute.py")
CODEBOOK = {
    "cell": "whole, or dimension:category; categories of one dimension are parts of the whole",
    "code": "indicator: K1 improved, K2 mastery, S1 competent in the role-play, K3 mean gain, "
    "B1 applies it at work some weeks after the course, B1_before as it began, of who answered both times",
    "count": "people who did; empty where protected",
    "base": "people of whom it is known; empty where protected",
    "symbol": "[c] protected: too few people, here or in what could be subtracted",
    "n": "people with both tests, in cohorts that are due",
    "sum_x": "sum of the shares of right answers before; sum_xx of their squares",
    "sum_y": "sum of the shares of right answers after; sum_yy of their squares",
    "sum_xy": "sum of the products of both",
}


@dataclass(frozen=True)
class Cell:
    """People who are published as one: everybody, or a category of a dimension."""

    name: str
    figures: Figures
    hidden: bool = False


def build(scope: Scope, release: Release) -> bytes:
    """The bytes of the archive."""
    found = released(scope)
    cells = list(_cells(scope, found.figures, found.cohorts or found.figures, found.tables, found.withheld))
    floor = disclosure.unanimous_floor(AUDIENCE)
    rows, sums, expected = [], [], {}
    for cell in cells:
        own = counts(cell.figures)
        for code in CODES:
            count, base = own[code]
            shown = not cell.hidden and disclosure.share_is_shown(count, base, AUDIENCE)
            rows.append(
                (cell.name, code, count if shown else "", base if shown else "", "" if shown else "[c]")
            )
            if shown:
                expected[f"{cell.name}|{code}"] = _figure(base, share(count, base))
        pre, post = _pairs(cell.figures)
        if not cell.hidden and len(pre) >= floor:
            sums.append((cell.name, len(pre), *(repr(float(one)) for one in _sums(pre, post))))
            expected[f"{cell.name}|K3"] = _figure(len(pre), as_range(stats.gain.paired(pre, post).gain))
    for name, code, count, base, shown in _applying(scope, found.figures, found.cohorts or found.figures):
        rows.append((name, code, count if shown else "", base if shown else "", "" if shown else "[c]"))
        if shown:
            expected[f"{name}|{code}"] = _figure(base, share(count, base))
    about = {
        "release": release.number,
        "published": release.published_at.isoformat(),
        "data_as_of": release.data_as_of.isoformat(),
        "sha256": release.digest,
        "minimum": disclosure.minimum(AUDIENCE),
        "withdrawn": found.withdrawn,
    }
    files = {
        "README.md": _readme(about),
        "release.json": _json(about),
        "results.json": _json({"method": "gain 1; shares 1", "figures": expected}),
        "cells.csv": _csv(("cell", "code", "count", "base", "symbol"), rows),
        "suffstats.csv": _csv(("cell", *COLUMNS), sums),
        "indicators.csv": _csv(("code", "field", "text"), _sheets()),
        "codebook.csv": _csv(("name", "meaning"), CODEBOOK.items()),
        "expected.json": _json({"tolerance": TOLERANCE, "figures": expected}),
        "recompute.py": RECOMPUTE.read_text(encoding="utf-8"),
    }
    seals = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items())
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**files, "SHA256SUMS": seals}.items():
            # The same bundle has the same bytes whenever it is made.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _cells(
    scope: Scope,
    whole: Figures,
    cohorts: Figures,
    tables: Mapping[str, tuple[Any, Figures]],
    withheld: frozenset[str],
) -> Iterator[Cell]:
    yield Cell("whole", whole)
    for dimension in ("sex", "age_band", "job_role", "center", "cohort"):
        if dimension in withheld:
            continue
        figures = cohorts if dimension == "cohort" else tables.get(dimension, (None, whole))[1]
        parts = {
            label: replace(figures, people=figures.people[figures.people[dimension] == label])
            for label in np.unique(figures.people[dimension]).tolist()
        }
        groups = [Group(label, len(one), _bases(one)) for label, one in parts.items()]
        away = disclosure.hidden_rows(groups, AUDIENCE)
        if away is None:
            continue
        for label, one in parts.items():
            yield Cell(f"{dimension}:{_name(scope, dimension, label)}", one, label in away)


def _applying(scope: Scope, whole: Figures, cohorts: Figures) -> Iterator[tuple[str, str, int, int, bool]]:
    """(cell, code, count, base, whether it is shown) of who applies it at work: in all, and by cohort.

    Both shares of a cell stand or fall together: one beside the whole would tell of the other's people.
    """
    parts = {key: applying(subset(cohorts, [key]), AUDIENCE) for key in cohorts.follow_ups}
    groups = [
        Group(key, one.people, ((one.count, one.people), (one.before, one.n), (one.later, one.n)))
        for key, one in parts.items()
    ]
    away = disclosure.hidden_rows(groups, AUDIENCE)
    named = [("whole", applying(whole, AUDIENCE), False)]
    if away is not None:
        named += [(f"cohort:{_name(scope, 'cohort', key)}", one, key in away) for key, one in parts.items()]
    for name, one, hidden in named:
        known = [("B1", one.count, one.people), ("B1_before", one.before, one.n)]
        shown = not hidden and all(
            base == 0 or disclosure.share_is_shown(count, base, AUDIENCE) for _code, count, base in known
        )
        for code, count, base in known:
            if base:
                yield name, code, count, base, shown


def _bases(figures: Figures) -> tuple[tuple[int | None, int], ...]:
    return (
        *((count, base) for count, base in (counts(figures)[code] for code in CODES)),
        (None, len(_pairs(figures)[0])),
    )


def _name(scope: Scope, dimension: str, label: Any) -> str:
    if dimension == "center":
        return str(scope.centers.get(label, "-"))
    if dimension == "cohort":
        info = scope.cohorts.get(label)
        return "-" if info is None else info.code
    return label.decode() or "-"  # type: ignore[no-any-return]


def _pairs(figures: Figures) -> tuple[Any, Any]:
    tests = due(figures, BEFORE, AFTER)
    taken = tests.paired & tests.measured
    return tests.pre[taken], tests.post[taken]


def _sums(pre: Any, post: Any) -> tuple[float, ...]:
    return pre.sum(), post.sum(), (pre**2).sum(), (post**2).sum(), (pre * post).sum()


def _figure(n: int, value: Any) -> dict[str, float]:
    found = {"n": float(n), "value": value.value, "low": value.low, "high": value.high}
    return {name: one for name, one in found.items() if one is not None}


def _sheets() -> Iterator[tuple[str, str, str]]:
    for one in known_indicators():
        for field in sheets.FIELDS:
            value = one.sheet.get(field)
            if value not in (None, "", [], {}):
                yield one.code, field, json.dumps(value, ensure_ascii=False, sort_keys=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _csv(head: Sequence[str], rows: Any) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _readme(about: Mapping[str, Any]) -> str:
    return f"""# Evaluation bundle, to be shared

Release {about["release"]}, data as of {about["data_as_of"]}, seal {about["sha256"]}.

Nobody's row is in it: counts, and sums over groups of {2 * about["minimum"]} people or more.

| file | what |
|---|---|
| cells.csv | every published count with its base; [c] is protected |
| suffstats.csv | sums from which mean gains, their intervals and correlations follow |
| results.json | the published figures, unrounded |
| indicators.csv, codebook.csv | what indicators and columns mean |
| recompute.py | works every figure out anew (numpy and scipy) and compares it with expected.json |
| SHA256SUMS | seals of all files |

Computational requirements: Python 3.11 or newer with numpy and scipy; seconds on any machine.
"""
