"""Why the program's figures changed since the release before."""

from django.utils.translation import gettext_lazy as _

from analytics.reports import changes
from analytics.reports.document import Document
from analytics.reports.pages import program
from analytics.reports.registry import Asked, Report
from analytics.selectors.scopes import everybody_scope, program_scope


def build(asked: Asked) -> Document | None:
    """For whoever answers for the program."""
    scope = everybody_scope() if asked.user is None else program_scope(asked.user)
    return changes.document(scope, key="program_changes", files="program")


REPORT = Report(
    key="program_changes",
    title=_("Why did the figures change?"),
    rule=program.may_read,
    audience=program.AUDIENCE,
    build=build,
    empty=changes.EMPTY,
    home=("program_home", _("Program")),
)
