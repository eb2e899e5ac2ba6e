"""Forms for a file of scores."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from analytics.reports.scores.data import Choice, OpenQuestionError
from analytics.reports.scores.headings import GUESSES, guess, names
from lms.core.forms import TidyForm
from lms.core.uploads import TABLES


class UploadForm(forms.Form):
    """The file, or two."""

    file = forms.FileField(
        label=_("File of scores"),
        help_text=_("CSV or XLSX with headings and one row per person. It may hold other columns."),
        widget=forms.FileInput(attrs={"accept": ",".join(TABLES)}),
    )
    second = forms.FileField(
        label=_("File of the second scores"),
        help_text=_("Only if they are in a file of their own. Both need a column that says who each row is."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(TABLES)}),
    )


class ChoiceForm(TidyForm, forms.Form):
    """Which columns hold what; and answers to what this file leaves open, asked only when it does."""

    pre = forms.ChoiceField(label=_("First score (before)"))
    post = forms.ChoiceField(label=_("Second score (after)"))
    group = forms.ChoiceField(
        label=_("Group"), required=False, help_text=_("For a report by center, sex or cohort.")
    )
    also = forms.ChoiceField(
        label=_("Another group"),
        required=False,
        help_text=_("Told apart by itself, not crossed with the first."),
    )
    follow = forms.ChoiceField(
        label=_("Third score (later on)"),
        required=False,
        help_text=_("Months after, out of what the second is."),
    )
    form_pre = forms.ChoiceField(
        label=_("Form of the first score"),
        required=False,
        help_text=_("Where people had forms A and B crosswise."),
    )
    form_post = forms.ChoiceField(
        label=_("Form of the second score"),
        required=False,
        help_text=_("Not needed where whoever had A first had B then."),
    )
    max = forms.FloatField(
        label=_("Highest possible score"),
        required=False,
        min_value=0.000001,
        help_text=_("With it, scores are shown as percentages."),
        widget=forms.NumberInput(attrs={"step": "any", "min": "0"}),
    )
    max_post = forms.FloatField(
        label=_("Highest possible second score"),
        required=False,
        min_value=0.000001,
        help_text=_("If it is another than that of the first."),
        widget=forms.NumberInput(attrs={"step": "any", "min": "0"}),
    )
    person = forms.ChoiceField(label=_("Column that says who a row is"), required=False)
    score = forms.ChoiceField(label=_("Column of the scores"), required=False)
    repeated = forms.ChoiceField(
        label=_("People who stand in several rows"),
        required=False,
        choices=[
            ("", _("Choose what counts")),
            ("first", _("Their first row counts")),
            ("last", _("Their last row counts")),
            ("rows", _("Each row is another person")),
        ],
    )
    missing = forms.CharField(
        label=_("Values that mean “no score”"),
        required=False,
        max_length=200,
        help_text=_("Divided by commas. Write “none” if they are scores."),
    )
    words = forms.CharField(
        label=_("Numbers for the words"),
        required=False,
        max_length=1000,
        help_text=_("For example: never=1; sometimes=2; always=3."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sheet = forms.CharField(required=False, widget=forms.HiddenInput)

    MORE = ("also", "follow", "form_pre", "form_post")
    OPTIONAL = ("max_post", "person", "score", "repeated", "missing", "words", "sheet")

    def __init__(
        self,
        headers: Sequence[str],
        data: QueryDict | None = None,
        *,
        columns: Sequence[str] = (),
        asked: OpenQuestionError | None = None,
        **kwargs: Any,
    ) -> None:
        """`headers` are those of the table as it is read, `columns` those of the file itself."""
        if asked is not None and data is not None and not data.get(asked.field):
            data = data.copy()
            data[asked.field] = asked.proposal
        super().__init__(data, **kwargs)
        options = [(name, name) for name in names(headers)]
        every = [(name, name) for name in names(columns or headers)]
        fields: dict[str, Any] = self.fields
        fields["pre"].choices = [("", _("Choose a column")), *options]
        fields["post"].choices = [("", _("Choose a column")), *options]
        fields["group"].choices = [("", _("No groups")), *options]
        for name in self.MORE:
            fields[name].choices = [("", _("No column")), *options]
        fields["person"].choices = fields["score"].choices = [("", _("Choose a column")), *every]
        for field in GUESSES:
            self.fields[field].initial = guess(headers, field)
        shown = {asked.field} if asked is not None else set()
        for field in self.OPTIONAL:
            if field not in shown and not self.data.get(field) and not self.initial.get(field):
                del self.fields[field]

    def choice(self) -> Choice:
        """What was chosen."""
        chosen = self.cleaned_data
        asked = {name: chosen.get(name, "") for name in ("person", "score", "repeated", "missing", "words")}
        return Choice(
            chosen["pre"],
            chosen["post"],
            chosen["group"],
            chosen["max"],
            chosen.get("max_post"),
            **asked,
            also=(chosen["also"],) if chosen["also"] else (),
            follow=chosen["follow"],
            form_pre=chosen["form_pre"],
            form_post=chosen["form_post"],
        )
