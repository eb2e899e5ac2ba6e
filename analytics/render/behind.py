"""What people are behind with, in words."""

from django.utils.functional import Promise

from analytics.reports.center.labels import STEPS
from courses.data import AFTER, BASELINE, BEFORE, LATER, OPINION, PLAYED, READ

_KEYS = {
    BASELINE: "baseline",
    BEFORE: "pre_test",
    READ: "lessons",
    PLAYED: "role_play",
    AFTER: "post_test",
    OPINION: "evaluation",
    LATER: "follow_up",
}


def step_name(what: str) -> str | Promise:
    """What a step measured as `what` is called."""
    return STEPS[_KEYS[what]]
