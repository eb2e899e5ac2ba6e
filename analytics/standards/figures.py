"""From what judges said to a pass mark: plain values in, plain values out.

What a judge says, by method: Angoff `{position: percent}`; yes or no `{position: 1 or 0}`; Ebel
`{"cells": {cell: percent}, "items": {position: cell}}`; Hofstee `{"low", "high", "few", "many"}` in percent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics import stats
from analytics.standards.enums import CELLS, ENOUGH_JUDGES, LIMITS, Method

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PanelFigures:
    """A panel's mark as a share of the points, None with the reason where there is none.

    `judge_shares` are each judge's own mark in the order given; Hofstee has none.
    """

    share: float | None
    low: float | None
    high: float | None
    judge_shares: Sequence[float]
    sd: float | None
    judges: int
    outlying: Sequence[int] = ()
    reason: str = ""

    @property
    def is_provisional(self) -> bool:
        return self.judges < ENOUGH_JUDGES

    @property
    def least(self) -> float | None:
        """The lowest mark that a single judge gave."""
        return min(self.judge_shares, default=None)

    @property
    def most(self) -> float | None:
        """The highest mark that a single judge gave."""
        return max(self.judge_shares, default=None)


def panel_figures(
    method: str, points: Mapping[int, float], said: Sequence[Values], scores: Sequence[float] = ()
) -> PanelFigures:
    """The mark that judges come to. `points` by question; `scores`, shares of the points, are for Hofstee.

    A question counts by its points: with one point each this is the sum over questions that the
    method is known by, divided by their number.
    """
    if not said:
        return PanelFigures(None, None, None, (), None, 0, reason="no_judges")
    if method == Method.HOFSTEE:
        found = stats.scaling.hofstee(scores, [[one[name] / 100 for name in LIMITS] for one in said])
        interval = found.interval
        return PanelFigures(
            share=found.value,
            low=interval.low if interval else None,
            high=interval.high if interval else None,
            judge_shares=(),
            sd=None,
            judges=len(said),
            reason=found.reason or "",
        )
    total = sum(points.values())
    places = sorted(points)
    ratings = [rates(method, one, places) for one in said]
    # One column, the share that each judge expects: so questions weigh what they earn.
    marks = [
        [min(1.0, sum(rate * points[place] for rate, place in zip(row, places, strict=True)) / total)]
        for row in ratings
    ]
    panel = stats.scaling.angoff(marks)
    interval = panel.cut_score.interval
    return PanelFigures(
        share=panel.cut_score.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        judge_shares=tuple(row[0] for row in marks),
        sd=panel.judge_sd,
        judges=panel.n_judges,
        outlying=panel.outlying_judges,
        reason=panel.cut_score.reason or "",
    )


def rates(method: str, said: Values, places: Sequence[int]) -> list[float]:
    """How likely one judge thinks a borderline person is right in each question, 0–1."""
    if method == Method.EBEL:
        return [said["cells"][said["items"][str(place)]] / 100 for place in places]
    scale = 1 if method == Method.YES_NO else 100
    return [said[str(place)] / scale for place in places]


def spread_by_question(
    method: str, said: Sequence[Values], places: Sequence[int]
) -> dict[int, tuple[float, ...]]:
    """What the judges said of each question, lowest first: (lowest, mean, highest); empty for Hofstee."""
    if method == Method.HOFSTEE or not said:
        return {}
    rows = [rates(method, one, places) for one in said]
    columns = zip(places, zip(*rows, strict=True), strict=True)
    return {place: (min(column), sum(column) / len(column), max(column)) for place, column in columns}


def used_cells(said: Values) -> set[str]:
    """The cells of Ebel's table into which a judge put something."""
    return {cell for cell in said.get("items", {}).values() if cell in CELLS}
