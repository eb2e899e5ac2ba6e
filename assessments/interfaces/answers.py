"""One answer as a form or the autosave sends it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard
from uuid import UUID

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from lms.core.errors import UserError

MAX_VALUES = 50
LARGEST = 2**31 - 1
MOST_TABS = 8


class AnswerForm(forms.Form):
    """The facts around an answer; the values themselves are for the item type to judge."""

    item = forms.UUIDField()
    seq = forms.IntegerField(min_value=0, max_value=LARGEST)
    epoch = forms.IntegerField(min_value=0, max_value=LARGEST)
    flagged = forms.BooleanField(required=False)
    acknowledged = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)


class Names(forms.Field):
    """A list of names that tabs made up."""

    def to_python(self, value: object) -> list[UUID]:
        if not value:
            return []
        if not isinstance(value, list) or len(value) > MOST_TABS:
            raise forms.ValidationError("a list of few")
        return [forms.UUIDField().clean(one) for one in value]


class ClaimForm(forms.Form):
    """What a tab sends that wants the sitting."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    tab = forms.UUIDField(required=False)
    before = Names(required=False)


class HandInForm(forms.Form):
    """What a page sends that hands in by script."""

    epoch = forms.IntegerField(min_value=0, max_value=LARGEST)
    time = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """What arrived, well formed."""

    item: UUID
    raw: list[str]
    seq: int
    epoch: int
    flagged: bool
    acknowledged: int | None = None

    @property
    def is_acknowledged(self) -> bool:
        """Whether the page says that the server already confirmed this very edit."""
        return self.acknowledged == self.seq

    @property
    def is_untouched(self) -> bool:
        """Whether the page says that nothing was ever entered in it: there is nothing to save."""
        return self.is_acknowledged and self.seq == 0


def from_form(data: QueryDict) -> SentAnswer:
    """Read a posted page. Raises UserError ("bad_form")."""
    return _read(data, values_of(data, "answer"))


def values_of(data: QueryDict, name: str) -> list[str]:
    """What the fields of one question sent: `name`, or `name.row` where each row has its own."""
    rows = [key for key in data if key == name or key.startswith(f"{name}.")]
    return [value for key in rows for value in data.getlist(key)]


def from_json(request: HttpRequest) -> SentAnswer:
    """Read what the autosave posted. Raises UserError ("bad_form")."""
    data = json_of(request)
    return _read(data, data.get("answer"))


def json_of(request: HttpRequest) -> dict:
    """The object that a script posted. Raises UserError ("bad_form")."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise bad_form()
    return data


def _read(data: QueryDict | dict, raw: object) -> SentAnswer:
    form = AnswerForm(data)
    if not form.is_valid() or not _is_values(raw):
        raise bad_form()
    return SentAnswer(raw=list(raw), **form.cleaned_data)


def _is_values(raw: object) -> TypeGuard[list[str]]:
    return (
        isinstance(raw, Sequence)
        and not isinstance(raw, str)
        and len(raw) <= MAX_VALUES
        and all(isinstance(value, str) for value in raw)
    )


def bad_form() -> UserError:
    """The refusal of what no page of ours sends."""
    return UserError(_("This page is out of date. Please reload it."), code="bad_form")
