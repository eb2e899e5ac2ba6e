"""The report on a file of scores with the scores as they were read, and how to work it out anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analytics.render.archives import archive, as_csv, as_json
from analytics.render.documents import bundle
from analytics.render.scores import as_json as whole
from analytics.render.scores.document import document
from analytics.reports.gain import Gain
from analytics.reports.scores.data import ScoresReport
from lms.core.spreadsheets import escape

RECOMPUTE = Path(__file__).with_name("recompute.py")
TOLERANCE = 1e-9
ALSO = """
| file | what |
|---|---|
| scores.csv | the scores as they were read, on one scale; a row by its number in the file, nobody by name |
| results.json | every figure, unrounded |
| recompute.py | works the gains out anew (numpy and scipy) and compares them with expected.json |
"""


def render(report: ScoresReport) -> bytes:
    """The bytes of the archive."""
    files = bundle.files(document(report))
    return archive(
        {
            **files,
            "README.md": f"{files['README.md']!s}{ALSO}",
            "scores.csv": _scores(report),
            "results.json": whole.render(report),
            "expected.json": as_json({"tolerance": TOLERANCE, "figures": dict(_expected(report))}),
            "recompute.py": RECOMPUTE.read_text(encoding="utf-8"),
        }
    )


def _scores(report: ScoresReport) -> str:
    groupings = [f"group: {one}" for one in report.choice.groupings]
    more = ["follow_up"] if report.follow is not None else []
    forms = ["form_pre", "form_post"] if report.forms is not None else []
    rows = [
        (
            one.number,
            *(escape(label) for label in one.groups),
            *map(_number, (one.pre, one.post, *((one.follow,) if more else ()))),
            *(map(escape, one.forms) if forms else ()),
        )
        for one in report.rows
    ]
    return as_csv(("row", *groupings, "pre", "post", *more, *forms), rows)


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _expected(report: ScoresReport) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "everybody", _figure(report.overall)
    for one in report.breakdowns:
        for gain in one.groups:
            yield f"group: {one.column}|{escape(gain.label or '')}", _figure(gain)
    if report.follow is not None:
        yield "pre to follow_up", _figure(report.follow.since_first)
        yield "post to follow_up", _figure(report.follow.since_second)


def _figure(gain: Gain) -> dict[str, float]:
    found = {"n": gain.n, "value": gain.gain.value, "low": gain.gain.low, "high": gain.gain.high}
    return {name: value for name, value in found.items() if value is not None}
