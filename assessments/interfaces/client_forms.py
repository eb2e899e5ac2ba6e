"""Forms around surveys of clients, and what stands on slips."""

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.interfaces.paper.slips import Slip, Words
from assessments.services.client_surveys import MOST_AT_ONCE
from lms.accounts.api import absolute_url
from lms.core.forms import TidyForm

LANGUAGES = {"es": "es-mx", "en": "en"}


class CodeForm(TidyForm, forms.Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Eight letters and numbers, as they stand on your slip."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class NumberForm(TidyForm, forms.Form):
    """How many slips, or sheets on paper."""

    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_AT_ONCE)

    def __init__(self, *args: object, words: str = "", help_text: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["number"].label = words or self.fields["number"].label
        self.fields["number"].help_text = help_text


class TabletForm(TidyForm, forms.Form):
    """For how many days the link of a tablet works."""

    days = forms.IntegerField(
        label=_("Days for which its link works"),
        min_value=1,
        max_value=120,
        initial=30,
        help_text=_("Whoever has the link can begin forms: end it when the tablet is gone."),
    )


def slip_words() -> dict[str, Words]:
    """What each slip says, in Spanish and in English."""
    found = {}
    for key, language in LANGUAGES.items():
        with translation.override(language):
            address = absolute_url("client_code", language=language).split("//", 1)[-1]
            found[key] = Words(
                heading=gettext("How were you treated?"),
                sentence=gettext(
                    "Three minutes, without your name. Whoever conducted your hearing does not see what you "
                    "answer, and it changes nothing in your case."
                ),
                where=gettext("Open the code with your camera, or go to %(address)s and type it.")
                % {"address": _short(address)},
            )
    return found


def slips(codes: list[str]) -> list[Slip]:
    """Codes with the address that each opens, in Spanish; the page has both languages."""
    return [
        Slip(code, absolute_url("client_sheet", code.replace("-", ""), language="es-mx")) for code in codes
    ]


def _short(address: str) -> str:
    """The address without the language: the site chooses that of the phone."""
    host, _slash, rest = address.partition("/")
    return f"{host}/{rest.partition('/')[2]}".rstrip("/")
