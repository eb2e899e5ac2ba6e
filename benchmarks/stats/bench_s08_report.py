"""Every MUST method on the simulated training: 1,500 people, 12 centers, 24 items, B = 10,000."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analytics import stats

TITLE = "whole report of s08"
TARGET_MS = 1500
DATA = Path(__file__).resolve().parents[2] / "tests/analytics/stats/data/s08_sim_training/data.csv"


def contenders() -> dict[str, Callable[[], object]]:
    with DATA.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    pre, post, delayed, age = (
        np.array([float(row[name]) if row[name] else math.nan for row in rows])
        for name in ("pre", "post", "delayed", "age")
    )
    labels = {name: [row[name] for row in rows] for name in ("centre", "sex", "sector", "region")}
    forms = [
        np.array([[int(mark) for mark in row[name]] for row in rows if row[name]])
        for name in ("pre_items", "post_items")
    ]
    covariates = {"sex": labels["sex"], "sector": labels["sector"], "age": age, "centre": labels["centre"]}

    def gain_part() -> list[object]:
        return [
            stats.gain.paired(pre, post, max_score=24),
            stats.gain.effect_sizes(pre, post),
            stats.gain.signed_rank(pre, post),
            stats.gain.class_gain(pre, post, max_score=24),
            stats.gain.individual_gain(pre, post, max_score=24),
            stats.gain.normalized_change(pre, post, max_score=24),
            stats.gain.bootstrap_mean(pre, post),
            stats.gain.bootstrap_d_av(pre, post),
            stats.gain.mcnemar(pre, post, cut_score=15),
            stats.gain.reliable_change(pre, post, reliability=0.835, cut_score=15),
            stats.gain.retention(pre, post, delayed),
        ]

    def group_part() -> list[object]:
        return [
            stats.groups.disaggregate(pre, post, labels, max_score=24),
            stats.groups.ancova(pre, post, groups={"sex": labels["sex"], "region": labels["region"]}),
            stats.groups.mixed_nested(pre, post, centers=labels["centre"]),
            stats.groups.mixed_gain(pre, post, centers=labels["centre"]),
            stats.groups.shrink_centers(pre, post, centers=labels["centre"]),
            stats.groups.funnel(pre, post, centers=labels["centre"]),
        ]

    def missing_part() -> list[object]:
        return [
            stats.missing.flow(pre, post, groups=labels["centre"]),
            stats.missing.differential(pre, post),
            stats.missing.sensitivity(
                pre, post, max_score=24, covariates=covariates, centers=labels["centre"], imputations=50
            ),
        ]

    def item_part() -> list[object]:
        return [
            *(stats.items.analyze(form) for form in forms),
            *(stats.items.moodle(form) for form in forms),
            stats.items.dif_mantel_haenszel(forms[0], labels["sex"], reference="M", focal="F"),
        ]

    return {
        "own": lambda: [gain_part(), group_part(), missing_part(), item_part()],
        "own, gains": gain_part,
        "own, groups and centers": group_part,
        "own, missing post-tests": missing_part,
        "own, items": item_part,
    }
