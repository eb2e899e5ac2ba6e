"""One column for each of several rows, such as one scale for several statements.

Content: `{"stem": {es, en}, "rows": [{"key", "text": {es, en}}], "columns": [{"key", "text"}],
"correct": {row: column}, "credit": "exact"|"each", "required": bool}`. Without `correct` it asks for
opinions, and nothing is marked.
"""

from collections.abc import Sequence

from assessments.item_types import pairs
from assessments.item_types.base import Answer, Content, ItemType, Templates, stem_problems
from assessments.item_types.writing import GROUP, REQUIRED, Lines, Right, Setting, Writing, gettext_noop


class Matrix(ItemType):
    key = "matrix"
    name = gettext_noop("Rows and columns")
    graded = True
    holds_words = False
    is_scale = False
    templates = Templates("matrix", "matrix_answer", "pairs_review")
    writing = Writing(
        lines=(Lines("rows", 1, pictured=True), Lines("columns", 2)),
        settings=(Setting("credit", "choice", "exact", pairs.CREDITS), GROUP, REQUIRED),
        right=Right("pairs", "columns", rows="rows", may_lack=True),
    )

    def problems(self, content: Content) -> list[str]:
        problems = stem_problems(content)
        problems += pairs.list_problems(content, "rows", least=1)
        problems += pairs.list_problems(content, "columns", least=2)
        if problems or "correct" not in content:
            return problems
        return pairs.key_problems(content, pairs.row_keys(content), self._columns(content))

    def clean(self, content: Content, raw: Sequence[str]) -> Answer:
        return pairs.clean(raw, pairs.row_keys(content), self._columns(content))

    def echo(self, raw: Sequence[str]) -> Answer:
        return pairs.echo(raw)

    def mark(self, content: Content, answer: Answer) -> float | None:
        return pairs.mark(content, answer) if "correct" in content else None

    def max_mark(self, content: Content) -> float:
        return 1.0 if "correct" in content else 0.0

    def _columns(self, content: Content) -> tuple[str, ...]:
        return tuple(column["key"] for column in content["columns"])
