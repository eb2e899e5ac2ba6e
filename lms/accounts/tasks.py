"""Work of accounts that need not keep anybody waiting."""

from django_tasks import task

from lms.accounts.services.letters import send_letter


@task()
def deliver(letter_id: int) -> bool:
    """Send one queued letter."""
    return send_letter(letter_id=letter_id)
