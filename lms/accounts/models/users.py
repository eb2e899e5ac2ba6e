"""People who sign in."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lms.accounts.mexican_states import State
from lms.core.text import address


class UserManager(BaseUserManager["User"]):
    """Creates people; an e-mail address is stored in lower case and found in any case."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=address(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new person; without a password the account can only be entered by code or passkey."""
        if not email:
            raise ValueError("an e-mail address is required")
        user = self.model(email=address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with every right, for the first installation.

        Whoever may run this vouches for the address: a new site may not send mail yet.
        """
        # allauth's models are not loaded when this module is.
        from allauth.account.models import EmailAddress

        fields.update(is_staff=True, is_superuser=True)
        user = self.create_user(email, password, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


class User(AbstractUser):
    """A person, signed in by e-mail.

    The facts for disaggregation (center, job role, sex, birth year) are today's; an enrollment
    freezes its own copy. PII: everything here; sex is voluntary.
    """

    class Sex(models.TextChoices):
        FEMALE = "F", _("Woman")
        MALE = "M", _("Man")
        OTHER = "X", _("Other")
        UNSTATED = "", _("Not stated")

    class JobRole(models.TextChoices):
        CONCILIATOR = "conciliator", _("Conciliator")
        MEDIATOR = "mediator", _("Mediator")
        JUDGE = "judge", _("Judge")
        OTHER = "other", _("Other function")

    username = None
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("given names"), max_length=120)
    last_name = models.CharField(_("family names"), max_length=120, blank=True)
    curp = models.CharField("CURP", max_length=18, unique=True, null=True, blank=True)
    center = models.ForeignKey(
        "accounts.Center",
        verbose_name=_("center"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    office = models.ForeignKey(
        "accounts.Office",
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    job_role = models.CharField(_("function"), max_length=20, choices=JobRole, default=JobRole.CONCILIATOR)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNSTATED, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=3, choices=State, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=[("es-mx", _("Spanish")), ("en", _("English"))], default="es-mx"
    )
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    # Goes up with each act that ends what was issued for signing in; see services.credentials.
    access_version = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As ever, but an object read earlier never brings an older `access_version` back."""
        if not (self._state.adding or args or kwargs.get("force_insert") or "update_fields" in kwargs):
            kept = {"access_version", *self.get_deferred_fields()}
            kwargs["update_fields"] = [
                field.name
                for field in self._meta.concrete_fields
                if not field.primary_key and field.attname not in kept
            ]
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: the password, the address, and every act that ends sessions."""
        issued_for = "\0".join((self.password, self.email, str(self.access_version)))
        return salted_hmac("lms.accounts.session", issued_for, secret=secret, algorithm="sha256").hexdigest()
