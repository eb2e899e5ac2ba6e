"""The pages of one cohort, side by side."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Cohort


def cohort_tabs(cohort: Cohort, current: str) -> list[dict[str, Any]]:
    """People and path; certificates are a page of analytics, linked by its name."""
    pages = (
        ("people", _("People"), "cohort"),
        ("path", _("Path and dates"), "cohort_path"),
        ("certificates", _("Certificates"), "cohort_certificates"),
    )
    return [
        {"label": label, "url": reverse(name, args=[cohort.uuid]), "current": key == current}
        for key, label, name in pages
    ]
