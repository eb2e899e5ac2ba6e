"""Why the center's figures changed since the release before."""

from django.utils.translation import gettext_lazy as _

from analytics.reports import changes
from analytics.reports.document import Document
from analytics.reports.pages import center
from analytics.reports.registry import Asked, Report
from analytics.selectors.scopes import center_scope, centers_scope


def build(asked: Asked) -> Document | None:
    """For managers, of the centers that they manage."""
    scope = centers_scope(asked.get("center")) if asked.user is None else center_scope(asked.user)
    return changes.document(scope, key="center_changes", files="center")


REPORT = Report(
    key="center_changes",
    title=_("Why did the figures change?"),
    rule=center.may_read,
    audience=center.AUDIENCE,
    build=build,
    empty=changes.EMPTY,
    home=("center_home", _("My center")),
    filters=("center",),
)
