"""Tags of questions in pages."""

from collections.abc import Hashable, Iterable, Iterator

from django import template
from django.utils.safestring import SafeString

from assessments.interfaces.item_words import tag_word as in_words
from assessments.selectors.sittings import Place, Sitting
from lms.core.drawing import drawn, drawn_each

register = template.Library()


@register.filter
def tag_word(value: str) -> str:
    """A tag in words: "easy" is "fácil"."""
    return in_words(value)


@register.simple_tag
def question_map(places: Iterable[Place], here: int | None = None) -> SafeString:
    """A way to each question of a test; it saves the one that is `here` (else all are on the page)."""
    rows: Iterator[dict[str, Hashable]] = (
        {
            "position": place.position,
            "is_answered": place.answered,
            "is_flagged": place.flagged,
            "is_here": place.position == here,
            "saves": here is not None,
        }
        for place in places
    )
    return drawn_each("assessments/_map_place.html", rows)


@register.simple_tag
def map_words(place: Place) -> SafeString:
    """What the map says of a question: its number, and whether it is answered and marked."""
    return drawn(
        "assessments/_map_words.html",
        position=place.position,
        is_answered=place.answered,
        is_flagged=place.flagged,
    )


@register.simple_tag
def answer_counts(sitting: Sitting) -> SafeString:
    """How many questions are answered, marked for review and not answered."""
    return drawn(
        "assessments/_counts.html",
        answered=sitting.answered,
        flagged=len(sitting.flagged),
        unanswered=len(sitting.unanswered),
    )
