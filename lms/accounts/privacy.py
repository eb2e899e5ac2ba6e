"""What accounts, and the packages below it, hold about a person."""

from typing import Any

from django.db.models import Q

from lms.accounts.models import Invitation, User
from lms.accounts.personal_data import plain, register_rows
from lms.accounts.registries import register_personal_data

_FACTS = (
    "uuid",
    "email",
    "first_name",
    "last_name",
    "curp",
    "center__name",
    "office__name",
    "job_role",
    "sex",
    "birth_year",
    "state",
    "language",
    "time_zone",
    "date_joined",
    "last_login",
)


# Of packages: the fields that name the person, the columns given out, and whether the rows go
# on erasure. What is part of the content stays.
_CONTENT: tuple[tuple[str, tuple[str, ...], tuple[str, ...], bool], ...] = (
    ("wagtailusers.UserProfile", ("user",), ("preferred_language", "current_time_zone"), True),
    ("wagtailcore.Page", ("owner", "locked_by"), ("id", "title", "first_published_at"), False),
    ("wagtailcore.Revision", ("user",), ("id", "object_str", "created_at"), False),
    ("wagtailcore.PageLogEntry", ("user",), ("timestamp", "action", "label"), False),
    ("wagtailcore.ModelLogEntry", ("user",), ("timestamp", "action", "label"), False),
    ("wagtailcore.Comment", ("user",), ("text", "created_at"), True),
    ("wagtailcore.CommentReply", ("user",), ("text", "created_at"), True),
    ("wagtailcore.PageSubscription", ("user",), ("page_id", "comment_notifications"), True),
    ("wagtailcore.WorkflowState", ("requested_by",), ("id", "status", "created_at"), False),
    ("wagtailcore.TaskState", ("finished_by",), ("id", "status", "finished_at"), False),
    ("wagtailcore.UploadedFile", ("uploaded_by_user",), ("id",), True),
    ("wagtaildocs.Document", ("uploaded_by_user",), ("id", "title", "created_at"), False),
    ("wagtailimages.Image", ("uploaded_by_user",), ("id", "title", "created_at"), False),
    ("wagtailadmin.EditingSession", ("user",), ("id", "last_seen_at"), True),
    ("wagtailadmin.FormState", ("user",), ("id",), True),
    ("wagtail_localize.StringTranslation", ("last_translated_by",), ("id", "updated_at"), False),
    ("wagtail_localize.SegmentOverride", ("last_translated_by",), ("id", "updated_at"), False),
)


def _export_user(user: User) -> list[dict[str, Any]]:
    return [
        {name: plain(value) for name, value in row.items()}
        for row in User.objects.filter(pk=user.pk).values(*_FACTS)
    ]


def _erase_user(user: User) -> int:
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"erased-{user.uuid.hex}@invalid.example"
    user.first_name, user.last_name = "—", ""
    user.curp, user.birth_year = None, None
    user.sex = user.state = user.time_zone = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    return 1


def _export_invitations(user: User) -> list[dict[str, Any]]:
    """Sent to the person or by them; in the latter the address is somebody else's."""
    rows = Invitation.objects.filter(Q(user=user) | Q(sent_by=user)).order_by("pk")
    return [
        {
            "address": one.address if one.user_id == user.pk else "",
            "sent_at": plain(one.sent_at),
            "expires_at": plain(one.expires_at),
            "accepted_at": plain(one.accepted_at),
        }
        for one in rows
    ]


def _erase_invitations(user: User) -> int:
    return Invitation.objects.filter(user=user).exclude(address="").update(address="")


def register_all() -> None:
    """Register every model with a key to a person that is ours or belongs to a package we use.

    What points at the account from content (pages, revisions, uploads) and from the audit log
    stays: it then points at an account without a name.
    """
    register_personal_data("accounts.User", export=_export_user, erase=_erase_user)
    register_rows(
        "accounts.RoleGrant",
        by=("user", "granted_by"),
        columns=("role", "center__name", "granted_at", "revoked_at"),
    )
    register_personal_data("accounts.Invitation", export=_export_invitations, erase=_erase_invitations)
    register_rows(
        "accounts.Letter",
        columns=("kind", "address", "context", "state", "queued_at", "done_at"),
        delete=True,
    )
    register_rows(
        "accounts.Consent",
        columns=("notice_version", "notice_hash", "language", "accepted_at", "withdrawn_at"),
    )
    register_rows("core.AuditEvent", by=("actor",), columns=("at", "action", "target_type", "target_uuid"))
    register_rows("account.EmailAddress", columns=("email", "verified", "primary"), delete=True)
    register_rows("mfa.Authenticator", columns=("type", "created_at", "last_used_at"), delete=True)
    for label, by, columns, delete in _CONTENT:
        register_rows(label, by=by, columns=columns, delete=delete)
