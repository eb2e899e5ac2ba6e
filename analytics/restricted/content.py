"""The files of a bundle under an agreement: those that everybody may have, and three with rows of people."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analytics.program.bundle import CODEBOOK, TABLE, Shared
from analytics.render.archives import archive, as_csv, as_json, listed
from analytics.restricted.gathering import Gathered
from analytics.restricted.watermark import Codes
from lms.core.spreadsheets import escape

ROWS = {
    "pairs.csv": "one row a person: cohort, facts, how they stand with both tests, and both scores",
    "items.csv": "one row a question of a sitting: points earned; its codes are of sittings, not of people",
    "ratings.csv": "one row a criterion of a sheet: level given; its codes are of role-plays, not of people",
}
MEANINGS = {
    "id": "made for this bundle and this row alone; it tells from which bundle a row is, and not whose it is",
    "cohort, sex, age_band, job_role": "as enrolled, at the step of the ladder of the release; "
    "empty: not stated, or held back; a cohort also of people who count in the whole alone",
    "before, after": "how the person stands with the test: done, missing, left or exempt",
    "pre, post": "share of right answers, of different forms on one scale; "
    "empty: not taken, or not on one scale",
    "moment": "before or after the course",
    "form": "the form of the test that was sat",
    "item": "course/question.version",
    "points, maximum": "earned, and at most",
    "assessor": "made for this bundle; empty where too few were rated by the same people",
    "level": "1 to 4; empty: not observed",
}


def build(shared: Shared, found: Gathered, codes: Codes, terms: Mapping[str, Any], *, k: int) -> bytes:
    """The bytes of the archive. `terms` are those of the agreement, in words."""
    figures = dict(shared.figures) | _items_expected(found) | _ratings_expected(found)
    if "whole|K3" in figures:
        figures["pairs|K3"] = figures["whole|K3"]
    expected = {"tolerance": 1e-9, "figures": figures}
    files = {
        "README.md": _readme(shared.about, found, terms, k),
        "terms.json": as_json(dict(terms)),
        **shared.files,
        "codebook.csv": as_csv(("name", "meaning"), {**CODEBOOK, **MEANINGS}.items()),
        "expected.json": as_json(expected),
        **tables(found, codes),
    }
    return archive(files)


def tables(found: Gathered, codes: Codes) -> dict[str, str]:
    """The three files with rows, each with codes of its own and in the order of these."""
    people = [(codes(), *map(_written, one)) for one in found.people]
    items = []
    for sitting in found.sittings:
        code = codes()
        items += [(code, sitting.moment, sitting.form, *map(_written, one)) for one in sitting.items]
    who: dict[int, str] = {0: ""}
    ratings = []
    for case in found.cases:
        code = codes()
        for assessor, levels in case.sheets:
            if assessor not in who:
                who[assessor] = codes()
            ratings += [
                (code, who[assessor], criterion, "" if level is None else level)
                for criterion, level in levels.items()
            ]
    return {
        "pairs.csv": as_csv(
            ("id", "cohort", "sex", "age_band", "job_role", "before", "after", "pre", "post"), sorted(people)
        ),
        "items.csv": as_csv(
            ("id", "moment", "form", "item", "topic", "points", "maximum"),
            sorted(items, key=lambda row: (row[0], row[3])),
        ),
        "ratings.csv": as_csv(
            ("id", "assessor", "criterion", "level"), sorted(ratings, key=lambda row: row[:3])
        ),
    }


def _written(value: Any) -> Any:
    if value is None:
        return ""
    return repr(value) if isinstance(value, float) else escape(value)


def _items_expected(found: Gathered) -> dict[str, dict[str, float]]:
    earned: dict[str, list[float]] = {}
    for one in found.sittings:
        for key, _topic, points, _most in one.items:
            earned.setdefault(f"items|{one.form}|{one.moment}|{key}", []).append(points)
    return _means(earned)


def _ratings_expected(found: Gathered) -> dict[str, dict[str, float]]:
    given: dict[str, list[float]] = {}
    for case in found.cases:
        for _who, levels in case.sheets:
            for criterion, level in levels.items():
                if level is not None:
                    given.setdefault(f"ratings|{criterion}", []).append(float(level))
    return _means(given)


def _means(values: Mapping[str, Sequence[float]]) -> dict[str, dict[str, float]]:
    return {key: {"n": float(len(own)), "value": float(np.mean(own))} for key, own in values.items()}


def _few(count: int, k: int) -> str:
    return str(count) if count == 0 or count >= k else f"fewer than {k}"


def _readme(about: Mapping[str, Any], found: Gathered, terms: Mapping[str, Any], k: int) -> str:
    return f"""# Evaluation bundle under an agreement

Release {about["release"]}, data as of {about["data_as_of"]}, seal {about["sha256"]}.

| term | |
|---|---|
| recipient | {terms["recipient"]}, {terms["organization"]} |
| purpose | {terms["purpose"]} |
| use ends on | {terms["expires_on"]} |
| agreement (SHA-256) | {terms["agreement"]} |
| asked for by | {terms["asked_by"]} |
| approved by | {terms["approved_by"]} |

Rows of people are in it. They are for this recipient and this purpose, are not joined with anything that
could name somebody, are not passed on, and are deleted on the day on which the use ends. The codes of all
rows were made for this bundle: whoever meets one can be told to whom it was given.

{listed({**ROWS, **TABLE})}

Each row of pairs.csv has the same facts as {k - 1} others at least; what would have stood apart is empty.
The codes of pairs.csv, items.csv and ratings.csv have nothing in common, and a sitting is in items.csv only
if {k} people at least have its total. No file has a date, a name or an address.

Not given, since too few are alike: {_few(found.left_out["people"], k)} people,
{_few(found.left_out["sittings"], k)} sittings. Figures of questions are therefore of totals that are common;
those of the program rest on everybody.

recompute.py works out anew: every figure of cells.csv and suffstats.csv; the mean gain of the whole program
from pairs.csv; the mean of each question of each form from items.csv; the mean of each criterion from
ratings.csv.

Computational requirements: Python 3.11 or newer with numpy and scipy; seconds on any machine.
"""
