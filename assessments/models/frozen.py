"""Definitions that never change once they exist."""

from typing import Any

from django.db import models

from lms.core.models import PublicModel


class FrozenError(RuntimeError):
    """Somebody tried to change a definition that people may already have answered."""


class FrozenModel(PublicModel):
    """A version: written once, found by its content hash, never changed."""

    content_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenError(f"{self._meta.label} is frozen: make a new version")
        super().save(*args, **kwargs)
