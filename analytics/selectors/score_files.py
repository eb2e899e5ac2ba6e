"""Files of scores: only their own person's, only until they expire."""

from uuid import UUID

from django.http import Http404

from analytics.models import ScoreFile
from lms.accounts.models import User
from lms.core import clock


def score_file_or_404(user: User, uuid: UUID) -> ScoreFile:
    """The person's own file, if its hour is not over."""
    found = ScoreFile.objects.filter(user=user, uuid=uuid, expires_at__gt=clock.now()).first()
    if found is None:
        raise Http404
    return found
