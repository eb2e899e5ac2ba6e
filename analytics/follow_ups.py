"""What people say they do at work: which answers count as doing it, and counts of equal answers. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Answers = Mapping[str, int]
"""By question, a point of a scale from 1 (never) to 5 (always)."""
OFTEN = 4
# Of the behaviors asked: four of six.
NEEDED = (2, 3)


class FollowUp(NamedTuple):
    """What people say of their work, as counts: nobody's answers to two questions stand together.

    `both` is (applied it before, applies it later, people) of those with both sheets, `behaviors` by question
    (before, later, people) of the same. `alone` is (how many apply it, how many people) of those whose later
    sheet has no earlier one beside it. `words` are the questions, in the order of the form.
    """

    both: tuple[tuple[bool, bool, int], ...] = ()
    behaviors: Mapping[str, tuple[tuple[int, int, int], ...]] = {}
    alone: tuple[int, int] = (0, 0)
    words: Mapping[str, Mapping[str, str]] = {}

    @property
    def later(self) -> int:
        """How many apply it after the course, of everybody."""
        return self.alone[0] + sum(count for _before, after, count in self.both if after)

    @property
    def people(self) -> int:
        """How many answered after it."""
        return self.alone[1] + sum(count for _before, _after, count in self.both)


def applies(answers: Answers) -> bool:
    """Whether somebody does at least two thirds of what was asked often or always."""
    often = sum(value >= OFTEN for value in answers.values())
    return bool(answers) and often * NEEDED[1] >= len(answers) * NEEDED[0]


def of_pairs(
    pairs: Iterable[tuple[Answers, Answers]], words: Mapping[str, Mapping[str, str]] | None = None
) -> FollowUp:
    """The counts of people with both sheets."""
    both: Counter[tuple[bool, bool]] = Counter()
    behaviors: dict[str, Counter[tuple[int, int]]] = {}
    for before, later in pairs:
        both[applies(before), applies(later)] += 1
        for key in before.keys() & later.keys():
            behaviors.setdefault(key, Counter())[before[key], later[key]] += 1
    return FollowUp(
        both=tuple((*key, count) for key, count in sorted(both.items())),
        behaviors={
            key: tuple((*pair, count) for pair, count in sorted(behaviors[key].items()))
            for key in sorted(behaviors)
        },
        words={key: dict(text) for key, text in (words or {}).items() if key in behaviors},
    )


def of_alone(sheets: Iterable[Answers]) -> FollowUp:
    """The counts of people whose later sheet stands alone."""
    known = [applies(one) for one in sheets]
    return FollowUp(alone=(sum(known), len(known)))


def together(parts: Iterable[FollowUp]) -> FollowUp:
    """Several groups of people as one."""
    both: Counter[tuple[bool, bool]] = Counter()
    behaviors: dict[str, Counter[tuple[int, int]]] = {}
    words: dict[str, Mapping[str, str]] = {}
    applying = people = 0
    for part in parts:
        words |= part.words
        for before, later, count in part.both:
            both[before, later] += count
        for key, cells in part.behaviors.items():
            own = behaviors.setdefault(key, Counter())
            for earlier, after, count in cells:
                own[earlier, after] += count
        applying, people = applying + part.alone[0], people + part.alone[1]
    return FollowUp(
        both=tuple((*key, count) for key, count in sorted(both.items())),
        behaviors={
            key: tuple((*pair, count) for pair, count in sorted(own.items()))
            for key, own in behaviors.items()
        },
        alone=(applying, people),
        words=words,
    )


def stored(found: FollowUp) -> dict[str, Any]:
    """As a release keeps it."""
    return {
        "both": [list(one) for one in found.both],
        "behaviors": {key: [list(one) for one in cells] for key, cells in found.behaviors.items()},
        "alone": list(found.alone),
        # A list: one of the databases does not keep the order of keys.
        "words": [[key, dict(text)] for key, text in found.words.items()],
    }


def read(kept: Mapping[str, Any]) -> FollowUp:
    """What was stored."""
    applying, people = kept["alone"]
    return FollowUp(
        both=tuple((before, later, count) for before, later, count in kept["both"]),
        behaviors={key: tuple((a, b, n) for a, b, n in cells) for key, cells in kept["behaviors"].items()},
        alone=(applying, people),
        words=dict(kept["words"]),
    )
