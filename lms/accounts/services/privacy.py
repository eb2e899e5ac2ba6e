"""Taking note of the privacy notice, withdrawing, exporting and erasing."""

from typing import Any

from django.db import IntegrityError, transaction

from lms.accounts.models import Consent, User
from lms.accounts.notices import current_notice
from lms.accounts.registries import personal_data
from lms.accounts.services.credentials import end_credentials
from lms.accounts.services.reach import must_reach
from lms.core import audit, clock


def give_consent(*, user: User, language: str) -> Consent:
    """Record that the person took note of the notice in force, as shown in `language`."""
    notice = current_notice(language)
    in_force = Consent.objects.filter(user=user, notice_version=notice.version, withdrawn_at=None)
    try:
        with transaction.atomic():
            if known := in_force.first():
                return known
            consent = Consent.objects.create(
                user=user,
                notice_version=notice.version,
                notice_hash=notice.digest,
                language=notice.language,
                accepted_at=clock.now(),
            )
            audit.record(actor=user, action="accounts.give_consent", target=consent, version=notice.version)
    except IntegrityError:
        return in_force.get()
    return consent


def withdraw_consent(*, user: User) -> None:
    """Withdraw from now on; what the person did before stays done and recorded."""
    with transaction.atomic():
        for consent in Consent.objects.filter(user=user, withdrawn_at=None).order_by("id"):
            Consent.objects.filter(pk=consent.pk).update(withdrawn_at=clock.now())
            audit.record(
                actor=user, action="accounts.withdraw_consent", target=consent, version=consent.notice_version
            )


def export_person(*, user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything registered about one person, by model; JSON-ready."""
    return {label: part.export(user) for label, part in sorted(personal_data.items())}


def record_export(*, actor: User | None, user: User) -> None:
    """Note that somebody's data were given out, and to whom."""
    with transaction.atomic():
        audit.record(actor=actor, action="accounts.export_person", target=user)


def erase_person(*, actor: User | None, user: User) -> dict[str, int]:
    """Make a person anonymous; returns how many rows of each model were changed or removed.

    The account itself stays, emptied and closed, because certificates and the audit log point at
    it. Running it again finds nothing more to do.
    """
    must_reach(actor, user)
    with transaction.atomic():
        audit.record(actor=actor, action="accounts.erase_person", target=user)
        end_credentials(user)
        counts = {
            label: part.erase(user)
            for label, part in sorted(personal_data.items())
            if label != "accounts.User"
        }
        # Last, because the other parts may need to know who the person was.
        counts["accounts.User"] = personal_data["accounts.User"].erase(user)
        return counts
