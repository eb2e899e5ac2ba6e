"""What a door of an exam day sends."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms

from assessments.enums import Presence
from assessments.interfaces.ratings import MOST_SEQ, out_of_date, read_seen
from assessments.services.day_door import MOST_AGO, DoorEdit, Spot
from lms.core.forms import TidyForm


class DoorForm(TidyForm, forms.Form):
    """Who came, as a script says it."""

    check_in = forms.UUIDField()
    presence = forms.ChoiceField(choices=Presence.choices)
    credential = forms.BooleanField(required=False)
    seq = forms.IntegerField(min_value=1, max_value=MOST_SEQ)
    device = forms.RegexField(r"^[0-9a-f-]{1,36}$")
    ago = forms.IntegerField(min_value=0, max_value=int(MOST_AGO.total_seconds()), required=False)


def read_came(data: Mapping[str, Any]) -> tuple[UUID, dict[str, Any]]:
    """Whom it is about, and what `check_in` takes. Raises UserError ("bad_form")."""
    form = DoorForm(data)
    if not form.is_valid():
        raise out_of_date()
    sent = form.cleaned_data
    ago = timedelta(seconds=sent["ago"] or 0)
    return sent["check_in"], {
        "presence": sent["presence"],
        "credential_seen": sent["credential"],
        "edit": DoorEdit(sent["device"], sent["seq"], read_seen(data.get("seen")), ago),
    }


def read_swap(data: Mapping[str, Any]) -> tuple[Spot, Spot, int]:
    """The places of the two and the number of the edit. Raises UserError ("bad_form")."""
    seq = data.get("seq")
    if type(seq) is not int or not 1 <= seq <= MOST_SEQ or not isinstance(data.get("swap"), list):
        raise out_of_date()
    return *read_spots(data["swap"]), seq


def read_spots(sent: Sequence[object]) -> tuple[Spot, Spot]:
    """Two spots of the shape `case@room-round`. Raises UserError ("bad_form")."""
    try:
        one, other = (_spot(text) for text in sent)
    except (ValueError, AttributeError):
        raise out_of_date() from None
    return one, other


def _spot(text: Any) -> Spot:
    case, _at, place = text.partition("@")
    room, _dash, number = place.partition("-")
    if not (room.isascii() and room.isdecimal() and number.isascii() and number.isdecimal()):
        raise ValueError(text)
    if max(len(room), len(number)) > 15:
        raise ValueError(text)
    return Spot(UUID(case), int(room), int(number))
