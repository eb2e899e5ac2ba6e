"""The report as a printed sheet."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.platypus import Flowable, Spacer

from analytics.render import gain_words
from analytics.render.dates import long_date
from analytics.render.pdf_sheet import BODY, HEADING, LEAD, SMALL, TITLE, document, paragraph, table
from analytics.render.scores import words
from analytics.reports.scores.data import ScoresReport
from lms.core import clock


def render(report: ScoresReport) -> bytes:
    """Words first, then the table, then what to beware of and how it was calculated."""
    title = _("Gain between two scores")
    flow: list[Flowable] = [
        paragraph(title, TITLE),
        paragraph(
            _("File “%(file)s”: “%(pre)s” before and “%(post)s” after.")
            % {"file": report.file_name, "pre": report.choice.pre, "post": report.choice.post},
            SMALL,
        ),
        Spacer(0, 4),
        paragraph(words.opening(report), LEAD),
    ]
    sentences = (gain_words.directions(report.overall), gain_words.effect(report.overall))
    flow += [paragraph(sentence, BODY) for sentence in sentences if sentence]
    flow += [Spacer(0, 6), _table(report)]
    if found := list(words.warnings(report)):
        flow += [paragraph(_("Beware"), HEADING), *(paragraph(text, BODY) for text in found)]
    flow += [paragraph(_("How to read this"), HEADING)]
    flow += [
        paragraph(text, SMALL)
        for text in (*words.caveats(report), *words.notes(report), words.method(report))
    ]
    footer = long_date(clock.today())
    return document(flow, title=title, language=get_language() or "es-mx", footer=footer)


def _table(report: ScoresReport) -> Flowable:
    rows = [(row.label + (" !" if row.small else ""), *row.cells) for row in words.table(report)]
    widths = [None, 28, 42, 48, 48, 46, 92, 44, 44, 50]
    return table([report.choice.group or "", *words.headings()], rows, widths)
