"""Forms about stories of a course at work."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assessments import registries
from assessments.models import Delivery
from assessments.selectors.stories import followed_up
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized

WORKED = [("yes", _("It helped me in my hearings")), ("no", _("It did not help me, or I could not use it"))]


class OfferForm(TidyForm, forms.Form):
    """Whether it helped, and how the person can be reached."""

    worked = forms.ChoiceField(label=_("What would you tell?"), choices=WORKED, widget=forms.RadioSelect)
    contact = forms.CharField(
        label=_("How you can be reached"), help_text=_("A telephone number or an address."), max_length=120
    )


class DeliveryChoice(forms.ModelChoiceField):
    """Follow-ups by their form, where they were asked and the day on which they opened."""

    places: Mapping[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        opened = date_format(localtime(obj.opens_at), "DATE_FORMAT")
        said = (localized(obj.instrument_version.title), self.places.get(obj.pk, ""), opened)
        return " · ".join(one for one in said if one)


class StoryForm(TidyForm, forms.Form):
    """A story that somebody told and agreed to."""

    delivery = DeliveryChoice(
        label=_("After which follow-up"), queryset=Delivery.objects.none(), to_field_name="uuid"
    )
    worked = forms.ChoiceField(
        label=_("What it shows"),
        choices=[("yes", _("It helped")), ("no", _("It did not help"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Story"),
        help_text=_("What the person did, what came of it, and what helped or hindered. No names, no case."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )
    agreed_on = forms.DateField(
        label=_("Day on which the person read it and agreed"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["delivery"]
        field.queryset = followed_up()
        field.places = registries.places(field.queryset.values_list("pk", flat=True))
