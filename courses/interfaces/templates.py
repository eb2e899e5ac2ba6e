"""What a reviewer sends about the path of new cohorts."""

from django import forms

from lms.core.forms import TidyForm


class RubricChoiceForm(TidyForm, forms.Form):
    """The newest version of a rubric."""

    rubric = forms.UUIDField()
