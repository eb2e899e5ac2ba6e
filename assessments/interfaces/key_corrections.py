"""The form in which a key is corrected or a question annulled."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import CorrectionEffect
from assessments.item_types import AnswerError
from assessments.models import ItemVersion
from assessments.rules.corrections import Correction, CorrectionKind, can_be_rekeyed, rekeyed
from lms.core.forms import TidyForm


class CorrectionForm(TidyForm, forms.Form):
    """What becomes of the question, where, and why; valid only if `correction` can be made of it.

    The right answer is asked by the kind of question itself, under the name "answer".
    """

    kind = forms.ChoiceField(
        label=_("What is to happen"),
        choices=CorrectionEffect.choices,
        widget=forms.RadioSelect,
        initial=CorrectionEffect.OUT,
    )
    everywhere = forms.BooleanField(
        label=_("Wherever this version of the question was asked, not in this test alone"), required=False
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("It stays on record, and whoever asks about a result reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    correction: Correction

    def __init__(self, item: ItemVersion, *args: Any, may_everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.asks_answer = can_be_rekeyed(item.type, item.content)
        if not self.asks_answer:
            kinds = [one for one in CorrectionEffect.choices if one[0] != CorrectionEffect.KEY]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if not may_everywhere:
            del self.fields["everywhere"]

    @property
    def sent(self) -> Sequence[str]:
        """The right answer as it was sent."""
        return self.data.getlist("answer") if hasattr(self.data, "getlist") else ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind and kind != CorrectionEffect.KEY:
            self.correction = Correction(CorrectionKind(kind))
        elif kind:
            self._clean_key()
        return data

    def _clean_key(self) -> None:
        try:
            content = rekeyed(self.item.type, self.item.content, self.sent)
        except AnswerError:
            self.add_error("kind", _("Say which answer is right."))
            return
        if content is None:
            self.add_error("kind", _("The key of this kind of question cannot be corrected here."))
        elif content == self.item.content:
            self.add_error("kind", _("This answer is the key already."))
        else:
            self.correction = Correction(CorrectionKind.KEY, content)
