"""Who begins with which of several parallel forms."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.deliveries import Delivery


class FormTurn(models.Model):
    """The form that one person begins with, in a delivery and in those taken crosswise with it.

    It belongs to the first of them, and is given once, when the person first starts any of them.
    PII: who got which form.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="form_turns")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(_("form"), max_length=10)

    class Meta:
        ordering = ["delivery_id", "person_id"]
        verbose_name = _("turn of a form")
        verbose_name_plural = _("turns of forms")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "person"], name="one_form_turn_per_person"),
            models.CheckConstraint(condition=~Q(label=""), name="form_turn_has_a_label"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.person_id} {self.label}"
