"""What counts as missing, for every score and every label."""

from __future__ import annotations

from typing import Any


def is_missing(value: Any) -> bool:
    """None, a NaN of any type (float, numpy, Decimal), NaT, or the NA of pandas."""
    if value is None:
        return True
    if isinstance(value, (str, bytes, int)):
        return False
    if type(value).__name__ == "NAType":
        return True
    quiet = getattr(value, "is_nan", None)
    if callable(quiet):
        return bool(quiet())
    try:
        # Nothing but what is missing differs from itself.
        return bool(value != value)
    except (TypeError, ValueError):
        return False


def as_given(values: Any) -> Any:
    """A table or column of pandas, or a masked array, as an array in which what is missing is None."""
    if hasattr(values, "to_numpy"):
        array = values.to_numpy()
        return array if array.dtype.kind in "biufO" else values.to_numpy(dtype=object)
    if hasattr(values, "mask") and hasattr(values, "filled"):
        array = values.astype(object)
        plain = array.data.copy()
        plain[array.mask] = None
        return plain
    return values
