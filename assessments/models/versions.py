"""Definitions that never change once they exist."""

from django.db import models

from lms.core.frozen import FrozenRow
from lms.core.models import PublicModel


class VersionModel(FrozenRow, PublicModel):
    """A version: written once, found by its content hash, never changed."""

    content_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"
