"""Forms around cohorts."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.enums import Modality
from courses.models import Cohort, CohortStep, CoursePage
from courses.rules.zones import ZONES
from lms.accounts.models import Center, User
from lms.accounts.roles import Role
from lms.core.forms import TidyForm

# A role-play may be held before or after the cohort's days, but hardly in another year.
NEAR = timedelta(days=300)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CohortForm(TidyForm, forms.Form):
    """What a cohort needs to begin with."""

    name = forms.CharField(label=_("Name"), max_length=160)
    course = forms.ChoiceField(label=_("Course"))
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    ends_on = forms.DateField(
        label=_("Last day"), widget=DateInput(), help_text=_("Tests close at the end of this day.")
    )
    modality = forms.ChoiceField(
        label=_("How people meet"), required=False, choices=[("", _("Not stated")), *Modality.choices]
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial=settings.TIME_ZONE)
    centers = forms.ModelMultipleChoiceField(
        label=_("Centers"),
        queryset=Center.objects.filter(is_active=True).order_by("name", "id"),
        widget=forms.CheckboxSelectMultiple,
    )
    trainers = forms.ModelMultipleChoiceField(
        label=_("Trainers"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("They rate its people and see how each one is doing."),
    )
    join_open = forms.BooleanField(
        label=_("People may join with the cohort's code"),
        required=False,
        help_text=_("Whoever has the code can open an account and enroll."),
    )
    # Made with the page, so that a second click is known as the same cohort.
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, *args: Any, cohort: Cohort | None = None, **kwargs: Any) -> None:
        if cohort is not None:
            kwargs["initial"] = {
                "name": cohort.name,
                "course": str(cohort.course.uuid),
                "starts_on": cohort.starts_on,
                "ends_on": cohort.ends_on,
                "modality": cohort.modality,
                "time_zone": cohort.time_zone,
                "centers": list(cohort.centers.values_list("pk", flat=True)),
                "trainers": list(cohort.trainer_links.values_list("user_id", flat=True)),
                "join_open": cohort.join_open,
            }
        super().__init__(*args, **kwargs)
        if cohort is None:
            pages = CoursePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
            course = cast(forms.ChoiceField, self.fields["course"])
            course.choices = [(str(one.translation_key), one.title) for one in pages]
        else:
            del self.fields["course"], self.fields["key"]
        cast(forms.ModelMultipleChoiceField, self.fields["trainers"]).queryset = (
            User.objects.filter(
                is_active=True, role_grants__role=Role.TRAINER, role_grants__revoked_at__isnull=True
            )
            .distinct()
            .order_by("last_name", "first_name", "id")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        return data


class RolePlayForm(TidyForm, forms.Form):
    """When a role-play is held, in the cohort's own time."""

    held_at = forms.DateTimeField(
        label=_("Day and time"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    def __init__(self, *args: Any, step: CohortStep, **kwargs: Any) -> None:
        self.cohort = step.cohort
        self.zone = ZoneInfo(step.cohort.time_zone)
        held_at = step.occasion.held_at if step.occasion else None
        kwargs["initial"] = {
            "held_at": held_at.astimezone(self.zone).replace(tzinfo=None) if held_at else None
        }
        super().__init__(*args, **kwargs)

    def clean_held_at(self) -> Any:
        """The form speaks the cohort's time, whatever zone its reader is in."""
        typed = self.cleaned_data["held_at"]
        if not typed:
            return None
        if not self.cohort.starts_on - NEAR <= typed.date() <= self.cohort.ends_on + NEAR:
            raise forms.ValidationError(
                _("The cohort goes from %(first)s to %(last)s. Check the year of this date."),
                params={
                    "first": date_format(self.cohort.starts_on, "DATE_FORMAT"),
                    "last": date_format(self.cohort.ends_on, "DATE_FORMAT"),
                },
            )
        return typed.replace(tzinfo=self.zone)


class PersonForm(TidyForm, forms.Form):
    """One person to enroll."""

    email = forms.EmailField(label=_("E-mail"))
    first_name = forms.CharField(label=_("Given names"), max_length=120)
    last_name = forms.CharField(label=_("Family names"), max_length=120, required=False)
    center = forms.ModelChoiceField(label=_("Center"), queryset=Center.objects.none())
    invite = forms.BooleanField(
        label=_("Send an invitation to somebody who has never signed in"), required=False, initial=True
    )

    # Asked only where the address belongs to somebody with another name or center; `known` is that address.
    as_known = forms.BooleanField(label=_("Yes, enroll this person as they are known"), required=False)
    known = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, centers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["center"]).queryset = centers
        self._as_known, self._known = self.fields.pop("as_known"), self.fields.pop("known")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        ticked = "as_known" in self.data and self.data.get("known") == data.get("email")
        return {**data, "as_known": ticked}

    def ask_whether_known(self) -> None:
        """Offer to enroll the person to whom the typed address belongs."""
        self.fields |= {"as_known": self._as_known, "known": self._known}
        sent = {name: value for name, value in self.data.items() if name != "as_known"}
        self.data = {**sent, "known": self.cleaned_data["email"]}


class CodeForm(TidyForm, forms.Form):
    """A cohort code."""

    code = forms.CharField(
        label=_("Cohort code"),
        max_length=40,
        help_text=_("Your trainer or your center gave it to you."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


class CenterForm(forms.Form):
    """The center of whoever joins and has none yet; `known` people are not asked."""

    center = forms.ModelChoiceField(
        label=_("Your center"), queryset=Center.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, cohort: Cohort, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["center"]
        else:
            cast(forms.ModelChoiceField, self.fields["center"]).queryset = cohort.centers.order_by(
                "name", "id"
            )
