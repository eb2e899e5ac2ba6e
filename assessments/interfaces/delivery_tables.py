"""Who takes a delivery, as a table for a file, and how far somebody is, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assessments.rules.stages import Stage
from assessments.selectors.taking import Taker


def stage_in_words(stage: Stage | None) -> str:
    """How far a sitting is, for whoever runs the delivery; None: nothing was begun."""
    words = {
        None: _("Not started"),
        Stage.IN_PROGRESS: _("Under way"),
        Stage.EXPIRED: _("Time ran out"),
        Stage.SUBMITTED: _("Sent, not yet marked"),
        Stage.MARKED: _("Marked, not released"),
        Stage.RELEASED: _("Done"),
    }
    return words[stage]


def table_of(rows: Iterable[Taker]) -> Iterable[list[Any]]:
    """The headings, and a row for each person; moments in the zone in force, points as numbers."""
    yield [
        _("Family names"), _("Given names"), _("E-mail"), _("State"), _("Attempts"), _("Begun"),
        _("Handed in"), _("Points"), _("Out of"),
    ]  # fmt: skip
    for one in rows:
        yield [
            one.person.last_name,
            one.person.first_name,
            one.person.email,
            stage_in_words(one.stage),
            one.attempts,
            _plain(one.started_at),
            _plain(one.ended_at),
            one.points.earned if one.points else None,
            one.points.maximum if one.points else None,
        ]


def _plain(moment: Any) -> Any:
    """A moment as a spreadsheet reads it: local, without its zone."""
    return localtime(moment).replace(tzinfo=None, microsecond=0) if moment else None
