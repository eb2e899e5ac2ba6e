"""With what a draft of a test or of a rubric begins."""

from django import forms
from django.utils.translation import gettext_lazy

from lms.core.forms import TidyForm


class NewDraftForm(TidyForm, forms.Form):
    """The title of something new, or of a copy."""

    title_es = forms.CharField(label=gettext_lazy("Title in Spanish"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200, required=False)

    @property
    def title(self) -> dict[str, str]:
        """The title by language."""
        return {language: self.cleaned_data[f"title_{language}"] for language in ("es", "en")}
