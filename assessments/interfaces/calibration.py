"""What rating a calibration case and issuing a licence send."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from assessments.interfaces.appeals import LevelsForm
from assessments.models import Criterion
from lms.core.forms import TidyForm


class SeedForm(LevelsForm):
    """A level, or N/O, for every criterion; no reasons are asked."""

    def __init__(self, data: QueryDict | None = None, *, criteria: Sequence[Criterion]) -> None:
        super().__init__(data, criteria=criteria)
        del self.fields["reason"]


class LicenceForm(TidyForm, forms.Form):
    """Whose licence with which rubric is issued or revoked."""

    go = forms.ChoiceField(choices=[("issue", "issue"), ("revoke", "revoke")])
    person = forms.UUIDField()
    rubric = forms.UUIDField()
    reason = forms.CharField(required=False, max_length=1000)
