"""The gain by topic, and the path's steps."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analytics.facts import EXEMPT, LEFT, MISSING, NOT_YET, Counts, Figures, Floats, pairs_of
from analytics.reports.cohorts.data import Step, TopicGain
from analytics.reports.gain import gain_of_counts
from courses.data import AFTER, BASELINE, BEFORE, LATER, OPINION, PLAYED, READ, WHOLE, Texts

Topic = tuple[str, str]


def topics(figures: Figures, titles: Mapping[Topic, Texts]) -> list[TopicGain]:
    """The gain by topic, the largest first; the overall gain decides whether it may be shown at all."""
    found = [
        TopicGain(
            key,
            titles.get(key) or {"es": key[1]},
            round(own.maximum),
            gain_of_counts(own.before, own.after, own.people),
        )
        for key, own in topic_pairs(figures).items()
    ]
    return sorted(found, key=lambda topic: (-(topic.gain.gain.value or 0.0), topic.key))


class TopicPairs(NamedTuple):
    """Shares of a topic's highest score before and after, and how many people have both."""

    maximum: float
    before: Floats
    after: Floats
    people: Counts


def topic_pairs(figures: Figures) -> dict[Topic, TopicPairs]:
    """By course and topic, the pairs of everybody; those of no cohort that has the topic have neither."""
    found: dict[Topic, list[float | None]] = defaultdict(list)
    maximum: dict[Topic, float] = {}
    for cohort_id, own in figures.topics.items():
        course = str(figures.cohorts[cohort_id].course_key)
        for topic, one in own.items():
            found[course, topic].extend(chain.from_iterable(one.cells))
            maximum[course, topic] = one.maximum
    return {key: _pairs(maximum[key], cells, len(figures)) for key, cells in found.items()}


def _pairs(maximum: float, cells: list[float | None], everybody: int) -> TopicPairs:
    rows = np.array(cells, dtype=float).reshape(-1, 3)  # None becomes NaN
    rest = max(0, everybody - int(rows[:, 2].sum()))
    before, after, people = np.vstack([rows, [np.nan, np.nan, rest]]).T
    before, after, place = pairs_of(before, after)
    return TopicPairs(maximum, before, after, np.bincount(place, people).astype(np.int64))


PATH = {
    "baseline": BASELINE,
    "pre_test": BEFORE,
    "lessons": READ,
    "role_play": PLAYED,
    "post_test": AFTER,
    "evaluation": OPINION,
}
AFTERWARDS = {"follow_up": LATER}


def steps(figures: Figures) -> list[Step]:
    """How everybody stands with each step that these cohorts have, and with the certificate."""
    if not len(figures):
        return []
    return [*_steps(figures, PATH), _certificate(figures), *_steps(figures, AFTERWARDS)]


def _steps(figures: Figures, asked: Mapping[str, str]) -> list[Step]:
    found = [Step(key, **figures.standing(what)) for key, what in asked.items()]
    return [step for step in found if step.exempt < step.people]


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
