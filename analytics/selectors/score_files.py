"""Files of scores: only their own person's, only until they expire."""

from uuid import UUID

from analytics.models import ScoreFile
from lms.accounts.models import User
from lms.core import clock


def score_file(user: User, uuid: UUID) -> ScoreFile | None:
    """The person's own file, if its hour is not over."""
    return ScoreFile.objects.filter(user=user, uuid=uuid, expires_at__gt=clock.now()).first()
