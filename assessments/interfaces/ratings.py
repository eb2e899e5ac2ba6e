"""A rating as its form sends it and as its page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from assessments.models import Criterion, RubricVersion
from assessments.rules.competence import CompetenceRules
from assessments.services.criterion_scores import Mark

NOT_OBSERVED = "no"


def read_marks(data: QueryDict) -> dict[str, Mark]:
    """Marks by criterion from `level_<key>` ("1"…"4" or "no"), `comment_<key>` and, where a script
    numbers its edits, `seq_<key>`; whether the rubric has such criteria is for the service to say."""
    keys = dict.fromkeys(
        name.removeprefix(prefix)
        for name in data
        for prefix in ("level_", "comment_")
        if name.startswith(prefix)
    )
    return {key: _mark(data, key) for key in keys}


def _mark(data: QueryDict, key: str) -> Mark:
    level, comment = data.get(f"level_{key}", ""), data.get(f"comment_{key}", "")
    seq = number(data.get(f"seq_{key}", ""), digits=15)
    if level == NOT_OBSERVED:
        return Mark(decided=True, comment=comment, seq=seq)
    if (value := number(level, digits=3)) is not None:
        return Mark(value=value, decided=True, comment=comment, seq=seq)
    return Mark(comment=comment, seq=seq)


def number(text: str, *, digits: int) -> int | None:
    """A whole number of at most `digits` digits, None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= digits else None


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the form, with what is chosen and what is wrong with that."""

    criterion: Criterion
    levels: list[dict[str, Any]]
    mark: Mark
    problem: str
    needs_comment: bool

    @property
    def not_observed(self) -> bool:
        return self.mark.decided and self.mark.value is None


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """The whole form."""

    rows: list[Row]

    @property
    def decided(self) -> int:
        return sum(row.mark.decided for row in self.rows)

    @property
    def comments_missing(self) -> list[Row]:
        return [row for row in self.rows if row.needs_comment and not row.mark.comment.strip()]

    @property
    def problems(self) -> list[Row]:
        return [row for row in self.rows if row.problem]


def rating_sheet(
    version: RubricVersion,
    criteria: Iterable[Criterion],
    marks: Mapping[str, Mark],
    problems: Mapping[str, str] | None = None,
) -> RatingSheet:
    """The form for some criteria of a rubric, whose levels must be prefetched in order."""
    labels = {level["value"]: level["label"] for level in version.levels}
    limit = CompetenceRules.from_json(version.rules).comment_at_or_below
    return RatingSheet(
        [
            Row(
                criterion=one,
                levels=[
                    {"value": level.value, "label": labels.get(level.value), "anchor": level.anchor}
                    for level in one.levels.all()
                ],
                mark=(mark := marks.get(one.key, Mark())),
                problem=(problems or {}).get(one.key, ""),
                needs_comment=mark.value is not None and mark.value <= limit,
            )
            for one in criteria
        ]
    )
