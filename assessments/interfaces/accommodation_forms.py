"""The form that grants one person more time in one delivery."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import Accommodation
from lms.core.forms import TidyForm

FACTORS = (
    ("1", _("The same time as everybody")),
    ("1.25", _("A quarter more")),
    ("1.5", _("Half as much again")),
    ("2", _("Twice the time")),
)


class AccommodationForm(TidyForm, forms.Form):
    """More time in proportion, in minutes, and for breaks; and why."""

    factor = forms.TypedChoiceField(
        label=_("Time in proportion"), choices=FACTORS, coerce=float, widget=forms.RadioSelect
    )
    extra_minutes = forms.IntegerField(label=_("Minutes more"), min_value=0, max_value=600, required=False)
    break_minutes = forms.IntegerField(
        label=_("Minutes of breaks, all together"),
        min_value=0,
        max_value=600,
        required=False,
        help_text=_("The clock does not stop for a break: its end moves by these minutes."),
    )
    breaks = forms.CharField(
        label=_("Which breaks"),
        max_length=200,
        required=False,
        help_text=_("For instance: two of ten minutes, when the person asks."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Say why, so that whoever comes later understands it.")},
        help_text=_("In a few words, and without a diagnosis: whoever runs this test can read it."),
    )

    def __init__(self, *args: Any, granted: Accommodation | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"factor": "1"}
        if granted is not None:
            kwargs["initial"] = {
                "factor": f"{granted.factor:g}",
                "extra_minutes": granted.extra_minutes or None,
                "break_minutes": granted.break_minutes or None,
                "breaks": granted.breaks,
                "reason": granted.reason,
            }
        super().__init__(*args, **kwargs)
        known = kwargs["initial"]["factor"]
        choice: Any = self.fields["factor"]
        if known not in dict(FACTORS):
            choice.choices = [*FACTORS, (known, gettext("%(factor)s times the time") % {"factor": known})]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["extra_minutes"] = data.get("extra_minutes") or 0
        data["break_minutes"] = data.get("break_minutes") or 0
        if not self.errors and data["factor"] == 1 and not (data["extra_minutes"] or data["break_minutes"]):
            self.add_error(
                "extra_minutes", gettext("Say how much more: in proportion, in minutes or for breaks.")
            )
        return data
