"""The form that gives one person more time."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import CohortStep
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized

MOST = 600


class ExtraTimeForm(TidyForm, forms.Form):
    """Minutes more for each timed test of a cohort (`minutes_<step uuid>`), and why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Say why, so that whoever comes later understands it.")},
        help_text=_("In a few words, and without a diagnosis: whoever runs this cohort can read it."),
    )

    def __init__(
        self, *args: Any, steps: Iterable[CohortStep], granted: Mapping[int, int], reason: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"reason": reason}
        super().__init__(*args, **kwargs)
        self.steps = list(steps)
        self.granted = granted
        fields = {}
        for step in self.steps:
            delivery = step.delivery
            assert delivery is not None
            fields[_name(step)] = forms.IntegerField(
                label=_("%(test)s: minutes more") % {"test": localized(step.title)},
                min_value=0,
                max_value=MOST,
                initial=granted.get(delivery.pk, 0),
                help_text=_("Everybody has %(n)s minutes. 0 takes back what was given.")
                % {"n": delivery.time_limit},
            )
        self.fields = {**fields, **self.fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(_name(step)) for step in self.steps):
            self.errors.pop("reason", None)  # taking everything back needs none
        return data

    def changed(self) -> dict[CohortStep, int]:
        """The minutes of each test for which they were changed."""
        wanted = {step: self.cleaned_data.get(_name(step)) for step in self.steps}
        return {
            step: minutes
            for step, minutes in wanted.items()
            if minutes is not None and minutes != self.granted.get(step.delivery_id or 0, 0)
        }


def _name(step: CohortStep) -> str:
    return f"minutes_{step.uuid}"
