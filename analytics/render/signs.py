"""Characters that need care in print."""

from lms.core.numbers import MINUS, SPACE

__all__ = ["MINUS", "SPACE"]
