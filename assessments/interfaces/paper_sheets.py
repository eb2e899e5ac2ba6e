"""An assessor's sheet on paper as a form sends it and shows it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from assessments.models import Criterion, PaperSheet
from assessments.services.paper_sheets import JUDGMENT, Typed, typed_of
from assessments.services.sheet_words import Closing

LONGEST = 4000


def read_typed(data: QueryDict) -> Typed:
    """What was typed: `level_<key>`, `comment_<key>`, `judgment` and the words."""
    levels = _named(data, "level_")
    if data.get("judgment"):
        levels[JUDGMENT] = str(data["judgment"])[:3]
    return Typed(
        levels=levels,
        comments=_named(data, "comment_"),
        comment=data.get("comment", "")[:LONGEST],
        closing=Closing(data.get("strength", ""), data.get("second_strength", ""), data.get("next_step", "")),
    )


def _named(data: QueryDict, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): str(data[name])[:LONGEST] for name in data if name.startswith(prefix)}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A criterion in the form: what is typed, and what both hands read where they differ."""

    criterion: Criterion
    level: str
    comment: str
    apart: tuple[str, str] | None = None


def lines(
    criteria: Collection[Criterion], typed: Typed, sheet: PaperSheet | None, apart: Collection[str]
) -> list[PaperLine]:
    """The form's lines in the rubric's order."""
    first = typed_of(sheet.first).levels if sheet else {}
    second = typed_of(sheet.second).levels if sheet else {}
    return [
        PaperLine(
            one,
            typed.levels.get(one.key, ""),
            typed.comments.get(one.key, ""),
            (first.get(one.key, ""), second.get(one.key, "")) if one.key in apart else None,
        )
        for one in criteria
    ]
