"""Which wrong answers people choose, and whether weak or strong people choose them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from analytics.stats.core.arrays import Floats
from analytics.stats.core.base import Answer, Result
from analytics.stats.core.blanks import as_given
from analytics.stats.core.labels import MISSING, encode, given_order
from analytics.stats.core.result import Estimate, StatsError, undefined
from analytics.stats.items.indices import correlation
from analytics.stats.items.score_groups import ScoreGroups, by_rank

FUNCTIONING_SHARE = 0.05
"""A distractor chosen by fewer people than this does no work (Haladyna & Downing 1993)."""

_FEW_PERSONS = 20


@dataclass(frozen=True, slots=True, repr=False)
class Option(Answer):
    """One answer of one question; `label` is None for "not answered".

    `share_by_group` goes from the lowest to the highest scorers; `rest_r` correlates choosing the
    option with the score on the other questions. `functioning` applies to wrong answers.
    """

    HEADLINE: ClassVar[str] = "rest_r"

    label: Hashable | None
    is_key: bool
    n: int
    share: float | None
    share_by_group: tuple[float | None, ...]
    rest_r: Estimate
    functioning: bool | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Question(Result):
    """The options of one question (`number` counts from 1), the missing answers last."""

    number: int
    options: tuple[Option, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class DistractorAnalysis(Result):
    """All questions; score groups are equal shares of people, ties shared out."""

    n_persons: int
    n_groups: int
    questions: tuple[Question, ...]
    warnings: tuple[str, ...]
    method: str = "distractors"
    version: str = "1"


def distractors(
    choices: Sequence[Sequence[Any]] | NDArray[Any],
    *,
    key: Sequence[Hashable],
    options: Sequence[Hashable] | None = None,
    n_groups: int = 3,
) -> DistractorAnalysis:
    """Options of every question of `choices` (people × questions, labels; None = not answered).

    `key` holds the right label per question; `options` all labels offered (so that one nobody
    chose is seen), in the order to show them in; others follow. A missing answer counts as wrong.
    """
    columns, n = _columns(choices, key)
    if isinstance(n_groups, bool) or not isinstance(n_groups, int) or n_groups < 2:
        raise StatsError("n_groups", "must be a whole number of at least 2")
    offered = () if options is None else given_order(options, "options")
    coded = [_code(column, answer, offered) for column, answer in zip(columns, key, strict=True)]
    right = np.array([codes == keyed for _, codes, keyed in coded], dtype=np.float64).reshape(len(coded), n)
    totals = right.sum(axis=0)
    groups = by_rank(totals, [(g / n_groups, (g + 1) / n_groups) for g in range(n_groups)])
    questions = tuple(
        _question(j + 1, labels, codes, keyed, totals - right[j], groups)
        for j, (labels, codes, keyed) in enumerate(coded)
    )
    return DistractorAnalysis(n, n_groups, questions, ("few_persons",) if n < _FEW_PERSONS else ())


def _columns(
    choices: Sequence[Sequence[Any]] | NDArray[Any], key: Sequence[Hashable]
) -> tuple[list[list[Any]], int]:
    if isinstance(choices, (str, bytes)) or not hasattr(choices, "__len__"):
        raise StatsError("choices", "must be rows of labels")
    if isinstance(key, (str, bytes)) or not isinstance(key, Sequence):
        raise StatsError("key", "must hold one label per question")
    rows = list(as_given(choices))
    if any(isinstance(row, (str, bytes)) or not hasattr(row, "__len__") for row in rows):
        raise StatsError("choices", "must be rows of labels")
    if any(len(row) != len(key) for row in rows):
        raise StatsError("choices", f"must have {len(key)} answers in every row, one per entry of key")
    return [[row[j] for row in rows] for j in range(len(key))], len(rows)


def _code(
    column: list[Any], answer: Hashable, offered: Sequence[Hashable]
) -> tuple[tuple[Hashable, ...], NDArray[np.intp], int]:
    """Labels of a question, the code of every person's choice, and the code of the right answer."""
    labels, codes = encode([*column, answer, *offered], "choices")
    if codes[len(column)] == MISSING:
        raise StatsError("key", "must not hold a missing label: give the right option of every question")
    shown = (*offered, *(label for label in labels if label not in offered))
    place = np.array([*(shown.index(label) for label in labels), MISSING])
    codes = place[codes]
    return shown, codes[: len(column)], int(codes[len(column)])


def _question(
    number: int,
    labels: tuple[Hashable, ...],
    codes: NDArray[np.intp],
    keyed: int,
    rest: Floats,
    groups: ScoreGroups,
) -> Question:
    everything = [*range(len(labels)), MISSING]
    chosen = np.array([codes == code for code in everything], dtype=np.float64)
    by_group = groups.sums(chosen.T).T
    options = tuple(
        _option(
            None if code == MISSING else labels[code],
            code == keyed,
            chosen[i],
            tuple(
                None if size == 0 else count / size
                for count, size in zip(by_group[i].tolist(), groups.sizes.tolist(), strict=True)
            ),
            rest,
        )
        for i, code in enumerate(everything)
    )
    wrong_key = any("check_key" in option.flags or "attracts_strong" in option.flags for option in options)
    return Question(number, options, ("check_key",) if wrong_key else ())


def _option(
    label: Hashable | None,
    is_key: bool,
    chosen: Floats,
    share_by_group: tuple[float | None, ...],
    rest: Floats,
) -> Option:
    n, count = chosen.size, int(chosen.sum())
    r = _rest_r(chosen, rest)
    share = count / n if n else None
    flags = []
    functioning = None
    if label is not None and not is_key and share is not None:
        functioning = share >= FUNCTIONING_SHARE and r.value is not None and r.value < 0
        if count == 0:
            flags.append("never_chosen")
        if r.value is not None and r.value > 0 and share >= FUNCTIONING_SHARE:
            flags.append("attracts_strong")
    if is_key and r.value is not None and r.value < 0:
        flags.append("check_key")
    return Option(label, is_key, count, share, share_by_group, r, functioning, tuple(flags))


def _rest_r(chosen: Floats, rest: Floats) -> Estimate:
    """Point-biserial correlation from whole-number sums, which no order can change."""
    n = chosen.size
    a, b = int(chosen.sum()), int(rest.sum())
    var_a, var_b = n * a - a * a, n * int(rest @ rest) - b * b
    if var_a == 0 or var_b == 0:
        reason = "never_or_always_chosen" if var_a == 0 else "no_variance"
        return undefined(reason, method="option_rest", n_used=n)
    cov = n * int(chosen @ rest) - a * b
    return Estimate(
        value=correlation(cov, var_a, var_b),
        n_used=n,
        method="option_rest",
        interval_reason="interval_not_offered",
    )
