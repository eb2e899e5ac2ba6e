"""Forms about deliveries: what holds for one, opening one without a course, and a list of people."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.enums import Counts, Feedback, Late, Layout, Purpose
from assessments.interfaces.delivery_words import OF_SHEETS
from assessments.rules.delivery_rules import ANY_NUMBER, DeliveryRules
from assessments.selectors.openable import Openable
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized

MOMENT = "%Y-%m-%dT%H:%M"


def _moment(**more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, **more)


class RulesForm(TidyForm, forms.Form):
    """What holds for a delivery. Of a questionnaire (`sheet`) only its window; `started` asks why."""

    opens_at = _moment(label=_("Opens"))
    closes_at = _moment(label=_("Closes"), required=False, help_text=_("Empty: it stays open."))
    time_limit = forms.IntegerField(
        label=_("Minutes to answer"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Empty: no limit, which is right where nobody passes or fails."),
    )
    max_attempts = forms.IntegerField(
        label=_("Attempts"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Empty: as often as they like."),
    )
    counts = forms.ChoiceField(label=_("What counts"), choices=Counts.choices, widget=forms.RadioSelect)
    feedback = forms.ChoiceField(
        label=_("What people learn on handing in"), choices=Feedback.choices, widget=forms.RadioSelect
    )
    held = forms.BooleanField(
        label=_("Results wait until somebody releases them"),
        required=False,
        help_text=_("For all at once, after marking. Until then people read that it is under way."),
    )
    late = forms.ChoiceField(
        label=_("Answers that come too late"),
        choices=Late.choices,
        widget=forms.RadioSelect,
        help_text=_("They never count. They are kept either way."),
    )
    code = forms.CharField(
        label=_("Code to start"),
        max_length=20,
        required=False,
        help_text=_("Whoever gives the test says it in the room. Empty: none."),
    )
    shuffle = forms.BooleanField(label=_("Shuffle questions and options for each person"), required=False)
    layout = forms.ChoiceField(label=_("How it asks"), choices=Layout.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why it changes"),
        max_length=200,
        error_messages={"required": _("People have started this test: say why it changes for them.")},
        help_text=_("It is kept with the change. Tests under way keep the end that they have."),
    )

    def __init__(
        self, *args: Any, rules: DeliveryRules, sheet: bool = False, started: bool = False, **kwargs: Any
    ) -> None:
        self.rules = rules
        known = {name: getattr(rules, name) for name in self.base_fields if hasattr(rules, name)}
        if rules.any_number:
            known["max_attempts"] = None
        kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if sheet:
            for name in [name for name in known if name not in OF_SHEETS]:
                del self.fields[name]
        if not started:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", gettext("The closing must come after the opening."))
        return data

    @property
    def wanted(self) -> DeliveryRules:
        """The rules as they were sent; what the form does not ask stays."""
        values = {name: self.cleaned_data[name] for name in self.fields if hasattr(self.rules, name)}
        if "max_attempts" in values:
            values["max_attempts"] = values["max_attempts"] or ANY_NUMBER
        return replace(self.rules, **values)


class OpeningForm(RulesForm):
    """Opening a published test to people without a course."""

    instrument = forms.ChoiceField(label=_("Test"))
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    field_order = ("instrument", "title_es", "title_en")

    def __init__(self, *args: Any, tests: list[Openable], purpose: Purpose, **kwargs: Any) -> None:
        super().__init__(*args, rules=rules_for(purpose), **kwargs)
        self.tests = {one.value: one for one in tests}
        choice: Any = self.fields["instrument"]
        choice.choices = [("", _("Choose one")), *((one.value, _name(one)) for one in tests)]

    @property
    def chosen(self) -> Openable:
        return self.tests[self.cleaned_data["instrument"]]

    @property
    def title(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"title_{language}"] for language in ("es", "en")}


class PeopleForm(forms.Form):
    """People for a list, pasted one a line; lines stay as they were sent."""

    lines = forms.CharField(
        label=_("E-mail addresses or CURPs, one a line"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("From a spreadsheet, copy the column. Names before an address in <> do no harm."),
    )


class AddFormForm(TidyForm, forms.Form):
    """One more parallel form for a delivery."""

    instrument = forms.ChoiceField(label=_("Test"))
    label = forms.CharField(label=_("Form"), max_length=10, help_text=_("A letter, such as B."))

    def __init__(self, *args: Any, tests: list[Openable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {
            f"{one.value}-{label}": (version, f"{_name(one)} {label}".strip())
            for one in tests
            for label, version in one.forms.items()
        }
        choice: Any = self.fields["instrument"]
        choice.choices = [
            ("", _("Choose one")),
            *((value, words) for value, (_version, words) in self.versions.items()),
        ]

    @property
    def version(self) -> Any:
        return self.versions[self.cleaned_data["instrument"]][0]


def rules_for(purpose: Purpose) -> DeliveryRules:
    """What a test without a course begins with: practice teaches, a selection waits for its release."""
    if purpose == Purpose.PRACTICE:
        return DeliveryRules(max_attempts=ANY_NUMBER, counts="last", feedback="answers")
    return DeliveryRules(feedback="score", held=True, late="flag")


def _name(test: Openable) -> str:
    labels = ", ".join(label for label in test.forms if label)
    words = localized(test.title)
    several = len(test.forms) > 1
    return gettext("%(test)s, forms %(labels)s") % {"test": words, "labels": labels} if several else words
