"""Who applies the course at work as supervisors see it, beside the same people's own account."""

from dataclasses import dataclass

from analytics import disclosure
from analytics.facts import Figures
from analytics.follow_ups import together


@dataclass(frozen=True, slots=True)
class Seen:
    """Of `people`, `applying` are seen to apply it.

    Of `same` of them an account of their own is told beside it: `same_seen` are seen to, `same_own` say so.
    """

    people: int = 0
    applying: int = 0
    same: int = 0
    same_seen: int = 0
    same_own: int = 0


def seen(figures: Figures, audience: str) -> Seen:
    """The published views of these figures as one.

    Own accounts stay away where the people without one, or whose account alone is published, are so few that
    what lies between the figures would tell of them.
    """
    floor = disclosure.unanimous_floor(audience)
    people = sum(one.people for one in figures.supervised)
    applying = sum(one.applying for one in figures.supervised)
    beside = [one.beside for one in figures.supervised if one.beside is not None]
    same = sum(one.people for one in beside)
    accounts = together(figures.follow_ups.values()).people
    if same < floor or any(0 < rest < floor for rest in (people - same, accounts - same)):
        return Seen(people, applying)
    return Seen(people, applying, same, sum(one.seen for one in beside), sum(one.own for one in beside))
