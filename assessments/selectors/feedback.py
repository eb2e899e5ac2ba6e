"""A released result as the person reads it: what counts, what comes next, and how it went over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from django.db.models import F

from assessments.models import Criterion, Occasion, RatingCase
from assessments.rules import rating_cases as rules
from assessments.selectors.comparison import Comparison
from assessments.selectors.ratings import rating_outcomes, settled_levels


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One criterion: the level that counts, a mean where sheets were not settled, and the level above."""

    criterion: Criterion
    level: float | None
    label: Mapping[str, str] | None
    following: Mapping[str, str] | None
    following_label: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One role-play of several: its occasion, the means by criterion, and the mean that counts."""

    occasion: Occasion
    levels: Mapping[str, float]
    mean: float | None


def profile(
    occasion: Occasion, comparison: Comparison, settled: Mapping[str, int | None] | None
) -> list[ProfileLine]:
    """Criterion by criterion; the occasion's rubric must be prefetched."""
    labels = {level["value"]: level["label"] for level in occasion.rubric_version.levels}
    return [_line(line, labels, settled) for line in comparison.lines]


def _line(line: Any, labels: Mapping[int, Any], settled: Mapping[str, int | None] | None) -> ProfileLine:
    said = [cell.score.value for cell in line.cells if cell.score and cell.score.value is not None]
    mean = fsum(said) / len(said) if said else None
    level = mean if settled is None else settled.get(line.criterion.key)
    anchors = {one.value: one.anchor for one in line.criterion.levels.all()}
    above = int(level) + 1 if level is not None else None
    whole = level is not None and level == int(level)
    return ProfileLine(
        criterion=line.criterion,
        level=level,
        label=labels.get(int(level)) if whole and level is not None else None,
        following=anchors.get(above) if above else None,
        following_label=labels.get(above) if above else None,
    )


def over_time(user_id: int, occasion: Occasion) -> list[Moment]:
    """The person's released role-plays with the same rubric, in the order in which they were held.

    Practice is among them: it shows where somebody came from.
    """
    cases = (
        RatingCase.objects.filter(
            ratee_id=user_id,
            state__in=sorted(rules.PUBLIC),
            occasion__rubric_version__rubric_id=occasion.rubric_version.rubric_id,
        )
        .select_related("occasion")
        .order_by(F("occasion__held_at").asc(nulls_last=True), "pk")
    )
    occasions = {case.occasion_id: case.occasion for case in cases}
    outcomes = [
        one for one in rating_outcomes(occasion_ids=list(occasions), user_ids=[user_id]) if one.released
    ]
    settled = settled_levels(list(occasions), [user_id])
    found = []
    for pk, about in occasions.items():
        own = [one for one in outcomes if one.occasion_id == pk]
        sheets: Sequence[Mapping[str, int | None]] = [one.scores for one in own]
        if (pk, user_id) in settled:
            sheets = [settled[pk, user_id]]
        means = [one.counted_mean for one in own if one.counted_mean is not None]
        found.append(Moment(about, _means(sheets), fsum(means) / len(means) if means else None))
    return found


def _means(sheets: Sequence[Mapping[str, int | None]]) -> dict[str, float]:
    values: dict[str, list[int]] = {}
    for sheet in sheets:
        for key, value in sheet.items():
            if value is not None:
                values.setdefault(key, []).append(value)
    return {key: fsum(own) / len(own) for key, own in values.items()}
