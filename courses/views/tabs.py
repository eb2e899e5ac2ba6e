"""The pages of one cohort, side by side."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Cohort


def cohort_tabs(cohort: Cohort, current: str) -> list[dict[str, Any]]:
    """People and path; tests and certificates are pages of analytics, linked by their names."""
    pages = (
        ("people", _("People"), "cohort"),
        ("path", _("Path and dates"), "cohort_path"),
        ("tests", _("Tests"), "cohort_tests"),
        ("certificates", _("Certificates"), "cohort_certificates"),
    )
    return [
        {"label": label, "url": reverse(name, args=[cohort.uuid]), "current": key == current}
        for key, label, name in pages
    ]
