"""The gain by group and by topic, the path's steps, and the criteria by cohort."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analytics import disclosure
from analytics.facts import DONE, EXEMPT, LEFT, MISSING, NOT_YET, NOWHERE, Figures, Floats, Rated, due
from analytics.reports.cohorts.data import GroupRow, HeatRow, Step, TopicGain
from analytics.reports.gain import gain_of
from analytics.reports.shares import share
from assessments.data import CriterionInfo
from courses.data import AFTER, BEFORE, OPINION, PLAYED, READ, WHOLE, Texts

Topic = tuple[str, str]
NOBODY = Rated(0, {})


def by_group(figures: Figures, column: str, order: Sequence[Hashable], *, audience: str) -> list[GroupRow]:
    """One row per group in `order`, small ones merged; fewer than two rows say nothing and give none.

    `figures` are those of cohorts that are due for both tests. `column` is one of
    `analytics.facts.PERSON`; its values are those in `order`, None for no center.
    """
    values, paired, whole = figures.people[column], figures.paired, _judged(figures)
    places = {label: np.flatnonzero(values == _stored(label)) for label in order}
    groups = [
        disclosure.Group(
            label,
            len(own),
            # Who finished is participation; its share is hidden in the row where it must be.
            ((None, int(paired[own].sum())), (None, _complete(whole[own])[1])),
        )
        for label, own in places.items()
    ]
    rows = disclosure.merge(groups, audience)
    if len(rows) < 2:
        return []
    return [
        _group_row(figures, whole, row, np.sort(np.concatenate([places[label] for label in row])), audience)
        for row in rows
    ]


def _stored(label: Hashable) -> int | bytes:
    if isinstance(label, int):
        return label
    return NOWHERE if label is None else str(label).encode()


def _judged(figures: Figures) -> NDArray[np.uint8]:
    """How people stand with the whole course; not due as long as anybody of their cohort is not."""
    over = sorted(due(figures, WHOLE).cohorts)
    states: NDArray[np.uint8] = np.where(
        np.isin(figures.people["cohort"], over), figures.people[WHOLE], NOT_YET
    )
    return states


def _complete(states: NDArray[np.uint8]) -> tuple[int, int]:
    """(who did the course, of those who did or miss it)."""
    done = int(np.count_nonzero(states == DONE))
    return done, done + int(np.count_nonzero(states == MISSING))


def _group_row(
    figures: Figures,
    whole: NDArray[np.uint8],
    labels: tuple[Hashable, ...],
    members: NDArray[np.intp],
    audience: str,
) -> GroupRow:
    complete, of = _complete(whole[members])
    shown = disclosure.share_is_shown(complete, of, audience)
    measured = members[figures.measured[members]]
    return GroupRow(
        labels=labels,
        gain=gain_of(None, figures.pre[measured], figures.post[measured]),
        people=len(members),
        complete=share(complete, of) if shown else share(0, 0),
    )


def topics(figures: Figures, titles: Mapping[Topic, Texts]) -> list[TopicGain]:
    """The gain by topic, the largest first; the overall gain decides whether it may be shown at all."""
    questions = {
        (str(figures.cohorts[cohort_id].course_key), topic): round(one.maximum)
        for cohort_id, own in figures.topics.items()
        for topic, one in own.items()
    }
    found = [
        TopicGain(
            key,
            titles.get(key) or {"es": key[1]},
            questions[key],
            gain_of(None, pre, post, with_effect=False),
        )
        for key, (pre, post) in topic_pairs(figures).items()
    ]
    return sorted(found, key=lambda topic: (-(topic.gain.gain.value or 0.0), topic.key))


def topic_pairs(figures: Figures) -> dict[Topic, tuple[Floats, Floats]]:
    """By course and topic, everybody's shares before and after; who has neither is at the end."""
    found: dict[Topic, list[tuple[float | None, float | None, int]]] = defaultdict(list)
    for cohort_id, own in figures.topics.items():
        course = str(figures.cohorts[cohort_id].course_key)
        for topic, one in own.items():
            found[course, topic] += one.cells
    return {key: _columns(cells, len(figures)) for key, cells in found.items()}


def _columns(cells: Sequence[tuple[float | None, float | None, int]], people: int) -> tuple[Floats, Floats]:
    values = np.array(cells, dtype=float)  # None becomes NaN
    counts = values[:, 2].astype(np.int64)
    padding = np.full(max(0, people - int(counts.sum())), np.nan)
    return (
        np.concatenate([np.repeat(values[:, 0], counts), padding]),
        np.concatenate([np.repeat(values[:, 1], counts), padding]),
    )


PATH = {"pre_test": BEFORE, "lessons": READ, "role_play": PLAYED, "post_test": AFTER, "evaluation": OPINION}


def steps(figures: Figures) -> list[Step]:
    """How everybody stands with each step that these cohorts have, and with the certificate."""
    if not len(figures):
        return []
    found = [Step(key, **figures.standing(what)) for key, what in PATH.items()]
    return [*(step for step in found if step.exempt < step.people), _certificate(figures)]


def _certificate(figures: Figures) -> Step:
    """Who holds one, who has only to be given it, and how the others stand with the whole course."""
    people = figures.people
    held, ready, state = people["certified"], earned(figures), people[WHOLE].copy()
    # Whoever met everything and has none lost it, or left: it was revoked, or nobody may issue it.
    state[people["complete"] & people["active"]] = MISSING
    state[people["complete"] & ~people["active"]] = LEFT
    others = state[~held & ~ready]
    names = {"missing": MISSING, "not_yet": NOT_YET, "left": LEFT, "exempt": EXEMPT}
    return Step(
        "certificate",
        done=int(held.sum()),
        ready=int(ready.sum()),
        **{name: int(np.count_nonzero(others == code)) for name, code in names.items()},
    )


def earned(figures: Figures) -> NDArray[np.bool_]:
    """Whose certificate only waits to be issued: they met everything, take part, and never had one."""
    people = figures.people
    found: NDArray[np.bool_] = (
        people["complete"] & people["active"] & ~people["certified"] & ~people["revoked"]
    )
    return found


def ready_by_cohort(figures: Figures) -> list[tuple[int, int]]:
    """(cohort, how many certificates wait to be issued), the most first; cohorts without any are left out."""
    ids, counted = np.unique(figures.people["cohort"][earned(figures)], return_counts=True)
    found = zip(ids.tolist(), counted.tolist(), strict=True)
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def heat(
    figures: Figures, cohort_ids: Sequence[int], criteria: Sequence[CriterionInfo], *, audience: str
) -> list[HeatRow]:
    """The mean of each criterion in each of these cohorts (see `heat_cohorts`), over people.

    Criteria that have none anywhere, such as those of a scenario that nobody was given, have no row.
    """
    rated = [figures.ratings.get(one, NOBODY) for one in cohort_ids]
    rows = [
        HeatRow(
            criterion.key,
            criterion.title,
            criterion.critical,
            tuple(_mean(one, criterion.key, audience) for one in rated),
        )
        for criterion in criteria
    ]
    return [row for row in rows if any(mean is not None for mean in row.means)]


def heat_cohorts(figures: Figures, *, audience: str) -> list[tuple[int, int]]:
    """(cohort, people rated) of each cohort that is due and has enough of them."""
    found = [(one, figures.ratings.get(one, NOBODY).people) for one in due(figures, PLAYED).cohorts]
    return [(one, people) for one, people in found if disclosure.is_shown(people, audience)]


def _mean(rated: Rated, key: str, audience: str) -> float | None:
    n, mean = rated.criteria.get(key, (0, 0.0))
    return mean if disclosure.is_shown(n, audience) else None
