"""What earlier releases asked is drawn and marked as it was, byte for byte."""

import json

import pytest

from assessments.item_types import REGISTRY
from assessments.rules.hashing import content_hash
from tests.upgrade.question_examples import QUESTIONS
from tests.upgrade.questions import FOLDER, drawn, marked

KEPT = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


@pytest.mark.parametrize("name", KEPT)
def test_a_question_of_an_earlier_release_is_drawn_and_marked_as_it_was(name):
    kept = KEPT[name]
    assert content_hash(type=kept["type"], content=kept["content"]) == kept["content_hash"]
    assert marked(kept) == kept["answers"]
    assert drawn(kept) == kept["html"]
    assert REGISTRY[kept["type"]].problems(kept["content"]) == []


def test_every_kind_and_every_spelling_of_its_settings_is_kept():
    assert {kept["type"] for kept in KEPT.values()} == REGISTRY.keys()
    names = {name.partition("-")[2] for name in KEPT}
    assert QUESTIONS.keys() - names == set()
    credits = {
        (type, choice)
        for type, kind in REGISTRY.items()
        for setting in kind.writing.settings
        for choice in setting.choices
    }
    said = {
        (kept["type"], kept["content"].get("credit", "shares" if kept["content"].get("partial") else "exact"))
        for kept in KEPT.values()
    }
    assert credits - said == {("matrix", "each")}
