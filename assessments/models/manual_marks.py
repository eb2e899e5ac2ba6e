"""What people made of answers that no rule can mark."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.attempts import Attempt
from assessments.models.deliveries import Delivery
from assessments.models.items import ItemVersion


class MarkingPlan(models.Model):
    """How the words of a delivery are marked: by one person, or each answer by two. PII: none.

    Without any one marker is enough.
    """

    delivery = models.OneToOneField(
        Delivery, primary_key=True, on_delete=models.CASCADE, related_name="marking_plan"
    )
    two_markers = models.BooleanField(_("two people mark each answer"), default=False)

    class Meta:
        ordering = ["delivery_id"]
        verbose_name = _("plan of marking")
        verbose_name_plural = _("plans of marking")

    def __str__(self) -> str:
        return f"{self.delivery_id}"


class ManualMark(models.Model):
    """The points that one marker gave one answer, a level of its question. PII: who marked, and whom.

    `order` is 1 for the first marker, 2 for the second, 3 for the one who decides; `asks_second` asks
    for a second one whatever the plan says. Once a sitting has scores its marks stay as they are.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="manual_marks")
    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("order"))
    points = models.FloatField(_("points"))
    comment = models.TextField(_("comment"), blank=True)
    asks_second = models.BooleanField(_("asks for a second marker"), default=False)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["attempt_id", "item_version_id", "order"]
        verbose_name = _("mark given by a person")
        verbose_name_plural = _("marks given by people")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_version", "order"], name="manual_mark_order"),
            models.UniqueConstraint(fields=["attempt", "item_version", "marker"], name="manual_mark_once"),
            models.CheckConstraint(condition=Q(order__gte=1) & Q(order__lte=3), name="manual_mark_of_three"),
            models.CheckConstraint(condition=Q(points__gte=0), name="manual_mark_points"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.item_version_id} ({self.order})"
