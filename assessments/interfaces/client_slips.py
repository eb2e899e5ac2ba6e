"""What stands on slips for clients: words in both languages, codes and their addresses."""

from django.utils import translation
from django.utils.translation import gettext

from assessments.interfaces.client_forms import LANGUAGES
from assessments.interfaces.paper.slips import Slip, Words
from lms.accounts.api import absolute_url


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
