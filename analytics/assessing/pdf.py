"""The report of an occasion on paper: the same figures and the same names as the page."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer

from analytics.assessing import words
from analytics.assessing.models import BoardDecision
from analytics.assessing.selectors import Board
from assessments.data import IncidentFact
from lms.core.pdf.sheet import BODY, HEADING, LEAD, SMALL, TITLE, document, paragraph, table
from lms.core.templatetags.acuerdo import localized


def as_pdf(board: Board) -> bytes:
    """The bytes; the same report always gives the same ones."""
    title, name = _("Report for the board"), localized(board.occasion.title)
    held = board.occasion.held_at
    about = [name, date_format(localtime(held), "DATETIME_FORMAT") if held else "", _("confidential")]
    flow: list[Flowable] = [paragraph(title, TITLE), paragraph(" · ".join(filter(None, about)), SMALL)]
    flow += _people(board) + _near(board) + _agreement(board) + _severity(board)
    flow += _places(board) + _incidents(board) + _decisions(board)
    flow.append(paragraph(_("Fingerprint of the figures: %(hash)s") % {"hash": board.fingerprint}, SMALL))
    return document(flow, title=f"{title} · {name}", language=get_language() or "es-mx", footer=name[:100])


def _people(board: Board) -> list[Flowable]:
    rows = [(label, str(n)) for label, n in words.counts(board)]
    flow: list[Flowable] = [paragraph(_("People"), HEADING), table(["", _("how many")], rows, [200, 60])]
    if board.missing:
        names = "; ".join(str(one) for one in board.missing)
        flow += [Spacer(0, 6), paragraph(_("Who is missing: %(names)s") % {"names": names})]
    return flow


def _near(board: Board) -> list[Flowable]:
    flow: list[Flowable] = [paragraph(_("Near the line"), HEADING)]
    if not board.near:
        return [*flow, paragraph(_("Nobody."))]
    return [
        *flow,
        paragraph(words.near_line(board)),
        table([_("Person"), _("Mean")], words.near(board), [260, 60]),
    ]


def _agreement(board: Board) -> list[Flowable]:
    figures = board.figures
    rows = [(localized(one.title), *words.agreement_cells(one)) for one in figures.agreement]
    if figures.together:
        rows.append((_("All criteria"), *words.agreement_cells(figures.together)))
    headings = [_("Criterion"), _("Pairs"), _("Exact"), _("Adjacent"), _("Alpha"), _("95% interval")]
    return [
        paragraph(_("How far the assessors agree"), HEADING),
        paragraph(words.by_assessors(figures.by_assessors)),
        table(headings, rows, [None, 40, 50, 62, 44, 92]),
    ]


def _severity(board: Board) -> list[Flowable]:
    rows = [
        (board.assessors[one.assessor_id], *words.severity_cells(one)) for one in board.figures.severities
    ]
    headings = [_("Assessor"), _("Sheets"), _("Levels"), _("95% interval"), _("Compared")]
    return [
        paragraph(_("How severe the assessors are"), HEADING),
        paragraph(words.adjustment(board.figures), LEAD),
        table(headings, rows, [None, 44, 50, 96, 130]),
    ]


def _places(board: Board) -> list[Flowable]:
    if not board.places:
        return []
    headings = [_("Where and when"), _("How many"), _("Mean")]
    return [
        paragraph(_("By place, time and medium"), HEADING),
        table(headings, words.places(board.places), [None, 80, 60]),
    ]


def _incidents(board: Board) -> list[Flowable]:
    if not board.incidents:
        return []
    flow: list[Flowable] = [paragraph(_("Incidents"), HEADING)]
    for one in board.incidents:
        flow += [paragraph(_incident(board, one), BODY), *_told(one.text), *_told(one.resolution)]
    return flow


def _incident(board: Board, one: IncidentFact) -> str:
    person = board.persons.get(one.subject_id) if one.subject_id else None
    state = _("open") if one.is_open else _("settled")
    return " · ".join(filter(None, [str(one.kind_words), str(person or ""), state]))


def _told(text: str) -> list[Flowable]:
    return [paragraph(line, SMALL) for line in text.splitlines() if line.strip()]


def _decisions(board: Board) -> list[Flowable]:
    flow: list[Flowable] = [paragraph(_("Decisions"), HEADING)]
    if not board.decisions:
        return [*flow, paragraph(_("Nothing was decided yet."))]
    for one in board.decisions:
        person = str(one.case.ratee) if one.case else ""
        flow.append(paragraph(" · ".join(filter(None, [one.get_about_display(), person, one.decision]))))
        flow += [*_told(one.reason), paragraph(_who(one), SMALL)]
    return flow


def _who(one: BoardDecision) -> str:
    date = date_format(localtime(one.recorded_at), "DATETIME_FORMAT")
    said = _("Decided by %(present)s; on record since %(date)s.") % {"present": one.present, "date": date}
    if one.abstained:
        said += " " + _("Abstained: %(names)s.") % {"names": one.abstained}
    return said
