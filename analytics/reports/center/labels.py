"""What indicators, readings, steps and groups are called in reports."""

from collections.abc import Hashable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics.reports.document import Text
from courses.enums import AgeBand, Modality
from lms.accounts.models import User

INDICATORS: Mapping[str, Text] = {
    "O2": _("Finished the course"),
    "K1": _("Improved enough from the first test to the last"),
    "K2": _("Mastery: reached the pass mark in the post-test"),
    "S1": _("Competent in the role-play"),
    "R1": _("Satisfaction with the course"),
    "B1": _("Apply it at work, some weeks after the course"),
    "C1": _("Parties of hearings satisfied with the conciliation"),
    "C2": _("Parties of hearings treated fairly, from 1 to 5"),
    "D1": _("What was due is there"),
}
SHORT: Mapping[str, Text] = {
    "O2": _("finishing"),
    "K1": _("improving enough"),
    "K2": _("mastery"),
    "S1": _("the role-play"),
    "R1": _("satisfaction"),
    "B1": _("applying it at work"),
    "C1": _("satisfied parties"),
    "C2": _("fair treatment"),
    "D1": _("complete data"),
}
EXPECTED: Mapping[str, Text] = {
    "meets": _("Yes: above the target"),
    "margin": _("In the margin: perhaps, perhaps not"),
    "below": _("No: below the target"),
}
STEPS: Mapping[str, Text] = {
    "baseline": _("Starting point"),
    "pre_test": _("Pre-test"),
    "lessons": _("All lessons"),
    "post_test": _("Post-test"),
    "role_play": _("Assessed role-play"),
    "evaluation": _("Course evaluation"),
    "certificate": _("Certificate"),
    "follow_up": _("Follow-up"),
}
STATES: Mapping[str, Text] = {
    "done": _("Done"),
    "ready": _("Earned, not issued"),
    "missing": _("Missing"),
    "not_yet": _("Not due yet"),
    "out": _("Left or exempt"),
    "left": _("Left"),
    "exempt": _("Exempt"),
}
DIMENSIONS: Mapping[str, Text] = {
    "center": _("By center"),
    "sex": _("By sex"),
    "age_band": _("By age"),
    "job_role": _("By function"),
    "office": _("By office"),
    "modality": _("By modality"),
}
_CHOICES: Mapping[str, Mapping[Any, Any]] = {
    "sex": dict(User.Sex.choices),
    "age_band": dict(AgeBand.choices),
    "job_role": {**dict(User.JobRole.choices), "": _("Not stated")},
    "modality": {**dict(Modality.choices), "": _("Not stated")},
}


# Rows that a step of a ladder joins (analytics.disclosure.ladders).
_JOINED: Mapping[tuple[Hashable, ...], Text] = {
    ("30_39", "40_49"): _("30 to 49"),
    ("50_59", "60_over"): _("50 or over"),
    ("under_30", "30_39", "40_49"): _("Under 50"),
    ("mediator", "judge", "other"): _("Other functions"),
}


def group(dimension: str, row: tuple[Hashable, ...], names: Mapping[Any, str]) -> Text:
    """The name of a row, which may join several categories. `names` are those of centers, or of offices and
    the zones that join them.
    """
    if len(row) > 1:
        return names[row] if row in names else _JOINED[row]
    nowhere = _("Without an office") if dimension == "office" else _("Without a center")
    known: Mapping[Any, Any] = _CHOICES.get(dimension) or {**names, None: nowhere}
    found: Text = known.get(row[0], str(row[0]))
    return found
