"""Keeping practice away from what measures people."""

from collections.abc import Sequence

from django.utils.translation import ngettext

from assessments.enums import Purpose
from assessments.models import InstrumentVersion
from assessments.selectors.measured import measuring
from lms.core.errors import UserError

NAMED = 5


def check_practice(purpose: str, version: InstrumentVersion) -> None:
    """Refuse for practice a version with questions that measure somebody ("measures")."""
    if purpose != Purpose.PRACTICE:
        return
    if keys := measuring([version]):
        words = ngettext(
            "%(n)d question of this test measures people elsewhere, and practice would show its answer: "
            "%(keys)s. Nothing was opened. Choose another test, or build one of other questions.",
            "%(n)d questions of this test measure people elsewhere, and practice would show their answers: "
            "%(keys)s. Nothing was opened. Choose another test, or build one of other questions.",
            len(keys),
        )
        raise UserError(words % {"n": len(keys), "keys": named(keys)}, code="measures")


def named(keys: Sequence[str]) -> str:
    """The first few questions by their keys, and how many there are beside them."""
    said, more = ", ".join(keys[:NAMED]), len(keys) - NAMED
    if more <= 0:
        return said
    words = ngettext("%(keys)s and %(n)d more", "%(keys)s and %(n)d more", more)
    return words % {"keys": said, "n": more}
