"""The gain of a group of people with two scores: plain data, unrounded, without words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics import stats
from analytics.facts import Counts, Figures
from analytics.reports.shares import Range, as_range, share
from analytics.stats.gain import raw

SMALL_GROUP = 10
"""Below this many people a warning stands beside the interval."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The gain of all people (`label` None) or of one group ("" collects those without a group).

    `verdict`: "rose" and "fell" when the interval lies on one side of zero, "unclear" when it
    holds zero, "uniform" when every pair changed alike, "single" for one pair, "none" for none.
    `warnings`: "small_group", "uniform_gain", "single_pair", "no_pair".
    """

    label: str | None
    n_rows: int
    n: int
    pre_only: int
    post_only: int
    neither: int
    mean_pre: float | None
    mean_post: float | None
    sd_pre: float | None
    sd_post: float | None
    sd_gain: float | None
    correlation: float | None
    gain: Range
    t: float | None
    df: int | None
    p: float | None
    effect: Range
    improved: int
    unchanged: int
    worse: int
    improved_share: Range
    verdict: str
    warnings: tuple[str, ...]

    @property
    def missing(self) -> int:
        """People without a complete pair."""
        return self.n_rows - self.n


def gain_of(
    label: str | None, pre: NDArray[np.float64], post: NDArray[np.float64], *, with_effect: bool = True
) -> Gain:
    """The gain over complete pairs; `pre` and `post` are aligned, missing as NaN.

    The effect size costs most of it, so groups that do not tell one go without.
    """
    effect = as_range(stats.gain.effect_sizes(pre, post).g_av) if with_effect else Range()
    return _gain(label, len(pre), stats.gain.paired(pre, post), effect)


def gain_of_counts(pre: NDArray[np.float64], post: NDArray[np.float64], people: Counts) -> Gain:
    """The same, without an effect size, where `people` have each two scores."""
    return _gain(None, int(people.sum()), stats.gain.paired(pre, post, people=people), Range())


def gain_among(tests: Figures, which: NDArray[np.bool_] | None = None) -> Gain:
    """The gain of some of the people whose gain is known or missing, or of all; without an effect size."""
    own = tests.scored
    everybody = np.ones(len(tests), dtype=bool) if which is None else which
    return gain_of_counts(own.pre, own.post, own.counted(everybody))


def _gain(label: str | None, n_rows: int, paired: raw.PairedGain, effect: Range) -> Gain:
    verdict = _verdict(paired)
    return Gain(
        label=label,
        n_rows=n_rows,
        n=paired.n_pairs,
        pre_only=paired.n_pre_only,
        post_only=paired.n_post_only,
        neither=paired.n_neither,
        mean_pre=paired.mean_pre,
        mean_post=paired.mean_post,
        sd_pre=paired.sd_pre,
        sd_post=paired.sd_post,
        sd_gain=paired.sd_gain,
        correlation=paired.correlation,
        gain=as_range(paired.gain),
        t=paired.t,
        df=paired.df,
        p=paired.p,
        effect=effect,
        improved=paired.n_improved,
        unchanged=paired.n_unchanged,
        worse=paired.n_worse,
        improved_share=share(paired.n_improved, paired.n_pairs),
        verdict=verdict,
        warnings=_warnings(paired.n_pairs, verdict),
    )


def _verdict(paired: raw.PairedGain) -> str:
    interval = paired.gain.interval
    if paired.n_pairs == 0:
        return "none"
    if interval is None:
        return "single"
    if paired.sd_gain == 0:
        return "uniform"
    if interval.low > 0:
        return "rose"
    return "fell" if interval.high < 0 else "unclear"


def _warnings(n: int, verdict: str) -> tuple[str, ...]:
    special = {"none": "no_pair", "single": "single_pair", "uniform": "uniform_gain"}.get(verdict)
    found = (special,) if special else ()
    return (*found, "small_group") if 1 < n < SMALL_GROUP else found
