"""The fixed choices of standard setting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """How the judges come to a mark."""

    ANGOFF = "angoff", _("Angoff: how many of 100 borderline people are right")
    YES_NO = "yes_no", _("Angoff: whether a borderline person is right, yes or no")
    EBEL = "ebel", _("Ebel: relevance by difficulty")
    HOFSTEE = "hofstee", _("Hofstee: lowest and highest mark and failures")


class Relevance(models.TextChoices):
    """How much a question matters, in Ebel's table."""

    ESSENTIAL = "essential", _("Essential")
    IMPORTANT = "important", _("Important")
    ACCEPTABLE = "acceptable", _("Acceptable")


class Difficulty(models.TextChoices):
    """How hard a question is, in Ebel's table."""

    EASY = "easy", _("Easy")
    MEDIUM = "medium", _("Medium")
    HARD = "hard", _("Hard")


CELLS = tuple(f"{relevance}|{difficulty}" for relevance in Relevance for difficulty in Difficulty)
LIMITS = ("low", "high", "few", "many")
# Below so many judges a mark is provisional.
ENOUGH_JUDGES = 6
ROUNDS = 2
