"""The end of the path."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.rules.path import LOCKED, TODO, Fact
from courses.step_kinds.base import Knowledge, StepKind, StepLike


class Certificate(StepKind):
    """It can be asked for once every condition is met; nobody owes it."""

    key = "certificate"
    label = _("Certificate")
    listed = False

    def fact(self, known: Knowledge, step: StepLike) -> Fact:
        return Fact(done=known.certified())

    def url(self, known: Knowledge, step: StepLike, status: str, *, again: bool) -> str:
        """Where on the person's own page it is fetched, and read afterwards."""
        return "" if status == LOCKED else reverse("learning") + "#certificates"

    def status(self, status: str, known: Knowledge) -> str:
        return LOCKED if status == TODO and not known.complete() else status

    def due(self, known: Knowledge, step: StepLike) -> datetime | None:
        return None
