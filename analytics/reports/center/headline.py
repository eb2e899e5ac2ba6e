"""What a report says first: the first row of a table of truths that holds. Pure."""

from dataclasses import dataclass

from analytics.reports.document import Number, Sentence, Text
from analytics.reports.shares import Range

NOBODY, RUNNING, LACKING, FELL, UNCLEAR, UNMET, MET, ROSE = (
    "headline.nobody",
    "headline.running",
    "headline.lacking",
    "headline.fell",
    "headline.unclear",
    "headline.unmet",
    "headline.met",
    "headline.rose",
)


@dataclass(frozen=True, slots=True)
class State:
    """What a headline rests on: people of cohorts that are due, `n` of them with both tests.

    `due` people owe both or did them; `not_yet` are in cohorts with time left. `worst` is the mean gain if
    everybody without a second test knew nothing any more, and without a first one had known everything.
    `unmet` names the judged targets that were not reached, of `judged` ones.
    """

    minimum: int
    n: int
    due: int
    not_yet: int
    gain: Range
    worst: float | None
    judged: int
    unmet: tuple[Text, ...] = ()


def finding(state: State) -> str:
    """The key of the headline."""
    if state.n < state.minimum:
        return RUNNING if state.not_yet and not state.due else NOBODY
    low, high = state.gain.low, state.gain.high
    if low is None or high is None or low <= 0 <= high:
        return UNCLEAR
    if high < 0:
        return FELL
    if state.worst is not None and state.worst <= 0:
        return LACKING
    if not state.judged:
        return ROSE
    return UNMET if state.unmet else MET


def headline(state: State) -> Sentence:
    """The sentence; targets that were not reached are named, as far as a heading has room for them."""
    key = finding(state)
    if key != UNMET:
        return Sentence(key)
    if len(state.unmet) == 1:
        return Sentence("headline.unmet_one", {"target": state.unmet[0]})
    if len(state.unmet) == 2:
        return Sentence("headline.unmet_two", {"target": state.unmet[0], "other": state.unmet[1]})
    met = state.judged - len(state.unmet)
    return Sentence("headline.unmet_many", {"met": Number(met), "of": Number(state.judged)})
