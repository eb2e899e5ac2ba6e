"""Writing scores and gains: as points, or as a percentage where the highest possible score is known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from analytics.render.numbers import fixed, percent, signed
from lms.core.signs import SPACE


@dataclass(frozen=True, slots=True)
class Scale:
    """How to write scores. Without `max_score`, in the points of the file."""

    max_score: float | None = None
    digits: int = 1

    def level(self, value: float) -> str:
        """A score, or a mean of scores."""
        if self.max_score is None:
            return fixed(value, self.digits + 1)
        return percent(value / self.max_score, self.digits)

    def change(self, value: float, *, sign: bool = True) -> str:
        """A gain, without its unit."""
        write = signed if sign else fixed
        if self.max_score is None:
            return write(value, self.digits + 1)
        return write(value / self.max_score * 100, self.digits)

    def gain(self, value: float, *, sign: bool = False) -> str:
        """A gain with its unit."""
        unit = _("points") if self.max_score is None else _("percentage points")
        return f"{self.change(value, sign=sign)}{SPACE}{unit}"
