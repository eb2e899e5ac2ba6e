"""Work that need not keep anybody waiting."""

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
