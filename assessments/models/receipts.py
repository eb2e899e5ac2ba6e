"""That somebody took part in an anonymous form."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.deliveries import Delivery


class AnonymousReceipt(models.Model):
    """That a person took part in an anonymous delivery, and on which day; never what they said.

    PII: the person and the day. Nothing joins it to an attempt.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="receipts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["delivery_id", "user_id"]
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "user"], name="one_receipt_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.user_id}"
