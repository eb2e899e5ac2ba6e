"""Letters that wait, left or failed, one row each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class Letter(PublicModel):
    """One letter to one person for one cause, and what became of it.

    `kind` names its templates, `cause` the row or act it is about: a second letter for the same cause
    is not made. `context` holds what the templates need and no secret: a copy of the database opens
    no account. Without a `user` it goes to somebody who has no account, in `language`; whoever asked for
    it takes it away when the address is no longer needed. PII: the person, the address, what it says.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        BOUNCED = "bounced", _("Came back")

    LOST = (State.FAILED, State.BOUNCED)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="letters"
    )
    language = models.CharField(_("language"), max_length=5, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=40)
    cause = models.CharField(max_length=120)
    address = models.EmailField(_("e-mail"))
    context = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)
    queued_at = models.DateTimeField(_("queued"))
    due_at = models.DateTimeField(_("next attempt"))
    done_at = models.DateTimeField(_("sent or given up"), null=True, blank=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(fields=["kind", "cause", "address"], name="one_letter_per_cause"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="letters_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"
