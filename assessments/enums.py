"""The fixed choices of assessments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a delivery is for; it decides how the page asks (`ONE_PAGE`) and what analytics reads."""

    PRE_TEST = "pre_test", _("Pre-test")
    POST_TEST = "post_test", _("Post-test")
    FOLLOW_UP = "follow_up", _("Follow-up")
    PRACTICE = "practice", _("Practice")
    EVALUATION = "evaluation", _("Course evaluation")
    SURVEY = "survey", _("Survey")


# Short opinion forms are answered on one page and sent once; tests go question by question.
ONE_PAGE = frozenset({Purpose.EVALUATION, Purpose.SURVEY, Purpose.FOLLOW_UP})


class Feedback(models.TextChoices):
    """What a person learns on submitting."""

    NONE = "none", _("Nothing yet")
    SCORE = "score", _("The score")
    ANSWERS = "answers", _("The score and the right answers")


class ItemStatus(models.TextChoices):
    """How far a question is; only a reviewed one is drawn."""

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    RETIRED = "retired", _("Retired")


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


class AudienceKind(models.TextChoices):
    """To whom a delivery is open beside those whom another app lets in."""

    COHORT = "cohort", _("A cohort")
    LIST = "list", _("Named people")
    LINK = "link", _("Whoever has the link")


class ScoreScope(models.TextChoices):
    """What a score is about: the sitting or one topic of it."""

    TOTAL = "total", _("Total")
    TOPIC = "topic", _("Topic")


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
    """A draft is the assessor's alone; a submitted rating never changes."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
