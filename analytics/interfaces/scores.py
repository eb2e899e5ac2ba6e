"""Forms for a file of scores."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.reports.scores.cells import plain
from analytics.reports.scores.data import Choice
from lms.core.uploads import TABLES

_GUESSES = {
    "pre": re.compile(r"\b(pre|antes|inicial|diagnostic\w*|before|pretest)\b"),
    "post": re.compile(r"\b(post|despues|final|after|posttest)\b"),
    "group": re.compile(r"\b(grupo|group|centro|center|cohorte|cohort|sexo|sex|oficina|office|region)\b"),
}


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("File of scores"),
        help_text=_(
            "CSV or XLSX with headings in the first row and one row per person. It may hold other columns."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(TABLES)}),
    )


class ChoiceForm(forms.Form):
    """Which columns hold what."""

    pre = forms.ChoiceField(label=_("First score (before)"))
    post = forms.ChoiceField(label=_("Second score (after)"))
    group = forms.ChoiceField(
        label=_("Group"), required=False, help_text=_("For a report by center, sex or cohort.")
    )
    max = forms.FloatField(
        label=_("Highest possible score"),
        required=False,
        min_value=0.000001,
        help_text=_("With it, scores are shown as percentages."),
        widget=forms.NumberInput(attrs={"step": "any", "min": "0"}),
    )

    def __init__(self, headers: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [header for header in headers if header]
        options = [(name, name) for name in names]
        fields: dict[str, Any] = self.fields
        fields["pre"].choices = [("", _("Choose a column")), *options]
        fields["post"].choices = [("", _("Choose a column")), *options]
        fields["group"].choices = [("", _("No groups")), *options]
        for field, pattern in _GUESSES.items():
            self.fields[field].initial = _guess(names, pattern)

    def choice(self) -> Choice:
        """What was chosen."""
        chosen = self.cleaned_data
        return Choice(chosen["pre"], chosen["post"], chosen["group"], chosen["max"])


def _guess(names: Sequence[str], pattern: re.Pattern[str]) -> str:
    """The first heading that says what the column is."""
    return next((name for name in names if pattern.search(re.sub(r"[._\-\d]+", " ", plain(name)))), "")
