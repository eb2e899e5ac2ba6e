"""A rating as its form sends it and as its page shows it."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from assessments.enums import Judgment, OccasionMode
from assessments.models import Criterion, Occasion, Rating
from assessments.rules.competence import CompetenceRules
from assessments.rules.sheet_edits import Seen
from assessments.rules.sheet_words import Needed, words_needed
from assessments.services.criterion_scores import Mark
from assessments.services.rating_edits import RatingEdit
from assessments.services.sheet_words import CLOSING, JUDGMENT, OVERALL, Closing
from lms.core.errors import UserError
from lms.core.typed_numbers import whole

NOT_OBSERVED = "no"
MOST_LEVEL, MOST_SEQ, MOST_DEVICES = 999, 10**15 - 1, 50


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
    level = data.get(f"level_{key}", "")
    value = whole(level, most=MOST_LEVEL)
    return Mark(
        value=value,
        decided=level == NOT_OBSERVED or value is not None,
        comment=data.get(f"comment_{key}", ""),
        seq=whole(data.get(f"seq_{key}", ""), most=MOST_SEQ),
        look_again=f"again_{key}" in data,
    )


class EditForm(forms.Form):
    """One edit as the script sends it; levels and criteria are for the service to judge."""

    criterion = forms.CharField(max_length=100, required=False)
    level = forms.RegexField(r"^(no|[0-9]{1,3})?$", required=False)
    comment = forms.CharField(strip=False, required=False)
    look_again = forms.NullBooleanField(required=False)
    strength = forms.CharField(strip=False, required=False)
    second_strength = forms.CharField(strip=False, required=False)
    next_step = forms.CharField(strip=False, required=False)
    about = forms.CharField(max_length=100, required=False)
    noted_at = forms.DateTimeField(required=False)
    seq = forms.IntegerField(min_value=1, max_value=MOST_SEQ)
    device = forms.RegexField(r"^[0-9a-f-]{0,36}$", required=False)


def read_words(data: QueryDict) -> tuple[Closing | None, int | None]:
    """What a whole form says of the performance as a whole; None where it does not ask."""
    closing = None
    if "next_step" in data:
        closing = Closing(data.get("strength", ""), data.get("second_strength", ""), str(data["next_step"]))
    judgment = whole(data.get("judgment", ""), most=MOST_LEVEL)
    return closing, judgment if judgment in Judgment.values else None


def seen_of(rating: Rating | None) -> dict[str, str]:
    """What the page knows of the fields that are no criterion, for its script."""
    devices = rating.devices if rating else {}
    fields = {"judgment": JUDGMENT, "closing": CLOSING, "overall": OVERALL}
    return {name: json.dumps(devices.get(key, {})) for name, key in fields.items()}


class DeviceForm(forms.Form):
    """What a device says of itself."""

    device = forms.RegexField(r"^[0-9a-f-]{1,36}$")
    unsent = forms.IntegerField(min_value=0, max_value=100_000)
    held = forms.IntegerField(min_value=0, max_value=10_000)


def read_edit(request: HttpRequest) -> RatingEdit:
    """Read the JSON of one edit. Raises UserError ("bad_form")."""
    data = read_object(request)
    form = EditForm(data)
    if not form.is_valid():
        raise out_of_date()
    sent = form.cleaned_data
    mark = Mark(
        value=whole(sent["level"], most=MOST_LEVEL),
        decided=bool(sent["level"]),
        comment=sent["comment"],
        seq=sent["seq"],
        look_again=sent["look_again"],
    )
    return RatingEdit(
        criterion=sent["criterion"],
        mark=mark,
        seq=sent["seq"],
        device=sent["device"],
        seen=read_seen(data.get("seen")),
        closing=Closing(sent["strength"], sent["second_strength"], sent["next_step"]),
        about=sent["about"],
        noted_at=sent["noted_at"],
    )


def read_hand_in(request: HttpRequest) -> dict[str, Any]:
    """Read what hands a sheet in from a device. Raises UserError ("bad_form")."""
    data = read_object(request)
    judgment, owing, seen = data.get("judgment"), data.get("owing", False), data.get("seen", {})
    if not isinstance(seen, dict) or not isinstance(owing, bool) or not isinstance(judgment, int | None):
        raise out_of_date()
    return {"judgment": judgment, "owing": owing, "seen": {key: read_seen(one) for key, one in seen.items()}}


def read_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request, an empty one where it is something else."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def read_seen(data: Any) -> dict[str, int]:
    """What a device has seen of a field, by device. Raises UserError ("bad_form")."""
    if data is None:
        return {}
    if not isinstance(data, dict) or len(data) > MOST_DEVICES:
        raise out_of_date()
    for device, number in data.items():
        if len(device) > 36 or type(number) is not int or not 0 <= number <= MOST_SEQ:
            raise out_of_date()
    return data


def out_of_date() -> UserError:
    """What came is not what a page of today sends."""
    return UserError(_("This page is out of date. Please reload it."), code="bad_form")


def stored_marks(rating: Rating | None) -> dict[str, Mark]:
    """What a rating, whose scores are prefetched with their criteria, holds by key of the criterion."""
    scores = rating.scores.all() if rating else []
    return {
        one.criterion.key: Mark(
            one.value, one.decided, one.comment, evidence=one.evidence, look_again=one.look_again
        )
        for one in scores
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of the form, with what is chosen and what is wrong with that."""

    criterion: Criterion
    levels: list[dict[str, Any]]
    mark: Mark
    problem: str
    needed: Needed | None
    seq: int = 0
    seen: Seen = field(default_factory=dict)
    notes: int = 0

    @property
    def seen_json(self) -> str:
        """What the page knows of this criterion, for its script."""
        return json.dumps(self.seen)

    @property
    def needs_comment(self) -> bool:
        """Whether the level has to be told in words, and is not."""
        told = self.mark.comment.strip() or self.mark.evidence or self.notes
        return self.needed is not None and not told

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
        return [row for row in self.rows if row.needs_comment]

    @property
    def left(self) -> int:
        """How many levels and words are missing."""
        return len(self.rows) - self.decided + len(self.comments_missing)

    @property
    def problems(self) -> list[Row]:
        return [row for row in self.rows if row.problem]


def rating_sheet(
    occasion: Occasion,
    criteria: Iterable[Criterion],
    marks: Mapping[str, Mark],
    *,
    problems: Mapping[str, str] | None = None,
    own: Rating | None = None,
    noted: Collection[str] = (),
) -> RatingSheet:
    """The form for some criteria of the occasion's rubric, whose levels must be prefetched in order.

    `own` is what is stored, with its scores; `noted` the criteria that notes are about.
    """
    version = occasion.rubric_version
    labels = {level["value"]: level["label"] for level in version.levels}
    rules = CompetenceRules.from_json(version.rules)
    counts = occasion.mode == OccasionMode.ASSESSED
    seqs = {one.criterion.key: one.seq for one in own.scores.all()} if own else {}
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
                needed=words_needed(mark.value, rules, critical=counts and one.critical),
                seq=seqs.get(one.key, 0),
                seen=own.devices.get(one.key, {}) if own else {},
                notes=sum(key == one.key for key in noted),
            )
            for one in criteria
        ]
    )
