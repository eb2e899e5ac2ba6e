"""Which questions of a section one sitting asks.

A draw rule is `{"kind": kind of tag, "each": {value: number, …}}`, for instance two questions of
each of three modules: `{"kind": "module", "each": {"m1": 2, "m2": 2, "m3": 2}}`. What the numbers
leave of the draw is filled from the rest. An empty rule draws from all.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.rules.ordering import shuffled


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be drawn; `name` tells it apart for ever, whatever its row's id."""

    id: Hashable
    name: str
    tags: Collection[tuple[str, str]] = ()


class DrawError(ValueError):
    """There are too few questions for what the rule asks."""


def rule_problem(draw: int | None, rule: Mapping[str, Any], kinds: Collection[str]) -> str:
    """What is wrong with a rule, in words; "" when it can be used."""
    if not rule:
        return ""
    each = rule.get("each")
    if set(rule) != {"kind", "each"} or rule["kind"] not in kinds or not isinstance(each, Mapping):
        return 'a draw rule is {"kind": …, "each": {value: number}}'
    if not all(type(number) is int and number > 0 for number in each.values()):
        return "a draw rule asks for whole numbers above zero"
    if draw is None or sum(each.values()) > draw:
        return "a draw rule asks for more questions than are drawn"
    return ""


def draw_from(
    candidates: Sequence[Candidate], *, draw: int | None, rule: Mapping[str, Any], seed: int
) -> list[Candidate]:
    """The questions drawn by `seed`, in their written order. Raises DrawError when there are too few."""
    if draw is None:
        return list(candidates)
    mixed = shuffled(candidates, seed=seed, name=lambda one: f"draw:{one.name}")
    taken: list[Candidate] = []
    for value, number in rule.get("each", {}).items():
        fitting = [one for one in mixed if one not in taken and (rule["kind"], value) in one.tags]
        if len(fitting) < number:
            raise DrawError(f"{number} of {rule['kind']} {value}, there are {len(fitting)}")
        taken += fitting[:number]
    rest = [one for one in mixed if one not in taken]
    if len(taken) + len(rest) < draw:
        raise DrawError(f"{draw} questions, there are {len(taken) + len(rest)}")
    taken += rest[: draw - len(taken)]
    return [one for one in candidates if one in taken]
