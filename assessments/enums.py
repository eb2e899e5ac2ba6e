"""The fixed choices of assessments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.rules import exam_days, rating_cases
from assessments.rules.appeals import AppealKind
from assessments.rules.corrections import CorrectionKind


class Purpose(models.TextChoices):
    """What a delivery is for; it decides how the page asks (`ONE_PAGE`) and what analytics reads."""

    BASELINE = "baseline", _("Starting point")
    PRE_TEST = "pre_test", _("Pre-test")
    POST_TEST = "post_test", _("Post-test")
    FOLLOW_UP = "follow_up", _("Follow-up")
    PRACTICE = "practice", _("Practice")
    SELECTION = "selection", _("Selection exam")
    EVALUATION = "evaluation", _("Course evaluation")
    SURVEY = "survey", _("Survey")


# What decides about somebody or tells what they learned: its questions are practiced by nobody.
MEASURING = frozenset(
    {Purpose.BASELINE, Purpose.PRE_TEST, Purpose.POST_TEST, Purpose.FOLLOW_UP, Purpose.SELECTION}
)

# Short opinion forms are answered on one page and sent once; tests go question by question.
ONE_PAGE = frozenset({Purpose.BASELINE, Purpose.EVALUATION, Purpose.SURVEY, Purpose.FOLLOW_UP})


class Feedback(models.TextChoices):
    """What a person learns on submitting."""

    NONE = "none", _("Nothing yet")
    SCORE = "score", _("The score")
    ANSWERS = "answers", _("The score and the right answers")


class ItemStatus(models.TextChoices):
    """How far a question is; only a reviewed one is drawn.

    A rested one was set aside by a person and may come back; a retired one is gone for good.
    """

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    RESTED = "rested", _("Rested")
    RETIRED = "retired", _("Retired")


class DraftState(models.TextChoices):
    """How far a wording of a question is on its way to being asked."""

    DRAFT = "draft", _("Being written")
    REVIEW = "review", _("In review")


class TagKind(models.TextChoices):
    """What a tag of a question says."""

    MODULE = "module", _("Module")
    COMPETENCY = "competency", _("Competency")
    ARTICLE = "article", _("Article")
    LEVEL = "level", _("Level")
    DIFFICULTY = "difficulty", _("Difficulty")
    OTHER = "other", _("Other")


class Counts(models.TextChoices):
    """Which of several attempts counts."""

    FIRST = "first", _("The first attempt")
    BEST = "best", _("The best attempt")
    LAST = "last", _("The last attempt")


class Late(models.TextChoices):
    """What becomes of answers that came after the end; they are kept and never counted either way."""

    REFUSE = "refuse", _("Not looked at")
    FLAG = "flag", _("Shown to whoever marks")


class Layout(models.TextChoices):
    """How a test asks; short opinion forms are always one page (`ONE_PAGE`)."""

    ITEM = "item", _("One question a page")
    PAGE = "page", _("All questions on one page")


class AudienceKind(models.TextChoices):
    """To whom a delivery is open beside those whom another app lets in."""

    COHORT = "cohort", _("A cohort")
    LIST = "list", _("Named people")
    LINK = "link", _("Whoever has the link")


class RequestState(models.TextChoices):
    """How far a request to a supervisor is; the last three are its end."""

    WAITING = "waiting", pgettext_lazy("supervisor", "To be asked")
    ASKED = "asked", pgettext_lazy("supervisor", "Asked")
    ANSWERED = "answered", pgettext_lazy("supervisor", "Answered")
    DECLINED = "declined", pgettext_lazy("supervisor", "Declined")
    EXPIRED = "expired", pgettext_lazy("supervisor", "No answer in time")


OPEN_REQUESTS = (RequestState.ASKED, RequestState.WAITING)


class ScoreScope(models.TextChoices):
    """What a score is about: the sitting or one topic of it."""

    TOTAL = "total", _("Total")
    TOPIC = "topic", _("Topic")


class CorrectionEffect(models.TextChoices):
    """What becomes of a question whose key was wrong; `rules.corrections` says what each does."""

    KEY = CorrectionKind.KEY.value, _("Another answer is right")
    OUT = CorrectionKind.OUT.value, _("Annulled: it leaves everybody's maximum")
    CREDIT = CorrectionKind.CREDIT.value, _("Annulled: everybody gets its points")


class EvidenceReason(models.TextChoices):
    """Why an answer that arrived does not count."""

    LATE = "late", _("Time was over")
    STALE_EPOCH = "stale_epoch", _("Another tab or device had taken over")
    LOWER_SEQ = "lower_seq", _("A newer answer was stored already")
    SUBMITTED = "submitted", _("Already handed in")


class OccasionMode(models.TextChoices):
    """Coached role-plays teach; assessed ones count."""

    COACHED = "coached", _("Coached")
    ASSESSED = "assessed", _("Assessed")


class RatingStatus(models.TextChoices):
    """A draft is the assessor's alone; a submitted rating never changes, a later version replaces it."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")


class Medium(models.TextChoices):
    """On what an assessor rated: levels given on paper and on a screen are not quite alike."""

    SCREEN = "screen", _("Screen")
    PAPER = "paper", _("Paper")


class CaseState(models.TextChoices):
    """Where the case of one person on one occasion stands; `rules.rating_cases` says what follows what."""

    OPEN = rating_cases.CaseState.OPEN.value, pgettext_lazy("rating case", "Open")
    RATED = rating_cases.CaseState.RATED.value, pgettext_lazy("rating case", "Rated")
    MODERATION = rating_cases.CaseState.MODERATION.value, pgettext_lazy("rating case", "In moderation")
    AGREED = rating_cases.CaseState.AGREED.value, pgettext_lazy("rating case", "Agreed")
    RELEASED = rating_cases.CaseState.RELEASED.value, pgettext_lazy("rating case", "Released")
    LOCKED = rating_cases.CaseState.LOCKED.value, pgettext_lazy("rating case", "Locked")
    ABSENT = rating_cases.CaseState.ABSENT.value, pgettext_lazy("rating case", "Absent")
    VOID = rating_cases.CaseState.VOID.value, pgettext_lazy("rating case", "Void")


class AssessorKind(models.TextChoices):
    """As what somebody rates: only assessors and coaches decide anything."""

    ASSESSOR = "assessor", _("Assessor")
    SELF = "self", _("The person themselves")
    PEER = "peer", _("Peer")
    COACH = "coach", _("Coach")


DECIDING_KINDS = frozenset({AssessorKind.ASSESSOR, AssessorKind.COACH})


class Judgment(models.IntegerChoices):
    """The assessor's view of the whole, beside the criteria."""

    NOT_YET = 1, _("Not yet competent")
    BORDERLINE = 2, _("Borderline")
    COMPETENT = 3, _("Competent")
    OUTSTANDING = 4, _("Outstanding")


class ModerationOutcome(models.TextChoices):
    """How a difference between assessors was settled."""

    AGREED = "agreed", _("The assessors agreed")
    THIRD_ASSESSOR = "third", _("A third assessor decided")
    BOARD = "board", _("The board decided")


class AppealStepKind(models.TextChoices):
    """The steps of an objection to a result; `rules.appeals` gives their order."""

    PROCEDURE = AppealKind.PROCEDURE.value, _("Review of the procedure")
    RERATING = AppealKind.RERATING.value, _("Rated anew by a third person")
    DECISION = AppealKind.DECISION.value, _("Decision")


class AppealFinding(models.TextChoices):
    """What a step found."""

    SOUND = "sound", _("The procedure was kept")
    FLAWED = "flawed", _("The procedure was not kept")
    KEPT = "kept", _("The result stays")
    CHANGED = "changed", _("The result is changed")


class DayState(models.TextChoices):
    """How far a day of assessed role-plays is; only an open one is shown to those who take part."""

    PLAN = exam_days.DayState.PLAN.value, _("Being planned")
    OPEN = exam_days.DayState.OPEN.value, pgettext_lazy("exam day", "Published")
    CLOSED = exam_days.DayState.CLOSED.value, pgettext_lazy("exam day", "Closed")


class SlotOutcome(models.TextChoices):
    """What became of a slot in which nothing was rated that counts."""

    ABSENT = exam_days.SlotOutcome.ABSENT.value, _("The person was absent")
    VOID = exam_days.SlotOutcome.VOID.value, _("Void: it does not count")
    RERUN = exam_days.SlotOutcome.RERUN.value, _("Played again in another slot")


class Presence(models.TextChoices):
    """Whether a person has come to the door."""

    EXPECTED = "expected", _("Expected")
    HERE = "here", _("Here")
    ABSENT = "absent", _("Absent")


class IncidentKind(models.TextChoices):
    """What happened in a room; asking for help alone calls no result into question."""

    HELP = "help", _("I need somebody here")
    ROLE_PLAYER = "role_player", _("A role-player left the script")
    DISTURBANCE = "disturbance", _("Noise or an interruption")
    PAPERS = "papers", _("Wrong or missing papers")
    TECHNICAL = "technical", _("A device or the recording failed")
    OTHER = "other", _("Something else")


class IncidentState(models.TextChoices):
    """Whether somebody has looked after it."""

    OPEN = "open", pgettext_lazy("incident", "Open")
    SETTLED = "settled", _("Settled")


class ConcernKind(models.TextChoices):
    """What a concern about a person is about; it never changes a rating."""

    SAFETY = "safety", _("Safety of somebody")
    ETHICS = "ethics", _("Professional ethics")
