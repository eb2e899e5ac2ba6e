"""Forms of the roster import."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import RosterUpload
from courses.rules.roster_columns import FIELDS, REQUIRED


class RosterForm(forms.Form):
    """A file with people."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, up to 5 MB. Headings in Spanish or English."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class ColumnsForm(forms.Form):
    """Which column is which."""

    def __init__(self, *args: Any, upload: RosterUpload, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        example = upload.rows[0][1]
        columns = [
            (str(place), f"{header or '?'} ({example[place][:30]})" if example[place] else header or "?")
            for place, header in enumerate(upload.header)
        ]
        for name, label in FIELDS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=cast(str, label),
                choices=[("", _("Not in the file")), *columns],
                required=name in REQUIRED,
                initial=str(upload.mapping[name]) if name in upload.mapping else "",
                coerce=int,
                empty_value=None,
            )

    def mapping(self) -> dict[str, int]:
        """Field → position, of what was chosen."""
        return {name: place for name, place in self.cleaned_data.items() if place is not None}


class ApplyForm(forms.Form):
    """Whether letters go out; with a `fingerprint`, also whether its changes may be made."""

    confirmed = forms.BooleanField(
        label=_("I have looked at these changes: make them"),
        error_messages={"required": _("Look at the changes above and tick this, or choose another file.")},
    )
    invite = forms.BooleanField(
        label=_("Send an invitation to everybody who has never signed in"), required=False, initial=True
    )
    fingerprint = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fingerprint: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"fingerprint": fingerprint}
        super().__init__(*args, **kwargs)
        if not fingerprint:
            del self.fields["confirmed"], self.fields["fingerprint"]
