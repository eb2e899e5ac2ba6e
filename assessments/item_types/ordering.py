"""Things to put in order.

Content: `{"stem": {es, en}, "options": [{"key", "text": {es, en}}], "correct": [keys in their order],
"credit": "exact"|"positions"|"pairs"}`. An answer gives each thing a place, {key: "1"…}; a place left
open or given twice is never right. "positions" pays each thing at its place, "pairs" each two things
in the right order of each other (Kendall's concordant pairs), so that one thing too early costs little.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from assessments.item_types import options, pairs
from assessments.item_types.base import Answer, Content, ItemType, Templates, stem_problems
from assessments.item_types.writing import Lines, Right, Setting, Writing, gettext_noop

CREDITS = ("exact", "positions", "pairs")


def places(content: Content) -> tuple[str, ...]:
    """The places that can be given."""
    return tuple(str(place) for place in range(1, len(content["options"]) + 1))


class Ordering(ItemType):
    key = "ordering"
    name = gettext_noop("Put in order")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("ordering", "ordering_answer", "review")
    writing = Writing(
        lines=(Lines("options", 2, pictured=True),),
        settings=(Setting("credit", "choice", "exact", CREDITS),),
        right=Right("order", "options"),
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        problems += pairs.list_problems(content, "options", least=2)
        if problems:
            return problems
        correct = content.get("correct")
        if not isinstance(correct, list) or sorted(map(str, correct)) != sorted(options.keys(content)):
            problems.append("correct: must be every option once, in order")
        if content.get("credit", "exact") not in CREDITS:
            problems.append("credit: must be exact, positions or pairs")
        return problems

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        return pairs.clean(raw, options.keys(content), places(content))

    def echo(self, raw: Sequence[str]) -> Answer:
        return pairs.echo(raw)

    def mark(self, content: Content, answer: Answer) -> float | None:
        right: list[str] = content["correct"]
        given = answer if isinstance(answer, Mapping) else {}
        taken = list(given.values())
        # A place given twice orders nothing.
        place = {key: int(one) for key, one in given.items() if taken.count(one) == 1}
        credit = content.get("credit", "exact")
        if credit == "pairs":
            all_pairs = list(combinations(right, 2))
            held = sum(a in place and b in place and place[a] < place[b] for a, b in all_pairs)
            return held / len(all_pairs)
        held = sum(place.get(key) == number for number, key in enumerate(right, start=1))
        return float(held == len(right)) if credit == "exact" else held / len(right)

    def right_answer(self, content: Content) -> Answer:
        return {key: str(place) for place, key in enumerate(content["correct"], start=1)}

    def option_keys(self, content: Content) -> tuple[str, ...]:
        return options.keys(content)
