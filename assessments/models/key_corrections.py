"""Keys corrected after people were marked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import CorrectionEffect
from assessments.models.deliveries import Delivery
from assessments.models.items import ItemVersion
from assessments.models.scores import Regrade
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class KeyCorrection(FrozenRow, PublicModel):
    """How a version of a question counts from now on, in one delivery or wherever it was asked. Frozen.

    Without `delivery` it holds everywhere; of several that hold, the latest does. `content` is the
    question with its right key, empty where the question is annulled. `regrades` are the sittings
    whose outcome changed. PII: who decided.
    """

    item_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="corrections")
    delivery = models.ForeignKey(
        Delivery, null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=CorrectionEffect)
    content = models.JSONField(_("content"), default=dict)
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    regrades = models.ManyToManyField(Regrade, related_name="corrections", blank=True)

    class Meta:
        ordering = ["item_version_id", "id"]
        verbose_name = _("correction of a key")
        verbose_name_plural = _("corrections of keys")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CorrectionEffect.values), name="correction_kind"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=(Q(kind=CorrectionEffect.KEY) & ~Q(content={}))
                | (~Q(kind=CorrectionEffect.KEY) & Q(content={})),
                name="correction_of_a_key_has_one",
            ),
            NeverChanged(name="key_correction_frozen", may_change=("actor",)),
        ]

    def __str__(self) -> str:
        return f"{self.item_version_id}: {self.kind}"


class RegradeRun(models.Model):
    """How far a correction's marking anew is: `done` of `asked` sittings, up to the attempt `reached`.

    PII: none. A correction without one was carried out whole when it was made.
    """

    correction = models.OneToOneField(KeyCorrection, on_delete=models.PROTECT, related_name="run")
    asked = models.PositiveIntegerField(_("sittings that asked the question"))
    done = models.PositiveIntegerField(_("sittings looked at"), default=0)
    reached = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(_("last went on"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["correction_id"]
        verbose_name = _("marking anew")
        verbose_name_plural = _("markings anew")

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.done}/{self.asked}"
