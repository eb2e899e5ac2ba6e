"""Instruments, what people answered, and how they were rated."""

from assessments.models.admissions import Accommodation, Audience, AudienceMember
from assessments.models.appeals import Appeal, AppealStep
from assessments.models.attempts import Attempt, AttemptItem, Response, ResponseEvidence
from assessments.models.ballots import (
    AnonymousComment,
    AnonymousReceipt,
    AnonymousSheet,
    AnonymousTicket,
    StorySlip,
)
from assessments.models.calibration import AssessorLicence, SeedCase, SeedRating
from assessments.models.client_surveys import ClientPeriod, ClientSurvey, TicketBatch
from assessments.models.deliveries import Delivery, DeliveryChange, DeliveryForm
from assessments.models.exam_days import (
    Acquaintance,
    CheckIn,
    DayAssessor,
    DayMarshal,
    ExamDay,
    PlanAcceptance,
    Room,
    Round,
    Slot,
)
from assessments.models.exam_events import Concern, Incident
from assessments.models.form_turns import FormTurn
from assessments.models.instrument_drafts import FormSet, InstrumentDraft, ParallelForm
from assessments.models.instruments import (
    Instrument,
    InstrumentEntry,
    InstrumentSection,
    InstrumentVersion,
)
from assessments.models.item_bank import ItemCard, ItemComment, ItemEnemy, ItemPicture, ItemPrint
from assessments.models.item_uploads import ItemUpload
from assessments.models.items import Item, ItemDraft, ItemTag, ItemVersion
from assessments.models.key_corrections import KeyCorrection, RegradeRun
from assessments.models.manual_marks import ManualMark, MarkingPlan
from assessments.models.occasions import Occasion, OccasionScenario, RoleCast
from assessments.models.paper_entries import PaperEntry
from assessments.models.rating_cases import Assignment, Moderation, ModerationNote, RatingCase
from assessments.models.rating_sheets import DeviceReport, PaperPhoto, PaperSheet, PartyCard
from assessments.models.ratings import CriterionScore, EvidenceNote, Rating
from assessments.models.requests import SheetRequest
from assessments.models.rubric_drafts import RubricDraft
from assessments.models.rubrics import Criterion, Level, Rubric, RubricVersion
from assessments.models.scenarios import Scenario, ScenarioVersion
from assessments.models.scores import Regrade, Score
from assessments.models.stories import SuccessStory

__all__ = [
    "Accommodation",
    "Acquaintance",
    "AnonymousComment",
    "AnonymousReceipt",
    "AnonymousSheet",
    "AnonymousTicket",
    "Appeal",
    "AppealStep",
    "AssessorLicence",
    "Assignment",
    "Attempt",
    "AttemptItem",
    "Audience",
    "AudienceMember",
    "CheckIn",
    "ClientPeriod",
    "ClientSurvey",
    "Concern",
    "Criterion",
    "CriterionScore",
    "DayAssessor",
    "DayMarshal",
    "Delivery",
    "DeliveryChange",
    "DeliveryForm",
    "DeviceReport",
    "EvidenceNote",
    "ExamDay",
    "FormSet",
    "FormTurn",
    "Incident",
    "Instrument",
    "InstrumentDraft",
    "InstrumentEntry",
    "InstrumentSection",
    "InstrumentVersion",
    "Item",
    "ItemCard",
    "ItemComment",
    "ItemDraft",
    "ItemEnemy",
    "ItemPicture",
    "ItemPrint",
    "ItemTag",
    "ItemUpload",
    "ItemVersion",
    "KeyCorrection",
    "Level",
    "ManualMark",
    "MarkingPlan",
    "Moderation",
    "ModerationNote",
    "Occasion",
    "OccasionScenario",
    "PaperEntry",
    "PaperPhoto",
    "PaperSheet",
    "ParallelForm",
    "PartyCard",
    "PlanAcceptance",
    "Rating",
    "RatingCase",
    "Regrade",
    "RegradeRun",
    "Response",
    "ResponseEvidence",
    "RoleCast",
    "Room",
    "Round",
    "Rubric",
    "RubricDraft",
    "RubricVersion",
    "Scenario",
    "ScenarioVersion",
    "Score",
    "SeedCase",
    "SeedRating",
    "SheetRequest",
    "Slot",
    "StorySlip",
    "SuccessStory",
    "TicketBatch",
]
