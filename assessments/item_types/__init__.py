"""Kinds of questions. Pure: no Django here, so that marking can be checked from anywhere.

A new kind is one module, one line below, its templates in `templates/assessments/items/`, and an
example in `tests/assessments/item_types/`, which holds every kind to the contract. Nothing
else names a kind: whoever needs to know something of a question asks its type.
"""

from assessments.item_types.base import Answer, AnswerError, Content, ItemType, Templates
from assessments.item_types.likert import Likert
from assessments.item_types.matching import Matching
from assessments.item_types.matrix import Matrix
from assessments.item_types.multiple_choice import MultipleChoice
from assessments.item_types.number import Number
from assessments.item_types.open_text import OpenText
from assessments.item_types.ordering import Ordering
from assessments.item_types.short_text import ShortText
from assessments.item_types.single_choice import SingleChoice
from assessments.item_types.situational_judgement import SituationalJudgement
from assessments.item_types.true_false import TrueFalse

REGISTRY: dict[str, ItemType] = {
    kind.key: kind
    for kind in (
        SingleChoice(),
        MultipleChoice(),
        TrueFalse(),
        Number(),
        ShortText(),
        Ordering(),
        Matching(),
        SituationalJudgement(),
        Likert(),
        Matrix(),
        OpenText(),
    )
}


def is_graded(type: str, content: Content) -> bool:
    """Whether something earns points in this question: a choice, a number or free words need not."""
    return REGISTRY[type].max_mark(content) > 0


def scale_types() -> list[str]:
    """The keys of the types whose answers are points on a scale."""
    return [key for key, kind in REGISTRY.items() if kind.is_scale]


def word_types() -> list[str]:
    """The keys of the types whose answers may hold what a person wrote."""
    return [key for key, kind in REGISTRY.items() if kind.holds_words]


__all__ = [
    "REGISTRY",
    "Answer",
    "AnswerError",
    "Content",
    "ItemType",
    "Templates",
    "is_graded",
    "scale_types",
    "word_types",
]
