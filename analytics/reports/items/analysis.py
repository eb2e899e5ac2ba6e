"""The analysis of one form of a test, from its columns."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from math import atanh, sqrt

import numpy as np

from analytics import disclosure, stats
from analytics.reports.items.columns import Columns
from analytics.reports.items.data import FEW, Consistency, FormAnalysis, OptionRow, QuestionRow
from analytics.reports.items.flags import flags_of, rival_of
from analytics.reports.shares import Range, as_range
from analytics.stats.core.result import Estimate
from analytics.stats.items.analysis import Item, ItemAnalysis
from analytics.stats.items.options import Option
from assessments.data import AskedQuestion

Options = Mapping[int, tuple[OptionRow, ...]]


def analyze_form(columns: Columns, *, audience: str) -> FormAnalysis:
    """The analysis as far as `audience` may see it (`analytics.disclosure`).

    Questions that were annulled are listed and not measured. Definitions are those of
    `stats.items`: difficulty as the facility index of Moodle, discrimination as its discrimination index.
    """
    people = len(columns.people)
    if not disclosure.is_shown(people, audience):
        return FormAnalysis(people=people, hidden=True, asked=columns.questions)
    few = people < FEW
    annulled = [one for one in columns.questions if one.annulled]
    kept = columns.only(
        np.array([one.points > 0 and not one.annulled for one in columns.questions], dtype=bool)
    )
    options = options_of(kept)
    items, whole = _items(kept)
    rows = [
        _row(question, item, () if few else _flags(item, options, question), options)
        for question, item in zip(kept.questions, items, strict=True)
    ]
    blank = [QuestionRow(one, people, Range(), Range(), (), annulled=True) for one in annulled]
    totals = np.nansum(kept.marks, axis=1)
    return FormAnalysis(
        people=people,
        hidden=False,
        few=few,
        mean=float(totals.mean()),
        sd=float(totals.std(ddof=1)) if people > 1 else None,
        maximum=float(kept.points.sum()) if whole else 0.0,
        consistency=_consistency(kept, whole),
        questions=tuple(sorted([*rows, *blank], key=lambda row: row.question.position)),
    )


def _items(columns: Columns) -> tuple[Sequence[Item], ItemAnalysis | None]:
    """Each question's figures, and those of the whole where everybody was asked everything."""
    if not columns.questions:
        return (), None
    if not columns.drawn:
        found = stats.items.analyze(columns.marks, max_score=columns.points.tolist())
        return found.items, found
    return [_drawn(columns, place) for place in range(len(columns.questions))], None


def _drawn(columns: Columns, place: int) -> Item:
    """A question among those that were drawn: against the share that its people earned of the others."""
    asked = ~np.isnan(columns.marks[:, place])
    rows = columns.marks[asked]
    of = np.where(np.isnan(rows), 0.0, columns.points)
    rest = of.sum(axis=1) - columns.points[place]
    earned = np.nansum(rows, axis=1) - rows[:, place]
    others = np.divide(earned, rest, out=np.zeros_like(earned), where=rest > 0)
    pair = np.column_stack([rows[:, place], others])
    points = float(columns.points[place])
    # Alone, since Wilson's interval is for marks of 0 and 1.
    alone = stats.items.analyze(pair[:, :1], max_score=points).items[0]
    return replace(stats.items.analyze(pair, max_score=[points, 1.0]).items[0], difficulty=alone.difficulty)


def options_of(columns: Columns) -> dict[int, tuple[OptionRow, ...]]:
    """By question, its options and who chose them; of questions in which one option is chosen.

    Strong and weak are by the other questions of that kind (`stats.items.distractors`).
    """
    chosen = np.array([one.right is not None for one in columns.questions], dtype=bool)
    some = columns.only(chosen)
    if not some.questions:
        return {}
    keys = [str(one.right) for one in some.questions]
    labels = list(dict.fromkeys(key for one in some.questions for key, _text in one.options))
    if not columns.drawn:
        found = stats.items.distractors(some.answers.tolist(), key=keys, options=labels)
        return {
            question.id: _option_rows(question, analysis.options)
            for question, analysis in zip(some.questions, found.questions, strict=True)
        }
    # Whoever was not asked a question has not chosen among its options.
    of_asked = {}
    for place, question in enumerate(some.questions):
        rows = some.answers[~np.isnan(some.marks[:, place])]
        one = stats.items.distractors(rows.tolist(), key=keys, options=labels).questions[place]
        of_asked[question.id] = _option_rows(question, one.options)
    return of_asked


def _option_rows(question: AskedQuestion, options: Sequence[Option]) -> tuple[OptionRow, ...]:
    text: dict[Hashable, Mapping[str, str]] = dict(question.options)
    # An option that is worth something is no distractor: strong people may well choose it.
    worth = {one["key"] for one in question.content.get("options", ()) if one.get("weight")}
    return tuple(
        OptionRow(
            key=None if one.label is None else str(one.label),
            text=text.get(one.label, {}),
            is_key=one.is_key,
            n=one.n,
            share=one.share,
            thirds=one.share_by_group,
            flags=() if one.label in worth and not one.is_key else _told(one),
        )
        for one in options
        if one.label in text or (one.n and one.label is None)
    )


def _told(option: Option) -> tuple[str, ...]:
    """The flags of an option; who draws whom is told only where it is more than chance."""
    return tuple(flag for flag in option.flags if flag == "never_chosen" or beyond_chance(option.rest_r))


def _flags(item: Item, options: Options, question: AskedQuestion) -> tuple[str, ...]:
    doubted = "check_key" in item.flags and not beyond_chance(item.item_rest)
    own = ["poor_discrimination" if doubted and one == "check_key" else one for one in item.flags]
    return flags_of(own, options.get(question.id, ()))


def beyond_chance(correlation: Estimate) -> bool:
    """Whether a correlation differs from none at 95 %, by Fisher's transformation (1921).

    Of twenty questions some wrong option draws a few strong people by chance alone: a finding that the
    next cohort does not show again costs the trust in those that it does.
    """
    r, n = correlation.value, correlation.n_used
    if r is None or n < 4:
        return False
    return abs(r) >= 1 or abs(atanh(r)) * sqrt(n - 3) > 1.96


def _row(question: AskedQuestion, item: Item, flags: tuple[str, ...], options: Options) -> QuestionRow:
    own = options.get(question.id, ())
    return QuestionRow(
        question=question,
        n=item.difficulty.n_used,
        difficulty=as_range(item.difficulty),
        discrimination=as_range(item.item_rest),
        flags=flags,
        options=own,
        rival=rival_of(own) if {"check_key", "attracts_strong"} & set(flags) else None,
    )


def _consistency(columns: Columns, whole: ItemAnalysis | None) -> Consistency | None:
    if whole is None:
        return Consistency("", Range(), None, "drawn") if columns.questions else None
    omega = stats.items.omega(columns.marks)
    if omega.value is not None:
        return Consistency("omega", as_range(omega), _sem(omega, whole.total_sd), "")
    if whole.alpha.value is not None:
        return Consistency("alpha", as_range(whole.alpha), whole.sem.value, omega.reason or "")
    return Consistency("", Range(), None, whole.alpha.reason or "")


def _sem(reliability: Estimate, sd: Estimate) -> float | None:
    if reliability.value is None or sd.value is None:
        return None
    return sd.value * float(np.sqrt(max(1 - reliability.value, 0.0)))
