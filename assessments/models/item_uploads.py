"""Files of questions between their upload and their import."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.core.models import PublicModel


class ItemUpload(PublicModel):
    """What was read of a file of questions; only its uploader can open it, until it is imported or old.

    `items` are `FileItem`s and `messages` what was said of them, both as JSON. PII: who uploaded it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    unit = models.CharField(max_length=10)
    items = models.JSONField(default=list)
    messages = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")

    def __str__(self) -> str:
        return self.file_name
