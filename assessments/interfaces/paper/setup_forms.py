"""Which papers are typed: form, edition and date."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.selectors.parallel_forms import Form
from lms.core import clock
from lms.core.forms import TidyForm

MOST_EDITIONS = 99


class PaperSetupForm(TidyForm, forms.Form):
    """The form and edition that stand on the papers, and the day on which they were answered."""

    form = forms.ChoiceField(label=_("Form"), required=False)
    edition = forms.IntegerField(label=_("Edition"), min_value=1, max_value=MOST_EDITIONS, required=False)
    sat_on = forms.DateField(
        label=_("Date of the test"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any, *, offered: Sequence[Form], draws: bool) -> None:
        super().__init__(data)
        self.offered = list(offered)
        field: Any = self.fields["form"]
        field.choices = [(one.label, one.label) for one in offered]
        if len(offered) < 2:
            del self.fields["form"]
        if not draws:
            del self.fields["edition"]
        self.is_valid()
        if "sat_on" not in (data or {}):
            self.data = {**dict((data or {}).items()), "sat_on": timezone.localdate(clock.now()).isoformat()}

    @property
    def chosen(self) -> Form:
        """The form that is typed: the first one until another is chosen."""
        label = self.cleaned_data.get("form") or ""
        return next((one for one in self.offered if one.label == label), self.offered[0])

    @property
    def edition_chosen(self) -> int:
        return self.cleaned_data.get("edition") or 1

    @property
    def day(self) -> Any:
        """The day of the test, today until another is given."""
        return self.cleaned_data.get("sat_on") or timezone.localdate(clock.now())
