"""A hearing that is played and rated."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.rules.results import Verdict
from courses.enums import RolePlayMode
from courses.rules.path import DONE, Fact
from courses.rules.requirements import Check, Record
from courses.step_kinds.base import Knowledge, StepKind, StepLike
from lms.core import clock


class RolePlay(StepKind):
    """Coached ones are practice; of assessed ones the certificate demands a rating that says competent."""

    key = "role_play"
    label = _("Role-play")
    behind = "occasion"
    live = True
    missing = {
        "role_play": _("a rated role-play"),
        "more": _("another assessed role-play, on another scenario"),
        "further": _("one more role-play, since the result is too near the line to decide"),
        "competent": _("a role-play rated competent"),
    }

    def fact(self, known: Knowledge, step: StepLike) -> Fact:
        """Whoever waits for a rating goes on with what comes after the day on which it was held."""
        rated, held_at = known.rated(step), step.occasion.held_at if step.occasion is not None else None
        behind = rated or (held_at is not None and held_at <= clock.now())
        return Fact(done=known.released(step), behind=behind, started=rated)

    def url(self, known: Knowledge, step: StepLike, status: str, *, again: bool) -> str:
        """The feedback once it is released; before, the page of the role-play, even while it is locked."""
        if step.occasion is None:
            return ""
        return reverse("my_rating" if status == DONE else "role_play", args=[step.occasion.uuid])

    def note(self, known: Knowledge, step: StepLike, status: str) -> Any:
        if status != DONE and known.rated(step):
            return _("Being reviewed: you will read it here once it is released.")
        return ""

    def counts(self, step: StepLike) -> bool:
        return step.mode == RolePlayMode.ASSESSED

    def checks(self, record: Record, pass_mark: float) -> tuple[Check, ...]:
        """What the rule of the course makes of all assessed role-plays; see assessments.rules.results."""
        verdict = record.result.verdict
        return (
            ("role_play", verdict != Verdict.NOTHING),
            ("more", verdict != Verdict.MORE),
            ("further", verdict != Verdict.FURTHER),
            ("competent", record.competent is not False),
        )
