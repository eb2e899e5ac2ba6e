"""Pictures B, C, D and I: how far people came, how many of them, from where, and the whole spread.

What is drawn depends on how many people there are: under twice the minimum only the mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics import disclosure
from analytics.facts import Figures, Floats
from analytics.reports.cohorts.tables import topics
from analytics.reports.document import (
    Cell,
    Column,
    Figure,
    Method,
    Number,
    Picture,
    Row,
    Sentence,
    Table,
    Text,
    Unit,
)
from analytics.reports.gain import Gain
from analytics.reports.measures import change, group, level, said, span
from analytics.reports.words import in_language
from courses.data import Texts

# Gains of a class in shares of the highest score: 8 of 20 questions, 5 of 20; the third is the cohorts' own.
STEPS_UP = (0.4, 0.25)
# Starting levels, in shares: 8, 12 and 16 of 20 questions.
BANDS = (0.0, 0.4, 0.6, 0.8)
BINS = 5
ANYBODY = "all"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Both scores of everybody who has them, and from which gain on somebody counts as improved."""

    pre: Floats
    post: Floats
    improved: Floats

    def __len__(self) -> int:
        return len(self.pre)


def pairs_of(tests: Figures) -> Pairs:
    """The pairs of cohorts that are due."""
    both = tests.paired & tests.measured
    ids = np.array(sorted(tests.cohorts), dtype=np.int64)
    items = np.array([tests.cohorts[one].improved_items for one in ids.tolist()], dtype=float)
    people = tests.people[both]
    needed = items[np.searchsorted(ids, people["cohort"])] / people["maximum"] if len(people) else np.zeros(0)
    return Pairs(tests.pre[both], tests.post[both], needed)


def levels(
    tests: Figures, gain: Gain, titles: Mapping[tuple[str, str], Texts], *, audience: str
) -> Figure | None:
    """B: before and after, in all and by topic; topics from twice the minimum on."""
    if not disclosure.is_shown(gain.n, audience):
        return None
    rows = [Row(_("All topics"), _level_cells(gain), gain.n, mark=ANYBODY)]
    known = []
    if gain.n >= 2 * disclosure.minimum(audience):
        order = {key: place for place, key in enumerate(titles)}
        known = sorted(topics(tests, titles), key=lambda one: (order.get(one.key, len(order)), one.key))
        rows += [Row(in_language(one.title, short=True), _level_cells(one.gain), one.gain.n) for one in known]
    columns = (
        Column(_("Before")),
        Column(_("After")),
        Column(_("Change in points")),
        Column(_("95% interval")),
    )
    return Figure(
        _levels_finding([(in_language(one.title, short=True), one.gain) for one in known], gain),
        Table("levels", _("Right answers before and after, by topic"), _("Topic"), columns, tuple(rows)),
        Picture(
            "levels",
            columns=(0, 1, 2),
            legend=(("before", _("Before")), ("after", _("After"))),
            axis=_("% right"),
        ),
        said=_mean_gain(gain),
        limits=(Sentence("levels.limit"),),
        method=Method(
            what=Sentence("method.levels.what"),
            people=Sentence("method.pairs.people", {"people": Number(gain.n)}, people=gain.n),
            left_out=Sentence("method.pairs.left_out", {"missing": Number(gain.missing)}),
            formula=Sentence("method.levels.formula"),
            limits=Sentence("method.levels.limits"),
            version="gain 1",
        ),
    )


def _level_cells(gain: Gain) -> tuple[Cell, ...]:
    return (
        level(gain.mean_pre, gain.n),
        level(gain.mean_post, gain.n),
        change(gain.gain.value, gain.n),
        span(gain.gain, gain.n, Unit.CHANGE),
    )


def rises(gain: Gain) -> bool:
    """Whether the interval lies above zero."""
    return gain.gain.low is not None and gain.gain.low > 0


def _levels_finding(known: Sequence[tuple[Text, Gain]], overall: Gain) -> Sentence:
    plain = Sentence("levels.plain")
    if len(known) < 2:
        return plain
    unclear = [one for one in known if not rises(one[1])]
    fewest = min(gain.n for _title, gain in known)
    if len(unclear) > 1:
        values: dict[str, Cell] = {"count": Number(len(unclear)), "of": Number(len(known))}
        return Sentence("levels.unclear_many", values, fewest, plain)
    title, gain = unclear[0] if unclear else min(known, key=lambda one: one[1].gain.value or 0.0)
    values = {"topic": title, "gain": change(gain.gain.value, gain.n)}
    return Sentence("levels.unclear_one" if unclear else "levels.least", values, fewest, plain)


def _mean_gain(gain: Gain) -> tuple[Sentence, ...]:
    if gain.gain.low is None or gain.gain.high is None or gain.gain.value is None:
        return ()
    ends = {
        "gain": Number(gain.gain.value, Unit.CHANGE),
        "low": Number(gain.gain.low, Unit.CHANGE),
        "high": Number(gain.gain.high, Unit.CHANGE),
    }
    return (Sentence("levels.mean", ends, people=gain.n),)


def people(pairs: Pairs, *, audience: str) -> Figure | None:
    """C: how many rose by how much. Those who hardly changed or fell are one class, which is never split."""
    n, least = len(pairs), disclosure.minimum(audience)
    if n < 2 * least:
        return None
    gained = pairs.post - pairs.pre
    names = [_("Rose by 40 points or more"), _("Rose by 25 to 39 points"), _("Rose by less than 25 points")]
    bounds = [gained >= STEPS_UP[0] - 1e-9, gained >= STEPS_UP[1] - 1e-9, gained >= pairs.improved - 1e-9]
    higher = np.zeros(n, dtype=bool)
    counts = []
    for one in bounds:
        # Where a cohort asks for more than a class does, whoever reached the class did not improve enough.
        own = one & bounds[2] & ~higher
        counts.append(int(np.count_nonzero(own)))
        higher |= own
    counts.append(n - sum(counts))
    names.append(_("Hardly changed, or fell"))
    most = 2 if n < 4 * least else 4
    classes = disclosure.ordered_classes([(one,) for one in counts], k=least, most=most)
    if len(classes) < 2:
        return None
    rows = tuple(
        Row(_joined(names, own), (group(sum(counts[place] for place in own)),), sum(counts[p] for p in own))
        for own in classes
    )
    improved = n - counts[-1]
    last = classes[-1] == (3,)
    finding = (
        Sentence("people.rose", {"count": group(improved), "n": group(n)}, otherwise=Sentence("people.plain"))
        if last
        else Sentence("people.plain")
    )
    return Figure(
        finding,
        Table(
            "people", _("How many people rose, and by how much"), _("How much they changed"),
            (Column(_("People")),), rows,
            partition=True,
        ),
        Picture("people", columns=(0,)),
        said=(Sentence("people.squares" if n <= 100 else "people.bars"),),
        method=Method(
            what=Sentence("method.people.what"),
            people=Sentence("method.pairs.people", {"people": Number(n)}, people=n),
            left_out=Sentence("method.pairs.left_out_short"),
            formula=Sentence("method.people.formula"),
            limits=Sentence("method.people.limits"),
            version="people 1",
        ),
    )  # fmt: skip


def _joined(names: Sequence[Text], own: Sequence[int]) -> Text:
    """A class made of neighbors is named by its ends."""
    if len(own) == 1:
        return names[own[0]]
    return _JOINED[own[0], own[-1]]


_JOINED: Mapping[tuple[int, int], Text] = {
    (0, 1): _("Rose by 25 points or more"),
    (0, 2): _("Improved enough"),
    (1, 2): _("Improved enough, by up to 39 points"),
    (1, 3): _("Rose by up to 39 points, or fell"),
    (2, 3): _("Rose by less than 25 points, or fell"),
    (0, 3): _("Everybody"),
}


def arrows(pairs: Pairs, *, audience: str) -> Figure | None:
    """D: the mean before and after by starting level; never a split score, from four minimums on."""
    n, least = len(pairs), disclosure.minimum(audience)
    if n < 4 * least:
        return None
    band = np.searchsorted(np.array(BANDS[1:]), pairs.pre + 1e-9, side="right")
    counts = np.bincount(band, minlength=len(BANDS)).tolist()
    classes = disclosure.ordered_classes([(one,) for one in counts], k=least, most=3 if n < 10 * least else 4)
    if len(classes) < 2:
        return None
    rows = []
    for own in classes:
        inside = np.isin(band, own)
        many = int(np.count_nonzero(inside))
        before, after = float(pairs.pre[inside].mean()), float(pairs.post[inside].mean())
        rows.append(
            Row(
                _band(own),
                (group(many), level(before, many), level(after, many), change(after - before, many)),
                many,
            )
        )
    columns = (Column(_("People")), Column(_("Before")), Column(_("After")), Column(_("Change in points")))
    return Figure(
        Sentence("arrows.finding", people=n),
        Table("arrows", _("Who moved on, by starting level"), _("Level before"), columns, tuple(rows), True),
        Picture("arrows", columns=(0, 1, 2), axis=_("% right")),
        said=(Sentence("arrows.said"),),
        limits=(Sentence("arrows.limit"),),
        method=Method(
            what=Sentence("method.arrows.what"),
            people=Sentence("method.pairs.people", {"people": Number(n)}, people=n),
            left_out=Sentence("method.pairs.left_out_short"),
            formula=Sentence("method.arrows.formula"),
            limits=Sentence("method.arrows.limits"),
            version="bands 1",
        ),
    )


def _band(own: Sequence[int]) -> Text:
    low = round(BANDS[own[0]] * 100)
    high = 100 if own[-1] == len(BANDS) - 1 else round(BANDS[own[-1] + 1] * 100) - 1
    return _("%(low)s to %(high)s%% right") % {"low": low, "high": high}


def spread(pairs: Pairs, pass_mark: float | None, *, audience: str) -> Figure | None:
    """I: how many people had which score before and after, from ten minimums on."""
    n = len(pairs)
    if n < 10 * disclosure.minimum(audience):
        return None
    edges = [0.2, 0.4, 0.6, 0.8] if pass_mark is None else _edges(pass_mark)
    counted = [
        np.bincount(np.searchsorted(np.array(edges), side + 1e-9, side="right"), minlength=len(edges) + 1)
        for side in (pairs.pre, pairs.post)
    ]
    both = list(zip(*(side.tolist() for side in counted), strict=True))
    classes = disclosure.ordered_classes(both, k=disclosure.minimum(audience), most=BINS)
    if len(classes) < 2:
        return None
    ends = [0.0, *edges, 1.0]
    rows = tuple(
        Row(
            _bin(ends[own[0]], ends[own[-1] + 1]),
            tuple(group(sum(both[place][side] for place in own)) for side in (0, 1)),
            sum(both[place][0] for place in own),
        )
        for own in classes
    )
    return Figure(
        Sentence("spread.finding", people=n),
        Table(
            "spread", _("How many people had which score"), _("% right"),
            (Column(_("People before")), Column(_("People after"))), rows,
        ),
        Picture(
            "sides", columns=(0, 1), legend=(("before", _("Before")), ("after", _("After"))),
            axis=_("% right"),
        ),
        said=(Sentence("spread.said"),),
    )  # fmt: skip


def _edges(pass_mark: float) -> list[float]:
    """Four edges, the last of which is the pass mark."""
    return [round(pass_mark * part, 4) for part in (0.25, 0.5, 0.75, 1.0)]


def _bin(low: float, high: float) -> Text:
    first, last = round(low * 100), round(high * 100)
    return f"{first}–{last if last == 100 else last - 1}"


def verdict(gain: Gain) -> Cell:
    """Whether a group's gain can be told from chance."""
    return said(_("yes") if rises(gain) else _("cannot be told"), gain.n)
