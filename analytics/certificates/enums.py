"""The fixed choices of certificates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    """What a certificate vouches for. An enrollment has at most one in force of each kind."""

    COMPLETION = "completion", _("Completion of the course")
    ATTENDANCE = "attendance", _("Attendance")
    RENEWAL = "renewal", _("Hours for renewal")
