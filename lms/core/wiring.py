"""What core changes in the packages below it, and its daily chores."""

from django.db.backends.signals import connection_created

from lms.core import chores, search, wagtail_exports, wagtail_images
from lms.core.daily import register_chore


def wire() -> None:
    """Called once, when the apps are ready."""
    wagtail_exports.harden()
    wagtail_images.harden()
    connection_created.connect(search.teach, dispatch_uid="lms.core.search")
    register_chore("core.sessions", chores.expired_sessions)
    register_chore("core.tasks", chores.finished_tasks)
    register_chore("core.counts", chores.expired_counts)
    register_chore("core.editors_leftovers", chores.editors_leftovers)
