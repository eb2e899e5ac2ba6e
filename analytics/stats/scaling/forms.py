"""The guard before any gain: did pretest and posttest ask the same questions?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from analytics.stats.core.base import Result
from analytics.stats.core.blanks import is_missing
from analytics.stats.core.result import StatsError

FEWEST_COMMON = 5
COMMON_SHARE = 0.2


@dataclass(frozen=True, slots=True, repr=False)
class FormCheck(Result):
    """`raw_gain_allowed` is False, with a `reason`, until unlike forms have been linked.

    `linkable`: enough questions are common to both (5, or 20 % of the longer form).
    """

    same_form: bool
    raw_gain_allowed: bool
    linkable: bool
    common: tuple[tuple[int, int], ...]
    only_pre: tuple[int, ...]
    only_post: tuple[int, ...]
    reason: str | None = None
    method: str = "form_check"
    version: str = "1"


def compare_forms(pre: Sequence[Hashable], post: Sequence[Hashable], *, linked: bool = False) -> FormCheck:
    """Compare the question identifiers of two forms, each in its own column order.

    `common` pairs the columns (from 1) of the shared questions, ready for `scaling.link_rasch`.
    `linked` says that the scores have already been put on one scale. Reasons: no_questions,
    forms_not_linked, forms_not_linkable (too few common questions).
    """
    columns_pre, columns_post = _columns(pre, "pre"), _columns(post, "post")
    common = tuple((i, columns_post[q]) for q, i in columns_pre.items() if q in columns_post)
    longest = max(len(pre), len(post))
    linkable = len(common) >= max(2, min(FEWEST_COMMON, math.ceil(COMMON_SHARE * longest)))
    same = longest > 0 and len(common) == len(pre) == len(post)
    reason = None
    if longest == 0:
        reason = "no_questions"
    elif not same and not linked:
        reason = "forms_not_linked" if linkable else "forms_not_linkable"
    return FormCheck(
        same_form=same,
        raw_gain_allowed=reason is None,
        linkable=linkable,
        common=common,
        only_pre=tuple(i for q, i in columns_pre.items() if q not in columns_post),
        only_post=tuple(j for q, j in columns_post.items() if q not in columns_pre),
        reason=reason,
    )


def _columns(questions: Sequence[Hashable], argument: str) -> dict[Hashable, int]:
    if isinstance(questions, (str, bytes)) or not isinstance(questions, Sequence):
        raise StatsError(argument, "must be a sequence of question identifiers")
    try:
        columns = {question: i for i, question in enumerate(questions, 1)}
    except TypeError:
        raise StatsError(argument, "question identifiers must be hashable") from None
    if any(is_missing(question) for question in columns):
        raise StatsError(argument, "must not hold a missing identifier")
    if len(columns) < len(questions):
        raise StatsError(argument, "names a question twice")
    return columns
