"""The fields of an indicator's sheet, in the order of the Mexican ficha técnica, and the shipped ones."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

SHIPPED = Path(__file__).with_name("indicators.yaml")

FIELDS = {
    "name": _("Name of the indicator"),
    "level": _("Level"),
    "serves": _("Result that it serves"),
    "definition": _("Definition"),
    "formula": _("Method of calculation"),
    "numerator": _("Numerator"),
    "denominator": _("Denominator"),
    "unit": _("Unit of measure"),
    "kind": _("Type of indicator"),
    "direction": _("Direction"),
    "periods": _("Rule over periods"),
    "dimensions": _("Disaggregation"),
    "source": _("Means of verification"),
    "instrument": _("Instrument"),
    "method": _("Method and version"),
    "frequency": _("Frequency of measurement"),
    "responsible": _("Responsible role"),
    "baseline": _("Baseline"),
    "thresholds": _("Traffic light"),
    "limits": _("Known limits"),
}
TEXTS = ("name", "serves", "definition", "formula", "numerator", "denominator", "source", "limits")
"""Fields in both languages; the others are one value or a key of `WORDS`."""

WORDS = {
    "output": _("Output"),
    "L1": _("Level 1: reaction"),
    "L2": _("Level 2: learning"),
    "L3": _("Level 3: behavior"),
    "L4": _("Level 4: results"),
    "quality": _("Quality of the data"),
    "sustainability": _("Sustainability"),
    "up": _("Upwards: more is better"),
    "down": _("Downwards: less is better"),
    "people": _("Unique people"),
    "hours": _("Hours"),
    "percent": _("Percentage"),
    "points": _("Percentage points"),
    "scale": _("Mean on a scale"),
    "scale_gap": _("Difference of two means on a scale"),
    "count": _("Count"),
    "ratio": _("Ratio of two sums"),
    "mean": _("Mean over people"),
    "difference": _("Difference of two means"),
    "sum": _("Sum of increments"),
    "unique": _("People count once, in the period in which they first finished"),
    "monthly": _("Monthly"),
    "cohort": _("At the closing of each cohort"),
    "four_months": _("Every four months"),
    "semester": _("Every semester"),
    "after_90_days": _("90 days after the course"),
    "program": _("Program officer"),
    "centers": _("Center managers"),
    "trainers": _("Trainers"),
}


DIMENSIONS = {
    "sex": _("Sex"),
    "age_band": _("Age"),
    "job_role": _("Function"),
    "center": _("Center"),
    "cohort": _("Cohort"),
}


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """By code, in order, what the product brings: `sheet` and `target`."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return found
