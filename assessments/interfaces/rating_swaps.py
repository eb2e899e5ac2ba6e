"""Which two sheets stand for each other's person."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User
from lms.core.forms import TidyForm


class SwapForm(TidyForm, forms.Form):
    """The other person, and how it came about."""

    other = forms.ModelChoiceField(
        label=_("Whose sheet it is really"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose the other person.")},
    )
    reason = forms.CharField(
        label=_("How it came about"),
        max_length=300,
        error_messages={"required": _("Say in a few words how it came about.")},
    )

    def __init__(self, data: QueryDict | None = None, *, people: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["other"].queryset = people  # type: ignore[attr-defined]
