"""The daily chores of what core holds: sessions, finished tasks, counts of attempts."""

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from lms.core import clock
from lms.core.daily import kept
from lms.core.models import CacheRow


def expired_sessions() -> int:
    """Sessions that ended."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]


def finished_tasks() -> int:
    """Tasks that were done, or failed, long enough ago."""
    rows = DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - kept("tasks"))
    return rows.delete()[0]


def expired_counts() -> int:
    """Counts behind rate limits that no longer count."""
    return CacheRow.objects.filter(expires__lt=clock.now()).delete()[0]
