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
