"""The rule of the role-plays of a course, on any page about one of them."""

from django import template

from assessments import registries
from assessments.interfaces.result_words import rule_words, verdict_words
from assessments.models import Occasion
from assessments.rules.results import Result

register = template.Library()


@register.simple_tag
def result_rule(occasion: Occasion | str) -> list[str]:
    """The rule in sentences, where the occasion is assessed and belongs to a course; else none."""
    rule = registries.result_rule(occasion) if isinstance(occasion, Occasion) else None
    return rule_words(rule) if rule else []


@register.filter
def in_words(found: Result) -> str:
    """What a result comes to."""
    return verdict_words(found)
