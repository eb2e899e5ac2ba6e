"""The phases of a role-play as its assessors go through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from assessments.models import ScenarioVersion
from assessments.rules.exam_days import Minutes
from assessments.rules.scenarios import minutes


@dataclass(frozen=True, slots=True)
class Phase:
    """One of them; `minutes` is 0 where the scenario says nothing."""

    key: str
    label: str
    minutes: int


def phases(scenarios: Sequence[ScenarioVersion], day: Minutes | None = None) -> list[Phase]:
    """Preparing, playing and marking, as the day has them, else as long as the longest scenario takes."""
    known = [minutes(one.content) for one in scenarios]
    if day is not None:
        known = [{"prepare": day.reading, "play": day.play, "debrief": day.marking}]
    labels = {
        "prepare": pgettext("phase", "Preparation"),
        "play": pgettext("phase", "Role-play"),
        "debrief": pgettext("phase", "Marking"),
    }
    return [
        Phase(key, label, max((one.get(key, 0) for one in known), default=0)) for key, label in labels.items()
    ]
