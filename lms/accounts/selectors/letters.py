"""What became of letters."""

from collections.abc import Collection

from lms.accounts.models import Letter


def invitation_letters(user_ids: Collection[int]) -> dict[int, Letter]:
    """The latest invitation's letter of each of these people, by person."""
    rows = Letter.objects.filter(user_id__in=user_ids, kind="invitation").order_by("queued_at", "pk")
    return {letter.user_id: letter for letter in rows if letter.user_id is not None}
