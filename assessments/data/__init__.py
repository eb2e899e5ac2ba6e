"""What assessments hands to other apps: frozen records, standard library only.

One module for each subject; other apps import from here.
"""

from assessments.data.deliveries import (
    Comparison,
    DeliveryFacts,
    DeliveryState,
    FormInfo,
    Lessons,
    Onward,
    OwnTest,
)
from assessments.data.items import ItemUses, JudgedQuestion, JudgedTest, UsedIn, UseRow
from assessments.data.ratings import (
    CaseFact,
    CriterionInfo,
    IncidentFact,
    LedOccasion,
    PlayedFact,
    RatingOutcome,
    SeedSheet,
)
from assessments.data.scores import (
    AskedQuestion,
    AttemptScore,
    Consequence,
    Discrepancy,
    FormMarks,
    OwnSitting,
    TopicScore,
)
from assessments.data.surveys import (
    AskedSupervisor,
    ClientBox,
    ClientSums,
    LikertSummary,
    OpenAnswers,
    ScaleAnswer,
    ToldBox,
)

__all__ = [
    "AskedQuestion",
    "AskedSupervisor",
    "AttemptScore",
    "CaseFact",
    "ClientBox",
    "ClientSums",
    "Comparison",
    "Consequence",
    "CriterionInfo",
    "DeliveryFacts",
    "DeliveryState",
    "Discrepancy",
    "FormInfo",
    "FormMarks",
    "IncidentFact",
    "ItemUses",
    "JudgedQuestion",
    "JudgedTest",
    "LedOccasion",
    "Lessons",
    "LikertSummary",
    "Onward",
    "OpenAnswers",
    "OwnSitting",
    "OwnTest",
    "PlayedFact",
    "RatingOutcome",
    "ScaleAnswer",
    "SeedSheet",
    "ToldBox",
    "TopicScore",
    "UseRow",
    "UsedIn",
]
