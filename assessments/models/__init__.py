"""Instruments, what people answered, and how they were rated."""

from assessments.models.attempts import Attempt, Response
from assessments.models.ballots import AnonymousComment, AnonymousReceipt, AnonymousSheet
from assessments.models.deliveries import Delivery
from assessments.models.instruments import Instrument, InstrumentEntry, InstrumentVersion
from assessments.models.items import Item, ItemVersion
from assessments.models.ratings import CriterionScore, Occasion, Rating
from assessments.models.rubrics import Criterion, Level, Rubric, RubricVersion

__all__ = [
    "AnonymousComment",
    "AnonymousReceipt",
    "AnonymousSheet",
    "Attempt",
    "Criterion",
    "CriterionScore",
    "Delivery",
    "Instrument",
    "InstrumentEntry",
    "InstrumentVersion",
    "Item",
    "ItemVersion",
    "Level",
    "Occasion",
    "Rating",
    "Response",
    "Rubric",
    "RubricVersion",
]
