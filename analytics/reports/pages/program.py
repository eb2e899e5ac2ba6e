"""The program: indicators against their targets, levels 1 to 4, centers side by side, completeness."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from analytics.program.periods import Period, of_day, period
from analytics.program.selectors import known_indicators, notes_of
from analytics.program.table import Line, lines
from analytics.releases.models import Release
from analytics.reports.document import Document, Head, Live, Note, Number, Option, Section, Sentence
from analytics.reports.earlier import release_of
from analytics.reports.program import cells, centers, indicators
from analytics.reports.program.results import results
from analytics.reports.registry import Asked, Report, UnknownChoice
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import Scope, everybody_scope, program_scope
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock

AUDIENCE = "shared"


def may_read(user: User) -> bool:
    """Whoever answers for the program."""
    return has_role(user, Role.PROGRAM_OFFICER) or has_role(user, Role.ADMINISTRATOR)


def build(asked: Asked) -> Document | None:
    """The report on everybody, with a period set apart: the semester of today unless another is asked for."""
    scope = asked.scope or (everybody_scope() if asked.user is None else program_scope(asked.user))
    found = released(scope, release_of(asked))
    if not len(found.figures):
        return None
    today = clock.today()
    chosen = period(asked.get("period")) if asked.get("period") else of_day(today, "S")
    if chosen is None:
        raise UnknownChoice
    found_lines = lines(
        found, known_indicators(), first_time(found.made), period=chosen, today=today, audience=AUDIENCE
    )
    notes = notes_of(found.made)
    return Document(
        key="program",
        title=_("Program"),
        head=_head(scope, found, chosen, today),
        headline=_headline(found_lines),
        lead=_lead(found_lines, found),
        sections=(
            *_withdrawn(found),
            Section(
                "indicators",
                (
                    indicators.indicator_table(found_lines, chosen, notes),
                    indicators.reading_table(found_lines, chosen, notes),
                ),
            ),
            Section("sheets", (Live("sheets", _sheets(found_lines)),)),
            Section("results", results(found, audience=AUDIENCE)),
            Section("levels", (indicators.level_table(found_lines),)),
            Section("centers", tuple(filter(None, [centers.side_by_side(scope, found.figures)]))),
            Section("completeness", (centers.completeness(scope, found.participation),)),
        ),
    )


def first_time(release: Release | None) -> dict[int, int]:
    """By cohort, who finished a course there for the first time, as of the release."""
    stored = {} if release is None else release.definitions.get("first_time", {})
    return {int(cohort): people for cohort, people in stored.items()}


def _withdrawn(found: Released) -> tuple[Section, ...]:
    if not found.withdrawn:
        return ()
    said = Sentence(
        _("Publication %(number)s was withdrawn: %(reason)s Its figures come with the next one."),
        {"number": found.release or "", "reason": found.withdrawn},
    )
    return (Section("withdrawn", (Note(said, "warn"),)),)


def _sheets(found: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """(code, name) of each indicator, for the way to its sheet."""
    return tuple((one.known.code, str(cells.name_of(one))) for one in found)


def _head(scope: Scope, found: Released, chosen: Period, today: date) -> Head:
    cohorts = found.figures.cohorts.values()
    options = [Option(_("This month"), {"period": of_day(today, "M").key})]
    options += [
        Option(name, {"period": of_day(today, kind).key})
        for kind, name in (("C", _("These four months")), ("S", _("This semester")))
    ]
    return Head(
        about=(_("Whole program"),),
        as_of=found.as_of,
        first=min((info.starts_on for info in cohorts), default=None),
        last=max((info.ends_on for info in cohorts), default=None),
        release=found.release,
        next_release=found.next_release,
        simulated=any(info.is_simulated for info in cohorts),
        options=tuple(Option(one.label, one.asked, one.asked["period"] == chosen.key) for one in options),
    )


def _headline(found: Sequence[Line]) -> Sentence:
    judged = [one for one in found if one.reached is not None]
    if not judged:
        return Sentence(_("Under way: no target can be judged yet"))
    met = sum(1 for one in judged if one.reached)
    return Sentence(
        ngettext_lazy(
            "%(met)s of %(of)s targets that can be judged was reached",
            "%(met)s of %(of)s targets that can be judged were reached",
            "met",
        ),
        {"met": Number(met), "of": Number(len(judged))},
    )


def _lead(found: Sequence[Line], data: Released) -> tuple[Sentence, ...]:
    trained = next((one for one in found if one.known.code == "O1"), None)
    said = []
    if trained is not None and trained.so_far is not None and trained.known.final:
        said.append(
            Sentence(
                _("%(people)s people trained, of %(target)s that the program wants."),
                {
                    "people": Number(trained.so_far.value.value or 0),
                    "target": Number(trained.known.final),
                },
            )
        )
    said.append(Sentence(_("%(people)s people are enrolled."), {"people": Number(len(data.participation))}))
    return tuple(said)


REPORT = Report(
    key="program",
    title=_("Program"),
    rule=may_read,
    audience=AUDIENCE,
    build=build,
    filters=("period", "release"),
    empty=(
        _("Nothing is published yet"),
        _("The figures of the program come with the next publication; the server’s daily run makes it."),
    ),
)
