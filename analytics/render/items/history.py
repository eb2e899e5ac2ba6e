"""The page of one question's figures: uses, drift, groups, exposure and proposals, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.render.items.page import cells_of_figures
from analytics.render.numbers import whole
from analytics.reports.items.history import Dif, ItemHistory, UseFigures
from assessments.data import ItemUses
from lms.core.templatetags.acuerdo import localized


@dataclass(frozen=True, slots=True)
class UseRowView:
    """One use: where, and its figures already written, in the columns of `page.headings`."""

    name: str
    note: str
    cells: tuple[str, ...]


def rows(history: ItemHistory) -> list[UseRowView]:
    """Every use, the latest first."""
    return [_row(one) for one in reversed(history.uses)]


def _row(one: UseFigures) -> UseRowView:
    day = date_format(timezone.localtime(one.opens_at), "DATE_FORMAT")
    parts = [day, _("version %(number)d") % {"number": one.number}]
    if one.form:
        parts.append(_("Form %(label)s") % {"label": one.form})
    cells = cells_of_figures(one.people, one.difficulty, one.discrimination)
    return UseRowView(f"{localized(one.title)} ({one.label})", " · ".join(parts), cells)


def proposals(history: ItemHistory) -> list[str]:
    """What somebody might do about the question; nothing of it happens by itself."""
    return [_PROPOSALS[code]() for code in history.proposals]


_PROPOSALS: dict[str, Any] = {
    "check_key": lambda: _("Check the key: who knows the rest does worse here than who does not."),
    "look_at_dif": lambda: _("Let people of both groups read it: equally able people answer it unlike."),
    "retire_useless": lambda: _("Consider retiring it: in no use did it tell who knows from who does not."),
    "rest_exposed": lambda: _("Consider resting it: very many people have seen it, and most forms hold it."),
    "retire_extreme": lambda: _("Consider retiring it: nearly everybody, or nearly nobody, solves it."),
}


def drift(history: ItemHistory) -> str:
    """Whether it changed over its uses; empty where that cannot be said."""
    return {
        "easier": _("It became easier from its first use to its last: the intervals do not touch."),
        "harder": _("It became harder from its first use to its last: the intervals do not touch."),
        "steady": _("It is about as hard as in its first use."),
    }.get(history.drift, "")


def exposure(found: ItemUses, history: ItemHistory) -> str:
    """How many have seen it, and how many of the recent forms hold it."""
    seen = ngettext("%(n)s person has seen it", "%(n)s people have seen it", history.people) % {
        "n": whole(history.people)
    }
    return _("%(seen)s; it stands in %(held)s of the %(of)s forms opened in the last year.") % {
        "seen": seen,
        "held": whole(found.recent_forms),
        "of": whole(found.of_forms),
    }


def groups(history: ItemHistory) -> list[str]:
    """Whether equally able people of two groups answer alike, by group."""
    return [_group(one) for one in history.dif]


def _group(one: Dif) -> str:
    facts = {
        "a": _GROUPS[one.by][0](),
        "b": _GROUPS[one.by][1](),
        "n": whole(one.people[0]),
        "m": whole(one.people[1]),
        "harder": _harder(one),
    }
    if one.found is None:
        if one.reason == "not_right_or_wrong":
            return _("%(a)s and %(b)s: only compared where an answer is right or wrong.") % facts
        return _("%(a)s and %(b)s: not compared (n = %(n)s and %(m)s; each needs 100).") % facts
    if one.found == "A":
        return _("%(a)s and %(b)s who know as much answer alike (n = %(n)s and %(m)s).") % facts
    if one.found == "B":
        return (
            _("Somewhat harder for: %(harder)s, among people who know as much (n = %(n)s and %(m)s).") % facts
        )
    return _("Clearly harder for: %(harder)s, among people who know as much (n = %(n)s and %(m)s).") % facts


def _harder(one: Dif) -> str:
    first = one.harder_for in ("M", "es")
    return str(_GROUPS[one.by][0 if first else 1]())


_GROUPS: dict[str, Any] = {
    "sex": (lambda: _("Men"), lambda: _("women")),
    "language": (lambda: _("Readers of Spanish"), lambda: _("readers of English")),
}
