"""The daily chores of what core and the packages below it hold: sessions, tasks, counts, leftovers."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import UploadedFile

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


UNFINISHED = timedelta(days=1)
"""How long what an editor began and left is kept: the state of a form, a file without a title."""


def editors_leftovers() -> int:
    """States of forms and marks of editing that nobody touched for a day, and files never given a title.

    Wagtail clears some of it, whenever somebody edits; and of a file it keeps no date but the file's own.
    """
    before = clock.now() - UNFINISHED
    count = FormState.objects.filter(last_updated_at__lt=before).delete()[0]
    count += EditingSession.objects.filter(last_seen_at__lt=before).delete()[0]
    for one in UploadedFile.objects.order_by("pk"):
        storage, name = one.file.storage, one.file.name
        if not name or not storage.exists(name) or storage.get_modified_time(name) < before:
            one.delete()
            storage.delete(name)
            count += 1
    return count
