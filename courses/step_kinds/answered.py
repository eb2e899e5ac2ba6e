"""What the kinds have in common that are answered as a delivery of an instrument."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.rules.path import DOING, DONE, LOCKED, Fact
from courses.step_kinds.base import Knowledge, StepKind, StepLike


class Answered(StepKind):
    """A test or a questionnaire."""

    behind: ClassVar[str] = "delivery"
    alone: ClassVar[bool] = True

    def fact(self, known: Knowledge, step: StepLike) -> Fact:
        if step.delivery is None:
            return Fact()
        sitting = known.sitting(step)
        return Fact(
            done=known.finished(step),
            started=sitting is not None and sitting.status == "in_progress",
            opens_at=step.delivery.opens_at,
            closes_at=step.delivery.closes_at,
        )

    def url(self, known: Knowledge, step: StepLike, status: str, *, again: bool) -> str:
        """Its page before the start, which says of what was handed in what may be said."""
        if step.delivery is not None and status != LOCKED:
            return reverse("attempt_start", args=[step.delivery.uuid])
        return ""

    def note(self, known: Knowledge, step: StepLike, status: str) -> Any:
        if status == DONE and step.delivery is not None and not step.delivery.tells:
            return _("Handed in; the result waits for its release.")
        sitting = known.sitting(step)
        if status != DOING or sitting is None:
            return ""
        return _("You answered %(done)d of %(all)d. They are saved.") % {
            "done": sitting.answered,
            "all": sitting.questions,
        }

    def due(self, known: Knowledge, step: StepLike) -> datetime | None:
        return step.delivery.closes_at if step.delivery is not None else None
