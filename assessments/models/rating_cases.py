"""The case of one person on one occasion, and who rates it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import AssessorKind, CaseState, ModerationOutcome
from assessments.models.occasions import Occasion
from assessments.models.scenarios import ScenarioVersion
from assessments.rules import rating_cases as rules
from lms.core.models import PublicModel


class RatingCase(PublicModel):
    """One person's performance on one occasion. PII: who was rated, and how far it is.

    Until it is released the person reads nothing of it, and nothing of it counts. `scenario_version` is
    what was, or will be, played where the occasion has several; `reruns` says how often it was played
    again: the sheets of the times before are set aside (`Rating.set_aside`).
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="cases")
    ratee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rating_cases")
    state = models.CharField(_("state of the case"), max_length=10, choices=CaseState, default=CaseState.OPEN)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    scenario_version = models.ForeignKey(
        ScenarioVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="rating_cases"
    )
    reruns = models.PositiveSmallIntegerField(_("times played again"), default=0)

    class Meta:
        ordering = ["occasion_id", "ratee_id"]
        verbose_name = _("case of a rating")
        verbose_name_plural = _("cases of ratings")
        constraints = [
            models.UniqueConstraint(fields=["occasion", "ratee"], name="one_case_per_person_and_occasion"),
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="case_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(rules.PUBLIC), released_at__isnull=False)
                | (~Q(state__in=sorted(rules.PUBLIC)) & Q(released_at__isnull=True)),
                name="released_case_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.ratee_id}"

    @property
    def is_public(self) -> bool:
        """Whether the person rated may read it."""
        return self.state in rules.PUBLIC


class Assignment(models.Model):
    """Somebody who rates a case, and as what. PII: who rated whom.

    `third`: asked for by name after the others could not agree, and rates without seeing their sheets.
    `confirmed_at`: when they said "this is the person"; `out_of_turn` says why then, though somebody else
    was due.
    `stood_down`: somebody else rates in their place; what they had begun is set aside.
    """

    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=AssessorKind, default=AssessorKind.ASSESSOR)
    third = models.BooleanField(_("third assessor"), default=False)
    confirmed_at = models.DateTimeField(_("person confirmed"), null=True, blank=True)
    out_of_turn = models.TextField(_("why out of turn"), default="", blank=True)
    stood_down = models.BooleanField(_("stood down"), default=False)

    class Meta:
        ordering = ["case_id", "assessor_id"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(fields=["case", "assessor"], name="one_assignment_per_assessor"),
            models.CheckConstraint(condition=Q(kind__in=AssessorKind.values), name="assessor_kind_is_known"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(third=True), name="one_third_assessor_per_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.assessor_id}"


class Moderation(PublicModel):
    """How a difference between the assessors of a case was settled; their ratings stay as they are.

    PII: the moderator, and words about the person rated. `scores` is {criterion: level or null}.
    Without an outcome it is still open, and a case has one open moderation at most.
    """

    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="moderations")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderations"
    )
    reason = models.TextField(_("reason"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=ModerationOutcome, blank=True)
    scores = models.JSONField(_("levels"), default=dict, blank=True)
    opened_at = models.DateTimeField(_("opened"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("moderation")
        verbose_name_plural = _("moderations")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(outcome=""), name="one_open_moderation_per_case"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (Q(outcome__in=ModerationOutcome.values) & Q(decided_at__isnull=False)),
                name="decided_moderation_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="moderation_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.moderator_id}"


class ModerationNote(models.Model):
    """Why an assessor rated as they did, written before they saw the others' sheets. PII: their words.

    Written once: what somebody thought alone cannot be put right afterwards.
    """

    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="moderation_notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderation_notes"
    )
    text = models.TextField(_("reasons"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("reasons of an assessor")
        verbose_name_plural = _("reasons of assessors")
        constraints = [
            models.UniqueConstraint(fields=["case", "author"], name="one_moderation_note_per_assessor"),
            models.CheckConstraint(condition=~Q(text=""), name="moderation_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.author_id}"
