"""The fields of a sheet that are no criterion."""

from dataclasses import dataclass

from assessments.models import Rating
from assessments.services.criterion_scores import clean

OVERALL, JUDGMENT, CLOSING, PERSON, NOTE = "", "~judgment", "~closing", "~person", "~note:"
WORDS = ("comment", "comment_seq", "strength", "second_strength", "next_step", "closing_seq")


@dataclass(frozen=True, slots=True)
class Closing:
    """What went well, twice, and what to do next."""

    strength: str = ""
    second_strength: str = ""
    next_step: str = ""

    @property
    def cleaned(self) -> "Closing":
        """As it is stored."""
        return Closing(clean(self.strength), clean(self.second_strength), clean(self.next_step))

    def put(self, rating: Rating, seq: int) -> None:
        """Into the rating, which is not saved."""
        told = self.cleaned
        rating.strength, rating.second_strength = told.strength, told.second_strength
        rating.next_step, rating.closing_seq = told.next_step, seq


def closing_of(rating: Rating) -> Closing:
    """What the rating holds."""
    return Closing(rating.strength, rating.second_strength, rating.next_step)
