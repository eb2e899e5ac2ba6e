"""What an objection and its steps send."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.enums import AppealFinding
from assessments.interfaces.ratings import MOST_LEVEL, NOT_OBSERVED
from assessments.models import Criterion
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized
from lms.core.typed_numbers import whole


class GroundsForm(TidyForm, forms.Form):
    """What a person objects to."""

    grounds = forms.CharField(
        label=gettext_lazy("What you object to, and why"),
        help_text=gettext_lazy("Name the criterion or what happened in the room, as exactly as you can."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        error_messages={"required": gettext_lazy("Say what you object to and why.")},
    )


class ReasonForm(TidyForm, forms.Form):
    """Reasons, which the person reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("The person who objects reads them."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )


class ProcedureForm(ReasonForm):
    """Whether the case was rated as the rules demand."""

    finding = forms.ChoiceField(
        label=gettext_lazy("Was the procedure kept?"),
        choices=[(one.value, one.label) for one in (AppealFinding.SOUND, AppealFinding.FLAWED)],
        widget=forms.RadioSelect,
    )
    field_order = ("finding", "reason")


class LevelsForm(ReasonForm):
    """A level, or N/O, for every criterion."""

    needed = True

    def __init__(self, data: QueryDict | None = None, *, criteria: Sequence[Criterion]) -> None:
        super().__init__(data)
        self.criteria = list(criteria)
        for one in self.criteria:
            anchors = [
                (str(level.value), f"{level.value} · {localized(level.anchor)}") for level in one.levels.all()
            ]
            self.fields[f"level_{one.key}"] = forms.ChoiceField(
                label=f"{one.position}. {localized(one.title)}",
                choices=[*anchors, (NOT_OBSERVED, _("N/O: not observed"))],
                widget=forms.RadioSelect,
                required=self.needed,
                error_messages={"required": _("Choose a level, or N/O if it could not be observed.")},
            )
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    @property
    def levels(self) -> dict[str, int | None]:
        """By criterion, once the form is valid; what was left open is not among them."""
        sent = {one.key: self.cleaned_data.get(f"level_{one.key}") for one in self.criteria}
        return {
            key: None if value == NOT_OBSERVED else whole(value, most=MOST_LEVEL)
            for key, value in sent.items()
            if value
        }


class DecisionForm(LevelsForm):
    """Whether the result stays; where it is changed, every level is chosen."""

    needed = False
    finding = forms.ChoiceField(
        label=gettext_lazy("Does the result stay?"),
        choices=[(one.value, one.label) for one in (AppealFinding.KEPT, AppealFinding.CHANGED)],
        widget=forms.RadioSelect,
    )


class AskForm(TidyForm, forms.Form):
    """Who rates anew."""

    assessor = forms.ChoiceField(label=gettext_lazy("Who rates anew"))

    def __init__(self, data: QueryDict | None = None, *, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["assessor"].choices = people  # type: ignore[attr-defined]
