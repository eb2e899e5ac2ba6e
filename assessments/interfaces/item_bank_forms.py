"""What questions of the bank are looked for by, and the words for what they are."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.enums import TagKind
from assessments.interfaces.item_words import tag_word
from assessments.item_types import REGISTRY
from assessments.models import Item
from assessments.rules.item_states import Found, State, Use
from assessments.selectors.item_bank import Wanted, tag_values
from lms.core.forms import TidyForm

TYPE_NAMES: dict[str, Promise] = {key: _(kind.name) for key, kind in REGISTRY.items()}
STATE_NAMES: dict[str, Promise] = {
    State.DRAFT: _("Being written"),
    State.REVIEW: _("In review"),
    State.APPROVED: pgettext_lazy("question", "Approved"),
    State.LIVE: pgettext_lazy("question", "Asked now"),
    State.RESTED: _("Rested"),
    State.RETIRED: _("Retired"),
}
USE_NAMES: dict[str, Promise] = {
    Use.NEVER: _("Never used"),
    Use.NOW: _("In use now"),
    Use.BEFORE: _("Used before"),
}
FOUND_NAMES: dict[str, Promise] = {
    Found.EASY: _("Easy: 80 % of its points or more"),
    Found.MEDIUM: _("Medium: 40 to 80 %"),
    Found.HARD: _("Hard: below 40 %"),
    Found.UNKNOWN: _("Not known: fewer than 20 people"),
}
LONGEST_TAG = 80
NARROWED_BY = (TagKind.MODULE, TagKind.COMPETENCY, TagKind.ARTICLE, TagKind.LEVEL, TagKind.DIFFICULTY)


class BankFilter(TidyForm, forms.Form):
    """Words, and what a question is; kinds of tags that no question has are not offered."""

    q = forms.CharField(
        label=_("Words of the question, in Spanish or English"), required=False, max_length=200
    )
    type = forms.ChoiceField(label=_("Kind of question"), required=False)
    state = forms.ChoiceField(label=pgettext_lazy("of a draft", "State"), required=False)
    use = forms.ChoiceField(label=_("Use"), required=False)
    found = forms.ChoiceField(label=_("How hard it turned out"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = tag_values()
        for kind in NARROWED_BY:
            if known[kind]:
                self.fields[kind.value] = forms.ChoiceField(
                    label=kind.label,
                    required=False,
                    choices=_any((one, tag_word(one)) for one in known[kind]),
                )
        for name, names in (
            ("type", TYPE_NAMES),
            ("state", STATE_NAMES),
            ("use", USE_NAMES),
            ("found", FOUND_NAMES),
        ):
            field: Any = self.fields[name]
            field.choices = _any(names.items())

    @property
    def wanted(self) -> Wanted:
        """What was asked for; a value that does not exist asks for nothing."""
        found = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        tags = {kind.value: found[kind.value] for kind in NARROWED_BY if found.get(kind.value)}
        return Wanted(
            words=found.get("q", ""),
            type=found.get("type", ""),
            state=found.get("state", ""),
            use=found.get("use", ""),
            found=found.get("found", ""),
            tags=tags,
        )


class NewItemForm(forms.Form):
    """The kind of a question that is to be written."""

    type = forms.ChoiceField(
        label=_("Kind of question"), choices=list(TYPE_NAMES.items()), widget=forms.RadioSelect
    )


class AboutForm(TidyForm, forms.Form):
    """Topic and tags; several values of one kind are parted by commas."""

    topic = forms.CharField(label=_("Topic"), required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in TagKind:
            self.fields[f"tag_{kind.value}"] = forms.CharField(
                label=kind.label, required=False, max_length=900
            )

    @classmethod
    def of(cls, item: Item) -> "AboutForm":
        """The form as it stands."""
        said: dict[str, str] = {"topic": item.topic}
        for tag in item.tags.all():
            name = f"tag_{tag.kind}"
            said[name] = f"{said[name]}, {tag.value}" if name in said else tag.value
        return cls(initial=said)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, typed in list(data.items()):
            if name.startswith("tag_") and any(len(one) > LONGEST_TAG for one in _parted(typed)):
                self.add_error(name, gettext("A tag has at most %(n)d characters.") % {"n": LONGEST_TAG})
        return data

    @property
    def tags(self) -> list[tuple[str, str]]:
        """(kind, value) of each."""
        return [
            (kind.value, one)
            for kind in TagKind
            for one in _parted(self.cleaned_data.get(f"tag_{kind.value}", ""))
        ]


def _parted(typed: str) -> list[str]:
    return [one for one in (part.strip() for part in typed.split(",")) if one]


def _any(choices: Any) -> list[tuple[Any, Any]]:
    return [("", _("Any")), *choices]
