"""Each sentence of reports, with values, in both languages."""

import re
from contextlib import suppress

import pytest
from django.utils import translation

from analytics.render.documents.written import say
from analytics.render.phrases import PHRASES
from analytics.reports.document import Number, Sentence, Unit

NUMBERS = {
    "pre": Number(0.58, Unit.PERCENT),
    "post": Number(0.81, Unit.PERCENT),
    "gain": Number(0.23, Unit.CHANGE),
    "low": Number(0.2, Unit.CHANGE),
    "high": Number(0.25, Unit.CHANGE),
    "mean": Number(3.2, Unit.SCALE, 1),
}
NAMES = dict.fromkeys(("target", "topic", "criterion", "step", "dimension", "behavior"), "A") | {"other": "B"}
CAUSES = re.compile(r"gracias a|debido a|thanks to|because of|caused|causó", re.I)


class Asked(dict[str, object]):
    """Remembers which values a phrase has a place for."""

    def __missing__(self, name: str) -> int:
        self[name] = 2
        return 2


def example(key: str, people: int) -> Sentence:
    """The sentence with a value for each of its names; all counts are `people`."""
    asked = Asked()
    with suppress(TypeError, ValueError):  # words with a bare percent sign have no places
        PHRASES[key] % asked
    return Sentence(key, {name: NUMBERS.get(name) or NAMES.get(name) or Number(people) for name in asked})


@pytest.mark.parametrize("language", ["en", "es-mx"])
def test_every_phrase_is_whole_in_both_languages(language):
    with translation.override(language):
        for key in PHRASES:
            for people in (1, 143):
                text = say(example(key, people))
                assert "%(" not in text, key
                assert "%%" not in text, key
                assert not CAUSES.search(text), key
                if not key.startswith(("forms.", "method.", "targets.limit")):
                    assert len(re.sub(r"\([^)]*\)", "", text).split()) <= 20, text
