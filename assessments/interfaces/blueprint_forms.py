"""The blueprint as fields, and what is missing in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.enums import TagKind
from assessments.rules.blueprints import Grid, There
from assessments.rules.instrument_plans import Blueprint
from lms.core.text import tidy
from lms.core.typed_numbers import whole

KINDS = (TagKind.LEVEL, TagKind.COMPETENCY, TagKind.DIFFICULTY)
MOST = 200
LONGEST = 80


@dataclass(frozen=True, slots=True)
class TargetField:
    """A cell of the page: its field, what is typed there, and what each form holds."""

    name: str
    label: str
    typed: str
    problem: str
    forms: Sequence[There]


def read(data: QueryDict, stored: Blueprint) -> tuple[Blueprint, dict[str, tuple[str, str]]]:
    """The blueprint that was sent, and {field: (typed, what is wrong)}.

    Other kinds of column begin without targets, since theirs mean something else. A new module or
    value is a cell with the target that was given for it.
    """
    kind = data.get("kind", "")
    if kind not in KINDS:
        kind = stored.kind
    targets, wrong = {}, {}
    cells = list(zip(data.getlist("module"), data.getlist("value"), data.getlist("target"), strict=False))
    if kind == stored.kind:
        for module, value, typed in cells:
            number, problem = _number(typed)
            cell = tidy(module)[:LONGEST], tidy(value)[:LONGEST]
            if problem:
                wrong["|".join(cell)] = (typed, problem)
            elif number:
                targets[cell] = number
    return Blueprint(kind, targets), wrong


def table(grid: Grid, wrong: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows for the page: {"module", "cells", "target", "forms"}."""
    return [
        {
            "module": row.module,
            "name": row.module or _("no module"),
            "target": row.target,
            "forms": row.forms,
            "cells": [
                (
                    cell,
                    TargetField(
                        name=f"t-{number}-{column}",
                        label=f"{row.module or _('no module')}, {cell.value or _('no tag')}",
                        typed=wrong.get(f"{cell.module}|{cell.value}", (str(cell.target or ""), ""))[0],
                        problem=wrong.get(f"{cell.module}|{cell.value}", ("", ""))[1],
                        forms=cell.forms,
                    ),
                )
                for column, cell in enumerate(row.cells)
            ],
        }
        for number, row in enumerate(grid.rows)
    ]


def new_cell(data: QueryDict, wrong: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The cell that was to be added and could not be, as it was typed; else nothing."""
    last = [tidy((data.getlist(name) or [""])[-1]) for name in ("module", "value", "target")]
    problem = wrong.get("|".join(last[:2]), ("", ""))[1]
    return (
        dict(zip(("module", "value", "typed", "problem"), (*last, problem), strict=True)) if problem else {}
    )


def missing_words(grid: Grid, *, many: bool) -> list[str]:
    """ "2 questions of level “apply” are missing in module m3." for each cell and form that lacks some."""
    found = []
    for label, module, value, number in grid.lacking:
        words = ngettext(
            "%(n)d question of “%(value)s” is missing in “%(module)s”.",
            "%(n)d questions of “%(value)s” are missing in “%(module)s”.",
            number,
        ) % {"n": number, "value": value or _("no tag"), "module": module or _("no module")}
        found.append(_("Form %(form)s: %(words)s") % {"form": label, "words": words} if many else words)
    return found


def _number(typed: str) -> tuple[int, str]:
    typed = tidy(typed)
    if not typed:
        return 0, ""
    found = whole(typed, most=MOST)
    if found is None:
        return 0, _("Please give a whole number up to %(most)d.") % {"most": MOST}
    return found, ""
