"""What a CURP says about its holder; used to notice a slip, never to fill anything in."""

from dataclasses import dataclass

_SEX = {"H": "M", "M": "F", "X": "X"}


@dataclass(frozen=True, slots=True)
class CurpFacts:
    """Sex in the codes of `User`, and year of birth."""

    sex: str
    birth_year: int


def facts_of(curp: str) -> CurpFacts:
    """Read a valid CURP. Its 17th character is a digit for people born before 2000, a letter after."""
    century = 1900 if curp[16].isdigit() else 2000
    return CurpFacts(_SEX[curp[10]], century + int(curp[4:6]))
