"""Work that need not keep anybody waiting."""

from datetime import datetime

from django.core.management import call_command
from django_tasks import task

from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core.errors import UserError


@task()
def send_invitations(user_ids: list[int], actor_id: int) -> int:
    """Invite people; whoever signed in meanwhile or was closed needs no letter. Gives how many left."""
    actor = User.objects.get(pk=actor_id)
    sent = 0
    for user in User.objects.filter(pk__in=user_ids, is_active=True, last_login=None).order_by("pk"):
        try:
            accounts.invite(actor=actor, user=user)
        except UserError:
            continue
        sent += 1
    return sent


@task()
def publish_what_is_due() -> None:
    """Publish and withdraw the pages whose moment has come. Wagtail leaves this to a clock."""
    call_command("publish_scheduled", verbosity=0)


def publish_at(moment: datetime) -> None:
    """Look again at `moment`; where tasks cannot wait, the daily job does."""
    if publish_what_is_due.get_backend().supports_defer:
        publish_what_is_due.using(run_after=moment).enqueue()
