"""A center manager's page: whether it worked, for how many, what is missing and what is not due yet."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from analytics import disclosure, stats
from analytics.facts import Figures, due
from analytics.reports.center import path, targets
from analytics.reports.center.choices import choose, options
from analytics.reports.center.headline import State, headline
from analytics.reports.cohorts import indicators, tables
from analytics.reports.document import Document, Head, Number, Said, Section, Sentence
from analytics.reports.gain import Gain, gain_of
from analytics.reports.measures import level
from analytics.reports.registry import Asked, Report, UnknownChoice
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import Scope, center_scope, centers_scope
from courses.data import AFTER, BEFORE
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role

AUDIENCE = "own_center"


def may_read(user: User) -> bool:
    """Managers, about the centers that they manage."""
    return has_role(user, Role.CENTER_MANAGER)


def build(asked: Asked) -> Document | None:
    """The report on the people of the reader's centers, or of one that the command line names."""
    if asked.user is not None and asked.get("center"):
        raise UnknownChoice
    scope = centers_scope(asked.get("center")) if asked.user is None else center_scope(asked.user)
    found = released(scope)
    if not len(found.figures):
        return None
    chosen = choose(found.over(found.figures.cohorts), asked, audience=AUDIENCE)
    part = bool(asked.get("cohort") or asked.get("period"))
    return document(scope, found, found.over(chosen if part else None), asked)


def document(scope: Scope, found: Released, figures: Figures, asked: Asked) -> Document:
    """The report on `figures`, some or all of what was found."""
    tests = due(figures, BEFORE, AFTER)
    gain = gain_of(None, tests.pre[tests.measured], tests.post[tests.measured])
    judged = targets.judged(figures, settings.INDICATOR_TARGETS, AUDIENCE)
    seen = targets.seen(judged, AUDIENCE)
    state = _state(figures, tests, gain, seen)
    return Document(
        key="center",
        title=_("My center"),
        head=_head(scope, found, figures, asked),
        headline=headline(state),
        lead=_lead(gain, state, len(figures)),
        sections=(
            Section("targets", (targets.figure(judged, {}, seen_by_reader=seen),)),
            Section("path", tuple(filter(None, [path.figure(tables.steps(figures))]))),
        ),
    )


def _state(figures: Figures, tests: Figures, gain: Gain, seen: Sequence[targets.Judged]) -> State:
    bounds = stats.missing.bounds(tests.pre[tests.measured], tests.post[tests.measured], max_score=1.0)
    return State(
        minimum=disclosure.minimum(AUDIENCE),
        n=gain.n,
        due=gain.n_rows,
        not_yet=indicators.not_yet(figures, BEFORE, AFTER),
        gain=gain.gain,
        worst=bounds.lowest,
        judged=len(seen),
        unmet=targets.unmet(seen),
    )


def _lead(gain: Gain, state: State, people: int) -> tuple[Said, ...]:
    """From which level to which, and how many it is about: those measured, missing and not due."""
    counted = {"missing": Number(gain.missing), "not_yet": Number(state.not_yet)}
    return (
        Sentence(
            "lead.levels",
            {
                "pre": level(gain.mean_pre, gain.n),
                "post": level(gain.mean_post, gain.n),
                "people": Number(gain.n),
                **counted,
            },
            people=gain.n,
            otherwise=Sentence("lead.enrolled", {"people": Number(people), **counted}),
        ),
    )


def _head(scope: Scope, found: Released, figures: Figures, asked: Asked) -> Head:
    cohorts = figures.cohorts.values()
    return Head(
        about=tuple(scope.centers.values()),
        as_of=found.as_of,
        first=min((info.starts_on for info in cohorts), default=None),
        last=max((info.ends_on for info in cohorts), default=None),
        release=found.release,
        next_release=found.next_release,
        simulated=any(info.is_simulated for info in cohorts),
        options=options(found.figures, asked, audience=AUDIENCE),
    )


REPORT = Report(
    key="center",
    title=_("My center"),
    rule=may_read,
    audience=AUDIENCE,
    build=build,
    filters=("cohort", "period", "center"),
)
