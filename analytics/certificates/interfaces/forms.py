"""Forms about certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.certificates import codes
from lms.core.forms import TidyForm


class CodeForm(TidyForm, forms.Form):
    """The code of a certificate, typed from paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("It stands at the foot of the certificate. Example: ACU-7F3K-92QA"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """The code as we write it."""
        code = codes.normalize(self.cleaned_data["code"])
        if not codes.is_valid(code):
            raise forms.ValidationError(
                _(
                    "This is not one of our codes: a character is missing or mistyped. "
                    "Compare it with the paper."
                )
            )
        return code


class RevokeForm(TidyForm, forms.Form):
    """Why a certificate no longer holds."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Everybody who checks the certificate can read it. Write no personal details."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
