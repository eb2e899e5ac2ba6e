"""Kinds of questions. Pure: no Django here, so that marking can be checked from anywhere.

A new kind is one module, one line below, and two templates in `templates/assessments/items/`.
"""

from assessments.item_types.base import Answer, AnswerError, Content, ItemType
from assessments.item_types.likert import Likert
from assessments.item_types.multiple_choice import MultipleChoice
from assessments.item_types.number import Number
from assessments.item_types.open_text import OpenText
from assessments.item_types.single_choice import SingleChoice
from assessments.item_types.true_false import TrueFalse

REGISTRY: dict[str, ItemType] = {
    kind.key: kind for kind in (SingleChoice(), MultipleChoice(), TrueFalse(), Number(), Likert(), OpenText())
}


def is_graded(type: str, content: Content) -> bool:
    """Whether something is right or wrong in this question: a choice or a number need not be marked."""
    return REGISTRY[type].graded and REGISTRY[type].max_mark(content) > 0


__all__ = ["REGISTRY", "Answer", "AnswerError", "Content", "ItemType", "is_graded"]
