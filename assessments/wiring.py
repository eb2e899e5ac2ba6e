"""What assessments fill into the registries of the apps below."""

from assessments.services import privacy
from assessments.services.attempts import close_expired_attempts
from lms.accounts import api as accounts
from lms.core.daily import register_chore


def wire() -> None:
    """Called once, when the apps are ready."""
    register_chore("assessments.expired_attempts", close_expired_attempts, atomic=False)
    accounts.register_merge("assessments", conflicts=privacy.merge_conflicts, move=privacy.merge_move)
    for label, export, erase in (
        ("assessments.Attempt", privacy.export_attempts, privacy.erase_attempts),
        ("assessments.AnonymousReceipt", privacy.export_receipts, privacy.erase_receipts),
        ("assessments.Rating", privacy.export_ratings, privacy.erase_ratings),
    ):
        accounts.register_personal_data(label, export=export, erase=erase)
