"""Instruments, what people answered, and how they were rated."""

from assessments.models.admissions import Accommodation, Audience, AudienceMember
from assessments.models.attempts import Attempt, AttemptItem, Response, ResponseEvidence
from assessments.models.deliveries import Delivery, DeliveryChange, DeliveryForm
from assessments.models.instruments import (
    Instrument,
    InstrumentEntry,
    InstrumentSection,
    InstrumentVersion,
)
from assessments.models.items import Item, ItemTag, ItemVersion
from assessments.models.ratings import CriterionScore, Occasion, Rating
from assessments.models.receipts import AnonymousReceipt
from assessments.models.rubrics import Criterion, Level, Rubric, RubricVersion
from assessments.models.scores import Regrade, Score

__all__ = [
    "Accommodation",
    "AnonymousReceipt",
    "Attempt",
    "AttemptItem",
    "Audience",
    "AudienceMember",
    "Criterion",
    "CriterionScore",
    "Delivery",
    "DeliveryChange",
    "DeliveryForm",
    "Instrument",
    "InstrumentEntry",
    "InstrumentSection",
    "InstrumentVersion",
    "Item",
    "ItemTag",
    "ItemVersion",
    "Level",
    "Occasion",
    "Rating",
    "Regrade",
    "Response",
    "ResponseEvidence",
    "Rubric",
    "RubricVersion",
    "Score",
]
