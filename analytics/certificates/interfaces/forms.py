"""Forms about certificates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.certificates import codes
from lms.core.forms import TidyForm


class CodeForm(TidyForm, forms.Form):
    """The code of a certificate, typed from paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=codes.LONGEST,
        help_text=_(
            "It stands at the foot of the certificate, like ACU-7F3K-92QA. You may also paste the address of "
            "its page."
        ),
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


class IssueForm(forms.Form):
    """Who of those that have earned a certificate is given one now."""

    person = forms.MultipleChoiceField(
        label=_("Who gets a certificate"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Nobody is chosen, so no certificate was issued."),
            "invalid_choice": _("The list has changed since you opened it. Look at it again."),
        },
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`people` are the uuids of enrollments and the names as they will be printed."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].choices = people
        fields["person"].initial = [uuid for uuid, _name in people]


class RevokeForm(TidyForm, forms.Form):
    """Why a certificate no longer holds."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Everybody who checks the certificate can read it. Write no personal details."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
