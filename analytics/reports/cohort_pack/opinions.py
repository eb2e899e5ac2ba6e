"""What people thought of the course, statement by statement; nothing before the form has closed."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from analytics.disclosure.groups import unanimous_floor
from analytics.reports.document import Column, Figure, Measure, Note, Number, Row, Sentence, Table, Unit
from analytics.reports.words import in_language
from assessments import api as assessments
from assessments.data import DeliveryFacts, LikertSummary
from courses.data import OPINION, CohortInfo
from lms.core import clock

AGREE = 4
"""From this point of the scale on somebody agrees."""

CHANGE = ("_before", "_now")
"""How the keys of statements end that ask, after the course, about before it and about now."""

FEW = Sentence(_("The sheets have no name and belong to nobody: fewer than ten are not shown."))


def figures(info: CohortInfo, *, audience: str) -> Iterator[Figure | Note]:
    """Of each form that has closed. No mean of a few: if all said the same it would be told of each.

    A form that was opened again moves by nobody or by as many as a share is told of.
    """
    now, floor = clock.now(), unanimous_floor(audience)
    asked = info.deliveries.get(OPINION, ())
    moved = assessments.few_came_since(delivery_ids=asked, least=floor)
    for form in assessments.delivery_facts(delivery_ids=asked):
        if form.closes_at is None or form.closes_at > now:
            continue
        if form.id in moved:
            yield Note(
                Sentence(
                    _(
                        "%(form)s: it was opened again after it had closed, and fewer than %(least)s people "
                        "have answered since. The figures would tell what these few said, so there are none "
                        "until more have answered."
                    ),
                    {"form": form.label, "least": Number(floor)},
                ),
                "warn",
            )
            continue
        said = assessments.likert_summary(form.id)
        change = [one for one in said if one.key.endswith(CHANGE)]
        if others := [one for one in said if one not in change]:
            title = Sentence(_("What people thought, statement by statement"))
            yield Figure(title, _table(f"opinions-{form.id}", form, others), limits=(FEW,), plain=True)
        if change:
            yield Figure(
                Sentence(_("Own view of the change: how able people say they were, and are")),
                _table(f"change-{form.id}", form, change),
                limits=(
                    Sentence(
                        _("Both are asked after the course, and memory likes a change: no gain counts it.")
                    ),
                    FEW,
                ),
                plain=True,
            )
        if max((one.n + one.missing for one in said), default=0) >= floor:
            yield from _words(form)


def _words(form: DeliveryFacts) -> Iterator[Figure]:
    """What was written under each open question: no text stands beside another of the same person."""
    for one in assessments.open_answers(form.id):
        if one.texts:
            stem = in_language(one.stem)
            rows = tuple(Row(str(place), (text,)) for place, text in enumerate(one.texts, start=1))
            yield Figure(
                Sentence(_("In their words: %(question)s"), {"question": stem}),
                Table(f"words-{form.id}-{one.key}", form.label, _("Number"), (Column(stem),), rows),
                limits=(Sentence(_("In alphabetical order: nothing says who wrote what, or when.")), FEW),
                plain=True,
            )


def _table(key: str, form: DeliveryFacts, said: Sequence[LikertSummary]) -> Table:
    columns = (Column(_("Answers")), Column(_("Mean of 5")), Column(_("Agree (4 or 5)")))
    return Table(key, form.label, _("Statement"), columns, tuple(_row(one) for one in said))


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
