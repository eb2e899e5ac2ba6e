"""What people are behind with, in words."""

from django.utils.functional import Promise

from analytics.reports.center.labels import STEPS
from courses.data import AFTER, BEFORE, OPINION, PLAYED, READ

_KEYS = {BEFORE: "pre_test", READ: "lessons", PLAYED: "role_play", AFTER: "post_test", OPINION: "evaluation"}


def step_name(what: str) -> str | Promise:
    """What a step measured as `what` is called."""
    return STEPS[_KEYS[what]]
