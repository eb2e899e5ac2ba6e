"""What the questions of a cohort's tests did, one table for each form that was sat."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Measure,
    Number,
    Row,
    Sentence,
    Span,
    Table,
    Text,
    Unit,
)
from analytics.reports.items.analysis import analyze_form
from analytics.reports.items.columns import columns_of
from analytics.reports.items.data import FormAnalysis, QuestionRow
from analytics.reports.shares import Range
from analytics.reports.words import in_language
from analytics.selectors.tests import marks_for
from assessments import api as assessments
from assessments.data import DeliveryFacts, FormInfo
from courses.data import CohortInfo

FLAGS: Mapping[str, Text] = {
    "check_key": _("check the key"),
    "attracts_strong": _("check the wording"),
    "no_variance": _("tells nobody apart"),
    "poor_discrimination": _("hardly tells people apart"),
    "revise_item": _("tells people apart less than it could"),
    "hard_item": _("very hard"),
    "easy_item": _("very easy"),
    "unused_options": _("an option that nobody chose"),
}
COLUMNS = (
    Column(_("Topic"), wide=True),
    Column(_("n")),
    Column(_("Earned")),
    Column(_("95% interval")),
    Column(_("Discrimination")),
    Column(_("Reading"), wide=True),
)


def figures(info: CohortInfo, *, audience: str) -> Iterator[Figure]:
    """Of each test that is marked; forms that too few have sat say so and have no rows."""
    for test in assessments.delivery_facts(
        delivery_ids=[one for own in info.deliveries.values() for one in own]
    ):
        if test.anonymous or not test.is_marked:
            continue
        for form in test.forms:
            analysis = analyze_form(columns_of(marks_for(test, form)), audience=audience)
            if not analysis.hidden:
                yield _figure(test, form, analysis)


def _figure(test: DeliveryFacts, form: FormInfo, found: FormAnalysis) -> Figure:
    urgent = sum(bool({"check_key", "attracts_strong"} & set(one.flags)) for one in found.questions)
    values: dict[str, Cell] = {
        "test": in_language(test.title),
        "n": Number(found.people),
        "urgent": Number(urgent),
    }
    return Figure(
        Sentence(_("%(test)s: %(n)s people, %(urgent)s questions to look at"), values, found.people),
        Table(
            f"questions-{form.uuid}-{test.id}",
            format_lazy("{} {}", test.label, form.label) if form.label else test.label,
            _("Question"),
            COLUMNS,
            tuple(_row(one) for one in found.questions),
        ),
        limits=(Sentence(_("Each person’s first sitting counts.")),),
        plain=True,
    )


def _row(one: QuestionRow) -> Row:
    flags: Sequence[Text] = [_("annulled")] if one.annulled else [FLAGS[code] for code in one.flags]
    return Row(
        in_language(one.question.content.get("stem") or {"es": one.question.key}),
        (
            one.question.topic,
            Number(one.n),
            Measure(None if one.difficulty.value is None else _share(one.difficulty.value), one.n),
            Measure(_span(one.difficulty), one.n),
            Measure(
                None if one.discrimination.value is None else Number(one.discrimination.value, Unit.RATIO, 2),
                one.n,
            ),
            format_lazy("{}" + ", {}" * (len(flags) - 1), *flags) if flags else "",
        ),
    )


def _share(value: float) -> Number:
    return Number(value, Unit.PERCENT)


def _span(value: Range) -> Span | None:
    if value.low is None or value.high is None:
        return None
    return Span(_share(value.low), _share(value.high))
