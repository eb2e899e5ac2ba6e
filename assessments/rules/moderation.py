"""When two sheets of one performance have to be talked over before anything follows from them.

Nothing is ever averaged in silence: the sheets stay as they are, and people settle the difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import fsum

from assessments.rules.competence import CompetenceRules, Outcome

# Overall judgments that say "no" and "yes"; borderline contradicts nothing.
DENIES, AFFIRMS = frozenset({1}), frozenset({3, 4})


class Trigger(StrEnum):
    """Why a case is talked over."""

    GAP = "gap"
    VERDICT = "verdict"
    CRITICAL = "critical"
    JUDGMENT = "judgment"
    GREY_ZONE = "grey_zone"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one assessor decided: levels by criterion (None: not observed), the view of the whole."""

    scores: Mapping[str, int | None]
    judgment: int | None
    outcome: Outcome


def triggers(
    sheets: Sequence[Sheet],
    *,
    critical: frozenset[str],
    rules: CompetenceRules,
    incident: bool = False,
) -> dict[Trigger, tuple[str, ...]]:
    """Why the case has to be talked over, each with the criteria that it is about; empty: it has not.

    Only sheets of several assessors can differ: of one alone nothing is said. `incident`: something
    happened in the room that is still open.
    """
    if len(sheets) < 2:
        return {}
    keys = list(dict.fromkeys(key for one in sheets for key in one.scores))
    found = {
        Trigger.GAP: tuple(key for key in keys if _gap(sheets, key) >= rules.moderation_gap > 0),
        Trigger.CRITICAL: tuple(
            key for key in keys if key in critical and _astride(sheets, key, rules.critical_min)
        ),
    }
    told = {trigger: about for trigger, about in found.items() if about}
    if any(one.outcome.competent != other.outcome.competent for one, other in combinations(sheets, 2)):
        told[Trigger.VERDICT] = ()
    if any(contradicts(one) for one in sheets):
        told[Trigger.JUDGMENT] = ()
    if in_grey_zone([one.outcome.mean for one in sheets], rules):
        told[Trigger.GREY_ZONE] = ()
    if incident:
        told[Trigger.INCIDENT] = ()
    return {trigger: told[trigger] for trigger in Trigger if trigger in told}


def contradicts(sheet: Sheet) -> bool:
    """Whether the assessor's own view of the whole denies what their levels amount to."""
    if sheet.judgment is None:
        return False
    return sheet.judgment in (DENIES if sheet.outcome.competent else AFFIRMS)


def in_grey_zone(means: Sequence[float | None], rules: CompetenceRules) -> bool:
    """Whether the mean of the assessors' means is as near to the line as `rules.grey_zone` levels."""
    known = [mean for mean in means if mean is not None]
    if not known or not rules.grey_zone:
        return False
    return abs(fsum(known) / len(known) - rules.pass_mean) <= rules.grey_zone + 1e-9


def _levels(sheets: Sequence[Sheet], key: str) -> list[int]:
    return [level for one in sheets if (level := one.scores.get(key)) is not None]


def _gap(sheets: Sequence[Sheet], key: str) -> int:
    levels = _levels(sheets, key)
    return max(levels) - min(levels) if levels else 0


def _astride(sheets: Sequence[Sheet], key: str, minimum: int) -> bool:
    """Whether one assessor saw the minimum of a critical criterion reached and another did not."""
    levels = _levels(sheets, key)
    return bool(levels) and min(levels) < minimum <= max(levels)
