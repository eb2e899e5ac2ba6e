"""A center manager's page: whether it worked, for how many, what is missing and what is not due yet."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from analytics import disclosure, stats
from analytics.facts import NOWHERE, Figures, due, subset
from analytics.program.selectors import final_targets
from analytics.reports.center import (
    applying,
    choices,
    clients,
    closing,
    forms,
    gains,
    groups,
    mastery,
    path,
    targets,
)
from analytics.reports.center.choices import choose, options
from analytics.reports.center.headline import State, headline
from analytics.reports.cohorts import indicators, tables
from analytics.reports.document import (
    Block,
    Document,
    Figure,
    Head,
    Live,
    Note,
    Number,
    Said,
    Section,
    Sentence,
)
from analytics.reports.earlier import release_of
from analytics.reports.gain import Gain, gain_among
from analytics.reports.measures import level
from analytics.reports.registry import Asked, Report, UnknownChoice
from analytics.selectors.offices import offices_of
from analytics.selectors.released import Released, released
from analytics.selectors.scopes import Scope, center_scope, centers_scope
from courses.data import AFTER, BEFORE, WHOLE
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role

AUDIENCE = "own_center"
MOST_READY = 6
DIMENSIONS = ("center", "office", "sex", "age_band", "job_role", "modality")


def may_read(user: User) -> bool:
    """Managers, about the centers that they manage."""
    return has_role(user, Role.CENTER_MANAGER)


def build(asked: Asked) -> Document | None:
    """The report on the people of the reader's centers, or of one that the command line names."""
    if asked.user is not None and asked.get("center"):
        raise UnknownChoice
    if asked.user is None:
        scope = centers_scope(asked.get("center"))
    else:
        scope = asked.scope or center_scope(asked.user)
    found = released(scope, release_of(asked))
    if not len(found.figures):
        return None
    chosen = choose(found.over(found.figures.cohorts), asked, audience=AUDIENCE)
    part = bool(asked.get("cohort") or asked.get("period"))
    return document(scope, found, found.over(chosen if part else None), asked)


def document(scope: Scope, found: Released, figures: Figures, asked: Asked) -> Document:
    """The report on `figures`, some or all of what was found."""
    tests = due(figures, BEFORE, AFTER)
    gain = gain_among(tests)
    live = subset(found.participation, list(figures.cohorts))
    whole = not asked.get("cohort") and not asked.get("period")
    aims = final_targets() if found.made is None else found.made.definitions["targets"]
    boxes = found.clients if whole else ()
    judged = targets.judged(figures, aims, AUDIENCE, live=live, boxes=boxes)
    seen = targets.seen(judged, AUDIENCE)
    state = _state(figures, tests, gain, seen)
    return Document(
        key="center",
        title=_("My center"),
        head=_head(scope, found, figures, asked),
        headline=headline(state),
        lead=_lead(gain, state, len(figures)),
        sections=_sections(scope, found, figures, tests, gain, judged, seen, aims, whole=whole),
    )


def _sections(
    scope: Scope,
    found: Released,
    figures: Figures,
    tests: Figures,
    gain: Gain,
    judged: Sequence[targets.Judged],
    seen: Sequence[targets.Judged],
    aims: Mapping[str, float],
    *,
    whole: bool,
) -> tuple[Section, ...]:
    """The parts in their fixed order; a part without anything to say is left out."""
    pairs = gains.pairs_of(tests)
    live = subset(found.participation, list(figures.cohorts))
    reaction = next((one.indicator for one in judged if one.code == "R1"), None)
    cohorts = found.over(list(found.figures.cohorts))
    shown = choices.shown_cohorts(cohorts, AUDIENCE)
    pass_marks = {info.pass_mark for info in figures.cohorts.values()}
    parts: list[tuple[str, Block | None]] = [
        ("targets", targets.figure(judged, _before(figures, live, shown, aims), seen_by_reader=seen)),
        ("behind", Live("behind")),
        ("path", path.figure(tables.steps(live))),
        ("ready", _ready(live)),
        ("levels", gains.levels(tests, gain, found.names.topics, audience=AUDIENCE)),
        *((f"forms_{place}", Note(said)) for place, said in enumerate(forms.sentences(tests.links.values()))),
        ("people", gains.people(pairs, audience=AUDIENCE)),
        ("arrows", gains.arrows(pairs, audience=AUDIENCE)),
        ("mastery", mastery.mastery(figures, audience=AUDIENCE)),
        ("criteria", mastery.criteria(figures, found.names.criteria, audience=AUDIENCE)),
        *(
            (dimension, _by_group(own, dimension, scope, gain))
            for dimension, own in (_breakdowns(found, tests) if whole else {}).items()
        ),
        ("cohorts", groups.by_cohort(cohorts, shown, gain) if whole else None),
        (
            "spread",
            gains.spread(pairs, pass_marks.pop() if len(pass_marks) == 1 else None, audience=AUDIENCE),
        ),
        ("opinions", None if reaction is None else closing.opinions(reaction)),
    ]
    sections = [Section(key, (block,)) for key, block in parts if block is not None]
    if work := applying.figures(figures, live, audience=AUDIENCE):
        sections.append(Section("applying", work))
    if whole and (said := clients.figures(found.clients, audience=AUDIENCE)):
        sections.append(Section("clients", (*said, Live("clients"))))
    return (*sections, closing.says_and_says_not(figures, gain))


def _by_group(own: Figures, dimension: str, scope: Scope, gain: Gain) -> Figure | None:
    if dimension == "office" and len(scope.centers) != 1:
        return None  # beside the rows of centers, what is hidden of an office could be worked out
    if dimension != "office":
        return groups.by_group(own, dimension, scope.centers, gain, audience=AUDIENCE)
    known = offices_of(set(own.people["office"].tolist()) - {NOWHERE})
    return groups.by_group(own, dimension, known.names, gain, audience=AUDIENCE, ladder=known.ladder)


def _breakdowns(found: Released, tests: Figures) -> dict[str, Figures]:
    """By dimension, the people of its table: as of the release that the table stands on."""
    return {
        dimension: due(found.tables[dimension][1], BEFORE, AFTER) if dimension in found.tables else tests
        for dimension in DIMENSIONS
        if dimension not in found.withheld
    }


def _ready(figures: Figures) -> Live | None:
    """Cohorts in which certificates only wait to be issued, the most first."""
    found = tables.ready_by_cohort(figures)
    if not found:
        return None
    shown = [(figures.cohorts[one].name, figures.cohorts[one].uuid, count) for one, count in found]
    return Live("ready", tuple(shown[:MOST_READY]))


def _before(
    figures: Figures, live: Figures, shown: Sequence[int], aims: Mapping[str, float]
) -> dict[str, targets.Judged]:
    """The indicators of the cohort before the latest of those that are over, of several."""
    over = [one for one in due(figures, WHOLE).cohorts.values() if one.id in shown]
    if len(over) < 2:
        return {}
    before = sorted(over, key=lambda info: (info.starts_on, info.id))[-2]
    found = targets.judged(
        subset(figures, [before.id]),
        aims,
        AUDIENCE,
        live=subset(live, [before.id]),
    )
    return {one.code: one for one in found}


def _state(figures: Figures, tests: Figures, gain: Gain, seen: Sequence[targets.Judged]) -> State:
    pre, post = tests.pre[tests.measured], tests.post[tests.measured]
    bounds = stats.missing.bounds(pre, post, max_score=1.0, everybody=True)
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
        options=options(found.over(list(found.figures.cohorts)), asked, audience=AUDIENCE),
    )


REPORT = Report(
    key="center",
    title=_("My center"),
    rule=may_read,
    audience=AUDIENCE,
    build=build,
    filters=("cohort", "period", "center", "release"),
)
