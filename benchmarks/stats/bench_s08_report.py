"""Every MUST method on the simulated training: 1,500 people, 12 centers, 24 items, B = 10,000."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analytics.stats import (
    ancova,
    centers,
    dif,
    effect_sizes,
    gains,
    groups,
    items,
    missing,
    mixed,
    moodle,
    normalized,
    paired_bootstrap,
    pass_fail,
    ranks,
    reliable_change,
    retention,
)

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
            gains.paired(pre, post, max_score=24),
            effect_sizes.paired(pre, post),
            ranks.signed_rank(pre, post),
            normalized.class_gain(pre, post, max_score=24),
            normalized.individual_gain(pre, post, max_score=24),
            normalized.normalized_change(pre, post, max_score=24),
            paired_bootstrap.mean_gain(pre, post),
            paired_bootstrap.d_av(pre, post),
            pass_fail.mcnemar(pre, post, pass_mark=15),
            reliable_change.classify(pre, post, reliability=0.835, pass_mark=15),
            retention.measure(pre, post, delayed),
        ]

    def group_part() -> list[object]:
        return [
            groups.disaggregate(pre, post, labels, max_score=24),
            ancova.fit(pre, post, groups={"sex": labels["sex"], "region": labels["region"]}),
            mixed.nested(pre, post, centers=labels["centre"]),
            mixed.gain(pre, post, centers=labels["centre"]),
            centers.shrink_gains(pre, post, centers=labels["centre"]),
            centers.funnel(pre, post, centers=labels["centre"]),
        ]

    def missing_part() -> list[object]:
        return [
            missing.flow(pre, post, groups=labels["centre"]),
            missing.differential(pre, post),
            missing.sensitivity(
                pre, post, max_score=24, covariates=covariates, centers=labels["centre"], imputations=50
            ),
        ]

    def item_part() -> list[object]:
        return [
            *(items.analyze(form) for form in forms),
            *(moodle.quiz(form) for form in forms),
            dif.mantel_haenszel(forms[0], labels["sex"], reference="M", focal="F"),
        ]

    return {
        "own": lambda: [gain_part(), group_part(), missing_part(), item_part()],
        "own, gains": gain_part,
        "own, groups and centers": group_part,
        "own, missing post-tests": missing_part,
        "own, items": item_part,
    }
