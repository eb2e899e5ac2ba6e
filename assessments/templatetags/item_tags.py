"""Tags of questions in pages."""

from django import template

from assessments.interfaces.item_words import tag_word as in_words

register = template.Library()


@register.filter
def tag_word(value: str) -> str:
    """A tag in words: "easy" is "fácil"."""
    return in_words(value)
