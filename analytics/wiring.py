"""What analytics fills into the registries of the apps below."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from analytics import personal_data
from analytics.assessing import personal_data as assessing
from analytics.certificates.selectors.certificates import latest_of
from analytics.certificates.selectors.consequences import certificates_on_lost_passes
from analytics.interfaces import further, panels
from analytics.program import personal_data as program
from analytics.releases import personal_data as releases
from analytics.releases import publishing
from analytics.restricted import personal_data as restricted
from analytics.restricted.retention import forget_expired_bundles
from analytics.services.score_files import forget_expired_files
from analytics.services.subscriptions import queue_due_reports
from analytics.standards import personal_data as standards
from assessments import api as assessments
from courses import api as courses
from lms.accounts import api as accounts
from lms.accounts.data import NavItem
from lms.accounts.models import Letter, User
from lms.accounts.roles import Role
from lms.core.daily import register_chore

NAV = (
    NavItem(_("My center"), "center_home", frozenset({Role.CENTER_MANAGER}), 20, ("center_behind",)),
    NavItem(
        _("Program"),
        "program_home",
        frozenset({Role.PROGRAM_OFFICER}),
        25,
        ("program", "indicator", "bundle", "stor"),
    ),
    NavItem(
        _("Pass marks"),
        "standards",
        frozenset({Role.PROGRAM_OFFICER, Role.REVIEWER, Role.ADMINISTRATOR}),
        55,
        ("standard",),
    ),
    NavItem(
        _("Scores"),
        "scores_upload",
        frozenset({Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER}),
        60,
        ("scores_",),
    ),
)


def navigation(user: User) -> tuple[NavItem, ...]:
    """The same for everybody; accounts leave out what a person's roles do not open."""
    return NAV


def on_scale(points: float, earlier: Any, later: Any) -> float | None:
    """Statistics are loaded by whoever asks for them first: most workers never need them."""
    from analytics.selectors.form_links import on_scale_of

    return on_scale_of(points, earlier, later)


def report_letter(letter: Letter) -> dict[str, Any] | None:
    """What a report finds for whoever asked to be told, the moment the letter leaves."""
    from analytics.interfaces.report_letters import letter_context  # with its statistics, as above

    return letter_context(letter)


def wire() -> None:
    """Called once, when the apps are ready."""
    register_chore("analytics.releases", publishing.publish_when_due, atomic=False)
    register_chore("analytics.report_letters", queue_due_reports, atomic=False)
    register_chore("analytics.score_files", forget_expired_files)
    register_chore("analytics.bundles", forget_expired_bundles)
    courses.register_certificates(latest_of)
    assessments.register_consequences(certificates_on_lost_passes)
    assessments.register_scale(on_scale)
    assessments.register_further(further.of_delivery)
    assessments.register_occasion_pages(further.of_occasion)
    assessments.register_survey_pages(further.of_survey)
    courses.register_panel(panels.gain_by_topic)
    courses.register_panel(panels.work_before_and_now)
    courses.register_panel(panels.certificates)
    accounts.register_letter("release", publishing.letter_context)
    accounts.register_letter("report", report_letter)
    accounts.register_nav(navigation)
    accounts.register_merge(
        "analytics", conflicts=personal_data.merge_conflicts, move=personal_data.merge_move
    )
    for label, export, erase in (
        ("analytics.Certificate", personal_data.export_certificates, personal_data.erase_certificates),
        ("analytics.ScoreFile", personal_data.export_score_files, personal_data.erase_score_files),
        (
            "analytics.ReportSubscription",
            personal_data.export_subscriptions,
            personal_data.erase_subscriptions,
        ),
        *program.PERSONAL_DATA,
        *releases.PERSONAL_DATA,
        *restricted.PERSONAL_DATA,
        *standards.PERSONAL_DATA,
        *assessing.PERSONAL_DATA,
    ):
        accounts.register_personal_data(label, export=export, erase=erase)
