"""Conciliation centers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.accounts.mexican_states import State
from lms.core.models import PublicModel


class Center(PublicModel):
    """A conciliation body or office whose people are trained. PII: none."""

    class Kind(models.TextChoices):
        FEDERAL = "federal", _("Federal center (CFCRL)")
        STATE = "state", _("State center")
        COURT = "court", _("Labor court")
        OTHER = "other", _("Other")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.STATE)
    state = models.CharField(_("state"), max_length=3, choices=State, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="America/Mexico_City")
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("center")
        verbose_name_plural = _("centers")

    def __str__(self) -> str:
        return self.name


class Office(PublicModel):
    """An office of a center, in a zone where there are several of one; centers without offices need none.

    It stays when it is closed: earlier figures are told by it. PII: none.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(_("name"), max_length=80)
    zone = models.CharField(_("zone"), max_length=80, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["center_id", "name", "id"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [models.UniqueConstraint(fields=["center", "name"], name="one_office_of_a_name")]

    def __str__(self) -> str:
        return self.name
