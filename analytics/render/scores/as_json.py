"""The report as JSON: unrounded, with stable English keys."""

import json
from dataclasses import asdict
from typing import Any

from analytics.render.scores import words
from analytics.reports.gain import Gain
from analytics.reports.scores.data import FollowUp, Forms, Items, ScoresReport
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
        "groupings": list(choice.groupings),
        "max_score": report.max_score,
        "confidence": 0.95,
        "overall": _gain(report.overall),
        "groups": [
            {"column": one.column, "label": gain.label, **_gain(gain)}
            for one in report.breakdowns
            for gain in one.groups
        ],
        "follow_up": _follow(report.follow),
        "forms": _forms(report.forms),
        "questions": _items(report.items),
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


def _follow(found: FollowUp | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "column": found.column,
        "n": found.n,
        "means": dict(zip(("pre", "post", "follow_up"), found.means, strict=True)),
        "kept_share_of_gain": _range(found.kept),
        "since_first": _gain(found.since_first),
        "since_second": _gain(found.since_second),
    }


def _forms(found: Forms | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "orders": [{"label": gain.label, **_gain(gain)} for gain in found.orders],
        "gain_without_their_difference": _range(found.gain),
        "easier": {"form": found.form or None, **_range(found.easier)},
    }


def _items(found: Items | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "alpha": {"pre": _range(found.alpha_before), "post": _range(found.alpha_after)},
        "rows": [asdict(one) for one in found.questions],
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
