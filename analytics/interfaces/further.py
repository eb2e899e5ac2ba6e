"""Pages of analytics that whoever runs a test, an exam or a survey is led to."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments import api as assessments
from lms.accounts.api import has_role, managed_center_ids
from lms.accounts.roles import Role


def of_delivery(delivery: Any) -> list[tuple[Any, str]]:
    """What the questions did, where something is right or wrong in them and people are known."""
    test = next(iter(assessments.delivery_facts(uuid=delivery.uuid)), None)
    if test is None or test.anonymous or not test.is_marked:
        return []
    return [(_("What the questions did"), reverse("test_analysis", args=[delivery.uuid]))]


def of_occasion(occasion: Any) -> list[tuple[Any, str]]:
    """The report for the board of an assessed role-play; practice has none."""
    if occasion.mode != "assessed":
        return []
    return [(_("Report for the board"), reverse("board_report", args=[occasion.uuid]))]


def of_survey(actor: Any, center: Any) -> list[tuple[Any, str]]:
    """The figures of the center, to whoever reads them as their own page: administrators do not."""
    if not has_role(actor, Role.CENTER_MANAGER) or center.pk not in managed_center_ids(actor):
        return []
    return [(_("What they say, as of the newest publication"), f"{reverse('center_home')}#clients-0")]
