"""The fixed choices of courses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RolePlayMode(models.TextChoices):
    """Whether a role-play is for practice or counts."""

    COACHED = "coached", _("Coached")
    ASSESSED = "assessed", _("Assessed")


class EnrollmentStatus(models.TextChoices):
    """Whether a person still takes part."""

    ACTIVE = "active", _("Active")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EnrollmentSource(models.TextChoices):
    """How a person came into a cohort."""

    MANUAL = "manual", _("Added by hand")
    ROSTER = "roster", _("From a file")
    CODE = "code", _("With a cohort code")


class Modality(models.TextChoices):
    """How the people of a cohort meet."""

    ON_SITE = "on_site", _("On site")
    REMOTE = "remote", _("At a distance")
    MIXED = "mixed", _("Both")


class AgeBand(models.TextChoices):
    """Age at the start of the cohort, wide enough that nobody is picked out by it."""

    UNDER_30 = "under_30", _("Under 30")
    FROM_30 = "30_39", _("30 to 39")
    FROM_40 = "40_49", _("40 to 49")
    FROM_50 = "50_59", _("50 to 59")
    FROM_60 = "60_over", _("60 or over")
    UNSTATED = "", _("Not stated")


class StepStatus(models.TextChoices):
    """Where one person stands with one step; computed, never stored."""

    LOCKED = "locked", _("Not open yet")
    TODO = "todo", _("To do")
    DOING = "doing", _("Started")
    DONE = "done", _("Done")
