"""Forms of indicators, targets and notes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics.program.periods import period
from analytics.program.sheets import FIELDS, TEXTS
from lms.core.forms import TidyForm

LANGUAGES = (("es", "es"), ("en", "en"))


class TargetForm(TidyForm, forms.Form):
    """A target for a period, or for the end."""

    value = forms.FloatField(label=gettext_lazy("Target"), min_value=0, max_value=1e9)
    period = forms.CharField(
        label=gettext_lazy("Period"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Such as 2026-11, 2026-C3 or 2026-S2; empty for the target at the end."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def clean_period(self) -> str:
        key: str = self.cleaned_data["period"]
        if key and period(key) is None:
            raise ValidationError(
                _("Write a month (2026-11), four months (2026-C3) or a semester (2026-S2).")
            )
        return key


class SheetForm(TidyForm, forms.Form):
    """The words of the sheet in both languages, the baseline, and when a note is asked for."""

    baseline = forms.FloatField(label=gettext_lazy("Baseline"), required=False)
    deviation = forms.FloatField(
        label=gettext_lazy("Note asked for beyond (share of the target)"), min_value=0, max_value=1
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def __init__(self, *args: Any, sheet: dict[str, Any], **options: Any) -> None:
        initial = {
            "baseline": sheet.get("baseline", {}).get("value"),
            "deviation": sheet.get("thresholds", {}).get("deviation", 0.1),
            **{f"{key}_{one}": sheet.get(key, {}).get(one, "") for key in TEXTS for one, _name in LANGUAGES},
        }
        super().__init__(*args, initial=initial, **options)
        self.sheet = sheet
        places = {}
        for key in TEXTS:
            for one, name in LANGUAGES:
                places[f"{key}_{one}"] = forms.CharField(
                    label=f"{FIELDS[key]} ({name})", required=key in ("name", "definition"), max_length=500
                )
        self.fields = {**places, **self.fields}

    def changed_sheet(self) -> dict[str, Any]:
        """The sheet with what was typed."""
        typed = self.cleaned_data
        found = dict(self.sheet)
        for key in TEXTS:
            found[key] = {one: typed[f"{key}_{one}"] for one, _name in LANGUAGES}
        found["baseline"] = {} if typed["baseline"] is None else {"value": typed["baseline"]}
        found["thresholds"] = {**found.get("thresholds", {}), "deviation": typed["deviation"]}
        return found


class NoteForm(TidyForm, forms.Form):
    """Cause, action and date of a deviation; its facts are never typed."""

    cause = forms.CharField(
        label=gettext_lazy("Cause"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    action = forms.CharField(
        label=gettext_lazy("Action"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    due_on = forms.DateField(label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}))


class WithdrawForm(TidyForm, forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)
