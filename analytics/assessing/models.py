"""What a board decides about an occasion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class DecisionAbout(models.TextChoices):
    """What a board decides about."""

    VOID = "void", _("A performance that does not count")
    GREY_ZONE = "grey_zone", _("A result near the line")
    CONCERN = "concern", _("A concern about safety or ethics")
    OTHER = "other", _("Something else")


class BoardDecision(PublicModel):
    """A decision of a board, with its reasons and who made it. PII: who decided, about whom.

    `case` is the performance that it is about, where it is about one. `abstained` names who took no part.
    What follows from it is done where it belongs; the decision itself changes no result.
    """

    occasion = models.ForeignKey(
        "assessments.Occasion", on_delete=models.PROTECT, related_name="board_decisions"
    )
    case = models.ForeignKey(
        "assessments.RatingCase",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="board_decisions",
    )
    about = models.CharField(_("about"), max_length=10, choices=DecisionAbout)
    decision = models.TextField(_("decision"))
    reason = models.TextField(_("reasons"))
    present = models.CharField(_("who decided"), max_length=400)
    abstained = models.CharField(_("who abstained"), max_length=400, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="board_decisions"
    )
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        ordering = ["occasion_id", "id"]
        verbose_name = _("decision of a board")
        verbose_name_plural = _("decisions of boards")
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="") & ~Q(reason="") & ~Q(present=""), name="board_decision_is_whole"
            ),
            models.CheckConstraint(condition=Q(about__in=DecisionAbout.values), name="board_decision_about"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.about}"
