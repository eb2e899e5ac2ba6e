"""What holds for a delivery, and what changed, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.enums import Counts, Feedback, Late, Layout
from assessments.rules.delivery_rules import WINDOW, DeliveryRules
from lms.core.times import duration_in_words

LABELS = {
    "opens_at": gettext_lazy("Opens"),
    "closes_at": gettext_lazy("Closes"),
    "time_limit": gettext_lazy("Time to answer"),
    "max_attempts": gettext_lazy("Attempts"),
    "counts": gettext_lazy("What counts"),
    "shuffle": gettext_lazy("Order"),
    "layout": gettext_lazy("How it asks"),
    "feedback": gettext_lazy("What people learn on handing in"),
    "held": gettext_lazy("When they learn it"),
    "late": gettext_lazy("Answers that come too late"),
    "code": gettext_lazy("Code to start"),
    "anonymous": gettext_lazy("Anonymous"),
}
# A questionnaire is sent in one piece, once: only its window can be set.
OF_SHEETS = WINDOW


@dataclass(frozen=True, slots=True)
class Changed:
    """One rule as it was and as it is, in words."""

    label: str
    before: str
    after: str


def rules_in_words(rules: DeliveryRules, *, sheet: bool) -> list[tuple[str, str]]:
    """Each rule with what it says; of a questionnaire (`sheet`) the window alone."""
    names = OF_SHEETS if sheet else [name for name in LABELS if name != "anonymous"]
    return [(str(LABELS[name]), rule_in_words(name, getattr(rules, name))) for name in names]


def changes_in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """What differs between two sets of rules, as `DeliveryRules.to_json` keeps them."""
    old, new = DeliveryRules.from_json(before), DeliveryRules.from_json(after)
    return [
        Changed(str(label), *(rule_in_words(name, getattr(one, name)) for one in (old, new)))
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]


def rule_in_words(name: str, value: Any) -> str:
    """What one rule says; moments in the time zone in force."""
    words = {
        "opens_at": _moment,
        "closes_at": _moment,
        "time_limit": lambda minutes: duration_in_words(minutes) if minutes else _("No limit"),
        "max_attempts": attempts_in_words,
        "counts": lambda value: str(Counts(value).label),
        "shuffle": lambda value: _("Shuffled for each person") if value else _("The same for everybody"),
        "layout": lambda value: str(Layout(value).label),
        "feedback": lambda value: str(Feedback(value).label),
        "held": lambda value: _("When the results are released") if value else _("At once"),
        "late": lambda value: str(Late(value).label),
        "code": lambda value: value or _("None"),
        "anonymous": lambda value: _("Yes") if value else _("No"),
    }
    return words[name](value)


def attempts_in_words(number: int) -> str:
    """How often it may be taken."""
    if DeliveryRules(max_attempts=number).any_number:
        return _("As often as they like")
    return ngettext("%(n)d attempt", "%(n)d attempts", number) % {"n": number}


def _moment(moment: datetime | None) -> str:
    return str(date_format(localtime(moment), "DATETIME_FORMAT")) if moment else _("No end")
