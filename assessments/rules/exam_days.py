"""What happens on a day of assessed role-plays, and in which order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class DayState(StrEnum):
    """How far a day is; `assessments.enums.DayState` gives the same values their words."""

    PLAN = "plan"
    OPEN = "open"
    CLOSED = "closed"


class SlotOutcome(StrEnum):
    """What became of a slot in which nothing was rated that counts."""

    ABSENT = "absent"
    VOID = "void"
    RERUN = "rerun"


class SlotState(StrEnum):
    """How a slot stands on the board: its outcome, else what the check-in and the sheets say."""

    WAITING = "waiting"
    HERE = "here"
    STARTED = "started"
    SENDING = "sending"
    RATED = "rated"
    ABSENT = "absent"
    VOID = "void"
    RERUN = "rerun"


# A slot that is one of these needs nothing more before the day is closed.
DONE = frozenset({SlotState.RATED, SlotState.ABSENT, SlotState.VOID, SlotState.RERUN})


def slot_state(*, outcome: str, here: bool, begun: int, sent: int, wanted: int) -> SlotState:
    """The state of a slot whose case `wanted` assessors rate, of whom some have begun and some sent."""
    if outcome:
        return SlotState(outcome)
    if sent >= max(1, wanted):
        return SlotState.RATED
    if sent:
        return SlotState.SENDING
    if begun:
        return SlotState.STARTED
    return SlotState.HERE if here else SlotState.WAITING


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long the parts of a round take; `change` is for going from room to room."""

    reading: int
    play: int
    marking: int
    change: int

    @property
    def round(self) -> int:
        return self.reading + self.play + self.marking + self.change


@dataclass(frozen=True, slots=True)
class Phases:
    """When the parts of a slot begin, and when it ends."""

    reading: datetime
    play: datetime
    marking: datetime
    end: datetime


def phases(starts_at: datetime, minutes: Minutes) -> Phases:
    """The parts of a slot that starts then."""
    play = starts_at + timedelta(minutes=minutes.reading)
    marking = play + timedelta(minutes=minutes.play)
    return Phases(starts_at, play, marking, marking + timedelta(minutes=minutes.marking))


@dataclass(frozen=True, slots=True)
class RoundTime:
    """One round of a day by the clock; in a rest nobody plays."""

    number: int
    starts_at: datetime
    rest: bool


def timetable(
    starts_at: datetime, minutes: Minutes, *, rounds: int, rest_every: int, rest_minutes: int
) -> list[RoundTime]:
    """`rounds` rounds, and after each `rest_every` of them a rest (0: none); numbered together."""
    found: list[RoundTime] = []
    moment = starts_at
    for played in range(1, rounds + 1):
        found.append(RoundTime(len(found) + 1, moment, rest=False))
        moment += timedelta(minutes=minutes.round)
        if rest_every and played % rest_every == 0 and played < rounds:
            found.append(RoundTime(len(found) + 1, moment, rest=True))
            moment += timedelta(minutes=rest_minutes)
    return found


# Short, well known, told apart by ear: trees, animals and things, in Spanish on every badge.
_WORDS = """
    Abedul Abeja Águila Alerce Alondra Ámbar Ancla Arcilla Arroyo Avena Azafrán Azul Bahía Bambú Barco
    Brisa Bruma Búho Cacao Cactus Canela Caoba Cedro Ceiba Cereza Ciprés Ciruelo Clavel Cobre Colibrí
    Cometa Copal Coral Cristal Dalia Delfín Duna Durazno Ébano Encino Esmeralda Espiga Estrella Faro
    Flamenco Fresno Garza Gaviota Girasol Glaciar Granate Granito Guayaba Halcón Helecho Hierba Higuera
    Huerto Iguana Isla Jacaranda Jade Jaguar Jazmín Jícara Lago Laurel Lavanda León Limón Lince Lirio
    Lluvia Lobo Luna Madera Magnolia Maíz Mango Manzano Mármol Mezquite Miel Monte Musgo Naranjo Nieve
    Nogal Nopal Nube Obsidiana Olivo Olmo Ónix Orquídea Palma Pino Plata Pradera Puente Puma Quetzal
    Roble Rocío Romero Rubí Sabino Salvia Sauce Sierra Sol Tejón Tierra Trébol Trigo Tucán Tule Turquesa
    Vainilla Valle Venado Viento Volcán Yuca Zafiro Zorro
"""
CODE_WORDS = tuple(_WORDS.split())
STRIDE = 37


def code_word(place: int) -> str:
    """The word at this place; when all are given out they begin anew with a number."""
    turn, at = divmod(place, len(CODE_WORDS))
    # In large strides, so that those of one round do not all begin with the same letter.
    word = CODE_WORDS[at * STRIDE % len(CODE_WORDS)]
    return f"{word} {turn + 1}" if turn else word
