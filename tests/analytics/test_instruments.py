"""The text of a question as an evaluator gets it says nothing of its right answer."""

import pytest

from analytics.program.instruments import LANGUAGES, _lines
from assessments.api import Definition
from tests.assessments.item_types.examples import EXAMPLES

SCALES = ("likert",)


def printed(kind, content):
    says = {
        "title": {"es": "Prueba", "en": "Test"},
        "intro": {},
        "items": [{"key": "a/1", "type": kind, "content": content, "topic": "m1"}],
    }
    return ["\n".join(_lines(Definition("instrument", "a/test", 1, says), one)) for one in LANGUAGES]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_another_key_gives_the_same_text(kind):
    content = EXAMPLES[kind][0]
    other = {
        name: list(reversed(value)) if isinstance(value, list) and kind not in SCALES else value
        for name, value in content.items()
        if name not in ("correct", "accepted", "tolerance", "levels", "credit", "low", "high")
    }
    for name in ("options", "rows"):
        if name in other:
            other[name] = [
                {key: value for key, value in one.items() if key not in ("weight", "feedback", "key")}
                for one in other[name]
            ]
    assert printed(kind, other) == printed(kind, content)
    spanish, english = printed(kind, content)
    assert content["stem"]["es"] in spanish
    assert content["stem"]["en"] in english
    for one in content.get("options", ()):
        assert one["text"]["es"] in spanish
        if "feedback" in one:
            assert one["feedback"]["es"] not in spanish
