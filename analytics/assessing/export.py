"""The report of an occasion as a workbook: the same figures as the page."""

from typing import Any

from django.utils.translation import gettext as _

from analytics.assessing import words
from analytics.assessing.selectors import Board
from lms.core.spreadsheets import Sheet, write_xlsx
from lms.core.templatetags.acuerdo import localized

Rows = list[tuple[Any, ...]]


def as_xlsx(board: Board) -> bytes:
    """People, agreement, severity and decisions, each on a sheet."""
    return write_xlsx(
        [
            Sheet(_("People"), _people(board), (30, 18, 12, 14, 12, 12)),
            Sheet(_("Agreement"), _agreement(board), (40, 10, 10, 10, 10, 18)),
            Sheet(_("Severity"), _severity(board), (30, 10, 10, 18, 24)),
            Sheet(_("By place, time and medium"), _places(board), (40, 14, 10)),
            Sheet(_("Incidents"), _incidents(board), (24, 30, 12, 50, 50)),
            Sheet(_("Decisions"), _decisions(board), (24, 30, 50, 50, 30, 30)),
        ]
    )


def _people(board: Board) -> Rows:
    near = {one.person.pk: one.mean for one in board.near}
    rows: Rows = [
        (_("Person"), _("State"), _("Talked over"), _("Near the line"), _("Objection"), _("On paper"))
    ]
    yes, no = _("yes"), _("no")
    for one in board.facts:
        paper = board.on_paper(one.subject_id)
        objection = yes if one.objection else no
        zone = round(near[one.subject_id], 2) if one.subject_id in near else None
        rows.append(
            (
                str(board.persons[one.subject_id]),
                str(one.state_words),
                yes if one.moderated else no,
                zone,
                objection,
                paper,
            )
        )
    rows += [(str(one), _("missing"), no, None, no, 0) for one in board.missing]
    rows.append((_("Fingerprint: %(hash)s") % {"hash": board.fingerprint},))
    return rows


def _agreement(board: Board) -> Rows:
    rows: Rows = [(_("Criterion"), _("Pairs"), _("Exact"), _("Adjacent"), _("Alpha"), _("95% interval"))]
    for one in board.figures.agreement:
        rows.append((localized(one.title), *words.agreement_cells(one)))
    if board.figures.together:
        rows.append((_("All criteria"), *words.agreement_cells(board.figures.together)))
    return rows


def _severity(board: Board) -> Rows:
    rows: Rows = [(_("Assessor"), _("Sheets"), _("Levels"), _("95% interval"), _("Compared"))]
    for one in board.figures.severities:
        rows.append((board.assessors[one.assessor_id], *words.severity_cells(one)))
    return rows


def _places(board: Board) -> Rows:
    return [(_("Where and when"), _("How many"), _("Mean")), *words.places(board.places)]


def _incidents(board: Board) -> Rows:
    rows: Rows = [(_("Incident"), _("Whose performance"), _("State"), _("What happened"), _("What was done"))]
    for one in board.incidents:
        person = str(board.persons[one.subject_id]) if one.subject_id in board.persons else ""
        state = _("open") if one.is_open else _("settled")
        rows.append((str(one.kind_words), person, state, one.text, one.resolution))
    return rows


def _decisions(board: Board) -> Rows:
    rows: Rows = [
        (
            _("About"),
            _("Whose performance"),
            _("Decision"),
            _("Reasons"),
            _("Who decided"),
            _("Who abstained"),
        )
    ]
    for one in board.decisions:
        person = str(one.case.ratee) if one.case else ""
        rows.append((one.get_about_display(), person, one.decision, one.reason, one.present, one.abstained))
    return rows
