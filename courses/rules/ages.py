"""From a year of birth to the band that is frozen at enrollment."""

from datetime import date

_UPPER = ((30, "under_30"), (40, "30_39"), (50, "40_49"), (60, "50_59"))


def age_band(birth_year: int | None, on: date) -> str:
    """The band of somebody born in `birth_year`; empty when the year is not known.

    Only the year is known, so the age is the one reached within the year of `on`.
    """
    if birth_year is None:
        return ""
    age = on.year - birth_year
    return next((band for limit, band in _UPPER if age < limit), "60_over")
