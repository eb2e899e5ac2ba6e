"""What indicators, readings, steps and groups are called."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.enums import AgeBand
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """The row's heading, and the name within a sentence."""

    heading: Promise
    short: Promise


INDICATORS = {
    "O2": IndicatorName(gettext_lazy("Finished the course"), gettext_lazy("finishing the course")),
    "K1": IndicatorName(
        gettext_lazy("Improved enough from the first test to the last"),
        gettext_lazy("people who improved enough"),
    ),
    "K2": IndicatorName(
        gettext_lazy("Mastery: reached the pass mark in the post-test"),
        gettext_lazy("mastering the content"),
    ),
    "S1": IndicatorName(
        gettext_lazy("Competent in the role-play"), gettext_lazy("competence in the role-play")
    ),
    "R1": IndicatorName(
        gettext_lazy("Satisfaction with the course"), gettext_lazy("satisfaction with the course")
    ),
}
TRAINED = gettext_lazy("People who finished the course")
READINGS = {
    "meets": gettext_lazy("Meets the target"),
    "below": gettext_lazy("Below the target"),
    "margin": gettext_lazy("Within the margin: it cannot be told"),
    "hidden": gettext_lazy("Too few people to show"),
    "running": gettext_lazy("Under way: not due yet"),
    "none": gettext_lazy("No data yet"),
}
STEPS = {
    "pre_test": gettext_lazy("Pre-test"),
    "lessons": gettext_lazy("All lessons"),
    "post_test": gettext_lazy("Post-test"),
    "role_play": gettext_lazy("Assessed role-play"),
    "evaluation": gettext_lazy("Course evaluation"),
    "certificate": gettext_lazy("Certificate"),
}
STATES = {
    "done": gettext_lazy("Done"),
    "ready": gettext_lazy("Earned, not issued"),
    "missing": gettext_lazy("Missing"),
    "not_yet": gettext_lazy("Not due yet"),
    "left": gettext_lazy("Left"),
    "exempt": gettext_lazy("Exempt"),
}
_CHOICES: dict[str, Mapping[Any, Any]] = {
    "by_sex": dict(User.Sex.choices),
    "by_age": dict(AgeBand.choices),
    "by_job_role": {**dict(User.JobRole.choices), "": gettext_lazy("Not stated")},
}
TABLES = {
    "by_sex": gettext_lazy("By sex"),
    "by_age": gettext_lazy("By age"),
    "by_job_role": gettext_lazy("By function"),
    "by_center": gettext_lazy("By center"),
    "by_cohort": gettext_lazy("By cohort"),
}


def group(table: str, labels: tuple[Hashable, ...], names: Mapping[int, str]) -> str:
    """The name of a row; merged groups are all named. `names` are those of centers or cohorts."""
    known: Mapping[Any, Any] = _CHOICES.get(table) or {**names, None: _("Without a center")}
    words = [str(known.get(label, label)) for label in labels]
    if len(words) == 1:
        return words[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
