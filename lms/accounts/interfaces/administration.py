"""What administrators type about people, roles and centers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.accounts import curp as curps
from lms.accounts.data import PersonRow
from lms.accounts.interfaces.time_zones import TIME_ZONES
from lms.accounts.models import Center, Office, User
from lms.accounts.roles import STAFF_ROLES, Role
from lms.core.forms import TidyForm
from lms.core.text import name as name_of


class PeopleFilterForm(TidyForm, forms.Form):
    """Search by name, e-mail or CURP; narrow by center and role."""

    q = forms.CharField(label=_("Name, e-mail or CURP"), max_length=120, required=False)
    center = forms.ModelChoiceField(
        label=_("Center"),
        queryset=Center.objects.none(),
        required=False,
        empty_label=_("All"),
        to_field_name="uuid",
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("All")), *Role.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["center"].queryset = Center.objects.order_by("name", "id")  # type: ignore[attr-defined]


class PersonForm(TidyForm, forms.ModelForm):
    """A person's facts; the address of a known person is changed apart."""

    # Longer than a CURP: it may come with spaces and dashes.
    curp = forms.CharField(label="CURP", max_length=40, required=False)

    class Meta:
        model = User
        fields = [
            "email",
            "first_name",
            "last_name",
            "curp",
            "center",
            "office",
            "job_role",
            "state",
            "language",
        ]
        error_messages = {
            "email": {
                "unique": _("Somebody has an account with this e-mail. Find them in the list of people.")
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["center"].queryset = Center.objects.order_by("name", "id")  # type: ignore[attr-defined]
        self.fields["last_name"].required = True
        offices = (
            Office.objects.filter(is_active=True).select_related("center").order_by("center__name", "name")
        )
        if offices.exists():
            field: Any = self.fields["office"]
            field.queryset = offices
            field.label_from_instance = lambda one: f"{one.center}: {one}"
        else:
            del self.fields["office"]
        if self.instance.pk:
            del self.fields["email"]

    def clean_curp(self) -> str | None:
        curp = curps.normalized(self.cleaned_data["curp"] or "")
        if fault := curps.fault(curp):
            raise forms.ValidationError(fault)
        if curp and User.objects.filter(curp=curp).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Somebody has an account with this CURP. Find them in the list of people.")
            )
        return curp or None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        office = data.get("office")
        if office is not None and office.center_id != getattr(data.get("center"), "pk", None):
            self.add_error("office", _("This office belongs to another center."))
        return data

    def row(self) -> PersonRow:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        return PersonRow(
            email=data["email"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            curp=data["curp"] or "",
            center_id=data["center"].pk if data["center"] else None,
            office_id=data["office"].pk if data.get("office") else None,
            job_role=data["job_role"],
            state=data["state"],
            language=data["language"],
        )


class GrantForm(TidyForm, forms.Form):
    """A role to give."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in Role if role in STAFF_ROLES]
    )
    center = forms.ModelChoiceField(
        label=_("Center"),
        queryset=Center.objects.none(),
        required=False,
        to_field_name="uuid",
        help_text=_("Only for a center manager."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["center"].queryset = Center.objects.filter(is_active=True).order_by("name", "id")  # type: ignore[attr-defined]


class EmailForm(TidyForm, forms.Form):
    """Another address."""

    email = forms.EmailField(label=_("New e-mail"), max_length=254)


class MergeForm(TidyForm, forms.Form):
    """The account to be closed, by its address."""

    other = forms.EmailField(
        label=_("E-mail of the other account"),
        help_text=_("What it holds moves to this person; then it is closed."),
    )


class CenterForm(TidyForm, forms.ModelForm):
    """A center."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=TIME_ZONES)
    offices = forms.CharField(
        label=_("Offices"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One a line, with its zone after a bar: Tuxtla | Centro. Leave it empty where there are none. "
            "Small offices are shown together by zone."
        ),
    )

    class Meta:
        model = Center
        fields = ["name", "code", "kind", "state", "time_zone", "is_active"]
        help_texts = {
            "code": _("Short, without spaces; it is used in files and never changes."),
            "is_active": _("A center that is not active receives no new people or cohorts."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            known = self.instance.offices.filter(is_active=True).order_by("name")
            lines = [f"{one.name} | {one.zone}" if one.zone else one.name for one in known]
            self.fields["offices"].initial = "\n".join(lines)

    def clean_offices(self) -> list[tuple[str, str]]:
        """(name, zone) of each line."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["offices"].splitlines():
            name, _bar, zone = (name_of(part) for part in line.partition("|"))
            if len(name) > 80 or len(zone) > 80:
                raise forms.ValidationError(_("“%s” is too long.") % line[:40])
            if name in found:
                raise forms.ValidationError(_("“%s” stands there twice.") % name)
            if name:
                found[name] = zone
        return list(found.items())
