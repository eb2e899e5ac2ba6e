"""What assessments fill into the registries of the apps below."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from assessments.registries import register_host
from assessments.selectors.audiences import OPENERS, AudienceHost
from assessments.services import (
    ballots,
    client_surveys,
    item_figures,
    item_imports,
    item_pictures,
    paper_photos,
    privacy,
    privacy_requests,
    requests,
    stories,
)
from assessments.services import privacy_admissions as admissions
from assessments.services import privacy_appeals as appeals
from assessments.services import privacy_calibration as calibration
from assessments.services import privacy_days as days
from assessments.services import privacy_instruments as instruments
from assessments.services import privacy_marking as marking
from assessments.services import privacy_sheets as sheets
from assessments.services.appeals import lock_cases
from assessments.services.attempts import close_expired_attempts
from assessments.services.calibration import ASSESS
from assessments.tasks import take_up_marking
from lms.accounts import api as accounts
from lms.accounts.data import NavItem
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.daily import register_chore

NAV = (
    NavItem(_("Tests"), "deliveries", frozenset(OPENERS), 35, ("delivery", "paper_entr")),
    NavItem(
        _("Clients"),
        "client_surveys",
        frozenset({Role.CENTER_MANAGER}),
        22,
        ("client_survey", "client_paper", "client_form"),
    ),
    NavItem(_("Calibration"), "calibration", frozenset(ASSESS), 37, ("calibration", "licences")),
)


def navigation(user: User) -> Iterable[NavItem]:
    """Entries of the main navigation; which of them a person sees is for accounts to say."""
    return NAV


def wire() -> None:
    """Called once, when the apps are ready."""
    register_host(AudienceHost())
    accounts.register_nav(navigation)
    register_chore("assessments.locked_cases", lock_cases)
    register_chore("assessments.expired_attempts", close_expired_attempts, atomic=False)
    register_chore("assessments.item_uploads", item_imports.forget_old_uploads)
    register_chore("assessments.item_pictures", item_pictures.forget_unused)
    register_chore("assessments.item_figures", item_figures.refresh_difficulties)
    register_chore("assessments.paper_photos", paper_photos.forget_photos)
    register_chore("assessments.story_slips", stories.forget_slips)
    register_chore("assessments.supervisors", requests.ask_supervisors)
    register_chore("assessments.client_surveys", client_surveys.keep_periods, atomic=False)
    register_chore("assessments.marking_anew", take_up_marking, atomic=False)
    register_chore("assessments.ballot_box", ballots.vacuum, atomic=False)
    for kind in (requests.ASK, requests.REMIND):
        accounts.register_letter(kind, requests.letter_context)
    accounts.register_merge("assessments", conflicts=privacy.merge_conflicts, move=privacy.merge_move)
    for label, export, erase in (
        *privacy.PERSONAL_DATA,
        *admissions.PERSONAL_DATA,
        *days.PERSONAL_DATA,
        *instruments.PERSONAL_DATA,
        *marking.PERSONAL_DATA,
        *sheets.PERSONAL_DATA,
        *appeals.PERSONAL_DATA,
        *calibration.PERSONAL_DATA,
        *privacy_requests.PERSONAL_DATA,
    ):
        accounts.register_personal_data(label, export=export, erase=erase)
