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


class OccasionMode(models.TextChoices):
    """Coached role-plays teach; assessed ones count."""

    COACHED = "coached", _("Coached")
    ASSESSED = "assessed", _("Assessed")


class RatingStatus(models.TextChoices):
    """A draft is the assessor's alone; a submitted rating never changes."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
