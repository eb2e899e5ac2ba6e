"""Kinds of questions. Pure: no Django here, so that marking can be checked from anywhere.

A new kind is one module, one line below, and two templates in `templates/assessments/items/`.
"""

from assessments.item_types.base import Answer, AnswerError, Content, ItemType
from assessments.item_types.likert import Likert
from assessments.item_types.multiple_choice import MultipleChoice
from assessments.item_types.open_text import OpenText
from assessments.item_types.single_choice import SingleChoice
from assessments.item_types.true_false import TrueFalse

REGISTRY: dict[str, ItemType] = {
    kind.key: kind for kind in (SingleChoice(), MultipleChoice(), TrueFalse(), Likert(), OpenText())
}

__all__ = ["REGISTRY", "Answer", "AnswerError", "Content", "ItemType"]
