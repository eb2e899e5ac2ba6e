"""What a lesson's script sends."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from lms.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Mark:
    """A lesson that was read; `seq` counts the edits of the device."""

    lesson: UUID
    seq: int


def read_mark(body: bytes) -> Mark:
    """The mark in a body of JSON. Raises UserError("bad_form") when it is none."""
    try:
        sent = json.loads(body)
        lesson, seq = UUID(sent["lesson"]), sent["seq"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UserError(_("This page is out of date. Please reload it."), code="bad_form") from None
    if type(seq) is not int or not 0 < seq < 10**9:
        raise UserError(_("This page is out of date. Please reload it."), code="bad_form")
    return Mark(lesson, seq)
