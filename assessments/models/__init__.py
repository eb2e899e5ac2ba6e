"""Instruments, what people answered, and how they were rated."""

from assessments.models.attempts import Attempt, Response
from assessments.models.ballots import AnonymousComment, AnonymousReceipt, AnonymousSheet
from assessments.models.deliveries import Delivery
from assessments.models.instruments import Instrument, InstrumentEntry, InstrumentVersion
from assessments.models.items import Item, ItemVersion
from assessments.models.occasions import Occasion, OccasionScenario, RoleCast
from assessments.models.rating_cases import Assignment, Moderation, RatingCase
from assessments.models.ratings import CriterionScore, Rating
from assessments.models.rubrics import Criterion, Level, Rubric, RubricVersion
from assessments.models.scenarios import Scenario, ScenarioVersion

__all__ = [
    "AnonymousComment",
    "AnonymousReceipt",
    "AnonymousSheet",
    "Assignment",
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
    "Moderation",
    "Occasion",
    "OccasionScenario",
    "Rating",
    "RatingCase",
    "Response",
    "RoleCast",
    "Rubric",
    "RubricVersion",
    "Scenario",
    "ScenarioVersion",
]
