"""Pages of analytics that whoever runs a test is led to."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments import api as assessments


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
