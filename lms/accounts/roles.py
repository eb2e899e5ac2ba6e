"""The roles that a person can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role; `CONCILIATOR` needs no grant (everybody enrolled has it), the others do."""

    CONCILIATOR = "conciliator", _("Conciliator")
    TRAINER = "trainer", _("Trainer")
    CENTER_MANAGER = "center_manager", _("Center manager")
    PROGRAM_OFFICER = "program_officer", _("Program officer")
    EDITOR = "editor", _("Content editor")
    REVIEWER = "reviewer", _("Content reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset(Role) - {Role.CONCILIATOR}
