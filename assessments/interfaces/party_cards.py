"""The card of somebody who played a party."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User
from lms.core.forms import TidyForm

ANSWERS = ((1, _("No")), (2, _("Rather not")), (3, _("Rather yes")), (4, _("Yes")))


def _question(words: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=words,
        choices=ANSWERS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )


class PartyCardForm(TidyForm, forms.Form):
    """Three questions, as a party would answer them."""

    subject = forms.ModelChoiceField(
        label=_("Who conciliated"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose who conciliated.")},
    )
    heard = _question(_("Did you feel heard?"))
    even_handed = _question(_("Were both parties treated even-handedly?"))
    would_return = _question(_("Would you come back to this person?"))
    comment = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None = None, *, people: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["subject"].queryset = people  # type: ignore[attr-defined]
