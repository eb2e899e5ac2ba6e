"""To whom a delivery is open, and for whom it runs longer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import AudienceKind
from assessments.models.deliveries import Delivery
from assessments.rules.timing import ExtraTime
from lms.core.models import PublicModel


class Accommodation(PublicModel):
    """More time for one person in one delivery. PII: the person, the reason, who granted it.

    A sitting's time limit is multiplied by `factor`, then lengthened by `extra_minutes` and by
    `break_minutes`, all pauses together: the clock never stops, its end moves. `breaks` says in words
    which pauses were agreed. The reason may tell of health: it is blanked on erasure.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="accommodations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    factor = models.FloatField(_("times as long"), default=1)
    extra_minutes = models.PositiveSmallIntegerField(_("minutes more"), default=0)
    break_minutes = models.PositiveSmallIntegerField(_("minutes of breaks"), default=0)
    breaks = models.CharField(_("breaks"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(_("granted"))

    class Meta:
        ordering = ["delivery_id", "person_id"]
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "person"], name="one_accommodation_per_person"),
            models.CheckConstraint(
                condition=Q(factor__gte=1) & Q(factor__lte=10), name="accommodation_only_lengthens"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.person_id}"

    @property
    def extra(self) -> ExtraTime:
        """What it adds to a time limit."""
        return ExtraTime(self.factor, self.extra_minutes + self.break_minutes)


class Audience(PublicModel):
    """People to whom a delivery is open: a cohort, a list, or whoever has the link. PII: none itself.

    `cohort` is the cohort's uuid, since cohorts belong to an app above this one.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="audiences")
    kind = models.CharField(_("kind"), max_length=6, choices=AudienceKind)
    cohort = models.UUIDField(_("cohort"), null=True, blank=True)
    link_token = models.CharField(_("token of the link"), max_length=64, null=True, blank=True, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="AudienceMember", related_name="audiences"
    )

    class Meta:
        ordering = ["delivery_id", "id"]
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "cohort"], name="one_audience_per_cohort"),
            models.CheckConstraint(
                condition=Q(kind=AudienceKind.COHORT, cohort__isnull=False, link_token__isnull=True)
                | Q(kind=AudienceKind.LIST, cohort__isnull=True, link_token__isnull=True)
                | (
                    Q(kind=AudienceKind.LINK, cohort__isnull=True, link_token__isnull=False)
                    & ~Q(link_token="")
                ),
                name="audience_is_one_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.kind}"


class AudienceMember(models.Model):
    """One named person of an audience. PII: the person."""

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="member_links")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["audience_id", "person_id"]
        verbose_name = _("member of an audience")
        verbose_name_plural = _("members of audiences")
        constraints = [
            models.UniqueConstraint(fields=["audience", "person"], name="one_place_per_member"),
        ]

    def __str__(self) -> str:
        return f"{self.audience_id}: {self.person_id}"
