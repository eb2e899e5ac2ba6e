"""The talk about a case as its forms send it and as its page says it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.enums import Judgment
from assessments.interfaces.ratings import MOST_LEVEL, NOT_OBSERVED
from assessments.models import Criterion
from assessments.rules.moderation import Trigger
from assessments.selectors.comparison import CriterionLine
from lms.accounts.models import User
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized
from lms.core.typed_numbers import whole


class JudgmentForm(TidyForm, forms.Form):
    """The view of the whole, asked before anything is computed."""

    judgment = forms.TypedChoiceField(
        label=gettext_lazy("How do you see the performance as a whole?"),
        choices=Judgment.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you see the performance as a whole.")},
    )


class ReasonsForm(TidyForm, forms.Form):
    """What an assessor writes alone."""

    text = forms.CharField(
        label=gettext_lazy("What you saw, and why you rated as you did"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": gettext_lazy("Write down what you saw and why you rated as you did.")},
    )


class SettleForm(TidyForm, forms.Form):
    """A level, or N/O, for each criterion on which the sheets differ, and why."""

    def __init__(self, data: QueryDict | None = None, *, lines: Sequence[CriterionLine]) -> None:
        super().__init__(data)
        self.criteria = [line.criterion for line in lines]
        said = {line.criterion.pk: _said_by(line) for line in lines}
        for one in self.criteria:
            anchors = [
                (str(level.value), f"{level.value} · {localized(level.anchor)}") for level in one.levels.all()
            ]
            self.fields[f"level_{one.key}"] = forms.ChoiceField(
                label=f"{one.position}. {localized(one.title)}",
                choices=[*anchors, (NOT_OBSERVED, _("N/O: not observed"))],
                widget=forms.RadioSelect,
                help_text=said[one.pk],
                error_messages={"required": _("Choose a level, or N/O if it could not be observed.")},
            )
        self.fields["reason"] = forms.CharField(
            label=_("Why these levels are right"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
        )

    @property
    def levels(self) -> dict[str, int | None]:
        """By criterion, once the form is valid."""
        sent = {one.key: self.cleaned_data[f"level_{one.key}"] for one in self.criteria}
        return {
            key: None if value == NOT_OBSERVED else whole(value, most=MOST_LEVEL)
            for key, value in sent.items()
        }


def _said_by(line: CriterionLine) -> str:
    """Who gave which level."""
    return " · ".join(
        f"{cell.rating.assessor}: {cell.score.value if cell.score and cell.score.value else _('N/O')}"
        for cell in line.cells
    )


class AnswerForm(TidyForm, forms.Form):
    """Which proposal was read and is answered."""

    proposal = forms.IntegerField(widget=forms.HiddenInput)


class ThirdForm(TidyForm, forms.Form):
    """Who rates as the third."""

    assessor = forms.ModelChoiceField(
        label=gettext_lazy("Third assessor"), queryset=User.objects.none(), to_field_name="uuid"
    )

    def __init__(self, data: QueryDict | None = None, *, people: Sequence[User]) -> None:
        super().__init__(data)
        self.fields["assessor"].queryset = User.objects.filter(pk__in=[one.pk for one in people])  # type: ignore[attr-defined]


def trigger_words(found: Mapping[Trigger, Sequence[str]], criteria: Sequence[Criterion]) -> list[str]:
    """Why the case is talked over, in words that give away nobody's level."""
    places = {one.key: one.position for one in criteria}
    return [_said(trigger, [places[key] for key in keys if key in places]) for trigger, keys in found.items()]


def _said(trigger: Trigger, places: Sequence[int]) -> str:
    listed = ", ".join(map(str, places))
    if trigger is Trigger.GAP:
        words = ngettext(
            "The sheets are far apart on criterion %(places)s.",
            "The sheets are far apart on criteria %(places)s.",
            len(places),
        )
        return words % {"places": listed}
    if trigger is Trigger.CRITICAL:
        words = ngettext(
            "Critical criterion %(places)s is reached on one sheet and not on the other.",
            "Critical criteria %(places)s are reached on one sheet and not on the other.",
            len(places),
        )
        return words % {"places": listed}
    return {
        Trigger.VERDICT: _("One sheet amounts to “competent” and the other does not."),
        Trigger.JUDGMENT: _("A view of the whole denies what its own levels amount to."),
        Trigger.GREY_ZONE: _("The mean of both sheets is so near to the line that it could be either."),
        Trigger.INCIDENT: _("Something happened in the room that is not settled yet."),
    }[trigger]
