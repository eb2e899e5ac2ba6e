"""Keeping a file of scores while its person looks at it, and no longer."""

from datetime import timedelta

from django.db import transaction

from analytics.models import ScoreFile
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.spreadsheets import read_table

KEPT = timedelta(hours=1)


def keep_score_file(
    *, actor: User, file_name: str, data: bytes, second_name: str = "", second_data: bytes = b""
) -> ScoreFile:
    """Keep one file or two for an hour in place of the person's earlier ones.

    Raises UserError if they are no tables.
    """
    read_table(data, filename=file_name)
    if second_name:
        read_table(second_data, filename=second_name)
    now = clock.now()
    with transaction.atomic():
        ScoreFile.objects.filter(expires_at__lte=now).delete()
        ScoreFile.objects.filter(user=actor).delete()
        kept = ScoreFile.objects.create(
            user=actor,
            file_name=file_name[-200:],
            content=data,
            second_name=second_name[-200:],
            second_content=second_data,
            uploaded_at=now,
            expires_at=now + KEPT,
        )
        audit.record(
            actor=actor, action="analytics.upload_scores", target=kept, bytes=len(data) + len(second_data)
        )
    return kept


def delete_score_file(*, actor: User, kept: ScoreFile) -> None:
    """Delete it before its hour is over."""
    with transaction.atomic():
        audit.record(actor=actor, action="analytics.delete_scores", target=kept)
        kept.delete()


def forget_expired_files() -> int:
    """Remove files whose time is over; for the daily job."""
    return ScoreFile.objects.filter(expires_at__lte=clock.now()).delete()[0]
