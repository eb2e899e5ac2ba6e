"""Each statement with its match.

Content: `{"stem": {es, en}, "rows": [{"key", "text": {es, en}}], "options": [{"key", "text"}],
"correct": {row: option}, "credit": "exact"|"each"}`. An option may fit several rows or none. By default
only the whole set earns the point; with "each", every row earns its share.
"""

from collections.abc import Sequence

from assessments.item_types import options, pairs
from assessments.item_types.base import Answer, Content, ItemType, Templates, stem_problems
from assessments.item_types.writing import Lines, Right, Setting, Writing, gettext_noop


class Matching(ItemType):
    key = "matching"
    name = gettext_noop("Match")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("matching", "matching_answer", "pairs_review")
    writing = Writing(
        lines=(Lines("rows", 2, pictured=True), Lines("options", 2)),
        settings=(Setting("credit", "choice", "exact", pairs.CREDITS),),
        right=Right("pairs", "options", rows="rows"),
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        problems += pairs.list_problems(content, "rows", least=2)
        problems += pairs.list_problems(content, "options", least=2)
        return problems or pairs.key_problems(content, pairs.row_keys(content), options.keys(content))

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        return pairs.clean(raw, pairs.row_keys(content), options.keys(content))

    def echo(self, raw: Sequence[str]) -> Answer:
        return pairs.echo(raw)

    def mark(self, content: Content, answer: Answer) -> float | None:
        return pairs.mark(content, answer)

    def option_keys(self, content: Content) -> tuple[str, ...]:
        return options.keys(content)
