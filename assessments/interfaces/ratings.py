"""A rating as its form sends it and as its page shows it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from assessments.models import Criterion, Rating, RubricVersion
from assessments.rules.competence import CompetenceRules
from assessments.services.criterion_scores import Mark
from assessments.services.rating_edits import RatingEdit
from lms.core.errors import UserError
from lms.core.typed_numbers import whole

NOT_OBSERVED = "no"
MOST_LEVEL, MOST_SEQ = 999, 10**15 - 1


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
    seq = whole(data.get(f"seq_{key}", ""), most=MOST_SEQ)
    if level == NOT_OBSERVED:
        return Mark(decided=True, comment=comment, seq=seq)
    if (value := whole(level, most=MOST_LEVEL)) is not None:
        return Mark(value=value, decided=True, comment=comment, seq=seq)
    return Mark(comment=comment, seq=seq)


class EditForm(forms.Form):
    """One edit as the script sends it; levels and criteria are for the service to judge."""

    criterion = forms.CharField(max_length=100, required=False)
    level = forms.RegexField(r"^(no|[0-9]{1,3})?$", required=False)
    comment = forms.CharField(strip=False, required=False)
    seq = forms.IntegerField(min_value=1, max_value=MOST_SEQ)


def read_edit(request: HttpRequest) -> RatingEdit:
    """Read the JSON of one edit. Raises UserError ("bad_form")."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    form = EditForm(data if isinstance(data, dict) else {})
    if not form.is_valid():
        raise UserError(_("This page is out of date. Please reload it."), code="bad_form")
    level, seq = form.cleaned_data["level"], form.cleaned_data["seq"]
    mark = Mark(
        value=whole(level, most=MOST_LEVEL),
        decided=bool(level),
        comment=form.cleaned_data["comment"],
        seq=seq,
    )
    return RatingEdit(form.cleaned_data["criterion"], mark, seq)


def stored_marks(rating: Rating | None) -> dict[str, Mark]:
    """What a rating, whose scores are prefetched with their criteria, holds by key of the criterion."""
    scores = rating.scores.all() if rating else []
    return {one.criterion.key: Mark(one.value, one.decided, one.comment) for one in scores}


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the form, with what is chosen and what is wrong with that."""

    criterion: Criterion
    levels: list[dict[str, Any]]
    mark: Mark
    problem: str
    needs_comment: bool
    seq: int = 0

    @property
    def not_observed(self) -> bool:
        return self.mark.decided and self.mark.value is None

    @property
    def level(self) -> dict[str, Any] | None:
        """The level that is chosen, with its words; None for N/O and for nothing yet."""
        return next((one for one in self.levels if one["value"] == self.mark.value), None)


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
    seqs: Mapping[str, int] | None = None,
) -> RatingSheet:
    """The form for some criteria of a rubric, whose levels must be prefetched in order.

    `seqs` are the stored sequence numbers by criterion.
    """
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
                seq=(seqs or {}).get(one.key, 0),
            )
            for one in criteria
        ]
    )
