"""Files of scores between their upload and the end of reading them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class ScoreFile(PublicModel):
    """A spreadsheet that one person is looking at; only that person can, and only until `expires_at`.

    The second scores may stand in a file of their own: `second_name` is empty when they do not.

    PII: whatever the file holds, which is why it is deleted on request and after an hour.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    second_name = models.CharField(max_length=200, blank=True, default="")
    second_content = models.BinaryField(default=bytes)
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("file of scores")
        verbose_name_plural = _("files of scores")

    def __str__(self) -> str:
        return self.file_name
