"""What courses fill into the registries of the apps below."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from assessments import api as assessments
from courses import personal_data
from courses.interfaces import joining, publishing
from courses.selectors import access
from courses.selectors.measured import measured_versions
from courses.services.rosters import forget_old_uploads
from courses.tasks import publish_what_is_due
from lms.accounts import api as accounts
from lms.accounts.data import NavItem
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core.daily import register_chore

# Beginnings of the names of the pages that an entry leads to, also those of other apps.
LEARNING = (
    "wagtail_serve",
    "course_part",
    "role_play",
    "self_rating",
    "my_rating",
    "my_letter",
    "my_portfolio",
    "my_appeal",
)
TEACHING = (
    "cohort",
    "roster",
    "enrollment",
    "rating",
    "paper_sheet",
    "moderation",
    "scenario_cast",
    "exam_",
    "appeal",
    "certificates_issue",
    "certificate_re",
)
NAV = (
    NavItem(_("Learn"), "learning", frozenset({Role.CONCILIATOR}), 10, LEARNING),
    NavItem(
        _("Cohorts"),
        "trainer_home",
        frozenset({Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.ADMINISTRATOR}),
        30,
        TEACHING,
    ),
)


def navigation(user: User) -> Iterable[NavItem]:
    """Entries of the main navigation; which of them a person sees is for accounts to say."""
    return NAV


def wire() -> None:
    """Called once, when the apps are ready."""
    publishing.connect()
    register_chore("courses.roster_uploads", forget_old_uploads)
    register_chore("courses.scheduled_pages", publish_what_is_due.call, atomic=False)
    assessments.register_host(access.CohortHost())
    assessments.register_measured(measured_versions)
    accounts.register_nav(navigation)
    accounts.register_role_source(access.enrolled_role)
    accounts.register_signup_gate(joining.gate_is_open, joining.signed_up)
    accounts.register_merge("courses", conflicts=personal_data.merge_conflicts, move=personal_data.merge_move)
    for label, export, erase in (
        ("courses.Enrollment", personal_data.export_enrollments, personal_data.erase_enrollments),
        ("courses.CohortTrainer", personal_data.export_trained, personal_data.erase_trained),
        ("courses.RosterUpload", personal_data.export_uploads, personal_data.erase_uploads),
    ):
        accounts.register_personal_data(label, export=export, erase=erase)
