"""The form in which one answer is marked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import ItemVersion
from lms.core.forms import TidyForm
from lms.core.numbers import points
from lms.core.templatetags.acuerdo import localized


class MarkForm(TidyForm, forms.Form):
    """A level, what to say about it, and whether somebody else should look too."""

    attempt = forms.UUIDField(widget=forms.HiddenInput)
    points = forms.TypedChoiceField(label=_("Level"), coerce=float, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    asks_second = forms.BooleanField(label=_("I am not sure: let a second person mark it"), required=False)

    def __init__(self, item: ItemVersion, *args: Any, first: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["points"]
        offered.choices = [
            (str(float(level["points"])), f"{points(level['points'])} · {localized(level['text'])}")
            for level in item.content.get("levels", ())
        ]
        if not first:
            del self.fields["asks_second"]
