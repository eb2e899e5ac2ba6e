"""The page of a test's analysis: everything in words and already written."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from analytics.render.items import words
from analytics.render.items.picture import Bars, options_picture
from analytics.render.numbers import fixed, or_dash, percent, span, whole
from analytics.reports.items.data import FormAnalysis, OptionRow, QuestionRow
from analytics.reports.shares import Range
from lms.core.templatetags.acuerdo import localized


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the table of options."""

    name: str
    text: str
    is_key: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question: its words, what was found, and what stands in the tables."""

    row: QuestionRow
    stem: str
    sentences: tuple[str, ...]
    urgent: bool
    cells: tuple[str, ...]
    choices: tuple[Choice, ...]
    picture: SafeString | str


def headings() -> list[str]:
    """What stands above the cells of `cells_of_figures`."""
    return [_("People"), _("Earned"), _("95% interval"), _("Discrimination"), _("95% interval")]


def choice_headings() -> list[str]:
    """What stands above `Choice.cells`."""
    return [_("People"), _("Share"), _("Lowest third"), _("Middle third"), _("Highest third")]


def questions(test: FormAnalysis) -> list[QuestionView]:
    """The questions that ask for a look first, the others in the order of the form."""
    found = [_question(row, test) for row in test.questions]
    return sorted(found, key=lambda one: (not one.urgent, not one.row.flags, one.row.question.position))


def cells_of(row: QuestionRow) -> tuple[str, ...]:
    """The figures of a question."""
    if row.annulled:
        return ("–",) * 5
    return cells_of_figures(row.n, row.difficulty, row.discrimination)


def cells_of_figures(people: int, difficulty: Range, discrimination: Range) -> tuple[str, ...]:
    """How many, difficulty and discrimination with their intervals."""
    return (
        whole(people),
        or_dash(difficulty.value, percent),
        span(difficulty.low, difficulty.high, percent),
        or_dash(discrimination.value, _correlation),
        span(discrimination.low, discrimination.high, _correlation),
    )


def _question(row: QuestionRow, test: FormAnalysis) -> QuestionView:
    if row.annulled:
        sentences: tuple[str, ...] = (_("Annulled: it counts for nobody."),)
    else:
        sentences = tuple(words.flag(code, row) for code in row.flags)
    options = [one for one in row.options if one.key is not None]
    bars = [Bars(words.letter(row.options, one.key), one.is_key, one.thirds) for one in options]
    name = _("Question %(number)s") % {"number": row.question.position}
    title = _("%(question)s: who chose what, by thirds of the group") % {"question": name}
    return QuestionView(
        row=row,
        stem=localized(row.question.content.get("stem")),
        sentences=sentences,
        urgent=bool(set(row.flags) & set(words.URGENT)),
        cells=cells_of(row),
        choices=tuple(_choice(one, row) for one in row.options),
        picture=options_picture(bars, id=f"q{row.question.position}", title=title) if bars else "",
    )


def _choice(option: OptionRow, row: QuestionRow) -> Choice:
    name = _("Not answered") if option.key is None else words.letter(row.options, option.key)
    shares = (option.share, *option.thirds)
    cells = (whole(option.n), *(or_dash(share, percent) for share in shares))
    return Choice(name, localized(option.text), option.is_key, cells)


def _correlation(value: float) -> str:
    return fixed(value, 2)
