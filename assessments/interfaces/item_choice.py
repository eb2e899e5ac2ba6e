"""What somebody looks for among the questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import TagKind
from assessments.interfaces.item_words import tag_word
from assessments.selectors.item_choice import Wanted, values_of
from lms.core.forms import TidyForm


class WantedForm(TidyForm, forms.Form):
    """Words and tags; a value that no question has is as if nothing was chosen."""

    q = forms.CharField(
        label=_("Words"), max_length=200, required=False, widget=forms.TextInput({"type": "search"})
    )
    module = forms.ChoiceField(label=_("Module"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in (TagKind.MODULE, TagKind.LEVEL, TagKind.COMPETENCY):
            self._offer(kind.value, [(value, tag_word(value)) for value in values_of(kind)])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("Any")), *choices]

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            words=said.get("q", ""),
            module=said.get("module", ""),
            level=said.get("level", ""),
            competency=said.get("competency", ""),
        )
