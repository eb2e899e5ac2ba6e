"""Forms of bundles under agreements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.forms import TidyForm

AGREEMENTS = (".pdf",)


class AskForm(TidyForm, forms.Form):
    """To whom, what for and until when; the signed agreement is sealed and not kept."""

    recipient = forms.CharField(label=_("Name of the recipient"), max_length=200)
    organization = forms.CharField(label=_("Organization"), max_length=200)
    email = forms.EmailField(label=_("E-mail of the recipient"))
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the agreement says it: what is evaluated, and for whom."),
    )
    expires_on = forms.DateField(
        label=_("Last day of use"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Within a year. On this day the recipient deletes it; here it goes by itself."),
    )
    agreement = forms.FileField(
        label=_("Signed agreement (PDF)"),
        widget=forms.FileInput(attrs={"accept": ",".join(AGREEMENTS)}),
        help_text=_("Only its name and its seal (SHA-256) are kept, not the file."),
    )


class ReasonForm(TidyForm, forms.Form):
    """Why a bundle is declined or revoked."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class TraceForm(TidyForm, forms.Form):
    """Rows that turned up somewhere."""

    rows = forms.CharField(
        label=_("Codes of rows"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Paste rows, or some of their codes: one is enough."),
    )
