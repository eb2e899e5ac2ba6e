"""What became of a course in somebody's work, as they told it and agreed to have it kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.deliveries import Delivery
from lms.core.models import PublicModel


class SuccessStory(PublicModel):
    """One story, with names left out; `worked` says whether the course helped. PII: who wrote it down.

    `delivery` is the follow-up after which somebody offered to tell it.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="stories")
    worked = models.BooleanField(_("it helped"))
    text = models.TextField(_("story"))
    agreed_on = models.DateField(_("day on which the person agreed to it"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))

    class Meta:
        ordering = ["-recorded_at", "-id"]
        verbose_name = _("story of a course at work")
        verbose_name_plural = _("stories of courses at work")

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.text[:40]}"
