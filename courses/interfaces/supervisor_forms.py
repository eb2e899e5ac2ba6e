"""The form of supervisors' addresses: one field for each person of a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from courses.selectors.supervisors import SupervisorRow
from lms.core.forms import TidyForm


class SupervisorsForm(TidyForm, forms.Form):
    """One address for each person about whom nobody has answered, and the language of the letters."""

    language = forms.ChoiceField(
        label=_("Language of the letters"),
        choices=settings.LANGUAGES,
        help_text=_("It holds for the addresses that you type or change now."),
    )

    def __init__(self, *args: Any, rows: Sequence[SupervisorRow], **kwargs: Any) -> None:
        self.people = {
            f"address-{row.enrollment.uuid}": row for row in rows if row.asked is None or row.asked.may_change
        }
        super().__init__(*args, **kwargs)
        for name, row in self.people.items():
            self.fields[name] = _field(row)

    def wanted(self) -> dict[int, str]:
        """The addresses, by person's id."""
        return {row.enrollment.user_id: self.cleaned_data[name] for name, row in self.people.items()}

    def refuse(self, problems: Mapping[int, str]) -> None:
        """Say at each field what a service found wrong with it, by person's id."""
        for name, row in self.people.items():
            if row.enrollment.user_id in problems:
                self.add_error(name, problems[row.enrollment.user_id])

    def lines(self, rows: Sequence[SupervisorRow]) -> list[tuple[SupervisorRow, Any]]:
        """Each row with its field, or None where nothing is to be typed any more."""
        names = {row.enrollment.pk: name for name, row in self.people.items()}
        return [(row, self[names[row.enrollment.pk]] if row.enrollment.pk in names else None) for row in rows]


def _field(row: SupervisorRow) -> forms.EmailField:
    field = forms.EmailField(
        label=_("E-mail of the supervisor of %(person)s") % {"person": row.enrollment.user},
        required=False,
        initial=row.asked.address if row.asked else "",
        max_length=254,
    )
    field.widget.attrs["autocomplete"] = "off"
    return field
