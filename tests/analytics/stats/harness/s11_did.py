"""Staggered adoption of minimum wages: group-time effects and their aggregations."""

from pathlib import Path
from typing import Any

from analytics import stats
from analytics.stats.impact.did import Staggered
from tests.analytics.stats.harness import numbers, read_csv, value

CASE = "s11_mpdta_did"


def did_keys(found: Staggered) -> dict[str, Any]:
    """The keys of one panel, as s11 and s15 name them."""
    answers: dict[str, Any] = {
        "att_gt.group": [e.group for e in found.group_times],
        "att_gt.time": [e.time for e in found.group_times],
        "att_gt.att": [value(e.effect) for e in found.group_times],
        "att_gt.se": [e.se for e in found.group_times],
        "twfe.coef": found.twfe,
    }
    for kind in ("simple", "dynamic", "group", "calendar"):
        part = getattr(found, kind)
        answers[f"aggte.{kind}.overall_att_se"] = [value(part.overall), part.overall_se]
        if part.entries:
            answers[f"aggte.{kind}.egt"] = [e.at for e in part.entries]
            answers[f"aggte.{kind}.att"] = [value(e.effect) for e in part.entries]
            answers[f"aggte.{kind}.se"] = [e.se for e in part.entries]
    return answers


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    return did_keys(
        stats.impact.staggered(
            numbers(table["lemp"]),
            table["county"],
            numbers(table["year"]),
            numbers(table["first_treat"]),
        )
    )
