"""Submitted ratings of one person side by side."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.models import Criterion, CriterionScore, EvidenceNote, Occasion, Rating
from assessments.rules.competence import CompetenceRules, Outcome
from assessments.selectors.occasions import criteria_of
from assessments.selectors.ratings import outcome_on, standing_ratings


@dataclass(frozen=True, slots=True)
class Cell:
    """One assessor's level on one criterion, with its words."""

    rating: Rating
    score: CriterionScore | None
    label: dict[str, str] | None = None
    anchor: dict[str, str] | None = None
    notes: Sequence[EvidenceNote] = ()


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion across assessors: by how many levels they differ, and whether that is too many."""

    criterion: Criterion
    cells: list[Cell]
    gap: int
    apart: bool

    @property
    def alike(self) -> bool:
        """Whether several assessors gave the very same level: it is described once."""
        levels = {cell.score.value if cell.score else None for cell in self.cells}
        return len(self.cells) > 1 and len(levels) == 1


@dataclass(frozen=True, slots=True)
class Column:
    """One assessor's rating with what it amounts to."""

    rating: Rating
    outcome: Outcome
    scores: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All ratings that stand of one person on one occasion."""

    columns: list[Column]
    lines: list[CriterionLine]
    rules: CompetenceRules

    @property
    def several(self) -> bool:
        """Whether there is anybody to compare."""
        return len(self.columns) > 1

    @property
    def apart(self) -> bool:
        """Whether a joint review is due: some criterion far apart, or opposite verdicts."""
        verdicts = {column.outcome.competent for column in self.columns}
        return len(verdicts) > 1 or any(line.apart for line in self.lines)


def compared(*, occasion: Occasion, subject_id: int, first: int | None = None) -> Comparison:
    """The person's submitted ratings; that of the assessor with id `first` leads, the rest by time.

    The occasion's rubric must be prefetched (`occasion_by_uuid`).
    """
    ratings = standing_ratings(occasion_id=occasion.pk, subject_ids=[subject_id])
    ratings.sort(key=lambda rating: rating.assignment.assessor_id != first)
    return side_by_side(occasion, ratings)


def compared_all(*, occasion: Occasion, subject_ids: Collection[int]) -> dict[int, Comparison]:
    """The same for many people, by person, in as many queries as for one; who has no sheet is left out."""
    found: dict[int, list[Rating]] = {}
    for rating in standing_ratings(occasion_id=occasion.pk, subject_ids=subject_ids):
        found.setdefault(rating.assignment.case.ratee_id, []).append(rating)
    return {person: side_by_side(occasion, ratings) for person, ratings in found.items()}


def side_by_side(occasion: Occasion, ratings: list[Rating]) -> Comparison:
    """Ratings of one person, in the order given."""
    rules = CompetenceRules.from_json(occasion.rubric_version.rules)
    labels = {level["value"]: level["label"] for level in occasion.rubric_version.levels}
    decided = [_scores(rating) for rating in ratings]
    return Comparison(
        columns=[
            Column(rating, outcome_on(occasion, scores), scores)
            for rating, scores in zip(ratings, decided, strict=True)
        ],
        lines=[_line(one, ratings, rules, labels) for one in criteria_of(occasion)],
        rules=rules,
    )


def _notes(rating: Rating, criterion: Criterion) -> list[EvidenceNote]:
    return [one for one in rating.assignment.told_notes if one.criterion_id == criterion.pk]  # type: ignore[attr-defined]


def _scores(rating: Rating) -> dict[str, int | None]:
    return {score.criterion.key: score.value for score in rating.scores.all() if score.decided}


def _line(
    criterion: Criterion,
    ratings: list[Rating],
    rules: CompetenceRules,
    labels: Mapping[Any, dict[str, str]],
) -> CriterionLine:
    anchors: Mapping[Any, Any] = {level.value: level.anchor for level in criterion.levels.all()}
    scores = [
        next((score for score in rating.scores.all() if score.criterion_id == criterion.pk), None)
        for rating in ratings
    ]
    values = [score.value for score in scores if score and score.value is not None]
    gap = max(values) - min(values) if values else 0
    return CriterionLine(
        criterion,
        [
            Cell(rating, score, labels.get(score.value), anchors.get(score.value), _notes(rating, criterion))
            if score
            else Cell(rating, None)
            for rating, score in zip(ratings, scores, strict=True)
        ],
        gap=gap,
        apart=gap > 0 and gap >= rules.moderation_gap,
    )
