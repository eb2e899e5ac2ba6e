"""What assessments fill into the registries of the apps below."""

from assessments.services import privacy
from assessments.services import privacy_admissions as admissions
from lms.accounts import api as accounts


def wire() -> None:
    """Called once, when the apps are ready."""
    accounts.register_merge("assessments", conflicts=privacy.merge_conflicts, move=privacy.merge_move)
    for label, export, erase in (*privacy.PERSONAL_DATA, *admissions.PERSONAL_DATA):
        accounts.register_personal_data(label, export=export, erase=erase)
