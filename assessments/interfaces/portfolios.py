"""What a person keeps of a role-play as PDF: plan, result, sheets, and how they saw it themselves.

The same figures and words as the page of their feedback; assessors are numbered there, nobody else is named.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from assessments import registries
from assessments.interfaces.result_words import rule_words, verdict_words
from assessments.models import Occasion, PlanAcceptance, RatingCase
from assessments.rules.competence import CompetenceRules, Outcome
from assessments.selectors.comparison import Cell, Column, Comparison, CriterionLine
from assessments.selectors.feedback import ProfileLine
from lms.accounts.models import User
from lms.core.pdf.sheet import BODY, HEADING, LEAD, SMALL, TITLE, document, paragraph, table
from lms.core.templatetags.acuerdo import localized

ABOVE = ParagraphStyle("above", SMALL, keepWithNext=1)


def portfolio(
    person: User,
    occasion: Occasion,
    case: RatingCase,
    *,
    acceptance: PlanAcceptance | None,
    about: Mapping[str, Any],
) -> bytes:
    """The bytes; `about` is what the page of the feedback is drawn from."""
    name, title = localized(occasion.title), _("Portfolio")
    flow: list[Flowable] = [paragraph(f"{title}: {name}", TITLE), paragraph(str(person), LEAD)]
    flow += _plan(occasion, case, acceptance, about)
    flow += _result(about)
    flow += _levels(about["profile"], about["comparison"])
    flow += _sheets(about["comparison"])
    flow += _own(about)
    return document(flow, title=f"{title} · {name}", language=get_language() or "es-mx", footer=str(person))


def _plan(
    occasion: Occasion, case: RatingCase, acceptance: PlanAcceptance | None, about: Mapping[str, Any]
) -> list[Flowable]:
    """How one is assessed, when it was held, and that one knew of it."""
    flow: list[Flowable] = [paragraph(_("How it was assessed"), HEADING)]
    played = [case.scenario_version] if case.scenario_version else about["scenarios"]
    flow += [paragraph(localized(one.title)) for one in played]
    dates = [(_("Held on %(date)s."), occasion.held_at), (_("Released on %(date)s."), case.released_at)]
    if acceptance:
        dates.insert(0, (_("The plan was accepted on %(date)s."), acceptance.accepted_at))
    flow.append(paragraph(" ".join(words % {"date": _moment(at)} for words, at in dates if at)))
    flow.append(paragraph(_rubric_rule(about["comparison"].rules)))
    rule = registries.result_rule(occasion)
    return flow + [paragraph(one) for one in (rule_words(rule) if rule else ())]


def _rubric_rule(rules: CompetenceRules) -> str:
    words = _(
        "A mean of %(mean)s or more over what was observed, every critical criterion (★) at %(critical)s or "
        "more, nothing at %(fail)s, and at least %(observed)s criteria observed. N/O does not count in the "
        "mean."
    ) % {
        "mean": number_format(rules.pass_mean, 1),
        "critical": rules.critical_min,
        "fail": rules.fail_at_or_below,
        "observed": rules.min_observed,
    }
    return words.replace(" (★)", "")  # no printed font has the star


def _result(about: Mapping[str, Any]) -> list[Flowable]:
    flow: list[Flowable] = [paragraph(_("Result"), HEADING)]
    if about["result"]:
        flow.append(paragraph(verdict_words(about["result"]), LEAD))
    if about["settled"]:
        flow.append(paragraph(about["settled"][0].reason))
    for place, column in enumerate(about["comparison"].columns, start=1):
        flow.append(paragraph(f"{_assessor(place)}: {_amount(column.outcome)}"))
    return flow


def _amount(outcome: Outcome) -> str:
    if outcome.competent:
        said = _("Competent")
    else:
        said = _("Not yet competent") if outcome.enough else _("Too little observed to decide")
    if outcome.mean is None:
        return said
    mean = _("Mean %(mean)s") % {"mean": number_format(outcome.mean, 2)}
    return f"{said}. {mean}."


def _levels(profile: Sequence[ProfileLine], comparison: Comparison) -> list[Flowable]:
    """Criterion by criterion what each sheet says and what counts."""
    counted = {one.criterion.pk: one.level for one in profile}
    heads = [_assessor(place) for place in range(1, len(comparison.columns) + 1)]
    rows = [
        [
            _criterion(line),
            *(_level(cell.score.value if cell.score else None) for cell in line.cells),
            _level(counted.get(line.criterion.pk)),
        ]
        for line in comparison.lines
    ]
    widths = [None, *(90 for _one in heads), 60]
    return [
        paragraph(_("Your profile"), HEADING),
        table([_("Criterion"), *heads, _("Counts")], rows, widths),
    ]


def _criterion(line: CriterionLine) -> str:
    name = f"{line.criterion.position}. {localized(line.criterion.title)}"
    return f"{name} ({_('Critical')})" if line.criterion.critical else name


def _sheets(comparison: Comparison) -> list[Flowable]:
    """The words of each sheet, one after the other."""
    flow: list[Flowable] = []
    for place, column in enumerate(comparison.columns):
        flow.append(paragraph(_assessor(place + 1), HEADING))
        flow += _overall(column)
        for line in comparison.lines:
            flow += _evidence(line, line.cells[place])
    return flow


def _overall(column: Column) -> list[Flowable]:
    rating = column.rating
    told = [
        ("", rating.comment),
        (_("Strengths"), "; ".join(filter(None, (rating.strength, rating.second_strength)))),
        (_("Next step"), rating.next_step),
    ]
    return [paragraph(f"{name}: {text}" if name else text) for name, text in told if text]


def _evidence(line: CriterionLine, cell: Cell) -> list[Flowable]:
    words = [cell.score.comment] if cell.score and cell.score.comment else []
    words += [f"{date_format(localtime(one.noted_at), 'TIME_FORMAT')} {one.text}" for one in cell.notes]
    if not words:
        return []
    return [paragraph(_criterion(line), ABOVE), *(paragraph(one, BODY) for one in words)]


def _own(about: Mapping[str, Any]) -> list[Flowable]:
    """What they said of themselves before they read the sheets."""
    if not about["view"]:
        return []
    flow: list[Flowable] = [paragraph(_("How you saw it yourself"), HEADING)]
    if about["view"].comment:
        flow.append(paragraph(about["view"].comment))
    rows = [
        (f"{one.criterion.position}. {localized(one.criterion.title)}", _level(one.own))
        for one in about["own"]
    ]
    return [*flow, table([_("Criterion"), _("You")], rows, [None, 60])]


def _assessor(place: int) -> str:
    return _("Assessor %(number)s") % {"number": place}


def _level(level: float | None) -> str:
    if level is None:
        return _("N/O")
    return str(int(level)) if level == int(level) else number_format(level, 1)


def _moment(at: Any) -> str:
    return date_format(localtime(at), "DATE_FORMAT")
