"""The report as JSON: unrounded, with stable English keys."""

import json
from typing import Any

from analytics.render.scores import words
from analytics.reports.gain import Gain
from analytics.reports.scores.data import ScoresReport
from analytics.reports.shares import Range


def render(report: ScoresReport) -> str:
    """The whole report; null where a value is undefined."""
    return json.dumps(content(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def content(report: ScoresReport) -> dict[str, Any]:
    """What the JSON holds."""
    choice = report.choice
    return {
        "file": report.file_name,
        "columns": {"pre": choice.pre, "post": choice.post, "group": choice.group or None},
        "max_score": report.max_score,
        "confidence": 0.95,
        "overall": _gain(report.overall),
        "groups": [{"label": gain.label, **_gain(gain)} for gain in report.groups],
        "read_as_no_score": dict(report.markers),
        "rows_left_out": [
            {"row": left.row, "label": left.label, "kind": left.kind} for left in report.left_out
        ],
        "notes": list(words.notes(report)),
        "method": {
            "gain": "paired_mean_gain/student_t",
            "effect_size": "g_av/algina_keselman_2003",
            "improved": "proportion/wilson",
            "pairs": "complete_pairs_only",
        },
    }


def _gain(gain: Gain) -> dict[str, Any]:
    return {
        "n": gain.n,
        "n_rows": gain.n_rows,
        "missing": {"post_only": gain.post_only, "pre_only": gain.pre_only, "neither": gain.neither},
        "mean_pre": gain.mean_pre,
        "mean_post": gain.mean_post,
        "sd_pre": gain.sd_pre,
        "sd_post": gain.sd_post,
        "sd_gain": gain.sd_gain,
        "correlation": gain.correlation,
        "gain": _range(gain.gain),
        "t": gain.t,
        "df": gain.df,
        "p": gain.p,
        "effect_size": _range(gain.effect),
        "improved": {"count": gain.improved, **_range(gain.improved_share)},
        "unchanged": gain.unchanged,
        "worse": gain.worse,
        "verdict": gain.verdict,
        "warnings": list(gain.warnings),
    }


def _range(value: Range) -> dict[str, float | None]:
    return {"value": value.value, "low": value.low, "high": value.high}
