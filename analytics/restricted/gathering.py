"""What a bundle under an agreement holds of each person: of a release, and of what is as it was then."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from analytics.facts import DONE, EXEMPT, LEFT, STATE, People
from analytics.program.bundle import groups_as_published
from analytics.releases import marks
from analytics.releases.models import Release
from analytics.releases.reading import published_rows
from analytics.releases.states import as_of, history
from analytics.reports.items.columns import columns_of
from analytics.restricted.anonymity import Person, generalized
from analytics.selectors.form_links import scales_of
from analytics.selectors.live_figures import live_figures
from analytics.selectors.released import Released
from assessments import api as assessments
from assessments.data import RatingOutcome
from courses import api as courses
from courses.data import AFTER, BEFORE, CohortInfo

NAMES = {number: name for name, number in STATE.items()}
EXACT = 9
"""Digits to which two shares are the same."""
Progress = Callable[[int, int], None]


class Sitting(NamedTuple):
    """One person's first sitting of a form: what was earned in each question that was asked."""

    moment: str
    form: str
    total: float
    share: float
    items: tuple[tuple[str, str, float, float], ...]
    """(key, topic, points, at most)."""


class Case(NamedTuple):
    """One person's role-play: by assessor, the level of each criterion; None is "not observed"."""

    sheets: tuple[tuple[int, Mapping[str, int | None]], ...]

    @property
    def assessors(self) -> tuple[int, ...]:
        """Who rated."""
        return tuple(sorted(assessor for assessor, _levels in self.sheets))


@dataclass(frozen=True)
class Gathered:
    """`left_out` says of how many people, sittings and cases nothing is given."""

    people: Sequence[Person]
    sittings: Sequence[Sitting]
    cases: Sequence[Case]
    left_out: Mapping[str, int]


def gather(release: Release, found: Released, *, k: int, progress: Progress) -> Gathered:
    """Everything that the release shows, and no more: whose results changed since is in `people` alone."""
    rows = list(_people(release, found))
    people = generalized(rows, k=k)
    told = Counter(
        (moment, round(score, EXACT))
        for one in people
        for moment, score in ((BEFORE, one.pre), (AFTER, one.post))
        if score is not None
    )
    sittings: list[Sitting] = []
    cases: list[Case] = []
    cohorts = list(_unchanged(release))
    for place, (info, shares) in enumerate(cohorts):
        sittings += _sittings(info, shares)
        cases += _cases(info, shares)
        progress(place + 1, len(cohorts))
    crowds = Counter((one.moment, one.form, round(one.total, EXACT)) for one in sittings)
    alike = [
        one
        for one in sittings
        if crowds[one.moment, one.form, round(one.total, EXACT)] >= k
        and told[one.moment, round(one.share, EXACT)] >= k
    ]
    known = _known_assessors(cases, k)
    left_out = {"people": len(rows) - len(people), "sittings": len(sittings) - len(alike)}
    return Gathered(people, alike, known, left_out)


def _people(release: Release, found: Released) -> Iterator[Person]:
    """Whoever has a published result, or stands in a published cohort without one."""
    rows = {dimension: known for dimension, _figures, known in groups_as_published(found, withheld=True)}
    names = {
        dimension: {category: name for name, stored in known for category in stored}
        for dimension, known in rows.items()
    }
    for cohort, people in published_rows(release):
        info = found.figures.cohorts.get(cohort) if cohort is not None else None
        if cohort is not None and info is None:
            continue
        maximum = np.where(people["maximum"] > 0, people["maximum"], np.nan)
        pre, post = people["pre"] / maximum, people["post"] / maximum
        for place in np.flatnonzero(~_waits(people)).tolist():
            one = people[place]
            facts = {
                dimension: names.get(dimension, {}).get(bytes(one[dimension]), "")
                for dimension in ("sex", "age_band", "job_role")
            }
            yield Person(
                cohort="" if info is None else info.code,
                **{name: "" if text == "-" else text for name, text in facts.items()},
                before=NAMES[int(one[BEFORE])],
                after=NAMES[int(one[AFTER])],
                pre=_number(pre[place]),
                post=_number(post[place]),
            )


def _waits(people: People) -> Any:
    """Whose results are in no figure of the release, or in the pool's."""
    return ((people[BEFORE] == DONE) & ~people["pre_done"]) | ((people[AFTER] == DONE) & ~people["post_done"])


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def _unchanged(release: Release) -> Iterator[tuple[CohortInfo, dict[int, dict[str, float | None]]]]:
    """By cohort, the shares before and after of everybody whose results are those that were published."""
    members: dict[Any, str] = {}
    for states in history().values():
        last = as_of(states, release.number)
        members |= {} if last is None else {key: mark for key, (mark, _group) in last.members.items()}
    infos = courses.cohort_infos_by_id(courses.enrolled_cohort_ids())
    for info in sorted(infos.values(), key=lambda one: one.id):
        own = {info.id: info}
        found = courses.cohort_figures(cohort_ids=[info.id])
        people = live_figures(own, found=found, scales=scales_of(own)).people
        shares: dict[int, dict[str, float | None]] = {}
        for row, one in zip(found.rows, people, strict=True):
            gone = one[BEFORE] in (LEFT, EXEMPT) or one[AFTER] in (LEFT, EXEMPT)
            if not gone and members.get(row.enrollment_id) == marks.write(marks.facts_of(one)):
                most = float(one["maximum"])
                shares[row.user_id] = {
                    BEFORE: _number(one["pre"] / most) if most > 0 else None,
                    AFTER: _number(one["post"] / most) if most > 0 else None,
                }
        if shares:
            yield info, shares


def _sittings(info: CohortInfo, shares: Mapping[int, Mapping[str, float | None]]) -> Iterator[Sitting]:
    for moment in (BEFORE, AFTER):
        for test in assessments.delivery_facts(delivery_ids=info.deliveries.get(moment, ())):
            for form in test.forms:
                found = assessments.form_marks(
                    delivery_ids=[test.id], version_id=form.version_id, user_ids=list(shares)
                )
                columns = columns_of(found)
                for user, earned in zip(columns.people.tolist(), columns.marks, strict=True):
                    share = shares[user][moment]
                    if share is None:
                        continue
                    items = tuple(
                        (f"{question.key}.{question.number}", question.topic, float(points), question.points)
                        for question, points in zip(columns.questions, earned, strict=True)
                        if not np.isnan(points)
                    )
                    yield Sitting(moment, str(form.uuid)[:8], float(np.nansum(earned)), share, items)


def _cases(info: CohortInfo, shares: Mapping[int, Any]) -> Iterator[Case]:
    occasions = info.occasions.get("assessed", ())
    found: dict[Hashable, list[RatingOutcome]] = {}
    for one in assessments.rating_outcomes(occasion_ids=occasions, user_ids=list(shares)):
        if one.released:
            found.setdefault((one.occasion_id, one.subject_id), []).append(one)
    for own in found.values():
        yield Case(tuple((one.assessor_id, one.scores) for one in own))


def _known_assessors(cases: Sequence[Case], k: int) -> list[Case]:
    """The cases, without who rated where fewer than `k` were rated by the same people (an assessor of 0)."""
    together = Counter(one.assessors for one in cases)
    return [
        one if together[one.assessors] >= k else Case(tuple((0, levels) for _who, levels in one.sheets))
        for one in cases
    ]
