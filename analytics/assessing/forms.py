"""What a board's decision sends."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics.assessing.models import DecisionAbout
from lms.core.forms import TidyForm


class DecisionForm(TidyForm, forms.Form):
    """A decision with its reasons and names."""

    about = forms.ChoiceField(label=gettext_lazy("About"), choices=DecisionAbout.choices)
    case = forms.ChoiceField(label=gettext_lazy("Whose performance"), required=False)
    decision = forms.CharField(
        label=gettext_lazy("Decision"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    reason = forms.CharField(
        label=gettext_lazy("Reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    present = forms.CharField(label=gettext_lazy("Who decided"), max_length=400)
    abstained = forms.CharField(label=gettext_lazy("Who abstained"), max_length=400, required=False)

    def __init__(self, data: QueryDict | None = None, *, cases: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["case"].choices = [("", _("Nobody's alone")), *cases]  # type: ignore[attr-defined]
