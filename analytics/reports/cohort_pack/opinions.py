"""What people thought of the course, statement by statement; nothing before the form has closed."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from analytics.reports.document import Column, Figure, Measure, Number, Row, Sentence, Table, Unit
from analytics.reports.words import in_language
from assessments import api as assessments
from assessments.data import LikertSummary
from courses.data import OPINION, CohortInfo
from lms.core import clock

AGREE = 4
"""From this point of the scale on somebody agrees."""


def figures(info: CohortInfo) -> Iterator[Figure]:
    """Of each form that has closed. No mean of a few: if all said the same it would be told of each."""
    now = clock.now()
    for form in assessments.delivery_facts(delivery_ids=info.deliveries.get(OPINION, ())):
        if form.closes_at is None or form.closes_at > now:
            continue
        rows = tuple(_row(one) for one in assessments.likert_summary(form.id))
        if rows:
            yield Figure(
                Sentence(_("What people thought, statement by statement")),
                Table(
                    f"opinions-{form.id}",
                    form.label,
                    _("Statement"),
                    (Column(_("Answers")), Column(_("Mean of 5")), Column(_("Agree (4 or 5)"))),
                    rows,
                ),
                limits=(
                    Sentence(
                        _("The sheets have no name and belong to nobody: fewer than ten are not shown.")
                    ),
                ),
                plain=True,
            )


def _row(one: LikertSummary) -> Row:
    agree = sum(count for point, count in one.counts.items() if point >= AGREE)
    # As a share of all: whoever reads that all agree reads it of each.
    mean = None if one.mean is None else Number(one.mean, Unit.SCALE, 1)
    return Row(
        in_language(one.stem),
        (
            Number(one.n),
            Measure(mean, one.n, agree),
            Measure(Number(agree / one.n, Unit.PERCENT) if one.n else None, one.n, agree),
        ),
    )
