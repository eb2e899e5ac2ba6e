"""Certificates that rest on a pass which somebody no longer has: named, never revoked by themselves."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from analytics.certificates.enums import CertificateKind
from analytics.certificates.models import Certificate
from assessments.data import Consequence
from courses import api as courses


def certificates_on_lost_passes(delivery: Any, user_ids: Collection[int]) -> list[Consequence]:
    """The certificates in force of these people, in the cohort of the delivery, who do not pass there now."""
    rows = Certificate.objects.filter(
        enrollment__cohort__steps__delivery=delivery.pk,
        enrollment__user_id__in=user_ids,
        kind=CertificateKind.COMPLETION,
        revoked_at__isnull=True,
        replaced_at__isnull=True,
    )
    found = list(rows.select_related("enrollment").order_by("pk"))
    met = courses.requirements([one.enrollment_id for one in found])
    return [
        Consequence(
            one.enrollment.user_id,
            format_lazy("{} {}", _("Certificate"), one.code),
            reverse("certificate_revoke", args=[one.uuid]),
        )
        for one in found
        if not met[one.enrollment_id].passed
    ]
