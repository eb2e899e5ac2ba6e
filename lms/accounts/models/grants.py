"""Roles given to people."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.accounts.roles import Role
from lms.core.models import PublicModel


class RoleGrant(PublicModel):
    """One role that one person holds, for one center or everywhere, until it is revoked.

    A center manager's grant names the center; cohorts name their trainers themselves.
    PII: who holds which role.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    center = models.ForeignKey(
        "accounts.Center", null=True, blank=True, on_delete=models.PROTECT, related_name="role_grants"
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user_id", "role", "id"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "center"],
                condition=Q(revoked_at__isnull=True),
                name="one_active_grant_per_role_and_center",
            ),
            # Without a center the constraint above says nothing: NULL differs from NULL.
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(revoked_at__isnull=True, center__isnull=True),
                name="one_active_grant_per_role_everywhere",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.CENTER_MANAGER) | Q(center__isnull=False),
                name="center_manager_has_a_center",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget_roles(self.user)


def forget_roles(user: Any) -> None:
    """Let the next question about this person's roles read them again; call it when they change."""
    user._held = None
