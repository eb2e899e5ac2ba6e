"""A rubric being written as one page of fields, and what was sent of it, with nothing lost.

Every button of the page sends all of its fields, so that it works without JavaScript.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.interfaces.check_words import language_name
from assessments.rules.rubric_plans import (
    FRACTIONS,
    LANGUAGES,
    LEVELS,
    MAX_CRITERIA,
    THRESHOLDS,
    CriterionPlan,
    Fault,
    RubricPlan,
)
from lms.core.text import tidy, visible
from lms.core.typed_numbers import number, whole

MOST_WEIGHT = 10
PARTS = ("criteria", "add_ons")
_BOUNDS: dict[str, tuple[float, float]] = {
    "pass_mean": (1, 4),
    "critical_min": (1, 4),
    "fail_at_or_below": (0, 3),
    "min_observed": (1, 20),
    "comment_at_or_below": (0, 4),
    "moderation_gap": (1, 3),
    "grey_zone": (0, 1),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the plan, where a number could not be read without it, and what was typed there.

    `wrong` is {field: (what was typed, what is wrong with it)}.
    """

    plan: RubricPlan
    revision: int = 0
    wrong: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def read(data: QueryDict, stored: RubricPlan) -> Sent:
    """What the page sent; the keys of its criteria are `stored` and come back with their fields."""
    wrong: dict[str, tuple[str, str]] = {}
    known = {one.key for one in stored.all_criteria}
    parts = {
        part: tuple(
            _criterion(data, f"{part}-{place}-", known, wrong)
            for place in range(whole(data.get(f"{part}-count", ""), most=MAX_CRITERIA) or 0)
        )
        for part in PARTS
    }
    rules = {name: found for name in THRESHOLDS if (found := _threshold(data, name, wrong)) is not None}
    plan = RubricPlan(
        title=_text(data, "title", most=200),
        instructions=_text(data, "instructions", most=4000, lines=True),
        labels=tuple(_text(data, f"label-{value}", most=60) for value in LEVELS),
        rules={**stored.rules, **rules},
        **parts,
    )
    return Sent(plan, whole(data.get("revision", "")) or 0, wrong)


def _criterion(
    data: QueryDict, prefix: str, known: set[str], wrong: dict[str, tuple[str, str]]
) -> CriterionPlan:
    key = data.get(f"{prefix}key", "")
    return CriterionPlan(
        key=key if key in known else "",
        title=_text(data, f"{prefix}title", most=200),
        critical=f"{prefix}critical" in data,
        weight=_number(data, f"{prefix}weight", wrong, least=0.1, most=MOST_WEIGHT),
        anchors=tuple(_text(data, f"{prefix}anchor-{value}", most=600, lines=True) for value in LEVELS),
    )


def _text(data: QueryDict, name: str, *, most: int, lines: bool = False) -> dict[str, str]:
    typed = {code: visible(data.get(f"{name}_{code}", "")).replace("\r\n", "\n") for code in LANGUAGES}
    return {code: (words.strip() if lines else tidy(words))[:most] for code, words in typed.items()}


def _threshold(data: QueryDict, name: str, wrong: dict[str, tuple[str, str]]) -> float | None:
    least, most = _BOUNDS[name]
    found = _number(data, f"rule-{name}", wrong, least=least, most=most)
    if found is None or name in FRACTIONS:
        return found
    if found != int(found):
        wrong[f"rule-{name}"] = (data.get(f"rule-{name}", ""), _("Please give a whole number."))
        return None
    return int(found)


def _number(
    data: QueryDict, name: str, wrong: dict[str, tuple[str, str]], *, least: float, most: float
) -> float | None:
    typed = tidy(data.get(name, ""))
    if not typed:
        return None
    found = number(typed)
    if found is None or not least <= found <= most:
        bounds = {"least": _plain(least), "most": _plain(most)}
        wrong[name] = (typed, _("Please give a number from %(least)s to %(most)s.") % bounds)
        return None
    return round(float(found), 2)


def _plain(number: float) -> str:
    return f"{number:g}"


def threshold_fields(sent: Sent) -> list[dict[str, Any]]:
    """The thresholds as fields: name, words, what is shown, what is wrong with it."""
    words = {
        "pass_mean": _("Mean that is needed"),
        "critical_min": _("Level that every critical criterion needs"),
        "fail_at_or_below": _("A level as low as this on any criterion fails (0: none does)"),
        "min_observed": _("Criteria that must have been observed"),
        "comment_at_or_below": _("Levels as low as this need a comment"),
        "moderation_gap": _("Levels between two assessors from which they talk it over"),
        "grey_zone": _("Distance of the mean from the line within which they talk it over"),
    }
    stored = sent.plan.competence
    return [
        {
            "name": f"rule-{name}",
            "label": words[name],
            "shown": sent.wrong.get(f"rule-{name}", (_plain(getattr(stored, name)), ""))[0],
            "problem": sent.wrong.get(f"rule-{name}", ("", ""))[1],
        }
        for name in THRESHOLDS
    ]


def part_lines(sent: Sent) -> list[dict[str, Any]]:
    """The criteria of both parts as the page shows them."""
    number, found = 0, []
    for part in PARTS:
        lines = []
        for place, one in enumerate(getattr(sent.plan, part)):
            number += 1
            prefix = f"{part}-{place}-"
            weight = "" if one.weight is None else _plain(one.weight)
            shown, problem = sent.wrong.get(f"{prefix}weight", (weight, ""))
            lines.append(
                {
                    "number": number,
                    "where": f"{part}:{place}",
                    "prefix": prefix,
                    "criterion": one,
                    "anchors": list(zip(LEVELS, one.anchors, strict=True)),
                    "weight": {"shown": shown, "problem": problem},
                }
            )
        found.append({"part": part, "is_extra": part == "add_ons", "lines": lines, "count": len(lines)})
    return found


def fault_words(fault: Fault) -> str:
    """What keeps a rubric from being published, in words."""
    said = {
        "no_title": _("The title is missing in %(language)s."),
        "no_label": _("A level has no name in %(language)s."),
        "half_instructions": _("The instructions stand in one language only."),
        "no_criteria": _("There is no criterion yet."),
        "no_criterion_title": _("Criterion %(number)s has no title in %(language)s."),
        "no_anchor": _("Criterion %(number)s lacks the behavior of a level in %(language)s."),
        "same_anchor": _("Criterion %(number)s says the same of two levels in %(language)s."),
        "too_many_observed": _("More criteria must have been observed than there are."),
        "fails_before_critical": _("A level that fails must be below the one that critical criteria need."),
        "pass_mean_off": _("The mean that is needed lies outside the levels."),
    }
    return said[fault.code] % {
        "number": fault.number,
        "language": language_name(fault.language) if fault.language else "",
    }
