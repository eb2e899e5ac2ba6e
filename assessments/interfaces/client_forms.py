"""Forms around surveys of clients, and what stands on slips."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.services.client_surveys import MOST_AT_ONCE
from lms.core.forms import TidyForm

LANGUAGES = {"es": "es-mx", "en": "en"}


class CodeForm(TidyForm, forms.Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Eight letters and numbers, as they stand on your slip."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class NumberForm(TidyForm, forms.Form):
    """How many slips, or sheets on paper."""

    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_AT_ONCE)

    def __init__(self, *args: object, words: str = "", help_text: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["number"].label = words or self.fields["number"].label
        self.fields["number"].help_text = help_text


class TabletForm(TidyForm, forms.Form):
    """For how many days the link of a tablet works."""

    days = forms.IntegerField(
        label=_("Days for which its link works"),
        min_value=1,
        max_value=120,
        initial=30,
        help_text=_("Whoever has the link can begin forms: end it when the tablet is gone."),
    )
