"""Whose turn it is, for the sheet of one person: on an exam day by its plan, else nobody's."""

from dataclasses import dataclass

from assessments.models import Occasion
from assessments.selectors.exam_days import SlotCard, Today, today_for
from lms.accounts.models import User


@dataclass(frozen=True, slots=True)
class Turn:
    """The slot of the person, and who is on instead; both None where no day was made."""

    card: SlotCard | None = None
    due: User | None = None
    room: tuple[User, ...] = ()


def turn_of(assessor: User, occasion: Occasion, subject: User) -> Turn:
    """Where the person stands in the assessor's day, and who else is in the same room."""
    for today in today_for(assessor, occasion):
        card = next((one for one in reversed(today.cards) if one.person.pk == subject.pk), None)
        room = tuple(one.person for one in today.cards if card and one.room == card.room)
        return Turn(card, _due(today, subject), room)
    return Turn()


def _due(today: Today, subject: User) -> User | None:
    """Who is on, unless it is the person's turn now or next."""
    turns = [one for one in (today.now, today.next) if one is not None]
    if not turns or subject.pk in {one.person.pk for one in turns}:
        return None
    return turns[0].person
