"""The report on a set of cohorts, as far as its audience may see it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analytics import disclosure, stats
from analytics.facts import Figures, due
from analytics.reports.cohorts import changes, indicators, tables
from analytics.reports.cohorts.data import GroupRow, HeatRow, Indicator, Step, TopicGain
from analytics.reports.gain import Gain, gain_of
from assessments.data import CriterionInfo
from courses.data import AFTER, BEFORE, Texts
from courses.enums import AgeBand
from lms.accounts.models import User

Topic = tuple[str, str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CohortsReport:
    """What the page shows. `gain` and what follows are None or empty where too few people took both tests.

    All of it is over cohorts that are due; `not_yet` people are in others. `trained` people finished; how
    many the program wants is None for a part of it. `unchanged` is the mean gain if everybody without a
    post-test had gained nothing. `ready` are certificates earned and not issued, by cohort; `heat_cohorts`
    are cohorts with how many people were rated there. The tables by sex, age, function and center are made
    for all cohorts together only: for one cohort their difference to the whole would be a small group.
    `improved_items` and `pass_mark` are None where cohorts differ.
    """

    audience: str
    people: int
    trained: int
    trained_target: int | None
    indicators: tuple[Indicator, ...]
    gain: Gain | None
    gain_n: int
    pre_only: int
    not_yet: int
    unchanged: float | None
    improved: Indicator
    topics: tuple[TopicGain, ...]
    steps: tuple[Step, ...]
    ready: tuple[tuple[int, int], ...]
    spread: changes.Spread
    improved_items: int | None
    pass_mark: float | None
    heat_cohorts: tuple[tuple[int, int], ...]
    heat: tuple[HeatRow, ...]
    by_sex: tuple[GroupRow, ...] = ()
    by_age: tuple[GroupRow, ...] = ()
    by_job_role: tuple[GroupRow, ...] = ()
    by_center: tuple[GroupRow, ...] = ()
    by_cohort: tuple[GroupRow, ...] = ()


def build(
    figures: Figures,
    *,
    titles: Mapping[Topic, Texts],
    criteria: Sequence[CriterionInfo],
    targets: Mapping[str, float],
    audience: str,
    center_order: Sequence[int],
    by_groups: bool,
) -> CohortsReport:
    """The report on `figures`; `by_groups` adds the tables by group, for all cohorts together."""
    tests = due(figures, BEFORE, AFTER)
    pre, post = tests.pre[tests.measured], tests.post[tests.measured]
    gain = gain_of(None, pre, post)
    shown = disclosure.is_shown(gain.n, audience)
    heat_cohorts = tables.heat_cohorts(figures, audience=audience)
    found = indicators.indicators(figures, targets=targets, audience=audience)
    return CohortsReport(
        audience=audience,
        people=len(figures),
        trained=figures.count("complete"),
        trained_target=_wanted(figures, targets, audience) if by_groups else None,
        indicators=tuple(found),
        gain=gain if shown else None,
        gain_n=gain.n,
        pre_only=gain.pre_only,
        not_yet=indicators.not_yet(figures, BEFORE, AFTER),
        unchanged=stats.missing.bounds(pre, post, max_score=1.0).unchanged if shown else None,
        improved=next(one for one in found if one.code == "K1"),
        topics=tuple(_shown_topics(tests, titles, audience)) if shown else (),
        steps=tuple(tables.steps(figures)) if disclosure.is_shown(len(figures), audience) else (),
        ready=tuple(tables.ready_by_cohort(figures)),
        spread=changes.spread(tests, audience=audience),
        improved_items=_common({info.improved_items for info in figures.cohorts.values()}),
        pass_mark=_common({info.pass_mark for info in figures.cohorts.values()}),
        heat_cohorts=tuple(heat_cohorts),
        heat=tuple(tables.heat(figures, [one for one, _people in heat_cohorts], criteria, audience=audience)),
        **(_groups(tests, audience, center_order) if by_groups else {}),
    )


def _wanted(figures: Figures, targets: Mapping[str, float], audience: str) -> int | None:
    """How many people the program wants to finish; asked of the whole program only."""
    asked = audience == "shared" and disclosure.is_shown(len(figures), audience)
    return int(targets["O1"]) if asked and "O1" in targets else None


def _common(values: set[Value]) -> Value | None:
    return next(iter(values)) if len(values) == 1 else None


def _shown_topics(figures: Figures, titles: Mapping[Topic, Texts], audience: str) -> list[TopicGain]:
    return [topic for topic in tables.topics(figures, titles) if disclosure.is_shown(topic.gain.n, audience)]


def _groups(figures: Figures, audience: str, center_order: Sequence[int]) -> dict[str, tuple[GroupRow, ...]]:
    columns: dict[str, tuple[str, Sequence[Hashable]]] = {
        "by_sex": ("sex", User.Sex.values),
        "by_age": ("age_band", AgeBand.values),
        "by_job_role": ("job_role", [*User.JobRole.values, ""]),
        "by_center": ("center", [*center_order, None]),
        "by_cohort": ("cohort", list(figures.cohorts)),
    }
    return {
        name: tuple(tables.by_group(figures, column, order, audience=audience))
        for name, (column, order) in columns.items()
    }
